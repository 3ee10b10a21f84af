"""What the store does when its server stops, hangs, returns or asks for credentials: on a private server."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.adapters.elasticsearch.records import ElasticsearchRecords
from service.adapters.elasticsearch.store import ElasticsearchStore
from service.application.ports import EVERY_ARTICLE, CandidateQuery
from service.domain.article import AnalyzedArticle, AnalyzedSentence, Article, Sentence
from service.domain.errors import StoreUnavailable
from service.domain.evidence import ArticleHeader, Candidate, SentenceKey
from service.domain.terms import WeightedTerm
from service.settings import ElasticsearchSettings
from tools.elasticsearch_server import ElasticsearchServer, ServerOptions

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
PASSWORD = "tide-and-time-7"
TIDE = CandidateQuery((WeightedTerm("tide", 3),), 1, EVERY_ARTICLE, 10)
KEY = SentenceKey("harbour", 1, 0)
CANDIDATE = Candidate(KEY, 3, "The tide rose.", 0, 14, ArticleHeader("harbour", 1))


@pytest.fixture(scope="module")
def server(start_elasticsearch: Callable[[ServerOptions], ElasticsearchServer]) -> ElasticsearchServer:
    """A server of this module's own that asks for a password."""
    return start_elasticsearch(ServerOptions(heap="512m", password=PASSWORD))


@pytest.fixture(scope="module")
def config(server: ElasticsearchServer) -> ElasticsearchSettings:
    return ElasticsearchSettings(url=server.url, index_prefix="outage", username="elastic", password=PASSWORD)


@pytest.fixture
def store(config: ElasticsearchSettings) -> Iterator[ElasticsearchStore]:
    """A store that has served before."""
    opened = ElasticsearchStore.open(config, analysis_version="1")
    opened.put([harbour()], now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def records(store: ElasticsearchStore) -> ElasticsearchRecords:
    """Records that have served before."""
    opened = store.records
    opened.write("answer", "first", "{}", expires_at=NOW + timedelta(hours=1))
    return opened


def harbour() -> AnalyzedArticle:
    text = "The tide rose at noon."
    sentence = AnalyzedSentence(Sentence(0, 0, len(text), text), ("noon", "rose", "tide"))
    return AnalyzedArticle(Article("harbour", text), (sentence,))


Calls = dict[str, Callable[[], object]]


def store_calls(store: ElasticsearchStore) -> Calls:
    return {
        # What was sent to a frozen server is carried out when it goes on, so these leave the tested article alone.
        "put": lambda: store.put([replace(harbour(), article=Article("pier", "The tide fell."))], now=NOW),
        "get": lambda: store.get("harbour"),
        "get_many": lambda: store.get_many(["harbour"]),
        "delete": lambda: store.delete("pier"),
        "list_articles": lambda: store.list_articles(EVERY_ARTICLE, after=None, limit=10),
        "sentences": lambda: store.sentences("harbour", first=0, limit=10),
        "outlets": store.outlets,
        "coverage": lambda: store.coverage(EVERY_ARTICLE),
        "find_candidates": lambda: store.find_candidates(TIDE),
        "load_candidates": lambda: store.load_candidates([KEY]),
        "readings": lambda: store.readings([CANDIDATE]),
        "reindex": lambda: list(store.reindex(lambda article: harbour())),
        "check": store.check,
    }


def records_calls(records: ElasticsearchRecords) -> Calls:
    later = NOW + timedelta(hours=1)
    return {
        "create": lambda: records.create("answer", "second", "{}", expires_at=later, now=NOW),
        "read": lambda: records.read("answer", "first", now=NOW),
        "write": lambda: records.write("answer", "third", "{}", expires_at=later),
        "remove": lambda: records.remove("answer", "fourth"),
    }


def slow_or_wrong(calls: Calls) -> dict[str, str]:
    """Calls, all at once, that did anything but raise StoreUnavailable within 4 s, and what they did."""
    with ThreadPoolExecutor(len(calls)) as pool:
        outcomes = dict(zip(calls, pool.map(outcome, calls.values()), strict=True))
    return {name: seen for name, seen in outcomes.items() if seen != "said so in time"}


def outcome(call: Callable[[], object]) -> str:
    started = time.monotonic()
    try:
        answer = call()
    except StoreUnavailable as error:
        seconds = time.monotonic() - started
        if error.retry_after_s >= 1 and seconds <= 4:
            return "said so in time"
        return f"took {seconds:.1f} s, to be tried again after {error.retry_after_s} s: {error}"
    return f"answered {answer!r}"


@contextmanager
def stopped(server: ElasticsearchServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextmanager
def frozen(server: ElasticsearchServer) -> Iterator[None]:
    server.freeze()
    try:
        yield
    finally:
        server.thaw()


@pytest.mark.parametrize("away", [frozen, stopped])
def test_every_call_says_soon_that_the_store_is_away_and_works_when_it_is_back(
    server: ElasticsearchServer,
    store: ElasticsearchStore,
    records: ElasticsearchRecords,
    away: Callable[[ElasticsearchServer], AbstractContextManager[None]],
) -> None:
    with away(server):
        wrong = slow_or_wrong(store_calls(store) | records_calls(records))

    assert wrong == {}
    assert [candidate.text for candidate in store.find_candidates(TIDE).candidates] == ["The tide rose at noon."]
    assert store.put([harbour()], now=NOW)[0].stored.revision == 1
    assert records.read("answer", "first", now=NOW) == "{}"


def test_a_store_opens_while_its_server_is_away(server: ElasticsearchServer, config: ElasticsearchSettings) -> None:
    with stopped(server):
        store = ElasticsearchStore.open(replace(config, index_prefix="early"), analysis_version="1")
        with pytest.raises(StoreUnavailable):
            store.coverage(EVERY_ARTICLE)

    assert store.coverage(EVERY_ARTICLE).articles == 0
    store.close()


@pytest.mark.parametrize("password", [None, "a guess"])
def test_a_server_that_refuses_the_credentials_counts_as_unavailable(
    config: ElasticsearchSettings, password: str | None
) -> None:
    username = None if password is None else "elastic"
    store = ElasticsearchStore.open(replace(config, username=username, password=password), analysis_version="1")

    with pytest.raises(StoreUnavailable, match="refuses this service"):
        store.get("harbour")

    store.close()
