from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from service.adapters.embedded.store import EmbeddedStore
from service.application.ports import EVERY_ARTICLE
from tests.contract.build import LATER, NOW, article, query


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with closing(EmbeddedStore.open(tmp_path, analysis_version="1")) as opened:
        opened.put([article("mine", *["Tin."] * 30, *["Tin ore."] * 5)], now=NOW)
        yield opened


def test_the_best_candidates_are_there_also_when_the_time_has_passed(store: EmbeddedStore) -> None:
    result = store.find_candidates(replace(query(tin=2, ore=1, limit=5), timeout_s=0))

    assert result.timed_out
    assert [candidate.text for candidate in result.candidates] == ["Tin ore."] * 5
    assert result.total > 5


def test_one_search_that_finds_everything_never_times_out(store: EmbeddedStore) -> None:
    result = store.find_candidates(replace(query(tin=2, limit=35), timeout_s=0))

    assert (result.timed_out, result.total, len(result.candidates)) == (False, 35, 35)


def test_coverage_is_counted_once_between_writes(store: EmbeddedStore) -> None:
    counted = store.coverage(EVERY_ARTICLE)

    assert store.coverage(EVERY_ARTICLE) is counted

    store.put([article("ship", "It left.")], now=LATER)
    assert store.coverage(EVERY_ARTICLE).articles == 2


def test_headers_are_forgotten_when_there_are_too_many(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.adapters.embedded.store._KEPT_HEADERS", 2)
    store.put([article(f"{number}", f"Tin {number}.") for number in range(9)], now=NOW)

    for _ in range(3):
        result = store.find_candidates(query(tin=1, limit=39))
        assert {candidate.header.id for candidate in result.candidates} == {"mine", *"012345678"}
