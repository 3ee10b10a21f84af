"""The service as a group of processes: killed, stopped, cut off from its store, written to by several at once.

CLAIMLINK_KILLS and CLAIMLINK_REPLACES choose how long the runs are.
"""

import http.client
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.settings import ElasticsearchSettings
from tools.elasticsearch_server import ElasticsearchServer, ServerOptions
from tools.service_process import Answer, RunningService, is_ready, request, running_service

KILLS = int(os.environ.get("CLAIMLINK_KILLS", "4"))
REPLACES = int(os.environ.get("CLAIMLINK_REPLACES", "150"))

CLAIM = "The Velmora copper smelter employs 4,200 people."


@dataclass(frozen=True)
class StoreOfService:
    """What a started service is told of its store."""

    data_dir: Path
    environ: dict[str, str]


@pytest.fixture(params=["embedded", "elasticsearch"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> StoreOfService:
    if request.param == "embedded":
        return StoreOfService(tmp_path / "data", {})
    config: ElasticsearchSettings = request.getfixturevalue("elasticsearch_settings")
    environ = {"ELASTICSEARCH_URL": config.url, "CLAIMLINK_INDEX_PREFIX": config.index_prefix}
    return StoreOfService(tmp_path / "data", environ)


@pytest.fixture
def service(store: StoreOfService) -> Iterator[RunningService]:
    with running_service(store.data_dir, store.environ, workers=2) as running:
        yield running


def ask(service: RunningService, method: str, path: str, body: object = None) -> Answer:
    """One request on a connection of its own, so that any worker may take it."""
    with closing(service.connection()) as connection:
        return request(connection, method, path, body)


def article(number: int, revision: int = 1) -> dict[str, Any]:
    """Five sentences that all name their revision."""
    sentences = [
        f"Revision {revision} says that the Velmora copper smelter employs 4,200 people at gate {gate}."
        for gate in range(1, 6)
    ]
    return {"id": f"smelter-{number}", "text": " ".join(sentences)}


def evidence_for(service: RunningService, article_id: str) -> list[str]:
    body = {"claim": CLAIM, "filters": {"article_ids": [article_id]}, "limit": 100}
    answer = ask(service, "POST", "/v1/evidence", body)
    assert answer.status == 200, answer.body
    return [item["sentence"]["text"] for item in answer.body["evidence"]]


def is_whole(service: RunningService, article_id: str) -> bool:
    """Whether the article stands with all its sentences, in answers and in its own listing."""
    text = ask(service, "GET", f"/v1/articles/{article_id}").body["text"]
    listed = ask(service, "GET", f"/v1/articles/{article_id}/sentences").body["sentences"]
    found = evidence_for(service, article_id)
    return " ".join(sentence["text"] for sentence in listed) == text and sorted(found) == sorted(
        sentence["text"] for sentence in listed
    )


def test_what_one_worker_acknowledged_every_worker_answers_with(service: RunningService) -> None:
    for number in range(15):
        assert ask(service, "POST", "/v1/articles", article(number)).status == 201

        for _ in range(4):
            assert len(evidence_for(service, f"smelter-{number}")) == 5


def test_a_deleted_article_and_an_old_revision_never_come_back(service: RunningService) -> None:
    for number in range(5):
        ask(service, "POST", "/v1/articles", article(number))
        ask(service, "POST", "/v1/articles", article(number, revision=2))
        ask(service, "POST", "/v1/articles", article(number + 100))
        assert ask(service, "DELETE", f"/v1/articles/smelter-{number + 100}").status == 204

        for _ in range(4):
            assert all("Revision 2 " in text for text in evidence_for(service, f"smelter-{number}"))
            assert evidence_for(service, f"smelter-{number + 100}") == []


def test_a_reader_sees_one_whole_revision_at_every_moment_of_many_replaces(service: RunningService) -> None:
    ask(service, "POST", "/v1/articles", article(1))
    seen: list[list[str]] = []
    failures: list[object] = []
    done = threading.Event()

    def read_all_the_time() -> None:
        try:
            while not done.is_set():
                seen.append(evidence_for(service, "smelter-1"))
        except (AssertionError, OSError, http.client.HTTPException) as error:
            failures.append(error)

    readers = [threading.Thread(target=read_all_the_time) for _ in range(2)]
    for reader in readers:
        reader.start()
    for revision in range(2, REPLACES + 2):
        assert ask(service, "POST", "/v1/articles", article(1, revision)).body["status"] == "updated"
    done.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert len(seen) > 10
    assert [texts for texts in seen if len(texts) != 5 or len({text.split()[1] for text in texts}) != 1] == []


def test_two_writers_on_one_article_leave_one_whole_revision(service: RunningService) -> None:
    def write(revisions: range) -> None:
        for revision in revisions:
            assert ask(service, "POST", "/v1/articles", article(1, revision)).status in {200, 201}

    writers = [threading.Thread(target=write, args=(range(start, start + 10),)) for start in (100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert is_whole(service, "smelter-1")
    assert ask(service, "GET", "/v1/articles/smelter-1").body["revision"] == 20


def test_kill_9_during_ingestion_loses_nothing_acknowledged_and_leaves_nothing_half(store: StoreOfService) -> None:
    chance = random.Random(20240412)
    acknowledged: dict[str, int] = {}
    numbers = iter(range(1, 1_000_000))

    def write_until_killed(service: RunningService) -> None:
        with closing(service.connection()) as connection:
            while True:
                number = next(numbers)
                # Every third write replaces an article that stands.
                target = number if number % 3 or not acknowledged else int(next(iter(acknowledged)).split("-")[1])
                try:
                    answer = request(connection, "POST", "/v1/articles", article(target, revision=number))
                except (OSError, http.client.HTTPException, json.JSONDecodeError):
                    return
                assert answer.status in {200, 201}, answer.body
                acknowledged[f"smelter-{target}"] = number

    for _ in range(KILLS):
        with running_service(store.data_dir, store.environ, workers=2) as service:
            writer = threading.Thread(target=write_until_killed, args=(service,))
            writer.start()
            time.sleep(chance.uniform(0.2, 1.2))
            service.kill()
            writer.join()
        with running_service(store.data_dir, store.environ, workers=2) as service:
            for article_id, revision in list(acknowledged.items())[:1] + list(acknowledged.items())[-5:]:
                assert is_whole(service, article_id)
                [first, *_] = evidence_for(service, article_id)
                # A write that was cut off may have been carried out, though nobody was told.
                assert int(first.split()[1]) >= revision

    with running_service(store.data_dir, store.environ, workers=2) as service:
        assert len(acknowledged) > KILLS
        for article_id in acknowledged:
            assert is_whole(service, article_id)


@pytest.fixture
def private_elasticsearch(
    start_elasticsearch: Callable[[ServerOptions], ElasticsearchServer],
) -> Iterator[ElasticsearchServer]:
    server = start_elasticsearch(ServerOptions(heap="512m"))
    yield server
    server.close()


@pytest.mark.parametrize(
    ("fail", "recover"),
    [(ElasticsearchServer.freeze, ElasticsearchServer.thaw), (ElasticsearchServer.stop, ElasticsearchServer.start)],
    ids=["frozen", "stopped"],
)
def test_without_elasticsearch_it_says_503_soon_and_recovers_by_itself(
    private_elasticsearch: ElasticsearchServer,
    tmp_path: Path,
    fail: Callable[[ElasticsearchServer], None],
    recover: Callable[[ElasticsearchServer], None],
) -> None:
    environ = {"ELASTICSEARCH_URL": private_elasticsearch.url}
    with running_service(tmp_path / "data", environ, workers=2) as service:
        assert ask(service, "POST", "/v1/articles", article(1)).status == 201

        fail(private_elasticsearch)
        for method, path, body in [
            ("POST", "/v1/evidence", {"claim": CLAIM}),
            ("POST", "/v1/articles", article(2)),
            ("GET", "/v1/articles/smelter-1", None),
            ("GET", "/health/ready", None),
        ]:
            started = time.monotonic()
            answer = ask(service, method, path, body)
            assert answer.status == 503, (path, answer.body)
            assert answer.headers["Content-Type"].startswith("application/problem+json")
            assert int(answer.headers["Retry-After"]) >= 1
            assert time.monotonic() - started < 5
        assert ask(service, "GET", "/health/live").status == 200

        recover(private_elasticsearch)
        give_up_at = time.monotonic() + 60
        while not is_ready(service) and time.monotonic() < give_up_at:
            time.sleep(0.2)
        assert len(evidence_for(service, "smelter-1")) == 5
        assert ask(service, "POST", "/v1/articles", article(2)).status in {200, 201}
