"""Articles, their sentences and outlets as they come in and go out."""

from collections.abc import Sequence
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from schemas.base import (
    ApiSchema,
    Parsed,
    Part,
    Pattern,
    Text,
    TrueOrFalse,
    check_one_body,
    parse_language,
    shown,
    shown_list,
    shown_part,
    shown_word,
)
from schemas.facts import FactsSchema, facts_body
from schemas.problems import ProblemSchema
from service.application.index_articles import ArticleDraft
from service.application.ports import OutletSummary
from service.domain.address import parse_domain, parse_http_url
from service.domain.article import (
    IndexedArticle,
    IndexStatus,
    ListedArticle,
    SentenceKind,
    StoredArticle,
    StoredSentence,
    WarningNote,
    content_sha256,
    date_warnings,
    listed,
)
from service.domain.evidence import SentenceKey
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate, format_time, parse_published
from service.settings import Limits

ARTICLE_ID_PATTERN = "^[A-Za-z0-9._:-]{1,128}$"

# Those that stand for something else in a path.
_RESERVED_IDS = frozenset({"bulk", ".", ".."})

_PRECISIONS = ["time", "day", "month", "year", "unknown"]
_AS_GIVEN = "As precise as it was given: RFC 3339 in UTC, YYYY-MM-DD, YYYY-MM or YYYY."


class ArticleId(Pattern):
    """An article's id as callers choose it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            ARTICLE_ID_PATTERN,
            "must have 1 to 128 of the characters A-Z a-z 0-9 . _ : - and be none of bulk, . and ..",
            **options,
        )

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        article_id = super()._deserialize(value, *args, **kwargs)
        if article_id in _RESERVED_IDS:
            raise ValidationError(self._allowed)
        return article_id


def article_input_schema(limits: Limits) -> ApiSchema:
    """An article as submitted; loads to an ArticleDraft."""

    class OutletInput(ApiSchema):
        name = Text(max_chars=limits.title_chars, allow_none=True, metadata={"example": "Harbour Gazette"})
        domain = Parsed(parse_domain, allow_none=True, metadata={"example": "harbourgazette.example"})

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> Outlet:
            return Outlet(**loaded)

    class ArticleInput(ApiSchema):
        id = ArticleId(
            allow_none=True,
            metadata={"description": "Derived from the URL, else from outlet, title, date and text, when absent."},
        )
        url = Parsed(parse_http_url, max_chars=limits.url_chars, allow_none=True, metadata={"format": "uri"})
        title = Text(max_chars=limits.title_chars, allow_none=True)
        outlet = Part(OutletInput, allow_none=True)
        published_at = Parsed(
            parse_published,
            max_chars=40,
            allow_none=True,
            metadata={
                "description": "As precise as it is known: 2024-04-12T19:05:00+03:00, 2024-04-12, 2024-04, 2024."
            },
        )
        modified_at = Parsed(
            parse_published,
            max_chars=40,
            allow_none=True,
            metadata={"description": "When it was last changed, as precisely as it is known."},
        )
        language = Parsed(
            parse_language,
            max_chars=80,
            allow_none=True,
            metadata={"description": "A BCP 47 tag; detected when absent."},
        )
        text = Text(
            max_chars=limits.text_chars,
            allow_none=True,
            metadata={"description": "Stored unchanged. Exactly one of text and html is given."},
        )
        html = Text(
            max_chars=limits.html_chars, allow_none=True, metadata={"description": "A page to take the text from."}
        )

        @validates_schema
        def check_body(self, loaded: dict[str, Any], **_: Any) -> None:
            check_one_body(loaded)

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> ArticleDraft:
            published, modified = loaded.pop("published_at", None), loaded.pop("modified_at", None)
            outlet = loaded.pop("outlet", None) or NO_OUTLET
            return ArticleDraft(published=published, modified=modified, outlet=outlet, **loaded)

    return ArticleInput()


class IndexQuery(ApiSchema):
    """Parameters of indexing."""

    refresh = TrueOrFalse(
        in_query=True,
        load_default=True,
        metadata={"description": "false answers before the article is searchable, which is faster."},
    )


class IdempotencyHeaders(ApiSchema):
    """Headers of requests that may be sent twice."""

    idempotency_key = Pattern(
        "^[!-~]{1,255}$",
        "must have 1 to 255 visible ASCII characters without blanks",
        data_key="Idempotency-Key",
        metadata={"description": "Kept for 24 h: the same key and body again gives the first answer."},
    )


class WarningSchema(ApiSchema):
    """Something to know about an answer that was given all the same."""

    code = shown(fields.String)
    detail = shown(fields.String)


class OutletSchema(ApiSchema):
    """Who published an article; null is what its input did not state."""

    name = shown(fields.String, nullable=True)
    domain = shown(fields.String, nullable=True)


class ArticleLinks(ApiSchema):
    """Where to go on from an article; paths on this service."""

    self = shown(fields.String)
    sentences = shown(fields.String)


class ArticleSchema(ApiSchema):
    """An article without its text."""

    id = shown(fields.String)
    revision = shown(fields.Integer, description="Counts the article's versions from 1.")
    title = shown(fields.String, nullable=True)
    url = shown(fields.String, nullable=True)
    outlet = shown_part(OutletSchema)
    credited_outlets = shown_list(
        fields.String(), description="Whom the article names as its sources, in the order of their first mention."
    )
    published_at = shown(fields.String, nullable=True, description=_AS_GIVEN)
    published_precision = shown_word(_PRECISIONS)
    modified_at = shown(fields.String, nullable=True, description=_AS_GIVEN)
    modified_precision = shown_word(_PRECISIONS)
    language = shown(fields.String, nullable=True)
    first_seen_at = shown(fields.String, format="date-time")
    indexed_at = shown(fields.String, format="date-time")
    sentence_count = shown(fields.Integer)
    content_sha256 = shown(fields.String, description="SHA-256 of the text in UTF-8.")
    warnings = shown_list(WarningSchema)
    links = shown_part(ArticleLinks)


class FullArticleSchema(ArticleSchema):
    """An article with its text."""

    text = shown(fields.String, description="Verbatim; every offset counts code points of it.")


class IndexedArticleSchema(ArticleSchema):
    """An article and what storing it did."""

    status = shown_word(list(IndexStatus))


class ArticlePageSchema(ApiSchema):
    """A page of articles, by id."""

    articles = shown_list(ArticleSchema)
    next_cursor = shown(fields.String, nullable=True)


class BulkItemSchema(ApiSchema):
    """What became of one line."""

    line = shown(fields.Integer, description="Counts lines from 1; blank lines have no item.")
    id = shown(fields.String, nullable=True)
    status = shown(fields.Integer, description="The status that the article alone would have got.")
    result = shown_word(list(IndexStatus), nullable=True)
    error = shown_part(ProblemSchema, nullable=True)


class BulkAnswerSchema(ApiSchema):
    """What became of every line, in order."""

    took_ms = shown(fields.Integer)
    errors = shown(fields.Integer, description="How many items have an error.")
    items = shown_list(BulkItemSchema)


class SentenceSchema(ApiSchema):
    """A unit of an article: text[start:end] in code points. Only kind `sentence` is evidence."""

    id = shown(fields.String)
    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    position = shown(fields.Integer, description="Counts the article's units from 0.")
    kind = shown_word(list(SentenceKind))
    language = shown(
        fields.String,
        nullable=True,
        description="ISO 639 code; null where the sentence is too short or too mixed to tell, and for any other kind.",
    )
    sha256 = shown(fields.String, description="SHA-256 of the sentence in UTF-8.")
    credited_outlets = shown_list(
        fields.String(), description="Whom the sentence itself names as its source, in order."
    )
    facts = shown_part(
        FactsSchema, description="Read when the article was indexed; empty for any other kind than `sentence`."
    )


class SentencePageSchema(ApiSchema):
    """A page of an article's sentences, in order."""

    sentences = shown_list(SentenceSchema)
    next_cursor = shown(fields.String, nullable=True)


class OutletSummarySchema(OutletSchema):
    """An outlet and what is held of it."""

    tier = shown(fields.Integer, nullable=True, description="From the server's outlets file; 1 is first.")
    articles = shown(fields.Integer)
    first_published_at = shown(fields.String, nullable=True, description=_AS_GIVEN)
    last_published_at = shown(fields.String, nullable=True, description=_AS_GIVEN)


class OutletListSchema(ApiSchema):
    """Every outlet that has an article."""

    outlets = shown_list(OutletSummarySchema)


def article_path(article_id: str) -> str:
    """Where an article is on this service; every character of an id may stand in a path."""
    return f"/v1/articles/{article_id}"


def article_body(article: ListedArticle) -> dict[str, Any]:
    """An ArticleSchema."""
    header = article.header
    path = article_path(header.id)
    return {
        "id": header.id,
        "revision": header.revision,
        "title": header.title,
        "url": header.url,
        "outlet": outlet_body(header.outlet),
        "credited_outlets": list(header.credited),
        "published_at": published_at(header.published),
        "published_precision": published_precision(header.published),
        "modified_at": published_at(header.modified),
        "modified_precision": published_precision(header.modified),
        "language": header.language,
        "first_seen_at": format_time(article.first_seen_at),
        "indexed_at": format_time(article.indexed_at),
        "sentence_count": article.sentence_count,
        "content_sha256": article.content_sha256,
        "warnings": warning_bodies((*article.warnings, *date_warnings(article))),
        "links": {"self": path, "sentences": f"{path}/sentences"},
    }


def full_article_body(stored: StoredArticle) -> dict[str, Any]:
    """A FullArticleSchema."""
    return {**article_body(listed(stored)), "text": stored.article.text}


def indexed_article_body(indexed: IndexedArticle) -> dict[str, Any]:
    """An IndexedArticleSchema."""
    return {**article_body(listed(indexed.stored)), "status": indexed.status}


def sentence_body(article_id: str, revision: int, stored: StoredSentence) -> dict[str, Any]:
    """A SentenceSchema."""
    sentence = stored.sentence
    return {
        "id": SentenceKey(article_id, revision, sentence.position).sentence_id,
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "position": sentence.position,
        "kind": sentence.kind,
        "language": stored.language,
        "sha256": content_sha256(sentence.text),
        "credited_outlets": list(dict.fromkeys(credit.name for credit in stored.facts.credits)),
        "facts": facts_body(stored.facts),
    }


def outlet_summary_body(summary: OutletSummary, tier: int | None) -> dict[str, Any]:
    """An OutletSummarySchema."""
    return {
        **outlet_body(summary.outlet),
        "tier": tier,
        "articles": summary.articles,
        "first_published_at": published_at(summary.first_published),
        "last_published_at": published_at(summary.last_published),
    }


def outlet_body(outlet: Outlet) -> dict[str, Any]:
    """An OutletSchema."""
    return {"name": outlet.name, "domain": outlet.domain}


def warning_bodies(warnings: Sequence[WarningNote]) -> list[dict[str, Any]]:
    """WarningSchemas."""
    return [{"code": warning.code, "detail": warning.detail} for warning in warnings]


def published_at(published: PublishedDate | None) -> str | None:
    """A date as precisely as it was given."""
    return published.iso() if published else None


def published_precision(published: PublishedDate | None) -> str:
    """How precise it was given."""
    return published.precision if published else "unknown"
