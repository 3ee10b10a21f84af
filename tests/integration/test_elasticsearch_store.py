"""What several processes may do to one another on a real Elasticsearch."""

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from service.adapters.elasticsearch.client import Connection
from service.adapters.elasticsearch.documents import sentence_sources
from service.adapters.elasticsearch.layout import ensure_layout
from service.adapters.elasticsearch.mapping import Names, articles_index
from service.adapters.elasticsearch.store import ElasticsearchStore
from service.application.ports import EVERY_ARTICLE, CandidateQuery
from service.domain.article import (
    AnalyzedArticle,
    AnalyzedSentence,
    Article,
    ListedArticle,
    Sentence,
    content_sha256,
    listed,
)
from service.domain.errors import IndexOutdated
from service.domain.published import parse_published
from service.domain.terms import WeightedTerm
from service.settings import ElasticsearchSettings

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINES = 5


def tide(revision: int, article_id: str = "tide", *, lines: int = LINES) -> AnalyzedArticle:
    """An article whose sentences all name their revision."""
    return read_again(
        Article(article_id, "\n".join(f"The tide rose, line {line}, r{revision}." for line in range(lines)))
    )


def read_again(article: Article) -> AnalyzedArticle:
    sentences, start = [], 0
    for position, line in enumerate(article.text.split("\n")):
        terms = tuple(sorted(set(re.findall(r"\w+", line.lower()))))
        sentences.append(AnalyzedSentence(Sentence(position, start, start + len(line), line), terms))
        start += len(line) + 1
    return AnalyzedArticle(article, tuple(sentences))


def found(store: ElasticsearchStore, term: str = "tide") -> list[str]:
    query = CandidateQuery((WeightedTerm(term, 3),), 3, EVERY_ARTICLE, 10_000)
    return [candidate.text for candidate in store.find_candidates(query).candidates]


def sentence_documents(config: ElasticsearchSettings) -> int:
    """How many sentences the indices hold, also those that no reader sees."""
    pattern = f"{config.index_prefix}-sentences-0*"
    with Elasticsearch(config.url) as client:
        client.indices.refresh(index=pattern)
        return int(client.count(index=pattern)["count"])


def sentence_indices(config: ElasticsearchSettings) -> list[str]:
    with Elasticsearch(config.url) as client:
        return sorted(client.indices.get(index=f"{config.index_prefix}-sentences-0*", features="aliases").body)


@contextmanager
def running(*works: Callable[[], None]) -> Iterator[None]:
    """Do each work over and over until the block ends; the first error is raised."""
    ended = threading.Event()

    def loop(work: Callable[[], None]) -> None:
        while not ended.is_set():
            work()

    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(loop, work) for work in works]
        try:
            yield
        finally:
            ended.set()
        for future in futures:
            future.result()


def opened(config: ElasticsearchSettings, *, version: str = "1", outdated: bool = False) -> ElasticsearchStore:
    return ElasticsearchStore.open(config, analysis_version=version, outdated=outdated)


def test_several_processes_may_create_the_indices_at_once(elasticsearch_settings: ElasticsearchSettings) -> None:
    stores = [opened(elasticsearch_settings) for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda at: stores[at].put([tide(0, f"a{at}")], now=NOW), range(6)))

    assert len(sentence_indices(elasticsearch_settings)) == 1
    assert len(found(stores[0])) == 6 * LINES


def test_indices_that_somebody_removed_are_made_anew(elasticsearch_settings: ElasticsearchSettings) -> None:
    store = opened(elasticsearch_settings)
    store.put([tide(0)], now=NOW)
    with Elasticsearch(elasticsearch_settings.url) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{elasticsearch_settings.index_prefix}-*")))

    assert found(store) == []
    store.put([tide(1)], now=NOW)
    assert len(found(store)) == LINES


def test_a_revision_that_is_not_committed_yet_is_never_seen(elasticsearch_settings: ElasticsearchSettings) -> None:
    store = opened(elasticsearch_settings)
    store.put([tide(0)], now=NOW)

    write_uncommitted(elasticsearch_settings, tide(1))
    write_uncommitted(elasticsearch_settings, tide(0, "absent"))

    assert {text.rsplit(" ", 1)[1] for text in found(store)} == {"r0."}
    assert len(found(store)) == LINES


def write_uncommitted(config: ElasticsearchSettings, analyzed: AnalyzedArticle) -> None:
    """What a writer that is killed before its commit leaves behind, refreshed."""
    names = Names(config.index_prefix)
    connection = Connection(config)
    layout = ensure_layout(connection, names, "1")
    alias = names.sentences(layout.current.number)
    documents = sentence_sources(analyzed, "uncommitted-token")
    connection.bulk([({"index": {"_index": alias, "_id": id_}}, source) for id_, source in documents], refresh=True)
    connection.close()


def test_candidates_beyond_the_limit_are_not_pushed_out_by_uncommitted_ones(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    store = opened(elasticsearch_settings)
    store.put([tide(0, "b", lines=8)], now=NOW)
    write_uncommitted(elasticsearch_settings, tide(1, "a", lines=20))

    result = store.find_candidates(CandidateQuery((WeightedTerm("tide", 3),), 3, EVERY_ARTICLE, 6))

    assert [candidate.key.article_id for candidate in result.candidates] == ["b"] * 6
    assert result.total in {8, 22}


def test_texts_sentences_and_contexts_are_of_one_revision_while_it_is_replaced(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    store, reader = opened(elasticsearch_settings), opened(elasticsearch_settings)
    store.put([tide(0)], now=NOW)

    def read_sentences() -> None:
        texts = [unit.sentence.text for unit in reader.sentences("tide", first=0, limit=100)]
        assert len(texts) == LINES
        assert len({text.rsplit(" ", 1)[1] for text in texts}) == 1

    def read_contexts() -> None:
        query = CandidateQuery((WeightedTerm("tide", 3),), 3, EVERY_ARTICLE, 10)
        candidates = reader.find_candidates(query).candidates
        assert len({candidate.text.rsplit(" ", 1)[1] for candidate in candidates}) == 1
        assert len(candidates) == LINES
        contexts = [reading.context for reading in reader.readings(candidates).values()]
        around = [text for context in contexts for text in (*context.before, context.after) if text]
        assert len({text.rsplit(" ", 1)[1] for text in around}) <= 1
        assert len(contexts) in {0, LINES}

    def read_article() -> None:
        [shown] = reader.list_articles(EVERY_ARTICLE, after=None, limit=10)
        assert shown.content_sha256 == content_sha256(tide(shown.header.revision - 1).article.text)

    with running(read_sentences, read_contexts, read_article):
        for revision in range(1, 60):
            store.put([tide(revision)], now=NOW)


def test_a_reindex_loses_nothing_that_is_written_or_read_meanwhile(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    store, writer, reader = (opened(elasticsearch_settings) for _ in range(3))
    store.put([tide(0, f"old-{number:03d}") for number in range(150)], now=NOW)
    store.delete("old-149")
    [before] = sentence_indices(elasticsearch_settings)
    written: dict[str, int] = {}
    numbers = iter(range(10_000))

    def write() -> None:
        number = next(numbers)
        article_id = f"old-{number % 100:03d}" if number % 2 else f"new-{number:05d}"
        writer.put([tide(number + 1, article_id)], now=NOW)
        written[article_id] = number + 1

    def read() -> None:
        texts = found(reader)
        assert len(texts) >= 149 * LINES
        assert len(texts) % LINES == 0

    with running(write, read):
        done = list(store.reindex(slowly(read_again)))

    [after] = sentence_indices(elasticsearch_settings)
    assert after != before
    assert len(written) > 5
    assert done == sorted(done)
    assert done[-1] + len(written) >= 149
    texts = found(reader)
    assert len(texts) == LINES * (149 + sum(article_id.startswith("new") for article_id in written))
    assert all(f"The tide rose, line 0, r{revision}." in texts for revision in written.values())
    kept = store.get("old-148")
    assert kept is not None
    assert listed(kept) == found_in_list(reader, "old-148")
    # A writer that the switch caught before its commit started over and left its first try.
    opened(replace(elasticsearch_settings, sweep_age_s=0)).sweep()
    assert sentence_documents(elasticsearch_settings) == len(texts)


def slowly(analyze: Callable[[Article], AnalyzedArticle]) -> Callable[[Article], AnalyzedArticle]:
    """Leave the writers time to get in between."""

    def analyzed(article: Article) -> AnalyzedArticle:
        time.sleep(0.01)
        return analyze(article)

    return analyzed


def found_in_list(store: ElasticsearchStore, article_id: str) -> ListedArticle:
    [found_article] = store.list_articles(replace(EVERY_ARTICLE, article_ids=(article_id,)), after=None, limit=1)
    return found_article


def test_an_index_of_another_text_analysis_is_refused_until_it_is_reindexed(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    old = opened(elasticsearch_settings, version="1")
    old.put([tide(0, f"a{number}") for number in range(30)], now=NOW)
    new = opened(elasticsearch_settings, version="2 β")
    with pytest.raises(IndexOutdated, match="claimlink reindex"):
        new.get("a0")
    meanwhile = iter(range(1000))

    def write() -> None:
        number = next(meanwhile)
        try:
            old.put([tide(number, f"late-{number}")], now=NOW)
        except IndexOutdated:
            time.sleep(0.01)

    with running(write):
        list(opened(elasticsearch_settings, version="2 β", outdated=True).reindex(slowly(upper_case)))

    late = [shown for shown in new.list_articles(EVERY_ARTICLE, after=None, limit=1000) if shown.header.id > "late"]
    assert late
    assert len(found(new, "TIDE")) == (30 + len(late)) * LINES
    assert found(new, "tide") == []
    with pytest.raises(IndexOutdated):
        old.find_candidates(CandidateQuery((WeightedTerm("tide", 3),), 3, EVERY_ARTICLE, 10))
    with pytest.raises(IndexOutdated):
        old.put([tide(9)], now=NOW)


def test_a_reindex_lets_an_index_of_an_older_version_take_what_this_one_writes(
    elasticsearch_settings: ElasticsearchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("service.adapters.elasticsearch.layout.articles_index", older_articles_index)
        opened(elasticsearch_settings, version="1").coverage(EVERY_ARTICLE)

    list(opened(elasticsearch_settings, version="2", outdated=True).reindex(read_again))
    new = opened(elasticsearch_settings, version="2")
    changed = replace(tide(0), article=replace(tide(0).article, modified=parse_published("2024-04-13")))
    [indexed] = new.put([changed], now=NOW)

    assert new.get(changed.article.id) == indexed.stored
    assert indexed.stored.article.modified == parse_published("2024-04-13")


def older_articles_index(names: Names) -> dict[str, Any]:
    body = articles_index(names)
    del body["mappings"]["properties"]["modified"]
    return body


def upper_case(article: Article) -> AnalyzedArticle:
    analyzed = read_again(article)
    return replace(
        analyzed,
        sentences=tuple(replace(item, terms=tuple(term.upper() for term in item.terms)) for item in analyzed.sentences),
    )


def test_a_reindex_that_was_given_up_does_not_stand_in_the_way_of_the_next(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    store = opened(elasticsearch_settings)
    store.put([tide(0, f"a{number:03d}") for number in range(120)], now=NOW)
    next(store.reindex(read_again))

    store.put([tide(1, "a000")], now=NOW)
    list(store.reindex(read_again))

    assert len(sentence_indices(elasticsearch_settings)) == 1
    assert len(found(store)) == 120 * LINES
    assert "The tide rose, line 0, r1." in found(store)


WRITER = """
import itertools, sys
from datetime import UTC, datetime
from service.settings import ElasticsearchSettings
from tests.integration.test_elasticsearch_store import opened, tide
store = opened(ElasticsearchSettings(url=sys.argv[1], index_prefix=sys.argv[2]))
for number in itertools.count(int(sys.argv[3])):
    store.put([tide(number, f"a{number % 7}", lines=40) for number in range(number, number + 3)], now=datetime.now(UTC))
    print(number + 2, flush=True)
"""


def test_a_killed_writer_leaves_whole_articles_and_its_leftovers_are_swept(
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    reader = opened(replace(elasticsearch_settings, sweep_age_s=0))
    acknowledged = 0

    for kill in range(8):
        acknowledged = max(
            acknowledged, writes_until_killed(elasticsearch_settings, acknowledged, extra_s=0.013 * kill)
        )
        revisions: dict[str, int] = {}
        for text in found(reader):
            revisions[text.rsplit(" ", 1)[1]] = revisions.get(text.rsplit(" ", 1)[1], 0) + 1
        assert set(revisions.values()) == {40}
        assert max(int(revision[1:-1]) for revision in revisions) >= acknowledged

    reader.sweep()
    assert sentence_documents(elasticsearch_settings) == len(found(reader))


def writes_until_killed(config: ElasticsearchSettings, first: int, *, extra_s: float) -> int:
    """Let a process write revisions and kill it; returns the last revision that it acknowledged."""
    command: Sequence[str] = [sys.executable, "-c", WRITER, config.url, config.index_prefix, str(first)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        time.sleep(extra_s)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return int([line for line in lines if line.strip()][-1])


def test_a_deleted_article_leaves_nothing_once_it_is_swept(elasticsearch_settings: ElasticsearchSettings) -> None:
    store = opened(replace(elasticsearch_settings, sweep_age_s=0))
    store.put([tide(0, "gone"), tide(0, "stays")], now=NOW)
    store.delete("gone")

    assert store.sweep() == 1
    assert store.sweep() == 0
    assert sentence_documents(elasticsearch_settings) == LINES
    assert [indexed.stored.revision for indexed in store.put([tide(5, "gone")], now=NOW)] == [1]
