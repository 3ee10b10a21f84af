"""SQLite connections: pooled per process, errors translated at this one border."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.adapters.embedded.process import PerProcess
from service.domain.errors import StoreUnavailable

Connection = sqlite3.Connection

_BUSY_TIMEOUT_S = 30
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16384",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA wal_autocheckpoint = 4000",
)


class Database:
    """The SQLite file. A connection serves one thread at a time and never crosses a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: PerProcess[deque[Connection]] = PerProcess(deque)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection outside any transaction; what the caller leaves open is rolled back.

        Raises StoreUnavailable where SQLite cannot do what it is asked (disk full, read-only, locked, malformed).
        """
        try:
            with _returned(self._idle.get(), self.path) as connection:
                yield connection
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            raise
        except sqlite3.Error as error:
            raise StoreUnavailable(f"the article database failed: {error}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: every statement sees the same state."""
        with self.connection() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One durable transaction; an exception undoes it."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close this process's idle connections; a later call opens new ones."""
        idle = self._idle.get()
        while idle:
            idle.pop().close()


@contextmanager
def _returned(idle: deque[Connection], path: Path) -> Iterator[Connection]:
    try:
        connection = idle.pop()
    except IndexError:
        connection = _connect(path)
    try:
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        idle.append(connection)


def _connect(path: Path) -> Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
