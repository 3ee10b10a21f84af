"""Small values kept for a while, one document each."""

import hashlib
import logging
import secrets
import threading
import time
from datetime import UTC, datetime

from service.adapters.elasticsearch.client import Connection, Document, LayoutChanged
from service.adapters.elasticsearch.documents import to_micros
from service.adapters.elasticsearch.mapping import Names, build_index_name, records_index
from service.adapters.elasticsearch.queries import MAX_HITS, expired_search
from service.domain.errors import StoreUnavailable

_LOG = logging.getLogger(__name__)

_TRIES = 100


class ElasticsearchRecords:
    """ports.ExpiringRecords. Records are read by id and so seen at once; the index is made on first use."""

    def __init__(self, connection: Connection, names: Names, *, sweep_every_s: float) -> None:
        self._connection = connection
        self._names = names
        self._sweep_every_s = sweep_every_s
        self._next_sweep = time.monotonic() + sweep_every_s
        self._lock = threading.Lock()
        self._created = False

    def create(self, kind: str, key: str, value: str, *, expires_at: datetime, now: datetime) -> str | None:
        """Store the value where no live record stands and return None; else return the live record's value."""
        standing = self._create(_record_id(kind, key), _record(value, expires_at), now)
        self._sweep_now_and_then()
        return standing

    def read(self, kind: str, key: str, *, now: datetime) -> str | None:
        """The live record's value."""
        standing = self._read(_record_id(kind, key))
        if standing is None or standing["_source"]["expires"] <= to_micros(now):
            return None
        return str(standing["_source"]["value"])

    def write(self, kind: str, key: str, value: str, *, expires_at: datetime) -> None:
        """Store the value, whatever stands there."""
        self._write({"index": self._header(_record_id(kind, key))}, _record(value, expires_at))
        self._sweep_now_and_then()

    def remove(self, kind: str, key: str) -> None:
        """Forget the record; fine where there is none."""
        self._write({"delete": self._header(_record_id(kind, key))}, None)

    def sweep(self, *, now: datetime) -> int:
        """Remove expired records that no one has taken over; returns how many."""
        removed = 0
        try:
            self._connection.refresh([self._names.records])
            while True:
                search = expired_search(before=to_micros(now), limit=MAX_HITS)
                hits = self._connection.search(self._names.records, search)["hits"]["hits"]
                if not hits:
                    return removed
                operations: list[tuple[Document, Document | None]] = [
                    (
                        {
                            "delete": {
                                **self._header(hit["_id"]),
                                "if_seq_no": hit["_seq_no"],
                                "if_primary_term": hit["_primary_term"],
                            }
                        },
                        None,
                    )
                    for hit in hits
                ]
                removed += sum(item.status == 200 for item in self._connection.bulk(operations, refresh=True))
        except LayoutChanged:
            return removed

    def _create(self, document_id: str, source: Document, now: datetime) -> str | None:
        for _ in range(_TRIES):
            if not self._write({"create": self._header(document_id)}, source):
                return None
            standing = self._read(document_id)
            if standing is None:
                continue
            if standing["_source"]["written_by"] == source["written_by"]:
                # A broken connection hid that the first try came through.
                return None
            if standing["_source"]["expires"] > to_micros(now):
                return str(standing["_source"]["value"])
            unchanged_since = {"if_seq_no": standing["_seq_no"], "if_primary_term": standing["_primary_term"]}
            if not self._write({"index": {**self._header(document_id), **unchanged_since}}, source):
                return None
        raise StoreUnavailable("other requests change the same record all the time", retry_after_s=1)

    def _read(self, document_id: str) -> Document | None:
        try:
            found = self._connection.mget(self._names.records, [document_id]).get(document_id)
        except LayoutChanged:
            return None
        return None if found is None else dict(found)

    def _write(self, header: Document, source: Document | None) -> bool:
        """Carry out one line; returns whether there was a conflict."""
        for _ in range(_TRIES):
            try:
                if self._created:
                    return self._connection.write((header, source)).conflict
            except LayoutChanged:
                self._created = False
            self._connection.create_index(
                build_index_name(self._names.prefix, "records", 1), records_index(self._names)
            )
            self._created = True
        raise StoreUnavailable("the indices are being removed by another process")

    def _header(self, document_id: str) -> Document:
        return {"_index": self._names.records, "_id": document_id}

    def _sweep_now_and_then(self) -> None:
        with self._lock:
            due = time.monotonic() >= self._next_sweep
            if due:
                self._next_sweep = time.monotonic() + self._sweep_every_s
        if not due:
            return
        try:
            swept = self.sweep(now=datetime.now(UTC))
        except StoreUnavailable as error:
            # The write that brought us here is done; the next sweep does this one's work.
            _LOG.warning("expired records were not swept: %s", error)
        else:
            _LOG.info("swept %d expired records", swept)


def _record_id(kind: str, key: str) -> str:
    # Keys are the callers' and may be longer than an id (512 bytes) can be.
    return f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"


def _record(value: str, expires_at: datetime) -> Document:
    return {"value": value, "expires": to_micros(expires_at), "written_by": secrets.token_urlsafe(12)}
