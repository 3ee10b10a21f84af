"""The real Elasticsearch that tests share, and stores on it.

ELASTICSEARCH_URL names a server; without it one is fetched and started, once a run. Where that fails, tests that need
it are skipped with the reason, or fail where REQUIRE_ELASTICSEARCH=1.
"""

import os
import secrets
from collections.abc import Callable, Iterator
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
def elasticsearch_url() -> Iterator[str]:
    """Where a running Elasticsearch listens."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        yield url
        return
    try:
        server = ElasticsearchServer(ServerOptions())
        server.start()
    except ServerUnavailable as error:
        unavailable(str(error))
    try:
        yield server.url
    finally:
        server.close()


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
    """Starts private servers, which a test may stop or freeze; they end with the run at the latest."""
    servers: list[ElasticsearchServer] = []

    def start(options: ServerOptions) -> ElasticsearchServer:
        try:
            server = ElasticsearchServer(options)
            servers.append(server)
            server.start()
        except ServerUnavailable as error:
            unavailable(str(error))
        return server

    yield start
    for server in servers:
        server.close()


def remove_indices(url: str, prefix: str) -> None:
    """Delete every index whose name starts with `prefix`-."""
    with Elasticsearch(url) as client:
        names = list(client.indices.get(index=f"{prefix}-*", features="aliases").body)
        if names:
            client.indices.delete(index=names, ignore_unavailable=True)
