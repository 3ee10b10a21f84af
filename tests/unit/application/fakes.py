"""Ten-line stand-ins for ports that are not under test."""

from datetime import datetime


class RecordsInMemory:
    """ExpiringRecords in a dict."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], tuple[str, datetime]] = {}

    def create(self, kind: str, key: str, value: str, *, expires_at: datetime, now: datetime) -> str | None:
        standing = self.read(kind, key, now=now)
        if standing is None:
            self.records[kind, key] = (value, expires_at)
        return standing

    def read(self, kind: str, key: str, *, now: datetime) -> str | None:
        value, expires_at = self.records.get((kind, key), ("", now))
        return value if now < expires_at else None

    def write(self, kind: str, key: str, value: str, *, expires_at: datetime) -> None:
        self.records[kind, key] = (value, expires_at)

    def remove(self, kind: str, key: str) -> None:
        self.records.pop((kind, key), None)
