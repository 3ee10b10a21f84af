"""Parameters of listings, and the headers of conditional requests."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, post_load

from schemas.base import ApiSchema, Text, WholeNumber
from schemas.filters import article_filter, filter_fields
from service.application.ports import ArticleFilter
from service.settings import Limits

_DEFAULT_ITEMS = 100
_CURSOR = {"description": "next_cursor of the page before."}


@dataclass(frozen=True, slots=True)
class ArticleListQuery:
    """Which page of which articles."""

    where: ArticleFilter
    limit: int
    cursor: str | None


@dataclass(frozen=True, slots=True)
class SentenceListQuery:
    """Which page of an article's sentences."""

    limit: int
    cursor: str | None


class NoneMatchHeaders(ApiSchema):
    """Headers of a conditional GET."""

    if_none_match = Text(max_chars=8_190, blank=True, data_key="If-None-Match", metadata={"description": "ETags."})


class MatchHeaders(ApiSchema):
    """Headers of a conditional DELETE."""

    if_match = Text(
        max_chars=8_190,
        blank=True,
        data_key="If-Match",
        metadata={"description": "ETags; deletes only the revision that one of them names."},
    )


def article_list_schema(limits: Limits) -> Schema:
    """Parameters of the list of articles; loads to an ArticleListQuery."""

    class _Query(ApiSchema):
        limit = _limit(limits)
        cursor = _cursor()

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> ArticleListQuery:
            return ArticleListQuery(article_filter(loaded), **loaded)

    return _Query.from_dict(filter_fields(limits, in_query=True), name="ArticleListQuery")()


def sentence_list_schema(limits: Limits) -> Schema:
    """Parameters of the list of sentences; loads to a SentenceListQuery."""

    class _Query(ApiSchema):
        limit = _limit(limits)
        cursor = _cursor()

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> SentenceListQuery:
            return SentenceListQuery(**loaded)

    return _Query()


def _limit(limits: Limits) -> WholeNumber:
    return WholeNumber(1, limits.page_items, in_query=True, load_default=min(_DEFAULT_ITEMS, limits.page_items))


def _cursor() -> Text:
    return Text(max_chars=300, load_default=None, metadata=_CURSOR)
