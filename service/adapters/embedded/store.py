"""SQLite as the store of record, tantivy as an index derived from it, in one data directory for many processes."""

import json
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self

import tantivy

from service.adapters.embedded.database import Connection
from service.adapters.embedded.filters import DOMAIN_KEY, OUTLET_KEY, OUTLETS_OF_KEYS, article_condition
from service.adapters.embedded.index import Hit, apply_changes, count_reaching, search, sentence_numbers
from service.adapters.embedded.queries import IndexFilter, candidate_query, published_value
from service.adapters.embedded.records import EmbeddedRecords
from service.adapters.embedded.reindexing import reindex
from service.adapters.embedded.rows import (
    HEADER_COLUMNS,
    LISTED_COLUMNS,
    STORED_COLUMNS,
    facts_from,
    from_micros,
    header_from,
    listed_from,
    outlet_from,
    published_from,
    sentence_from,
    stored_from,
    to_micros,
)
from service.adapters.embedded.schema import (
    MAX_POSITION,
    POSITION_BITS,
    bump,
    first_sentence,
    last_sentence,
    read_stale,
    read_state,
)
from service.adapters.embedded.storage import Storage
from service.adapters.embedded.writing import (
    Revision,
    Write,
    documents_of,
    ensure_outlet,
    forget_stale,
    insert_article,
    plan_writes,
    read_revisions,
    remove_article,
    reserve_versions,
)
from service.application.ports import ArticleFilter, CandidateQuery, CandidateSet, OutletSummary
from service.domain.article import (
    AnalyzedArticle,
    Article,
    IndexedArticle,
    ListedArticle,
    SentenceKind,
    StoredArticle,
    StoredSentence,
)
from service.domain.errors import IndexOutdated, PreconditionFailed
from service.domain.evidence import ArticleHeader, Candidate, Context, Coverage, Reading, SentenceKey
from service.domain.outlet import OutletIdentity, outlet_identity, outlet_order
from service.domain.published import PublishedDate
from service.domain.retrieval import merge_terms

# Removing articles only notes that the index holds too much; so many of them are taken out at once.
_PURGE_AFTER = 500
# Hits are fetched until all are there; each search that finds too little room asks for so many times more.
_GROWTH = 16
_KEPT_COVERAGES = 64
# About 30 MB.
_KEPT_HEADERS = 50_000

_FROM_ARTICLES = "FROM articles AS a LEFT JOIN outlets AS o ON o.outlet = a.outlet"
_FROM_BODIES = f"{_FROM_ARTICLES} JOIN bodies AS b ON b.version = a.version"

# Dates compare by their start; of equal starts the finer one wins, for the first as for the last.
_FIRST_PUBLISHED = "min(a.published * 4 + a.coarseness)"
_LAST_PUBLISHED = "max(a.published * 4 + 3 - a.coarseness)"

_READINGS = """
WITH wanted (place, sentence, first, last) AS (
    SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM json_each(:wanted)
)
SELECT place,
    (SELECT text FROM sentences AS s WHERE s.sentence < w.sentence AND s.sentence >= w.first AND kind = :kind
        ORDER BY s.sentence DESC LIMIT 1 OFFSET 1),
    (SELECT text FROM sentences AS s WHERE s.sentence < w.sentence AND s.sentence >= w.first AND kind = :kind
        ORDER BY s.sentence DESC LIMIT 1),
    (SELECT text FROM sentences AS s WHERE s.sentence > w.sentence AND s.sentence <= w.last AND kind = :kind
        ORDER BY s.sentence LIMIT 1),
    own.facts,
    own.language
FROM wanted AS w CROSS JOIN sentences AS own ON own.sentence = w.sentence
"""


class EmbeddedStore:
    """ports.ArticleStore in a directory that several processes, each with threads, may use at once.

    A write is durable and visible to every process when it returns, with or without `refresh`.
    """

    def __init__(self, storage: Storage, analysis_version: str) -> None:
        self._storage = storage
        self._analysis = analysis_version
        self._coverages: OrderedDict[tuple[int, ArticleFilter, OutletIdentity], Coverage] = OrderedDict()
        self._headers: dict[int, ArticleHeader] = {}

    @classmethod
    def open(cls, data_dir: Path, *, analysis_version: str, outdated: bool = False) -> Self:
        """Open the store in a directory, made where it is missing; a lost or damaged index is built again.

        Raises StoreUnavailable, and IndexOutdated where another version of the text analysis made the index; with
        `outdated` such a store opens all the same, to be read and reindexed.
        """
        storage = Storage.at(data_dir)
        try:
            storage.put_in_order(analysis_version)
            store = cls(storage, analysis_version)
            if not outdated:
                store._check_analysis(storage.state().analysis)
        finally:
            # Processes forked from this one open their own.
            storage.reader.release()
            storage.database.close()
        return store

    @property
    def records(self) -> EmbeddedRecords:
        """Expiring records in the same file."""
        return EmbeddedRecords(self._storage.database)

    def put(self, articles: Sequence[AnalyzedArticle], *, now: datetime, refresh: bool = True) -> list[IndexedArticle]:
        """Store articles, in order, in one commit; see ports.ArticleStore."""
        del refresh  # What is committed is searchable here; there is nothing to save.
        if not articles:
            return []
        with self._storage.write_lock():
            current = self._current_revisions({analyzed.article.id for analyzed in articles})
            answers, writes = plan_writes(articles, current, now)
            if writes:
                self._write(writes)
        return answers

    def get(self, article_id: str) -> StoredArticle | None:
        """The article's current revision."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, article_ids: Sequence[str]) -> dict[str, StoredArticle]:
        """Current revisions of those ids that exist."""
        with self._storage.database.reading() as connection:
            return {
                stored.article.id: stored
                for stored in _select_stored(
                    connection, "a.id IN (SELECT value FROM json_each(?))", (json.dumps(list(article_ids)),)
                )
            }

    def delete(self, article_id: str, *, if_match: Sequence[str] | None = None) -> bool:
        """Remove an article and its sentences from every later answer; see ports.ArticleStore."""
        with self._storage.write_lock():
            with self._storage.database.writing() as connection:
                stored = next(_select_stored(connection, "a.id = ?", (article_id,)), None)
                if stored is None:
                    return False
                if if_match is not None and stored.etag not in if_match:
                    raise PreconditionFailed(f"the current revision of {article_id!r} is {stored.etag}")
                remove_article(connection, article_id)
                bump(connection)
                stale = len(read_stale(connection, read_state(connection).generation))
            if stale >= _PURGE_AFTER:
                self._storage.purge()
        return True

    def list_articles(self, where: ArticleFilter, *, after: str | None, limit: int) -> list[ListedArticle]:
        """Articles within the filter with an id after `after`, by id in code point order."""
        condition = article_condition(where)
        with self._storage.database.reading() as connection:
            rows = connection.execute(
                f"SELECT {LISTED_COLUMNS} {_FROM_ARTICLES} WHERE a.id > ? AND {condition.sql} ORDER BY a.id LIMIT ?",
                (after or "", *condition.values, limit),
            )
            return [listed_from(row) for row in rows]

    def sentences(self, article_id: str, *, first: int, limit: int) -> list[StoredSentence]:
        """Units of the current revision from position `first` on; empty also where there is no article."""
        with self._storage.database.reading() as connection:
            found = connection.execute("SELECT version FROM articles WHERE id = ?", (article_id,)).fetchone()
            if found is None or first > MAX_POSITION:
                return []
            base = first_sentence(found[0])
            rows = connection.execute(
                "SELECT sentence, kind, start, end, text, facts, language FROM sentences"
                " WHERE sentence BETWEEN ? AND ? ORDER BY sentence LIMIT ?",
                (base + max(first, 0), last_sentence(found[0]), limit),
            )
            return [sentence_from(row[0] - base, row[1:]) for row in rows]

    def outlets(self) -> list[OutletSummary]:
        """Every outlet that has an article, by name key, then domain; nameless ones last."""
        with self._storage.database.reading() as connection:
            rows = connection.execute(
                f"SELECT o.name, o.domain, count(*), {_FIRST_PUBLISHED}, {_LAST_PUBLISHED}"  # noqa: S608 - our own words
                " FROM articles AS a JOIN outlets AS o ON o.outlet = a.outlet GROUP BY a.outlet"
            )
            summaries = [
                OutletSummary(outlet_from(name, domain), articles, _first_published(first), _last_published(last))
                for name, domain, articles, first, last in rows
            ]
        return sorted(summaries, key=lambda summary: outlet_order(summary.outlet))

    def coverage(self, where: ArticleFilter, *, identity: OutletIdentity = outlet_identity) -> Coverage:
        """Counts over the articles within the filter; kept until the next write."""
        with self._storage.database.reading() as connection:
            key = (read_state(connection).sequence, where, identity)
            known = self._coverages.get(key)
            if known is None:
                known = _count_coverage(connection, where, identity)
                self._coverages[key] = known
                while len(self._coverages) > _KEPT_COVERAGES:
                    self._coverages.popitem(last=False)
        return known

    def find_candidates(self, query: CandidateQuery) -> CandidateSet:
        """Candidates in current revisions; `total` is exact unless `timed_out`.

        tantivy cannot be interrupted: the time is looked at between its searches, so where it has passed, the best
        ones are there all the same and only their count, and the order of equals, may be off.
        """
        deadline = None if query.timeout_s is None else time.monotonic() + query.timeout_s
        terms = merge_terms(query.terms)
        floor = max(1, query.min_weight)
        if sum(term.weight for term in terms) < floor:
            return CandidateSet((), 0)
        with self._storage.reader.view() as (connection, view):
            self._check_analysis(view.state.analysis)
            restriction = _index_filter(connection, query.filter, view.stale)
            tree = candidate_query(terms, floor, restriction)
            hits, timed_out = _all_hits(view.searcher, tree, floor, query.limit, deadline)
            best = _with_equals(hits, query.limit)
            numbers = sentence_numbers(view.searcher, best)
            weighed = [(int(score), number) for (score, _), number in zip(best, numbers, strict=True)]
            candidates = self._load_candidates(connection, weighed, query.limit)
        return CandidateSet(candidates, len(hits), timed_out=timed_out)

    def load_candidates(self, keys: Sequence[SentenceKey]) -> dict[SentenceKey, Candidate]:
        """Those of the sentences that still stand in their article's current revision, with weight 0."""
        with self._storage.database.reading() as connection:
            headers = _standing_headers(connection, keys)
            numbers = _standing_numbers(headers, keys)
            rows = _select_sentences(connection, numbers)
        return {
            key: Candidate(key, 0, *rows[number], headers[key.article_id][1])
            for number, key in numbers.items()
            if number in rows
        }

    def readings(self, candidates: Sequence[Candidate]) -> Mapping[SentenceKey, Reading]:
        """Those of the candidates that still stand, with their facts and context; see ports.ArticleStore."""
        by_key = {candidate.key: candidate for candidate in candidates}
        with self._storage.database.reading() as connection:
            self._check_analysis(read_state(connection).analysis)
            numbers = _standing_numbers(_standing_headers(connection, list(by_key)), list(by_key))
            places = list(numbers)
            spans = [
                (number, first_sentence(number >> POSITION_BITS), last_sentence(number >> POSITION_BITS))
                for number in places
            ]
            rows = connection.execute(_READINGS, {"wanted": json.dumps(spans), "kind": SentenceKind.SENTENCE.value})
            return {
                key: Reading(
                    by_key[key],
                    facts_from(facts),
                    Context(tuple(text for text in before if text is not None), after),
                    language,
                )
                for place, *before, after, facts, language in rows
                for key in [numbers[places[int(place)]]]
            }

    def reindex(self, analyze: Callable[[Article], AnalyzedArticle]) -> Iterator[int]:
        """Analyse every article again into a new index and switch to it; see ports.ArticleStore."""
        return reindex(self._storage, analyze, self._analysis)

    def check(self) -> Mapping[str, str]:
        """Facts about the store; raises IndexOutdated or StoreUnavailable."""
        with self._storage.reader.view() as (_, view):
            self._check_analysis(view.state.analysis)
            coverage = self.coverage(ArticleFilter())
            return {
                "store": "embedded",
                "place": str(self._storage.data_dir),
                "sqlite": sqlite3.sqlite_version,
                "tantivy": version("tantivy"),
                "analysis": view.state.analysis,
                "index_generation": str(view.state.generation),
                "articles": str(coverage.articles),
                "sentences": str(coverage.sentences),
            }

    def close(self) -> None:
        """Give up connections and files of this process."""
        self._storage.reader.release()
        self._storage.database.close()

    def _check_analysis(self, found: str) -> None:
        if found != self._analysis:
            raise IndexOutdated(found, self._analysis)

    def _current_revisions(self, article_ids: Iterable[str]) -> dict[str, Revision]:
        with self._storage.database.reading() as connection:
            self._check_analysis(read_state(connection).analysis)
            return read_revisions(connection, article_ids)

    def _write(self, writes: Sequence[Write]) -> None:
        """Store revisions; call under the writer's lock.

        The new versions are noted as stale, go into the index, and stop being stale in the transaction that makes them
        current. A writer killed on the way leaves stale versions, which every reader passes over and the next writer
        takes out of the index, together with what earlier writes replaced.
        """
        database = self._storage.database
        with database.writing() as connection:
            generation = read_state(connection).generation
            purge = read_stale(connection, generation)
            versions = reserve_versions(connection, len(writes), generation)
            outlets = [ensure_outlet(connection, write.analyzed.article.outlet) for write in writes]
            bump(connection)
        documents = [
            documents_of(write, version, outlet)
            for write, version, outlet in zip(writes, versions, outlets, strict=True)
        ]
        apply_changes(self._storage.reader.index(generation), purge=purge, add=documents)
        with database.writing() as connection:
            forget_stale(connection, purge)
            for write, document in zip(writes, documents, strict=True):
                insert_article(connection, write, document)
            bump(connection)

    def _load_candidates(
        self, connection: Connection, weighed: Sequence[tuple[int, int]], limit: int
    ) -> tuple[Candidate, ...]:
        """The first `limit` candidates, in their order, of sentences given as (weight, number)."""
        headers = self._headers_of(connection, {number >> POSITION_BITS for _, number in weighed})
        ordered = sorted(weighed, key=lambda pair: (-pair[0], headers[pair[1] >> POSITION_BITS].id, pair[1]))[:limit]
        rows = _select_sentences(connection, [number for _, number in ordered])
        candidates = []
        for weight, number in ordered:
            header = headers[number >> POSITION_BITS]
            key = SentenceKey(header.id, header.revision, number & MAX_POSITION)
            candidates.append(Candidate(key, weight, *rows[number], header))
        return tuple(candidates)

    def _headers_of(self, connection: Connection, versions: set[int]) -> dict[int, ArticleHeader]:
        """Headers of the versions, among others. A version never changes, so they are kept from query to query."""
        if len(self._headers) > _KEPT_HEADERS:
            self._headers = {}
        known = self._headers
        missing = [version for version in versions if version not in known]
        rows = connection.execute(
            f"SELECT {HEADER_COLUMNS} FROM json_each(?) AS j CROSS JOIN articles AS a ON a.version = j.value"  # noqa: S608 - our own words
            " LEFT JOIN outlets AS o ON o.outlet = a.outlet",
            (json.dumps(missing),),
        )
        known.update((row[0], header_from(row)) for row in rows)
        return known


def _all_hits(
    searcher: tantivy.Searcher, tree: tantivy.Query, floor: int, limit: int, deadline: float | None
) -> tuple[list[Hit], bool]:
    """Every hit that reaches the floor, by falling score; whether time forbade to fetch more than the best."""
    asked = limit + 1
    while True:
        hits = search(searcher, tree, floor=floor, limit=asked)
        if len(hits) < asked:
            return hits, False
        if deadline is not None and time.monotonic() >= deadline:
            return hits, True
        asked *= _GROWTH


def _with_equals(hits: Sequence[Hit], limit: int) -> Sequence[Hit]:
    """The best `limit` hits and those that score as much as the last of them."""
    if limit == 0 or len(hits) <= limit:
        return hits[:limit]
    return hits[: count_reaching(hits, int(hits[limit - 1][0]))]


def _index_filter(connection: Connection, where: ArticleFilter, stale: frozenset[int]) -> IndexFilter:
    """The filter in the numbers of the index."""

    def outlets(kind: str, keys: Sequence[str]) -> tuple[int, ...]:
        rows = connection.execute(OUTLETS_OF_KEYS, (kind, json.dumps(list(keys))))
        return tuple(dict.fromkeys(outlet for (outlet,) in rows))

    wanted = ((OUTLET_KEY, where.outlets), (DOMAIN_KEY, where.domains))
    unwanted = ((OUTLET_KEY, where.exclude_outlets), (DOMAIN_KEY, where.exclude_domains))
    return IndexFilter(
        any_outlet=tuple(outlets(kind, keys) for kind, keys in wanted if keys),
        no_outlet=tuple(number for kind, keys in unwanted if keys for number in outlets(kind, keys)),
        versions=_versions_of(connection, where.article_ids) if where.article_ids else None,
        no_version=tuple(stale),
        languages=where.languages,
        published_from=None if where.published_from is None else published_value(to_micros(where.published_from)),
        published_before=None if where.published_before is None else published_value(to_micros(where.published_before)),
        include_undated=where.include_undated,
    )


def _versions_of(connection: Connection, article_ids: Sequence[str]) -> tuple[int, ...]:
    rows = connection.execute(
        "SELECT version FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY version",
        (json.dumps(list(article_ids)),),
    )
    return tuple(version for (version,) in rows)


def _select_stored(connection: Connection, condition: str, values: Sequence[str | int]) -> Iterator[StoredArticle]:
    rows = connection.execute(f"SELECT {STORED_COLUMNS} {_FROM_BODIES} WHERE {condition}", values)
    return (stored_from(row) for row in rows)


def _select_sentences(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, int, int]]:
    """Text, start and end by a sentence's number."""
    rows = connection.execute(
        "SELECT s.sentence, s.text, s.start, s.end"
        " FROM json_each(?) AS j CROSS JOIN sentences AS s ON s.sentence = j.value",
        (json.dumps(list(numbers)),),
    )
    return {number: (text, start, end) for number, text, start, end in rows}


def _standing_headers(connection: Connection, keys: Sequence[SentenceKey]) -> dict[str, tuple[int, ArticleHeader]]:
    """Version and header of the articles that the keys name."""
    rows = connection.execute(
        f"SELECT {HEADER_COLUMNS} {_FROM_ARTICLES} WHERE a.id IN (SELECT value FROM json_each(?))",  # noqa: S608 - our own words
        (json.dumps(list({key.article_id for key in keys})),),
    )
    return {row[1]: (row[0], header_from(row)) for row in rows}


def _standing_numbers(
    headers: Mapping[str, tuple[int, ArticleHeader]], keys: Sequence[SentenceKey]
) -> dict[int, SentenceKey]:
    """The numbers of those keys whose revision is the current one."""
    numbers = {}
    for key in keys:
        version, header = headers.get(key.article_id, (0, None))
        if header is not None and header.revision == key.revision and 0 <= key.position <= MAX_POSITION:
            numbers[first_sentence(version) + key.position] = key
    return numbers


def _count_coverage(connection: Connection, where: ArticleFilter, identity: OutletIdentity) -> Coverage:
    condition = article_condition(where)
    row = connection.execute(
        "SELECT count(*), ifnull(sum(a.sentence_count), 0), json_group_array(DISTINCT a.outlet),"  # noqa: S608 - our own words
        f" {_LAST_PUBLISHED}, max(a.indexed), count(*) - count(a.published) FROM articles AS a WHERE {condition.sql}",
        condition.values,
    ).fetchone()
    articles, sentences, numbers, newest, indexed, undated = row
    outlets = connection.execute(
        "SELECT name, domain FROM outlets WHERE outlet IN (SELECT value FROM json_each(?))", (numbers,)
    )
    return Coverage(
        articles=articles,
        sentences=sentences,
        outlets=len({identity(outlet_from(*outlet)) for outlet in outlets} - {None}),
        newest_published=_last_published(newest),
        last_indexed_at=None if indexed is None else from_micros(indexed),
        undated_articles=undated,
    )


def _first_published(rank: int | None) -> PublishedDate | None:
    return None if rank is None else published_from(rank // 4, rank % 4)


def _last_published(rank: int | None) -> PublishedDate | None:
    return None if rank is None else published_from(rank // 4, 3 - rank % 4)
