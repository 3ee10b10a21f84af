"""Between the values of the domain and the documents in Elasticsearch. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.adapters.elasticsearch.client import Document
from service.domain.article import (
    AnalyzedArticle,
    Article,
    ListedArticle,
    Sentence,
    SentenceKind,
    StoredArticle,
    StoredSentence,
    WarningNote,
    content_sha256,
    fingerprint,
)
from service.domain.evidence import ArticleHeader, Candidate, Context, Reading, SentenceKey
from service.domain.facts import Facts
from service.domain.facts.codec import pack_facts, unpack_facts
from service.domain.outlet import NO_OUTLET, Outlet, domain_suffixes, outlet_keys
from service.domain.published import PublishedDate, parse_published
from service.domain.retrieval import language_keys

# Microseconds since then fit a double until 2255; a maximum of times comes back as one.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

ARTICLE, TOMBSTONE, TEXT, INTENT = "article", "tombstone", "text", "intent"


@dataclass(frozen=True, slots=True)
class Leavings:
    """Units of a revision that no reader needs any more: those at positions 0 to `units` - 1 under its token."""

    token: str
    units: int


@dataclass(frozen=True, slots=True)
class Head:
    """The document that says which revision of an article is current; a deleted article's is a tombstone."""

    source: Mapping[str, Any]
    seq_no: int
    primary_term: int

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Head":
        """From a document as a get or a search gives it."""
        return cls(document["_source"], document["_seq_no"], document["_primary_term"])

    @property
    def article_id(self) -> str:
        """The article's id."""
        return str(self.source["article_id"])

    @property
    def live(self) -> bool:
        """Whether there is such an article."""
        return bool(self.source["type"] == ARTICLE)

    @property
    def token(self) -> str:
        """What the current revision's sentences are stored under; a tombstone has one of its own."""
        return str(self.source["token"])

    @property
    def revision(self) -> int:
        """The current revision's number."""
        return int(self.source["revision"])

    @property
    def fingerprint(self) -> str:
        """The current revision's fingerprint."""
        return str(self.source["fingerprint"])

    @property
    def leavings(self) -> Leavings:
        """What is to be removed once this revision is replaced, or what a tombstone's article left."""
        if not self.live:
            [left] = leavings_from(self.source["leavings"])
            return left
        units = max((analysis["units"] for analysis in self.source["analyses"].values()), default=0)
        return Leavings(self.token, units)

    def units(self, generation: int) -> int:
        """How many units the article has in a generation of sentences."""
        return int(self._analysis(generation)["units"])

    def header(self, generation: int) -> ArticleHeader:
        """What ranking and an answer show of the article."""
        source = self.source
        modified = source.get("modified")
        return ArticleHeader(
            id=self.article_id,
            revision=self.revision,
            title=source["title"],
            url=source["url"],
            outlet=Outlet(source["outlet_name"], source["outlet_domain"]),
            published=published_from(source),
            language=source["language"],
            modified=None if modified is None else parse_published(modified),
            credited=tuple(self._analysis(generation).get("credited", ())),
        )

    def stored(self, text: str, generation: int) -> StoredArticle:
        """The article with its text."""
        header, analysis = self.header(generation), self._analysis(generation)
        return StoredArticle(
            article=Article(
                id=header.id,
                text=text,
                title=header.title,
                url=header.url,
                outlet=header.outlet,
                published=header.published,
                language=header.language,
                modified=header.modified,
            ),
            revision=self.revision,
            first_seen_at=from_micros(self.source["first_seen"]),
            indexed_at=from_micros(self.source["indexed"]),
            sentence_count=analysis["sentences"],
            warnings=_warnings(analysis),
            credited=header.credited,
        )

    def listed(self, generation: int) -> ListedArticle:
        """The article without its text."""
        analysis = self._analysis(generation)
        return ListedArticle(
            header=self.header(generation),
            first_seen_at=from_micros(self.source["first_seen"]),
            indexed_at=from_micros(self.source["indexed"]),
            sentence_count=analysis["sentences"],
            content_sha256=analysis["content_sha256"],
            warnings=_warnings(analysis),
        )

    def _analysis(self, generation: int) -> Mapping[str, Any]:
        analyses: Mapping[str, Mapping[str, Any]] = self.source["analyses"]
        # A reader that has not yet heard of a switch may ask for a generation that a newer revision is not in.
        return analyses.get(str(generation)) or analyses[max(analyses, key=int)]


def _warnings(analysis: Mapping[str, Any]) -> tuple[WarningNote, ...]:
    return tuple(WarningNote(code, detail) for code, detail in analysis["warnings"])


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970, UTC; negative before."""
    return (instant - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The instant, in UTC."""
    return _EPOCH + micros * _MICROSECOND


def published_from(source: Mapping[str, Any]) -> PublishedDate | None:
    """The date in a head's source."""
    micros = source["published"]
    return None if micros is None else PublishedDate(from_micros(micros), source["precision"])


def text_id(article_id: str, token: str) -> str:
    """The id of the document that holds a revision's text; no article id has a tilde."""
    return f"~text:{article_id}:{token}"


def intent_id(article_id: str, token: str) -> str:
    """The id of the note that a revision is being written."""
    return f"~intent:{article_id}:{token}"


def sentence_id(article_id: str, token: str, position: int) -> str:
    """The id of a unit's document."""
    return f"{article_id}:{token}:{position}"


def generation_slot(generation: int) -> str:
    """The field that holds the number of sentences in a generation: no more than two generations stand at a time."""
    return "sentences_odd" if generation % 2 else "sentences_even"


def analysis_source(analyzed: AnalyzedArticle, generations: Sequence[int]) -> Document:
    """What a head says of the analysis in some generations."""
    count = analyzed.sentence_count
    analysis = {
        "units": len(analyzed.sentences),
        "sentences": count,
        "content_sha256": content_sha256(analyzed.article.text),
        "warnings": [[warning.code, warning.detail] for warning in analyzed.warnings],
        "credited": list(analyzed.credited),
    }
    return {
        "analyses": {str(generation): analysis for generation in generations},
        **{generation_slot(generation): count for generation in generations},
    }


def head_source(analyzed: AnalyzedArticle, stored: StoredArticle, token: str, generations: Sequence[int]) -> Document:
    """An article's head."""
    article = analyzed.article
    return {
        "type": ARTICLE,
        "token": token,
        "revision": stored.revision,
        "fingerprint": fingerprint(article),
        "title": article.title,
        "url": article.url,
        "outlet_name": article.outlet.name,
        "outlet_domain": article.outlet.domain,
        "outlet": None if article.outlet == NO_OUTLET else json.dumps([article.outlet.name, article.outlet.domain]),
        **filter_source(article),
        "precision": article.published and article.published.precision,
        "coarseness": article.published and article.published.coarseness,
        "language": article.language,
        "modified": article.modified and article.modified.iso(),
        "first_seen": to_micros(stored.first_seen_at),
        "indexed": to_micros(stored.indexed_at),
        "generations": list(generations),
        **analysis_source(analyzed, generations),
    }


def tombstone_source(head: Head, token: str, *, now: datetime) -> Document:
    """What stands in the place of a deleted article's head until its sentences are swept."""
    return {
        "type": TOMBSTONE,
        "article_id": head.article_id,
        "token": token,
        "written": to_micros(now),
        "leavings": leavings_source([head.leavings]),
    }


def text_source(article_id: str, text: str) -> Document:
    """A revision's text."""
    return {"type": TEXT, "article_id": article_id, "text": text}


def intent_source(article_id: str, leavings: Sequence[Leavings], *, now: datetime) -> Document:
    """A note of what a write may leave behind where it is interrupted."""
    return {
        "type": INTENT,
        "article_id": article_id,
        "written": to_micros(now),
        "leavings": leavings_source(leavings),
    }


def leavings_source(leavings: Sequence[Leavings]) -> Document:
    """Leavings by token."""
    return {left.token: left.units for left in leavings}


def leavings_from(source: Mapping[str, int]) -> list[Leavings]:
    """What leavings_source packed."""
    return [Leavings(token, units) for token, units in source.items()]


def filter_source(article: Article) -> Document:
    """The fields that filters look at."""
    domain = article.outlet.domain
    return {
        "article_id": article.id,
        "outlet_keys": list(outlet_keys(article.outlet)),
        "domains": list(domain_suffixes(domain)) if domain else [],
        "published": None if article.published is None else to_micros(article.published.start),
        "languages": language_keys(article.language),
    }


def sentence_sources(analyzed: AnalyzedArticle, token: str) -> Iterator[tuple[str, Document]]:
    """Ids and documents of an article's units; only sentences have terms, so nothing else is ever found."""
    article = analyzed.article
    shared = filter_source(article)
    for item in analyzed.sentences:
        sentence = item.sentence
        yield (
            sentence_id(article.id, token, sentence.position),
            {
                **shared,
                "token": token,
                "position": sentence.position,
                "terms": list(item.terms) if sentence.kind is SentenceKind.SENTENCE else [],
                "kind": sentence.kind,
                "text": sentence.text,
                "start": sentence.start,
                "end": sentence.end,
                "facts": pack_facts(item.facts),
                "language": item.language,
            },
        )


def sentence_from(source: Mapping[str, Any]) -> StoredSentence:
    """A unit from its document."""
    kind = SentenceKind(source["kind"])
    sentence = Sentence(source["position"], source["start"], source["end"], source["text"], kind)
    return StoredSentence(sentence, facts_from(source), source["language"])


def reading_from(source: Mapping[str, Any], candidate: Candidate, context: Context) -> Reading:
    """A candidate as it is read, from its unit's document and its neighbours."""
    return Reading(candidate, facts_from(source), context, source["language"])


def facts_from(source: Mapping[str, Any]) -> Facts:
    """What a unit's document says that it states."""
    return unpack_facts(source["facts"])


def candidate_from(source: Mapping[str, Any], header: ArticleHeader, weight: int) -> Candidate:
    """A candidate from its document and its article's header."""
    return Candidate(
        key=SentenceKey(header.id, header.revision, source["position"]),
        weight=weight,
        text=source["text"],
        start=source["start"],
        end=source["end"],
        header=header,
    )
