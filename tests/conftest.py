"""The real Elasticsearch that tests share, and stores on it.

ELASTICSEARCH_URL names a server; without it one is fetched and started, once a run. Where that fails, tests that need
it are skipped with the reason, or fail where REQUIRE_ELASTICSEARCH=1.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest
from elasticsearch import Elasticsearch

from service.adapters.elasticsearch.records import ElasticsearchRecords
from service.adapters.elasticsearch.store import ElasticsearchStore
from service.domain.terms import ANALYSIS_VERSION
from service.settings import ElasticsearchSettings
from tools.elasticsearch_server import ElasticsearchServer, ServerOptions, ServerUnavailable


def unavailable(reason: str) -> NoReturn:
    """Fail where a server is required, else skip."""
    if os.environ.get("REQUIRE_ELASTICSEARCH") == "1":
        pytest.fail(f"Elasticsearch is required: {reason}")
    pytest.skip(f"no Elasticsearch: {reason}")


@pytest.fixture(scope="session")
def elasticsearch_url(start_elasticsearch: Callable[[ServerOptions], ElasticsearchServer]) -> str:
    """Where a running Elasticsearch listens."""
    return os.environ.get("ELASTICSEARCH_URL") or start_elasticsearch(ServerOptions()).url


@pytest.fixture(scope="session")
def run_prefix(elasticsearch_url: str) -> Iterator[str]:
    """What all index names of this run start with; whatever tests left behind is removed at the end."""
    prefix = f"test-{secrets.token_hex(4)}"
    yield prefix
    remove_indices(elasticsearch_url, prefix)


@pytest.fixture
def elasticsearch_settings(elasticsearch_url: str, run_prefix: str) -> Iterator[ElasticsearchSettings]:
    """A configuration with indices of its own."""
    config = ElasticsearchSettings(url=elasticsearch_url, index_prefix=f"{run_prefix}-{secrets.token_hex(4)}")
    yield config
    remove_indices(config.url, config.index_prefix)


@pytest.fixture
def elasticsearch_store(elasticsearch_settings: ElasticsearchSettings) -> Iterator[ElasticsearchStore]:
    """An empty store."""

    store = ElasticsearchStore.open(elasticsearch_settings, analysis_version=ANALYSIS_VERSION)
    yield store
    store.close()


@pytest.fixture
def elasticsearch_records(elasticsearch_store: ElasticsearchStore) -> ElasticsearchRecords:
    """Empty records."""
    return elasticsearch_store.records


@pytest.fixture(scope="session")
def start_elasticsearch() -> Iterator[Callable[[ServerOptions], ElasticsearchServer]]:
    """Starts servers, which a test may stop or freeze where they are its own; they end with the run at the latest."""
    with ExitStack() as stack:

        def start(options: ServerOptions) -> ElasticsearchServer:
            try:
                return stack.enter_context(ElasticsearchServer.started(options))
            except ServerUnavailable as error:
                unavailable(str(error))

        yield start


def remove_indices(url: str, prefix: str) -> None:
    """Delete every index whose name starts with `prefix`-."""
    with Elasticsearch(url) as client:
        names = list(client.indices.get(index=f"{prefix}-*", features="aliases").body)
        if names:
            client.indices.delete(index=names, ignore_unavailable=True)
