"""Pages as they come in, and what became of them."""

from datetime import datetime
from typing import Any

from marshmallow import fields, post_load, validates_schema

from schemas.articles import IndexedArticleSchema, indexed_article_body
from schemas.base import ApiSchema, Parsed, Text, check_one_body, shown, shown_list, shown_word
from service.application.index_pages import IndexedPage, PageDraft
from service.application.ports import DiscardReason
from service.domain.address import parse_http_url
from service.domain.published import parse_published
from service.settings import Limits


def page_input_schema(limits: Limits) -> ApiSchema:
    """A page as submitted; loads to a PageDraft."""

    class PageInput(ApiSchema):
        text = Text(
            max_chars=limits.text_chars,
            allow_none=True,
            metadata={"description": "The page's text as scraped. Exactly one of text and html is given."},
        )
        html = Text(max_chars=limits.html_chars, allow_none=True, metadata={"description": "The page's HTML."})
        url = Parsed(
            parse_http_url,
            max_chars=limits.url_chars,
            allow_none=True,
            metadata={"format": "uri", "description": "Where the page was found."},
        )
        fetched_at = Parsed(
            _parse_moment,
            max_chars=40,
            allow_none=True,
            metadata={
                "format": "date-time",
                "description": "When the page was fetched: '3 hours ago' counts from then.",
            },
        )

        @validates_schema
        def check_body(self, loaded: dict[str, Any], **_: Any) -> None:
            check_one_body(loaded)

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> PageDraft:
            return PageDraft(**loaded)

    return PageInput()


class DiscardedSchema(ApiSchema):
    """A part of the page that belongs to no article's text."""

    text = shown(fields.String, description="Verbatim, or as a reader of the HTML saw it.")
    reason = shown_word(list(DiscardReason))


class IndexedPageSchema(ApiSchema):
    """The articles that were found in a page, and what was left out."""

    articles = shown_list(IndexedArticleSchema, description="In the page's order; a page may hold none.")
    discarded = shown_list(DiscardedSchema)


def indexed_page_body(indexed: IndexedPage) -> dict[str, Any]:
    """An IndexedPageSchema."""
    return {
        "articles": [indexed_article_body(article) for article in indexed.articles],
        "discarded": [{"text": part.text, "reason": part.reason} for part in indexed.discarded],
    }


def _parse_moment(text: str) -> datetime:
    date = parse_published(text)
    if date.precision not in ("time", "day"):
        raise ValueError("must be a time such as 2024-04-12T19:05:00+03:00, or a day such as 2024-04-12")
    return date.start
