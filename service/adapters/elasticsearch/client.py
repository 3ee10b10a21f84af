"""The connection to Elasticsearch: the one place that sees the client's exceptions."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    OrjsonSerializer,
    TransportError,
    UnsupportedProductError,
)
from elasticsearch.helpers import streaming_bulk

from service.domain.errors import StoreUnavailable
from service.settings import ElasticsearchSettings

Document = dict[str, Any]

# One line of a bulk request: what to do, and with what.
Operation = tuple[Document, Document | None]

_BULK_ACTIONS = 2_000
_BULK_BYTES = 5_000_000
_CONNECTIONS = 100
_SHARDS_TIMEOUT = "2s"
_SHARDS_PATIENCE_S = 2.0
_SHARDS_PAUSE_S = 0.05
_MGET_DOCUMENTS = 5_000


class LayoutChanged(Exception):
    """An index or alias that this process knew is gone: what it knows must be read again."""


@dataclass(frozen=True, slots=True)
class BulkItem:
    """What became of one line of a bulk request."""

    status: int
    error_type: str | None
    seq_no: int | None
    primary_term: int | None

    @property
    def conflict(self) -> bool:
        """Whether another writer was faster."""
        return self.status == 409


class Connection:
    """Calls on Elasticsearch that raise StoreUnavailable where it does not answer.

    LayoutChanged says that an index or alias named in a call does not exist.
    """

    def __init__(self, settings: ElasticsearchSettings) -> None:
        self._client = build_client(settings)
        self._write_client = self._client.options(request_timeout=settings.write_timeout_s)
        self._admin_client = self._client.options(request_timeout=settings.admin_timeout_s)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def mget(self, index: str, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """Those of the documents that exist, by id, as they are now (not as of the last refresh)."""
        found: dict[str, Mapping[str, Any]] = {}
        for start in range(0, len(ids), _MGET_DOCUMENTS):
            for document in self._mget_page(index, ids[start : start + _MGET_DOCUMENTS]):
                if "error" in document:
                    raise _item_error(document["error"]["root_cause"][0]["type"], str(document["error"]["reason"]))
                if document["found"]:
                    found[document["_id"]] = document
        return found

    def _mget_page(self, index: str, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """What mget says of each id; asks again for a while where a new index's shard is not yet there to be read."""
        give_up_at = time.monotonic() + _SHARDS_PATIENCE_S
        while True:
            with _translated_errors():
                documents: Sequence[Mapping[str, Any]] = self._client.mget(index=index, ids=ids)["docs"]
            if not any(_lacks_shard(document) for document in documents) or time.monotonic() >= give_up_at:
                return documents
            time.sleep(_SHARDS_PAUSE_S)

    def search(self, index: str, body: Document) -> Mapping[str, Any]:
        """The answer to a search; `body` is what the search API takes."""
        with _translated_errors():
            answer: Mapping[str, Any] = self._client.search(index=index, **body).body
        return answer

    def bulk(self, operations: Iterable[Operation], *, refresh: bool = False) -> list[BulkItem]:
        """Carry out all lines, each in an alias that exists; one result a line.

        Conflicts and missing documents are results; anything else that fails raises.
        """
        return self._bulk(self._write_client, operations, refresh=refresh)

    @staticmethod
    def _bulk(client: Elasticsearch, operations: Iterable[Operation], *, refresh: bool) -> list[BulkItem]:
        with _translated_errors():
            outcomes = list(
                streaming_bulk(
                    client,
                    _as_actions(operations),
                    expand_action_callback=_as_given,
                    chunk_size=_BULK_ACTIONS,
                    max_chunk_bytes=_BULK_BYTES,
                    raise_on_error=False,
                    refresh=refresh,
                    require_alias=True,
                )
            )
        return [_bulk_item(outcome) for _, outcome in outcomes]

    def write(self, operation: Operation) -> BulkItem:
        """Carry out one line that needs no more time than a read."""
        [item] = self._bulk(self._client, [operation], refresh=False)
        return item

    def refresh(self, indices: Sequence[str]) -> None:
        """Let searches see what was written so far."""
        with _translated_errors():
            self._write_client.indices.refresh(index=list(indices))

    def indices(self, patterns: Sequence[str]) -> Mapping[str, Any]:
        """Aliases and mappings of the indices that match, by their names."""
        with _translated_errors():
            answer: Mapping[str, Any] = self._client.indices.get(index=list(patterns), features="aliases,mappings").body
        return answer

    def create_index(self, index: str, body: Document) -> bool:
        """Create an index; False where it exists already."""
        with _translated_errors():
            try:
                self._admin_client.indices.create(index=index, **body)
            except ApiError as error:
                if error.error == "resource_already_exists_exception":
                    return False
                raise
        return True

    def add_fields(self, index: str, properties: Document) -> None:
        """Let the index take these fields too; those that it has already stay as they are."""
        with _translated_errors():
            self._admin_client.indices.put_mapping(index=index, properties=properties)

    def wait_for_shards(self, indices: Sequence[str]) -> None:
        """Wait for new indices: they exist a moment before their shards can be read. Raises StoreUnavailable."""
        with _translated_errors():
            self._client.cluster.health(index=list(indices), wait_for_status="yellow", timeout=_SHARDS_TIMEOUT)

    def delete_indices(self, names: Sequence[str]) -> None:
        """Delete indices; fine where they are gone."""
        with _translated_errors():
            self._admin_client.indices.delete(index=list(names), ignore_unavailable=True)

    def update_aliases(self, actions: Sequence[Document]) -> None:
        """Carry out all actions at once, or none: LayoutChanged where an alias that must exist does not."""
        with _translated_errors():
            self._admin_client.indices.update_aliases(actions=list(actions))

    def server(self) -> dict[str, str]:
        """The cluster's name and health, and the versions of its nodes."""
        with _translated_errors():
            health = self._client.cluster.health()
            nodes = self._client.nodes.info(metric="os", filter_path="nodes.*.version")
        versions = sorted({node["version"] for node in nodes["nodes"].values()})
        return {
            "cluster": str(health["cluster_name"]),
            "status": str(health["status"]),
            "version": ", ".join(versions),
        }


def build_client(settings: ElasticsearchSettings) -> Elasticsearch:
    """The official client. One immediate second try where a connection breaks, none after a timeout."""
    credentials = None
    if settings.username is not None and settings.password is not None:
        credentials = (settings.username, settings.password)
    trust: dict[str, Any] = {} if settings.ca_certs is None else {"ca_certs": str(settings.ca_certs)}
    return Elasticsearch(
        list(settings.nodes),
        basic_auth=credentials,
        api_key=settings.api_key,
        request_timeout=settings.request_timeout_s,
        max_retries=1,
        retry_on_timeout=False,
        # A thread that waits for a free connection waits without a timeout.
        connections_per_node=_CONNECTIONS,
        serializer=OrjsonSerializer(),
        **trust,
    )


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except TransportError as error:
        raise StoreUnavailable(f"Elasticsearch does not answer: {error.message}") from error
    except NotFoundError as error:
        raise LayoutChanged(str(error)) from error
    except (AuthenticationException, AuthorizationException) as error:
        raise StoreUnavailable(f"Elasticsearch refuses this service: {error.message}", retry_after_s=30) from error
    except UnsupportedProductError as error:
        raise StoreUnavailable("what answers there is no Elasticsearch of this version", retry_after_s=30) from error
    except ApiError as error:
        if not _is_passing(error.meta.status):
            raise
        raise StoreUnavailable(f"Elasticsearch answers {error.meta.status}: {error.message}") from error


def _lacks_shard(document: Mapping[str, Any]) -> bool:
    # The root cause is why: the shard is still starting.
    return "error" in document and document["error"]["type"] == "no_shard_available_action_exception"


def _is_passing(status: int) -> bool:
    return status in {408, 429} or status >= 500


def _as_actions(operations: Iterable[Operation]) -> Iterator[Document]:
    # The helper takes actions as documents; _as_given hands ours through.
    return ({"operation": operation} for operation in operations)


def _as_given(action: Any) -> Any:
    return action["operation"]


def _bulk_item(outcome: Mapping[str, Any]) -> BulkItem:
    [result] = outcome.values()
    error = result.get("error")
    item = BulkItem(
        status=result["status"],
        error_type=error and error["type"],
        seq_no=result.get("_seq_no"),
        primary_term=result.get("_primary_term"),
    )
    if error and not item.conflict and error["type"] != "document_missing_exception":
        raise _item_error(error["type"], str(error["reason"]), status=item.status)
    return item


def _item_error(error_type: str, reason: str, *, status: int = 503) -> Exception:
    if error_type == "index_not_found_exception":
        return LayoutChanged(reason)
    if _is_passing(status):
        return StoreUnavailable(f"Elasticsearch answers {status}: {reason}")
    return ValueError(f"Elasticsearch refuses a document: {error_type}: {reason}")
