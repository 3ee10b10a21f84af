"""What the embedded store does about lost, damaged, outdated and unusable files."""

import os
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
import tantivy

from service.adapters.embedded.store import EmbeddedStore
from service.application.ports import EVERY_ARTICLE
from service.domain.analysis import analyze_article
from service.domain.article import AnalyzedArticle, Article, listed
from service.domain.errors import IndexOutdated, StoreUnavailable
from service.domain.facts import NO_FACTS
from tests.contract.build import LATER, NOW, analyze, article, found, found_texts, query


def opened(data_dir: Path, *, analysis: str = "1", outdated: bool = False) -> closing[EmbeddedStore]:
    return closing(EmbeddedStore.open(data_dir, analysis_version=analysis, outdated=outdated))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A store with ten articles, two of them replaced and one deleted."""
    with opened(tmp_path) as store:
        store.put([article(f"{number}", f"Line {number}.", f"Other line {number}.") for number in range(11)], now=NOW)
        store.put([article("0", "New line 0."), article("1", "New line 1.")], now=LATER)
        store.delete("10")
    return tmp_path


def assert_everything_is_found(store: EmbeddedStore) -> None:
    texts = found_texts(store, line=1)
    assert len(texts) == 18
    assert {"New line 0.", "New line 1.", "Line 9.", "Other line 9."} <= set(texts)
    assert not {"Line 0.", "Line 10."} & set(texts)


def remove_index(path: Path) -> None:
    shutil.rmtree(path)


def empty_index(path: Path) -> None:
    shutil.rmtree(path)
    path.mkdir()


def damage_meta(path: Path) -> None:
    (path / "meta.json").write_text("{not json")


def remove_segments(path: Path) -> None:
    for segment in path.glob("*.term"):
        segment.unlink()


def other_schema(path: Path) -> None:
    empty_index(path)
    tantivy.Index(tantivy.SchemaBuilder().add_text_field("body").build(), path=str(path))


def index_of_nothing(path: Path) -> None:
    schema = tantivy.Index.open(str(path)).schema
    empty_index(path)
    tantivy.Index(schema, path=str(path))


@pytest.mark.parametrize(
    "harm", [remove_index, empty_index, damage_meta, remove_segments, other_schema, index_of_nothing]
)
def test_a_lost_index_is_built_again_from_the_database(data_dir: Path, harm: Callable[[Path], None]) -> None:
    [index] = data_dir.glob("index-*")
    harm(index)

    with opened(data_dir) as store:
        assert_everything_is_found(store)
        store.put([article("new", "Line after.")], now=LATER)
        assert "Line after." in found_texts(store, line=1)


def test_an_index_that_is_whole_is_kept(data_dir: Path) -> None:
    [before] = data_dir.glob("index-*")

    with opened(data_dir) as store:
        assert_everything_is_found(store)

    assert list(data_dir.glob("index-*")) == [before]


def test_readers_of_an_index_that_is_built_again_follow(data_dir: Path) -> None:
    with opened(data_dir) as reader:
        assert_everything_is_found(reader)
        [index] = data_dir.glob("index-*")
        remove_index(index)

        with opened(data_dir):
            assert_everything_is_found(reader)
            reader.put([article("new", "Line after.")], now=LATER)

        assert "Line after." in found_texts(reader, line=1)


def test_what_a_failed_write_left_in_the_index_is_never_seen_and_removed(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with opened(data_dir) as store:
        with monkeypatch.context() as patch:
            patch.setattr("service.adapters.embedded.store.insert_article", fail)
            with pytest.raises(StoreUnavailable, match="disk I/O error"):
                store.put([article("0", "Line torn."), article("torn", "Line torn.")], now=LATER)
        assert_everything_is_found(store)
        assert store.find_candidates(query(line=1)).total == 18

        store.put([article("whole", "Line whole.")], now=LATER)
        with store._storage.reader.view() as (_, view):
            assert view.searcher.num_docs == 19
            assert view.stale == frozenset()


def test_many_deletes_are_taken_out_of_the_index_now_and_then(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.put([article(f"{number}", "Line.") for number in range(600)], now=NOW)
        for number in range(550):
            store.delete(f"{number}")

        with store._storage.reader.view() as (_, view):
            assert len(view.stale) < 500
            assert view.searcher.num_docs == 50 + len(view.stale)
        assert len(found(store, line=1)) == 50


def test_an_index_of_another_analysis_is_refused_until_it_is_made_again(data_dir: Path) -> None:
    with pytest.raises(IndexOutdated) as refusal:
        EmbeddedStore.open(data_dir, analysis_version="2")
    assert (refusal.value.found, refusal.value.wanted) == ("1", "2")

    with opened(data_dir, analysis="2", outdated=True) as store:
        with pytest.raises(IndexOutdated):
            found(store, line=1)
        with pytest.raises(IndexOutdated):
            store.put([article("new", "Line new.")], now=LATER)
        with pytest.raises(IndexOutdated):
            store.check()
        assert len(store.list_articles(EVERY_ARTICLE, after=None, limit=100)) == 10

        list(store.reindex(analyze))
        assert_everything_is_found(store)
        assert store.check()["analysis"] == "2"

    with opened(data_dir, analysis="2") as store:
        assert_everything_is_found(store)


def test_a_process_with_the_old_analysis_stops_after_the_switch(data_dir: Path) -> None:
    with opened(data_dir) as old, opened(data_dir, analysis="2", outdated=True) as new:
        list(new.reindex(analyze))

        with pytest.raises(IndexOutdated):
            found(old, line=1)
        with pytest.raises(IndexOutdated):
            old.put([article("new", "Line new.")], now=LATER)


def test_an_empty_store_takes_the_analysis_it_is_opened_with(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.put([article("0", "Line.")], now=NOW)
        store.delete("0")

    with opened(tmp_path, analysis="2") as store:
        assert store.check()["analysis"] == "2"


def test_a_reindex_that_fails_changes_nothing(data_dir: Path) -> None:
    def fail(plain: Article) -> AnalyzedArticle:
        if plain.id == "5":
            raise LookupError("no such analysis")
        return analyze(plain)

    with opened(data_dir) as store:
        with pytest.raises(LookupError):
            list(store.reindex(fail))

        assert_everything_is_found(store)
        list(store.reindex(analyze))
        assert_everything_is_found(store)
    assert len(list(data_dir.glob("index-*"))) == 1


def test_a_second_reindex_at_the_same_time_is_refused(data_dir: Path) -> None:
    with opened(data_dir) as store:
        steps = store.reindex(analyze)
        next(steps)

        with pytest.raises(StoreUnavailable, match="another reindex"):
            next(store.reindex(analyze))

        list(steps)
        assert_everything_is_found(store)


def test_a_store_is_usable_again_after_it_was_closed(data_dir: Path) -> None:
    with opened(data_dir) as store:
        store.close()
        store.close()
        assert_everything_is_found(store)


def test_an_index_that_vanishes_under_a_running_store_is_reported(data_dir: Path) -> None:
    with opened(data_dir) as store:
        for index in data_dir.glob("index-*"):
            remove_index(index)

        with pytest.raises(StoreUnavailable, match="no index"):
            found(store, line=1)


def test_a_file_that_is_no_database_is_reported(tmp_path: Path) -> None:
    (tmp_path / "articles.sqlite3").write_bytes(b"no database" * 1000)

    with pytest.raises(StoreUnavailable, match="not a database"):
        EmbeddedStore.open(tmp_path, analysis_version="1")


def test_a_database_of_another_format_is_reported(data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "articles.sqlite3")) as connection, connection:
        connection.execute("UPDATE state SET format = 99")

    with pytest.raises(StoreUnavailable, match="format 99"):
        EmbeddedStore.open(data_dir, analysis_version="1")


@pytest.mark.parametrize("made_by", [1, 2])
def test_a_store_of_an_older_format_is_brought_up_to_date_and_reindexed(data_dir: Path, made_by: int) -> None:
    added = {
        2: ("sentences DROP COLUMN facts", "articles DROP COLUMN content_sha256"),
        3: (
            "sentences DROP COLUMN language",
            "articles DROP COLUMN modified",
            "articles DROP COLUMN credited",
            "articles DROP COLUMN next_credited",
        ),
    }
    with closing(sqlite3.connect(data_dir / "articles.sqlite3")) as connection, connection:
        for column in (column for later, columns in added.items() if later > made_by for column in columns):
            connection.execute(f"ALTER TABLE {column}")
        connection.execute("UPDATE state SET format = ?", (made_by,))

    with pytest.raises(IndexOutdated):
        EmbeddedStore.open(data_dir, analysis_version="2")
    with opened(data_dir, analysis="2", outdated=True) as store:
        list(store.reindex(partial(analyze_article, detect_language=lambda _: "en")))

    with opened(data_dir, analysis="2") as store:
        [first, *_] = store.list_articles(EVERY_ARTICLE, after=None, limit=1)
        article_id = first.header.id
        stored = store.get(article_id)
        assert stored is not None
        assert first == listed(stored)
        [unit, *_] = store.sentences(article_id, first=0, limit=1)
        assert unit.facts == analyze_article(stored.article).sentences[0].facts
        assert unit.facts != NO_FACTS
        assert unit.language == "en"


def test_a_data_directory_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailable, match="data directory"):
        EmbeddedStore.open(tmp_path / "file" / "data", analysis_version="1")


def test_a_full_disk_is_reported_and_loses_nothing(data_dir: Path) -> None:
    def fill(store: EmbeddedStore) -> None:
        for number in range(200):
            store.put([article(f"big-{number}", *(f"Line {line} of many." for line in range(200)))], now=LATER)

    with opened(data_dir) as store, largest_file(100_000), pytest.raises(StoreUnavailable):
        fill(store)

    with opened(data_dir) as store:
        kept = {shown.header.id for shown in store.list_articles(EVERY_ARTICLE, after=None, limit=1000)}
        result = store.find_candidates(query(line=1, limit=100_000))
        assert {candidate.key.article_id for candidate in result.candidates} == kept
        assert result.total == store.coverage(EVERY_ARTICLE).sentences


def test_a_directory_that_may_only_be_read_is_reported() -> None:
    with tempfile.TemporaryDirectory() as place:
        data_dir = Path(place) / "data"
        with opened(data_dir) as store:
            store.put([article("0", "Line.")], now=NOW)
        for path in (Path(place), data_dir, *data_dir.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

        try:
            assert in_unprivileged_child(lambda: refuses_to_open(data_dir))
        finally:
            for path in (Path(place), data_dir, *data_dir.glob("index-*")):
                path.chmod(0o755)


def refuses_to_open(data_dir: Path) -> bool:
    try:
        EmbeddedStore.open(data_dir, analysis_version="1")
    except StoreUnavailable:
        return True
    return False


def in_unprivileged_child(question: Callable[[], bool]) -> bool:
    """The answer of a child process that is not root, whom no permission stops."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            status = 0 if question() else 2
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process can grow beyond the size, in bytes: what a full disk looks like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
