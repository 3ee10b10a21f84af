"""Reads of the embedded store at the moments of a write that chance would seldom hit."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service.adapters.embedded import snapshot
from service.adapters.embedded import store as store_module
from service.adapters.embedded.store import EmbeddedStore
from service.domain.article import AnalyzedArticle
from service.domain.errors import StoreUnavailable
from tests.contract.build import LATER, NOW, article, found_texts


def tide(revision: int) -> AnalyzedArticle:
    return article("tide", f"Tide one, r{revision}.", f"Tide two, r{revision}.")


def texts(revision: int) -> list[str]:
    return [f"Tide one, r{revision}.", f"Tide two, r{revision}."]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with closing(EmbeddedStore.open(tmp_path, analysis_version="1")) as store:
        yield store


@pytest.fixture
def writer(reader: EmbeddedStore, tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A second store on the same directory, as another process has it."""
    with closing(EmbeddedStore.open(tmp_path, analysis_version="1")) as store:
        store.put([tide(0)], now=NOW)
        yield store


@pytest.mark.parametrize("writes", [1, 2, 3])
def test_a_write_between_searcher_and_snapshot_is_seen_whole(
    reader: EmbeddedStore, writer: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    take = snapshot.fresh_searcher
    revisions = iter(range(1, writes + 1))

    def take_then_write(index: Any) -> Any:
        searcher = take(index)
        if (revision := next(revisions, None)) is not None:
            writer.put([tide(revision)], now=LATER)
        return searcher

    monkeypatch.setattr(snapshot, "fresh_searcher", take_then_write)

    assert found_texts(reader, tide=1) == texts(writes)


def test_a_delete_between_searcher_and_snapshot_is_seen(
    reader: EmbeddedStore, writer: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = snapshot.fresh_searcher

    def take_then_delete(index: Any) -> Any:
        searcher = take(index)
        writer.delete("tide")
        return searcher

    monkeypatch.setattr(snapshot, "fresh_searcher", take_then_delete)

    assert found_texts(reader, tide=1) == []


def test_a_write_after_the_snapshot_changes_nothing_of_the_read(
    reader: EmbeddedStore, writer: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = store_module.search

    def write_then_search(*arguments: Any, **options: Any) -> Any:
        writer.put([tide(1)], now=LATER)
        writer.put([tide(2)], now=LATER)
        return search(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "search", write_then_search)
        assert found_texts(reader, tide=1) == texts(0)

    assert found_texts(reader, tide=1) == texts(2)


def test_every_step_of_a_write_shows_the_old_revision_until_the_last(
    reader: EmbeddedStore, writer: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.put([tide(1)], now=NOW)
    seen: list[list[str]] = []
    apply_changes, insert_article = store_module.apply_changes, store_module.insert_article

    def applied_between_reads(*arguments: Any, **options: Any) -> None:
        seen.append(found_texts(reader, tide=1))
        apply_changes(*arguments, **options)
        seen.append(found_texts(reader, tide=1))

    def inserted_between_reads(*arguments: Any) -> None:
        insert_article(*arguments)
        seen.append(found_texts(reader, tide=1))

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "apply_changes", applied_between_reads)
        patch.setattr(store_module, "insert_article", inserted_between_reads)
        writer.put([tide(2)], now=LATER)

    assert seen == [texts(1)] * 3
    assert found_texts(reader, tide=1) == texts(2)


def test_a_fresh_reader_in_the_middle_of_a_write_sees_the_old_revision(
    writer: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_changes = store_module.apply_changes
    seen: list[list[str]] = []

    def read_afresh_after(*arguments: Any, **options: Any) -> None:
        apply_changes(*arguments, **options)
        writer._storage.reader.release()
        seen.append(found_texts(writer, tide=1))

    monkeypatch.setattr(store_module, "apply_changes", read_afresh_after)
    writer.put([tide(1)], now=LATER)

    assert seen == [texts(0)]


def test_an_index_that_never_holds_still_is_reported(
    reader: EmbeddedStore, writer: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = snapshot.fresh_searcher

    def take_while_it_changes(index: Any) -> Any:
        searcher = take(index)
        writer.put([article("ebb", "Ebb.")], now=LATER)
        writer.delete("ebb")
        return searcher

    monkeypatch.setattr(snapshot, "fresh_searcher", take_while_it_changes)
    monkeypatch.setattr(snapshot, "_TRIES", 5)

    with pytest.raises(StoreUnavailable, match="too fast"):
        found_texts(reader, tide=1)
