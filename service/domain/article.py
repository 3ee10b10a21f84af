"""Articles and their sentences as plain values."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from service.domain.evidence import ArticleHeader
from service.domain.facts import NO_FACTS, Facts
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate

# A date without an offset may be that of a zone ahead of UTC.
_TIME_ZONES = timedelta(days=1)
_NEWS_ON_LINE_BEGINS = datetime(1990, 1, 1, tzinfo=UTC)


class SentenceKind(StrEnum):
    """What a unit of an article's text is. Only a SENTENCE is evidence."""

    SENTENCE = "sentence"
    TITLE = "title"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    BYLINE = "byline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WarningNote:
    """Something the caller should know about an answer that was given all the same."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its caller stated it. `text` is verbatim: every offset points into it."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    language: str | None = None
    modified: PublishedDate | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of an article: text[start:end] in code points; position counts the article's units from 0."""

    position: int
    start: int
    end: int
    text: str
    kind: SentenceKind = SentenceKind.SENTENCE


@dataclass(frozen=True, slots=True)
class AnalyzedSentence:
    """A sentence with the terms an engine indexes and the facts it states; a unit that is no evidence has neither.

    `language` is an ISO 639 code, None where the sentence is too short to tell.
    """

    sentence: Sentence
    terms: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """An article ready to be stored; `credited` names the outlets that it gives as its sources, in order."""

    article: Article
    sentences: tuple[AnalyzedSentence, ...]
    warnings: tuple[WarningNote, ...] = ()
    credited: tuple[str, ...] = ()

    @property
    def sentence_count(self) -> int:
        """How many of its units are evidence: titles, captions and the like do not count."""
        return sum(unit.sentence.kind is SentenceKind.SENTENCE for unit in self.sentences)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store holds it."""

    article: Article
    revision: int
    first_seen_at: datetime
    indexed_at: datetime
    sentence_count: int
    warnings: tuple[WarningNote, ...] = ()
    credited: tuple[str, ...] = ()

    @property
    def etag(self) -> str:
        """A strong entity tag (RFC 9110), with its quotes."""
        return f'"{self.revision}-{fingerprint(self.article)[:16]}"'


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article as the store holds it, without its text, of which it has the `content_sha256`."""

    header: ArticleHeader
    first_seen_at: datetime
    indexed_at: datetime
    sentence_count: int
    content_sha256: str
    warnings: tuple[WarningNote, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A unit as the store holds it, with the facts that it states and its language."""

    sentence: Sentence
    facts: Facts = NO_FACTS
    language: str | None = None


def listed(stored: StoredArticle) -> ListedArticle:
    """What a list shows of the article."""
    article = stored.article
    return ListedArticle(
        ArticleHeader(
            article.id,
            stored.revision,
            article.title,
            article.url,
            article.outlet,
            article.published,
            article.language,
            article.modified,
            stored.credited,
        ),
        stored.first_seen_at,
        stored.indexed_at,
        stored.sentence_count,
        content_sha256(article.text),
        stored.warnings,
    )


def date_warnings(article: ListedArticle) -> tuple[WarningNote, ...]:
    """What is odd about an article's dates; they are kept as they were stated all the same."""
    published, modified = article.header.published, article.header.modified
    if published is None:
        return ()
    warnings = []
    if published.start > article.indexed_at + _TIME_ZONES:
        detail = f"The article was indexed before {published.iso()}, when it says it was published."
        warnings.append(WarningNote("published_in_future", detail))
    if published.end <= _NEWS_ON_LINE_BEGINS:
        detail = f"The article says it was published in {published.iso()}, before there was news on the web."
        warnings.append(WarningNote("published_before_1990", detail))
    if modified is not None and modified.end <= published.start:
        detail = f"The article says it was modified in {modified.iso()}, before it was published in {published.iso()}."
        warnings.append(WarningNote("modified_before_published", detail))
    return tuple(warnings)


def next_revision(analyzed: AnalyzedArticle, before: StoredArticle | None, *, now: datetime) -> StoredArticle:
    """The revision that storing a changed article makes; `before` is the one that stands, None for a new article."""
    return StoredArticle(
        article=analyzed.article,
        revision=1 if before is None else before.revision + 1,
        first_seen_at=now if before is None else before.first_seen_at,
        indexed_at=now,
        sentence_count=analyzed.sentence_count,
        warnings=analyzed.warnings,
        credited=analyzed.credited,
    )


class IndexStatus(StrEnum):
    """What storing an article did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """A stored article and what storing it did."""

    stored: StoredArticle
    status: IndexStatus


def content_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(article: Article) -> str:
    """SHA-256 over text and all metadata: two articles with the same one are the same revision."""
    fields = (
        article.id,
        article.text,
        article.title,
        article.url,
        article.outlet.name,
        article.outlet.domain,
        _date_field(article.published),
        article.language,
        # Stated by few articles; the others keep the fingerprint that they had before there was such a date.
        *([_date_field(article.modified)] if article.modified else ()),
    )
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def _date_field(date: PublishedDate | None) -> tuple[str, str] | None:
    return None if date is None else (date.iso(), date.precision)
