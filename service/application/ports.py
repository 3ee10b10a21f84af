"""What the use cases need from the outside. Adapters implement these; `wiring` chooses which."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from service.domain.article import (
    AnalyzedArticle,
    Article,
    IndexedArticle,
    ListedArticle,
    StoredArticle,
    StoredSentence,
)
from service.domain.claim import Claim
from service.domain.evidence import Candidate, Coverage, Reading, SentenceKey, Verdict
from service.domain.outlet import NO_OUTLET, Outlet, OutletIdentity, outlet_identity
from service.domain.published import PublishedDate
from service.domain.terms import WeightedTerm


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles count. Empty tuples and None do not restrict.

    `outlets` and `exclude_outlets` hold outlet keys (`domain.outlet.outlet_keys`: a name's key or a domain on label
    boundaries); `domains` and `exclude_domains` hold lower-case domains. An article whose date starts in
    [published_from, published_before) is within the dates; an undated one is where `include_undated` says so.
    `languages` hold lower-case BCP 47 tags; "en" also takes "en-gb".
    """

    outlets: tuple[str, ...] = ()
    exclude_outlets: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exclude_domains: tuple[str, ...] = ()
    published_from: datetime | None = None
    published_before: datetime | None = None
    include_undated: bool = True
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()


EVERY_ARTICLE = ArticleFilter()


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """Every sentence within the filter whose terms' weights add up to at least `min_weight`.

    `limit` bounds how many come back (those with the most weight first); `timeout_s` how long the engine may take.
    """

    terms: tuple[WeightedTerm, ...]
    min_weight: int
    filter: ArticleFilter
    limit: int
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """What an engine found. `total` counts every candidate, also those beyond the limit.

    Candidates come by falling weight, then article id, then position. `timed_out` and `partial` (a part of the index
    did not answer) mean that candidates may be missing.
    """

    candidates: tuple[Candidate, ...]
    total: int
    timed_out: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class OutletSummary:
    """An outlet and what the store holds of it."""

    outlet: Outlet
    articles: int
    first_published: PublishedDate | None
    last_published: PublishedDate | None


class ArticleStore(Protocol):
    """The store of record for articles and the index over their sentences.

    Every method may raise StoreUnavailable. A reader sees an article's old revision or its new one, whole, never both
    and never neither; what a method returned is durable.
    """

    def put(self, articles: Sequence[AnalyzedArticle], *, now: datetime, refresh: bool = True) -> list[IndexedArticle]:
        """Store articles, in order; an article equal to its current revision (same fingerprint) stays unchanged.

        With `refresh`, evidence requests that start after the return see them. The same id may occur more than once.
        """

    def get(self, article_id: str) -> StoredArticle | None:
        """The article's current revision."""

    def get_many(self, article_ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Current revisions of those ids that exist."""

    def delete(self, article_id: str, *, if_match: Sequence[str] | None = None) -> bool:
        """Remove an article and its sentences from every later answer; False when there is none.

        Raises PreconditionFailed where `if_match` is given and does not hold the current revision's etag.
        """

    def list_articles(self, where: ArticleFilter, *, after: str | None, limit: int) -> list[ListedArticle]:
        """Articles within the filter with an id after `after`, by id in code point order."""

    def sentences(self, article_id: str, *, first: int, limit: int) -> list[StoredSentence]:
        """Units of the current revision from position `first` on; empty also where there is no article."""

    def outlets(self) -> list[OutletSummary]:
        """Every outlet that has an article, by name key, then domain; nameless ones last. No outlet is not listed."""

    def coverage(self, where: ArticleFilter, *, identity: OutletIdentity = outlet_identity) -> Coverage:
        """Counts over the articles within the filter; `sentences` counts evidence sentences alone.

        Outlets with the same identity count as one, those with none do not count.
        """

    def find_candidates(self, query: CandidateQuery) -> CandidateSet:
        """Candidates in current revisions. The same query over the same articles gives the same set on any store."""

    def load_candidates(self, keys: Sequence[SentenceKey]) -> dict[SentenceKey, Candidate]:
        """Those of the sentences that still stand in their article's current revision, with weight 0."""

    def readings(self, candidates: Sequence[Candidate]) -> Mapping[SentenceKey, Reading]:
        """Those of the candidates that still stand, with their facts and context: neighbours of kind sentence only."""

    def reindex(self, analyze: Callable[[Article], AnalyzedArticle]) -> Iterator[int]:
        """Analyse every article again into a new index and switch to it; yields how many are done.

        Readers and writers go on meanwhile; what is written meanwhile is in the new index. Revisions do not change.
        """

    def check(self) -> Mapping[str, str]:
        """Facts for `claimlink check` (kind, place, versions); raises IndexOutdated or StoreUnavailable."""

    def close(self) -> None:
        """Give up connections and files."""


class ExpiringRecords(Protocol):
    """Small values that the service keeps for a while: kept answers and idempotency keys.

    A record whose time has passed is as good as absent. `value` is text (JSON).
    """

    def create(self, kind: str, key: str, value: str, *, expires_at: datetime, now: datetime) -> str | None:
        """Store the value where no live record stands and return None; else return the live record's value."""

    def read(self, kind: str, key: str, *, now: datetime) -> str | None:
        """The live record's value."""

    def write(self, kind: str, key: str, value: str, *, expires_at: datetime) -> None:
        """Store the value, whatever stands there."""

    def remove(self, kind: str, key: str) -> None:
        """Forget the record; fine where there is none."""


class Verifier(Protocol):
    """Decides how sentences stand to a claim. The same reading always gets the same verdict, whatever else is read."""

    @property
    def version(self) -> str:
        """Changes whenever verdicts may."""

    def verify(self, claim: Claim, readings: Sequence[Reading]) -> list[Verdict]:
        """One verdict a reading, in order."""


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article as a reader of its page saw it; what the page does not state is None."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    modified: PublishedDate | None = None
    language: str | None = None


class DiscardReason(StrEnum):
    """Why a part of a page belongs to no article's text."""

    MENU = "menu"
    TITLE = "title"
    CAPTION = "caption"
    BYLINE = "byline"
    DATE = "date"
    AUTHOR_BOX = "author_box"
    COUNTER = "counter"
    TEASER = "teaser"
    COMMENT = "comment"
    ADVERTISEMENT = "advertisement"
    NOTICE = "notice"
    OTHER_LANGUAGE = "other_language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Discarded:
    """A part of a page that belongs to no article's text, verbatim, and why."""

    text: str
    reason: DiscardReason


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What a page holds: none, one or several articles in the page's order, and what is in none of them."""

    articles: tuple[ExtractedArticle, ...]
    discarded: tuple[Discarded, ...] = ()


class PageReader(Protocol):
    """Finds the articles in a page. No input raises, however broken, and time is linear in its length.

    `url` is where the page was found and `fetched_at` (aware) when; "3 hours ago" in a byline counts from then. An
    article's text is made of whole paragraphs of the page, verbatim as posted or as a reader of the HTML saw them.
    """

    def read_text(self, text: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page whose text was scraped with its menus, captions and side bars."""

    def read_html(self, html: str, *, url: str | None, fetched_at: datetime | None) -> ExtractedPage:
        """The articles of a page's HTML."""

    def read_article(self, html: str, *, url: str | None) -> ExtractedArticle | None:
        """The one article that a page's HTML is about, None where the page holds no text."""
