"""Every test of this folder runs on both stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.adapters.embedded.store import EmbeddedStore
from service.application.ports import ArticleStore, ExpiringRecords
from service.domain.terms import ANALYSIS_VERSION


@pytest.fixture
def embedded_store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An empty store in a directory of its own."""
    store = EmbeddedStore.open(tmp_path / "data", analysis_version=ANALYSIS_VERSION)
    yield store
    store.close()


@pytest.fixture(params=["embedded", "elasticsearch"])
def store(request: pytest.FixtureRequest) -> ArticleStore:
    """An empty store, of each kind in turn."""
    found: ArticleStore = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def embedded_records(embedded_store: EmbeddedStore) -> ExpiringRecords:
    """Empty records in the embedded store's file."""
    return embedded_store.records


@pytest.fixture(params=["embedded", "elasticsearch"])
def records(request: pytest.FixtureRequest) -> ExpiringRecords:
    """Empty records, of each kind in turn."""
    found: ExpiringRecords = request.getfixturevalue(f"{request.param}_records")
    return found
