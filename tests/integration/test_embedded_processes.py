"""The embedded store among real processes: several writers, kills at any moment, forks.

CLAIMLINK_KILLS says how many kills to try, CLAIMLINK_REPLACES how many replaces under a reader's eyes.
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from service.adapters.embedded.store import EmbeddedStore
from service.application.ports import EVERY_ARTICLE, ArticleStore
from tests.contract.build import NOW, article, found, query

KILLS = int(os.environ.get("CLAIMLINK_KILLS", "10"))
REPLACES = int(os.environ.get("CLAIMLINK_REPLACES", "1000"))
ROOT = Path(__file__).parents[2]


def opened(data_dir: Path) -> closing[EmbeddedStore]:
    return closing(EmbeddedStore.open(data_dir, analysis_version="1"))


@contextmanager
def worker(role: str, data_dir: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that plays a role of tests.integration.embedded_worker; it is gone afterwards."""
    command = [sys.executable, "-m", "tests.integration.embedded_worker", role, str(data_dir), *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_of(process: subprocess.Popen[str]) -> list[str]:
    """What the process wrote until it ended; it must have ended well."""
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output
    return output.splitlines()


def assert_whole(store: ArticleStore) -> None:
    """Every article that stands is searchable with exactly its own sentences, and nothing else is."""
    ids = [shown.header.id for shown in store.list_articles(EVERY_ARTICLE, after=None, limit=10_000)]
    standing = store.get_many(ids)
    texts: dict[str, list[str]] = {article_id: [] for article_id in standing}
    result = store.find_candidates(query(line=1, limit=10_000))
    for candidate in result.candidates:
        assert candidate.key.revision == standing[candidate.key.article_id].revision
        texts[candidate.key.article_id].append(candidate.text)
    assert {article_id: "\n".join(lines) for article_id, lines in texts.items()} == {
        article_id: stored.article.text for article_id, stored in standing.items()
    }
    assert result.total == len(result.candidates) == store.coverage(EVERY_ARTICLE).sentences


def test_several_processes_write_and_each_sees_the_others(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        with worker("write", tmp_path, "a", "25") as first, worker("write", tmp_path, "b", "25") as second:
            for number in range(10):
                store.put([article(f"own-{number}", f"Own line {number}.")], now=NOW)
            written = lines_of(first) + lines_of(second)

        assert len(written) == 50
        assert {json.loads(line)["id"] for line in written} <= set(
            store.get_many([f"{n}-{i}" for n in "ab" for i in range(25)])
        )
        assert store.coverage(EVERY_ARTICLE).articles == 60
        assert_whole(store)


def test_two_processes_on_one_article_leave_one_whole_revision(tmp_path: Path) -> None:
    with worker("rewrite", tmp_path, "north", "30") as first, worker("rewrite", tmp_path, "south", "30") as second:
        revisions = [json.loads(line)["revision"] for line in lines_of(first) + lines_of(second)]

    with opened(tmp_path) as store:
        stored = store.get("tide")
        assert stored is not None
        assert sorted(revisions) == list(range(1, 61))
        assert stored.revision == 60
        assert_whole(store)


def test_a_reader_in_another_process_sees_one_whole_revision_during_replaces(tmp_path: Path) -> None:
    with worker("rewrite", tmp_path, "north", "1") as first:
        lines_of(first)

    with worker("read", tmp_path) as reader, worker("rewrite", tmp_path, "south", str(REPLACES)) as writer:
        assert len(lines_of(writer)) == REPLACES
        reader.send_signal(signal.SIGTERM)
        [report] = [json.loads(line) for line in lines_of(reader)]

    assert report["torn"] == []
    assert report["reads"] > REPLACES
    assert report["revisions"] > REPLACES / 10
    assert report["last"] == REPLACES + 1


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_nothing_half_indexed(tmp_path: Path) -> None:
    chance = random.Random(os.environ.get("CLAIMLINK_KILL_SEED", "1"))
    acknowledged: dict[str, int] = {}

    for kill in range(KILLS):
        with worker("ingest", tmp_path, f"{kill}") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            # Somewhere within the next writes, which take 10 to 50 ms each.
            select.select([], [], [], chance.uniform(0, 0.25))
            process.kill()
            lines += process.stdout.readlines()
        for line in lines:
            if line.endswith("\n"):
                acknowledged.update({entry["id"]: entry["revision"] for entry in json.loads(line)})

        with opened(tmp_path) as store:
            standing = store.get_many(list(acknowledged))
            lost = {
                article_id: revision
                for article_id, revision in acknowledged.items()
                if article_id not in standing or standing[article_id].revision < revision
            }
            assert lost == {}
            assert_whole(store)

    assert len(acknowledged) > KILLS


def test_a_killed_reindex_leaves_the_old_index_and_can_be_done_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.put([article(f"{number:03}", f"Line {number}.") for number in range(600)], now=NOW)

        for delay in (0.02, 0.1, 0.2):
            with worker("reindex", tmp_path) as process:
                assert process.stdout is not None
                process.stdout.readline()
                select.select([], [], [], delay)
                process.kill()
            assert_whole(store)
            store.put([article("new", f"Line new {delay}.")], now=NOW)
        with worker("reindex", tmp_path) as process:
            steps = lines_of(process)

        assert steps[-1] == "601"
        assert_whole(store)


def test_a_store_opened_before_a_fork_works_in_parent_and_child(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.put([article("parent", "Line of the parent.")], now=NOW)
        assert len(found(store, line=1)) == 1

        child = os.fork()
        if child == 0:
            status = 1
            try:
                store.put([article("child", "Line of the child.")], now=NOW)
                status = 0 if len(found(store, line=1)) == 2 else 2
                store.close()
            finally:
                os._exit(status)
        store.put([article("parent", "Line of the parent again.")], now=NOW)
        _, status = os.waitpid(child, 0)

        assert os.waitstatus_to_exitcode(status) == 0
        assert sorted(candidate.text for candidate in found(store, line=1)) == [
            "Line of the child.",
            "Line of the parent again.",
        ]


@pytest.mark.parametrize("generation_of", ["writer", "reader"])
def test_a_reindex_in_one_process_is_followed_by_the_others(tmp_path: Path, generation_of: str) -> None:
    with opened(tmp_path) as store:
        store.put([article(f"{number}", f"Line {number}.") for number in range(20)], now=NOW)
        if generation_of == "reader":
            assert len(found(store, line=1)) == 20

        with worker("reindex", tmp_path) as process:
            lines_of(process)

        store.put([article("after", "Line after.")], now=NOW)
        assert_whole(store)
        assert store.check()["index_generation"] == "2"
        assert [path.name for path in tmp_path.glob("index-*")] == ["index-2"]
