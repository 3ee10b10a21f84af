"""Elasticsearch as the store of record for articles and the index over their sentences."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar

from service.adapters.elasticsearch.client import Connection, LayoutChanged
from service.adapters.elasticsearch.documents import (
    Head,
    candidate_from,
    from_micros,
    published_from,
    reading_from,
    sentence_from,
    sentence_id,
    text_id,
)
from service.adapters.elasticsearch.layout import Layout, ensure_layout
from service.adapters.elasticsearch.mapping import Names
from service.adapters.elasticsearch.queries import (
    OUTLETS_A_PAGE,
    article_search,
    candidate_search,
    coverage_search,
    outlets_search,
)
from service.adapters.elasticsearch.records import ElasticsearchRecords
from service.adapters.elasticsearch.reindexing import reindex
from service.adapters.elasticsearch.writing import (
    commit_tombstone,
    commit_writes,
    plan_writes,
    read_heads,
    slices,
    sweep,
)
from service.application.ports import EVERY_ARTICLE, ArticleFilter, CandidateQuery, CandidateSet, OutletSummary
from service.domain.article import (
    AnalyzedArticle,
    Article,
    IndexedArticle,
    ListedArticle,
    SentenceKind,
    StoredArticle,
    StoredSentence,
)
from service.domain.errors import IndexOutdated, PreconditionFailed, StoreUnavailable
from service.domain.evidence import Candidate, Context, Coverage, Reading, SentenceKey
from service.domain.outlet import Outlet, OutletIdentity, outlet_identity, outlet_order
from service.domain.published import PublishedDate
from service.domain.retrieval import merge_terms
from service.settings import ElasticsearchSettings

_LOG = logging.getLogger(__name__)

_LAYOUT_TRIES = 5
_RACE_TRIES = 100
_SEARCH_ROUNDS = 30
_BEFORE, _AFTER = 2, 1
_SEAL_PATIENCE_S, _SEAL_LOOK_S = 2.0, 0.05

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Every commit to the articles up to this sequence number happened before now."""

    primary_term: int = -1
    seq_no: int = -1

    def covers(self, head: Head) -> bool:
        """Whether the head was committed before this mark was taken."""
        return head.primary_term == self.primary_term and head.seq_no <= self.seq_no

    def raised(self, primary_term: int, seq_no: int) -> "_Mark":
        """The mark that also covers this commit."""
        best = max((self.primary_term, self.seq_no), (primary_term, seq_no))
        return _Mark(*best)


class ElasticsearchStore:
    """ports.ArticleStore on an Elasticsearch cluster that several processes, each with threads, may use at once.

    Indices are made on first use. Nothing needs the server when the store is opened: whatever is asked while it is away
    raises StoreUnavailable, and works when it is back. With `refresh=False` a write saves the refresh by which lists
    and counts see it at once; its sentences are searchable as soon as it is committed all the same.
    """

    def __init__(self, settings: ElasticsearchSettings, analysis_version: str, *, outdated: bool) -> None:
        self._settings = settings
        self._connection = Connection(settings)
        self._names = Names(settings.index_prefix)
        self._analysis = analysis_version
        self._outdated = outdated
        self._lock = threading.Lock()
        self._layout: Layout | None = None
        self._mark = _Mark()
        self._next_sweep = 0.0

    @classmethod
    def open(cls, settings: ElasticsearchSettings, *, analysis_version: str, outdated: bool = False) -> Self:
        """Open the store; the server need not be there yet.

        Methods raise IndexOutdated where another version of the text analysis made the index; with `outdated` such a
        store can be read and reindexed.
        """
        return cls(settings, analysis_version, outdated=outdated)

    @property
    def records(self) -> ElasticsearchRecords:
        """Expiring records beside the articles, over the same connection."""
        return ElasticsearchRecords(self._connection, self._names, sweep_every_s=self._settings.sweep_every_s)

    def put(self, articles: Sequence[AnalyzedArticle], *, now: datetime, refresh: bool = True) -> list[IndexedArticle]:
        """Store articles, in order; see ports.ArticleStore."""
        answers: list[IndexedArticle] = []
        for part in slices(articles):
            answers += self._put_part(part, now=now, refresh=refresh)
        self._sweep_now_and_then()
        return answers

    def get(self, article_id: str) -> StoredArticle | None:
        """The article's current revision."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, article_ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Current revisions of those ids that exist."""

        def read(layout: Layout) -> dict[str, StoredArticle]:
            found: dict[str, StoredArticle] = {}
            missing = list(article_ids)
            for _ in range(_RACE_TRIES):
                heads = [head for head in read_heads(self._connection, layout, missing).values() if head.live]
                found |= self._with_texts(layout, heads)
                # A text is gone only where its article was replaced or deleted since its head was read.
                missing = [head.article_id for head in heads if head.article_id not in found]
                if not missing:
                    return found
            raise _too_busy()

        return self._with_layout(read) if article_ids else {}

    def delete(self, article_id: str, *, if_match: Sequence[str] | None = None) -> bool:
        """Remove an article and its sentences from every later answer; see ports.ArticleStore."""

        def remove(layout: Layout) -> bool:
            for _ in range(_RACE_TRIES):
                head = read_heads(self._connection, layout, [article_id]).get(article_id)
                if head is None or not head.live:
                    return False
                if if_match is not None and not self._matches(layout, head, if_match):
                    raise PreconditionFailed(f"{article_id!r} has another revision now")
                if commit_tombstone(self._connection, layout, head):
                    return True
            raise _too_busy()

        return self._with_layout(remove, commits=True)

    def list_articles(self, where: ArticleFilter, *, after: str | None, limit: int) -> list[ListedArticle]:
        """Articles within the filter with an id after `after`, by id in code point order."""

        def read(layout: Layout) -> list[ListedArticle]:
            hits = self._connection.search(layout.names.articles, article_search(where, after=after, limit=limit))
            return [Head.of(hit).listed(layout.current.number) for hit in hits["hits"]["hits"]]

        return self._with_layout(read)

    def sentences(self, article_id: str, *, first: int, limit: int) -> list[StoredSentence]:
        """Units of the current revision from position `first` on; empty also where there is no article."""

        def read(layout: Layout) -> list[StoredSentence]:
            for _ in range(_RACE_TRIES):
                head = read_heads(self._connection, layout, [article_id]).get(article_id)
                if head is None or not head.live:
                    return []
                units = head.units(layout.current.number)
                positions = range(max(first, 0), min(max(first, 0) + limit, units))
                ids = [sentence_id(article_id, head.token, position) for position in positions]
                found = self._connection.mget(layout.readable, ids) if ids else {}
                if len(found) == len(ids):
                    return [sentence_from(found[document_id]["_source"]) for document_id in ids]
            raise _too_busy()

        return self._with_layout(read)

    def outlets(self) -> list[OutletSummary]:
        """Every outlet that has an article, by name key, then domain; nameless ones last."""

        def read(layout: Layout) -> list[OutletSummary]:
            summaries: list[OutletSummary] = []
            after = None
            while True:
                answer = self._connection.search(layout.names.articles, outlets_search(after=after))
                page = answer["aggregations"]["outlets"]
                summaries += [_outlet_summary(bucket) for bucket in page["buckets"]]
                after = _next_page(page)
                if after is None:
                    return sorted(summaries, key=lambda summary: outlet_order(summary.outlet))

        return self._with_layout(read)

    def coverage(self, where: ArticleFilter, *, identity: OutletIdentity = outlet_identity) -> Coverage:
        """Counts over the articles within the filter; `sentences` counts evidence sentences alone."""

        def read(layout: Layout) -> Coverage:
            def page(after: Mapping[str, Any] | None) -> Mapping[str, Any]:
                search = coverage_search(where, layout.current.number, after=after)
                return self._connection.search(layout.names.articles, search)

            answer = page(None)
            counts = answer["aggregations"]
            outlets = {identity(_outlet_of(bucket)) for bucket in counts["outlets"]["buckets"]}
            after = _next_page(counts["outlets"])
            while after is not None:
                further = page(after)["aggregations"]["outlets"]
                outlets |= {identity(_outlet_of(bucket)) for bucket in further["buckets"]}
                after = _next_page(further)
            indexed = counts["indexed"]["value"]
            return Coverage(
                articles=answer["hits"]["total"]["value"],
                sentences=int(counts["sentences"]["value"]),
                outlets=len(outlets - {None}),
                newest_published=_top_published(counts["dated"]["newest"]),
                last_indexed_at=None if indexed is None else from_micros(int(indexed)),
                undated_articles=counts["undated"]["doc_count"],
            )

        return self._with_layout(read)

    def find_candidates(self, query: CandidateQuery) -> CandidateSet:
        """Candidates in current revisions.

        `total` is exact but for one case: where there are more than `limit`, sentences beyond it that a write has
        replaced but not yet removed are counted too.
        """
        terms = merge_terms(query.terms)
        floor = max(1, query.min_weight)
        if sum(term.weight for term in terms) < floor:
            return CandidateSet((), 0)
        merged = replace(query, terms=terms, min_weight=floor)
        return self._with_layout(lambda layout: self._find(layout, merged), analysis=True)

    def load_candidates(self, keys: Sequence[SentenceKey]) -> dict[SentenceKey, Candidate]:
        """Those of the sentences that still stand in their article's current revision, with weight 0."""

        def read(layout: Layout) -> dict[SentenceKey, Candidate]:
            heads, sources = self._standing(layout, keys, before=0, after=0)
            return {
                key: candidate_from(
                    sources[key.article_id][key.position], heads[key.article_id].header(layout.current.number), 0
                )
                for key in keys
                if key.position in sources.get(key.article_id, {}) and heads[key.article_id].revision == key.revision
            }

        return self._with_layout(read) if keys else {}

    def readings(self, candidates: Sequence[Candidate]) -> Mapping[SentenceKey, Reading]:
        """Those of the candidates that still stand, with their facts and context; see ports.ArticleStore."""

        def read(layout: Layout) -> dict[SentenceKey, Reading]:
            readings: dict[SentenceKey, Reading] = {}
            missing = list(candidates)
            reach = _BEFORE
            while missing:
                keys = [candidate.key for candidate in missing]
                heads, sources = self._standing(layout, keys, before=reach, after=reach - _BEFORE + _AFTER)
                standing = [
                    candidate
                    for candidate in missing
                    for key in [candidate.key]
                    if key.position in sources.get(key.article_id, {})
                    and heads[key.article_id].revision == key.revision
                ]
                missing = []
                for candidate in standing:
                    key = candidate.key
                    units = heads[key.article_id].units(layout.current.number)
                    around = sources[key.article_id]
                    context = _context(around, key.position, units)
                    if context is None:
                        missing.append(candidate)
                    else:
                        readings[key] = reading_from(around[key.position], candidate, context)
                # Only titles, captions and the like lie between: few keys need a further look.
                reach *= 4
            return readings

        return self._with_layout(read, analysis=True)

    def reindex(self, analyze: Callable[[Article], AnalyzedArticle]) -> Iterator[int]:
        """Analyse every article again into a new index and switch to it; see ports.ArticleStore."""
        layout = self._with_layout(lambda known: known, analysis=False, fresh=True)
        try:
            yield from reindex(self._connection, layout, analyze, self._analysis)
        except LayoutChanged as error:
            raise StoreUnavailable("the indices were changed by another process; start the reindex again") from error
        finally:
            self._forget_layout()

    def check(self) -> Mapping[str, str]:
        """Facts for `claimlink check`; raises IndexOutdated or StoreUnavailable."""
        layout = self._with_layout(lambda known: known, analysis=True, fresh=True)
        coverage = self.coverage(EVERY_ARTICLE)
        server = self._connection.server()
        return {
            "store": "elasticsearch",
            "place": self._settings.shown_url,
            "cluster": server["cluster"],
            "cluster_status": server["status"],
            "elasticsearch": server["version"],
            "articles_index": layout.articles_index,
            "sentences_index": layout.current.index,
            "analysis": layout.current.analysis_version,
            "articles": str(coverage.articles),
            "sentences": str(coverage.sentences),
        }

    def sweep(self) -> int:
        """Remove what interrupted writes and deletions left; returns how many of them there were."""
        oldest = datetime.now(UTC) - timedelta(seconds=self._settings.sweep_age_s)
        return self._with_layout(lambda layout: sweep(self._connection, layout, written_before=oldest), commits=True)

    def close(self) -> None:
        """Give up connections."""
        self._connection.close()

    def _put_part(self, articles: Sequence[AnalyzedArticle], *, now: datetime, refresh: bool) -> list[IndexedArticle]:
        answers: dict[int, IndexedArticle] = {}
        tokens: dict[str, list[IndexedArticle]] = {}
        pending = list(range(len(articles)))

        def attempt(layout: Layout) -> None:
            nonlocal pending
            heads = read_heads(self._connection, layout, [articles[index].article.id for index in pending])
            pending = _settle_own(articles, pending, heads, tokens, answers)
            plan = plan_writes([articles[index] for index in pending], heads, layout.current.number, now)
            planned = dict(zip(pending, plan.answers, strict=True))
            for write in plan.writes:
                tokens[write.token] = [
                    answer for answer in plan.answers if answer.stored.article.id == write.article_id
                ]
            written = {write.article_id for write in plan.writes}
            if plan.writes:
                targets = layout.targets(self._analysis)
                committed = commit_writes(self._connection, layout, targets, plan.writes, refresh=refresh)
                self._learn((item.primary_term, item.seq_no) for item in committed.items)
                written -= committed.article_ids
            answers.update(
                {index: answer for index, answer in planned.items() if articles[index].article.id not in written}
            )
            pending = [index for index in pending if articles[index].article.id in written]

        for _ in range(_RACE_TRIES):
            if not pending:
                return [answers[index] for index in range(len(articles))]
            self._with_layout(attempt, analysis=True, commits=True)
        raise _too_busy()

    def _find(self, layout: Layout, query: CandidateQuery) -> CandidateSet:
        """Search until every article found is known to have been committed before the search.

        A search sees the whole of a revision when that was committed before it, because its sentences are refreshed
        before the commit. So an article with a later commit is searched again, until its commit is old enough.
        """
        settled: list[Candidate] = []
        total = 0
        partial = timed_out = False
        known: dict[str, str] = {}
        stale: set[str] = set()
        within: set[str] | None = None
        deadline = None if query.timeout_s is None else time.monotonic() + query.timeout_s
        for _ in range(_SEARCH_ROUNDS):
            mark = self._mark
            left_s = None if deadline is None else deadline - time.monotonic()
            answer = self._connection.search(
                layout.readable,
                candidate_search(
                    query.terms,
                    query.min_weight,
                    query.filter,
                    limit=query.limit,
                    within=within,
                    without_tokens=stale,
                    timeout_s=left_s,
                ),
            )
            partial |= answer["_shards"]["failed"] > 0
            timed_out |= bool(answer["timed_out"])
            hits = answer["hits"]["hits"]
            heads = self._heads_of([hit["_source"]["article_id"] for hit in hits], layout)
            unsettled = {
                article_id
                for article_id, head in heads.items()
                if head.live and not mark.covers(head) and known.get(article_id) != head.token
            }
            known |= {article_id: head.token for article_id, head in heads.items()}
            current = [hit for hit in hits if _is_current(hit, heads)]
            outdated = {hit["_source"]["token"] for hit in hits} - {hit["_source"]["token"] for hit in current}
            hidden = answer["hits"]["total"]["value"] - len(hits)
            if outdated - stale and hidden:
                # Outdated hits took the place of current ones: the same search again without them.
                stale |= outdated
                continue
            kept = [hit for hit in current if hit["_source"]["article_id"] not in unsettled]
            headers = {
                article_id: head.header(layout.current.number) for article_id, head in heads.items() if head.live
            }
            settled += [
                candidate_from(hit["_source"], headers[hit["_source"]["article_id"]], int(hit["sort"][0]))
                for hit in kept
            ]
            total += len(kept) + hidden
            if not unsettled or timed_out:
                break
            within = unsettled
        else:
            partial = True
        settled.sort(key=lambda candidate: (-candidate.weight, candidate.key.article_id, candidate.key.position))
        return CandidateSet(tuple(settled[: query.limit]), total, timed_out=timed_out, partial=partial)

    def _heads_of(self, article_ids: Sequence[str], layout: Layout) -> dict[str, Head]:
        heads = read_heads(self._connection, layout, article_ids) if article_ids else {}
        self._learn((head.primary_term, head.seq_no) for head in heads.values())
        return heads

    def _standing(
        self, layout: Layout, keys: Sequence[SentenceKey], *, before: int, after: int
    ) -> tuple[dict[str, Head], dict[str, dict[int, Mapping[str, Any]]]]:
        """Heads of the keys' articles, and by article id and position the units around those keys that still stand."""
        for _ in range(_RACE_TRIES):
            heads = read_heads(self._connection, layout, [key.article_id for key in keys])
            wanted: dict[str, tuple[str, int]] = {}
            for key in keys:
                head = heads.get(key.article_id)
                if head is None or not head.live or head.revision != key.revision:
                    continue
                units = head.units(layout.current.number)
                for position in range(max(0, key.position - before), min(units, key.position + after + 1)):
                    wanted[sentence_id(key.article_id, head.token, position)] = (key.article_id, position)
            found = self._connection.mget(layout.readable, list(wanted)) if wanted else {}
            if len(found) == len(wanted):
                sources: dict[str, dict[int, Mapping[str, Any]]] = {}
                for document_id, (article_id, position) in wanted.items():
                    sources.setdefault(article_id, {})[position] = found[document_id]["_source"]
                return heads, sources
        raise _too_busy()

    def _with_texts(self, layout: Layout, heads: Sequence[Head]) -> dict[str, StoredArticle]:
        ids = {text_id(head.article_id, head.token): head for head in heads}
        found = self._connection.mget(layout.names.articles, list(ids)) if ids else {}
        return {
            head.article_id: head.stored(found[document_id]["_source"]["text"], layout.current.number)
            for document_id, head in ids.items()
            if document_id in found
        }

    def _matches(self, layout: Layout, head: Head, etags: Sequence[str]) -> bool:
        stored = self._with_texts(layout, [head]).get(head.article_id)
        return stored is not None and stored.etag in etags

    def _with_layout(
        self,
        action: Callable[[Layout], _T],
        *,
        analysis: bool | None = None,
        commits: bool = False,
        fresh: bool = False,
    ) -> _T:
        """Run with the known layout, and again where it turns out to have changed."""
        if fresh:
            self._forget_layout()
        for _ in range(_LAYOUT_TRIES):
            layout = self._unsealed_layout() if commits else self._known_layout()
            self._check_analysis(layout, required=not self._outdated if analysis is None else analysis)
            try:
                return action(layout)
            except LayoutChanged:
                self._forget_layout()
        raise StoreUnavailable("the indices are being changed or removed by another process")

    def _check_analysis(self, layout: Layout, *, required: bool) -> None:
        found = layout.current.analysis_version
        if required and found != self._analysis:
            self._forget_layout()
            raise IndexOutdated(found, self._analysis)

    def _known_layout(self) -> Layout:
        layout = self._layout
        if layout is None:
            # Without a lock: threads that wait for one another would add up their timeouts.
            self._mark = _Mark()
            layout = ensure_layout(self._connection, self._names, self._analysis)
            self._layout = layout
        return layout

    def _unsealed_layout(self) -> Layout:
        """The layout once no reindex keeps writers off, which it does for an instant only."""
        deadline = time.monotonic() + _SEAL_PATIENCE_S
        while (layout := self._known_layout()).sealed:
            self._forget_layout()
            if time.monotonic() >= deadline:
                raise StoreUnavailable("a reindex is switching indices; if none runs, run it again", retry_after_s=2)
            time.sleep(_SEAL_LOOK_S)
        return layout

    def _forget_layout(self) -> None:
        self._layout = None

    def _learn(self, commits: Iterator[tuple[int | None, int | None]]) -> None:
        mark = self._mark
        for primary_term, seq_no in commits:
            if primary_term is not None and seq_no is not None:
                mark = mark.raised(primary_term, seq_no)
        self._mark = mark

    def _sweep_now_and_then(self) -> None:
        with self._lock:
            due = time.monotonic() >= self._next_sweep
            if due:
                self._next_sweep = time.monotonic() + self._settings.sweep_every_s
        if not due:
            return
        try:
            self.sweep()
        except StoreUnavailable as error:
            # The write that brought us here is done; the next sweep does this one's work.
            _LOG.warning("leftovers were not swept: %s", error)


def _settle_own(
    articles: Sequence[AnalyzedArticle],
    pending: Sequence[int],
    heads: Mapping[str, Head],
    tokens: Mapping[str, list[IndexedArticle]],
    answers: dict[int, IndexedArticle],
) -> list[int]:
    """Take the answers of what an earlier try already committed; returns what is still to be done."""
    own = {article_id: list(tokens[head.token]) for article_id, head in heads.items() if head.token in tokens}
    left = []
    for index in pending:
        planned = own.get(articles[index].article.id)
        if planned:
            answers[index] = planned.pop(0)
        else:
            left.append(index)
    return left


def _is_current(hit: Mapping[str, Any], heads: Mapping[str, Head]) -> bool:
    head = heads.get(hit["_source"]["article_id"])
    return head is not None and head.live and head.token == hit["_source"]["token"]


def _context(sources: Mapping[int, Mapping[str, Any]], position: int, units: int) -> Context | None:
    """The context of a unit among its neighbours that were read; None where more of them are needed."""
    sentences = [at for at in sorted(sources) if sources[at]["kind"] == SentenceKind.SENTENCE]
    run_start = run_end = position
    while run_start - 1 in sources:
        run_start -= 1
    while run_end + 1 in sources:
        run_end += 1
    before = [at for at in sentences if run_start <= at < position][-_BEFORE:]
    after = [at for at in sentences if position < at <= run_end][:_AFTER]
    if (len(before) < _BEFORE and run_start > 0) or (len(after) < _AFTER and run_end < units - 1):
        return None
    return Context(
        before=tuple(sources[at]["text"] for at in before), after=sources[after[0]]["text"] if after else None
    )


def _next_page(page: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if len(page["buckets"]) < OUTLETS_A_PAGE:
        return None
    after: Mapping[str, Any] = page["after_key"]
    return after


def _outlet_of(bucket: Mapping[str, Any]) -> Outlet:
    name, domain = json.loads(bucket["key"]["outlet"])
    return Outlet(name, domain)


def _outlet_summary(bucket: Mapping[str, Any]) -> OutletSummary:
    return OutletSummary(
        outlet=_outlet_of(bucket),
        articles=bucket["doc_count"],
        first_published=_top_published(bucket["dated"]["first"]),
        last_published=_top_published(bucket["dated"]["last"]),
    )


def _top_published(top: Mapping[str, Any]) -> PublishedDate | None:
    hits = top["hits"]["hits"]
    return published_from(hits[0]["_source"]) if hits else None


def _too_busy() -> StoreUnavailable:
    return StoreUnavailable("other writers change the same articles all the time", retry_after_s=1)
