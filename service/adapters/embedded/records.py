"""Small values kept for a while, in the file of the articles."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from service.adapters.embedded.database import Connection, Database
from service.adapters.embedded.rows import to_micros

_SWEEP_EVERY_S = 600.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class EmbeddedRecords:
    """ports.ExpiringRecords. Every `sweep_every_s` a write also removes what has expired by `clock`."""

    def __init__(
        self,
        database: Database,
        *,
        sweep_every_s: float = _SWEEP_EVERY_S,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._database = database
        self._sweep_every_s = sweep_every_s
        self._clock = clock
        self._last_sweep = time.monotonic()

    def create(self, kind: str, key: str, value: str, *, expires_at: datetime, now: datetime) -> str | None:
        """Store the value where no live record stands and return None; else return the live record's value."""
        with self._database.writing() as connection:
            self._sweep(connection)
            standing = _read(connection, kind, key, now)
            if standing is None:
                _write(connection, kind, key, value, expires_at)
            return standing

    def read(self, kind: str, key: str, *, now: datetime) -> str | None:
        """The live record's value."""
        with self._database.connection() as connection:
            return _read(connection, kind, key, now)

    def write(self, kind: str, key: str, value: str, *, expires_at: datetime) -> None:
        """Store the value, whatever stands there."""
        with self._database.writing() as connection:
            self._sweep(connection)
            _write(connection, kind, key, value, expires_at)

    def remove(self, kind: str, key: str) -> None:
        """Forget the record; fine where there is none."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key))

    def _sweep(self, connection: Connection) -> None:
        if time.monotonic() - self._last_sweep >= self._sweep_every_s:
            self._last_sweep = time.monotonic()
            connection.execute("DELETE FROM records WHERE expires <= ?", (to_micros(self._clock()),))


def _read(connection: Connection, kind: str, key: str, now: datetime) -> str | None:
    found = connection.execute(
        "SELECT value FROM records WHERE kind = ? AND key = ? AND expires > ?", (kind, key, to_micros(now))
    ).fetchone()
    return None if found is None else str(found[0])


def _write(connection: Connection, kind: str, key: str, value: str, expires_at: datetime) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO records (kind, key, value, expires) VALUES (?, ?, ?, ?)",
        (kind, key, value, to_micros(expires_at)),
    )
