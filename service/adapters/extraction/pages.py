"""Pages, as scraped text or as HTML, to articles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from service.adapters.extraction.html import HtmlReader
from service.adapters.extraction.plain_text import read_text_page
from service.application.ports import ExtractedArticle, ExtractedPage


class PageExtractor:
    """Finds the articles in a page.

    A title or an address that is longer than allowed (characters) is left out: no article may be posted with one.
    `detect_language` names a text's language (ISO 639), or None where it is not sure.
    """

    def __init__(
        self, *, max_title_chars: int, max_url_chars: int, detect_language: Callable[[str], str | None]
    ) -> None:
        self._detect_language = detect_language
        self._max_title_chars = max_title_chars
        self._html = HtmlReader(max_title_chars, max_url_chars, detect_language)

    def read_text(self, text: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page whose text was scraped with its menus, captions and side bars."""
        page = read_text_page(text, url=url, fetched_at=fetched_at, detect_language=self._detect_language)
        return replace(page, articles=tuple(self._bounded(article) for article in page.articles))

    def read_html(self, html: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page's HTML."""
        return self._html.read(html, url=url, fetched_at=fetched_at)

    def read_article(self, html: str, *, url: str | None) -> ExtractedArticle | None:
        """The one article that a page's HTML is about, None where the page holds no text."""
        return next(iter(self._html.read(html, url=url, fetched_at=None, always=True).articles), None)

    def _bounded(self, article: ExtractedArticle) -> ExtractedArticle:
        too_long = article.title is not None and len(article.title) > self._max_title_chars
        return replace(article, title=None) if too_long else article
