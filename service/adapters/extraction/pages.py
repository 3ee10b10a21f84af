"""Pages, as scraped text or as HTML, to articles."""

from collections.abc import Callable
from datetime import datetime

from service.adapters.extraction.html import read_html_article
from service.application.ports import ExtractedArticle, ExtractedPage


class PageExtractor:
    """Finds the articles in a page.

    A title or an address that is longer than allowed (characters) is left out: no article may be posted with one.
    `detect_language` names a text's language (ISO 639), or None where it is not sure.
    """

    def __init__(
        self, *, max_title_chars: int, max_url_chars: int, detect_language: Callable[[str], str | None]
    ) -> None:
        self._max_title_chars = max_title_chars
        self._max_url_chars = max_url_chars
        self._detect_language = detect_language

    def read_text(self, text: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page whose text was scraped with its menus, captions and side bars."""
        raise NotImplementedError

    def read_html(self, html: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page's HTML."""
        article = self.read_article(html, url=url)
        return ExtractedPage(() if article is None else (article,))

    def read_article(self, html: str, *, url: str | None) -> ExtractedArticle | None:
        """The one article that a page's HTML is about, None where the page holds no text."""
        return read_html_article(
            html, url=url, max_title_chars=self._max_title_chars, max_url_chars=self._max_url_chars
        )
