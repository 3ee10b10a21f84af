"""The files of a data directory, and putting them in order."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from service.adapters.embedded.database import Database
from service.adapters.embedded.index import (
    IndexUnusable,
    apply_changes,
    create_index,
    fresh_searcher,
    open_index,
    remove_other_generations,
)
from service.adapters.embedded.lock import fair_file_lock, file_lock
from service.adapters.embedded.schema import (
    FORMAT,
    NO_GENERATION,
    State,
    bump,
    create_tables,
    has_tables,
    read_stale,
    read_state,
    upgrade_tables,
)
from service.adapters.embedded.snapshot import IndexReader
from service.adapters.embedded.writing import forget_stale, read_documents, remove_sentences
from service.domain.errors import StoreUnavailable

_LOCK_TIMEOUT_S = 60.0
_REBUILD_CHUNK = 2_000
_SWEEP_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Storage:
    """The database, the index and the writer's lock of one data directory."""

    data_dir: Path
    database: Database
    reader: IndexReader

    @classmethod
    def at(cls, data_dir: Path) -> Self:
        """The storage in a directory, which is made where it is missing."""
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"the data directory cannot be made: {error}") from error
        database = Database(data_dir / "articles.sqlite3")
        return cls(data_dir, database, IndexReader(data_dir, database))

    def write_lock(self) -> AbstractContextManager[None]:
        """Whoever writes articles or their index, in any process, holds this."""
        return fair_file_lock(
            self.data_dir / "writer.lock", timeout_s=_LOCK_TIMEOUT_S, busy="another writer holds the store for too long"
        )

    def reindex_lock(self) -> AbstractContextManager[None]:
        """Held by the one reindex that may run."""
        return file_lock(self.data_dir / "reindex.lock", timeout_s=0, busy="another reindex is running")

    def state(self) -> State:
        """Where the store stands now."""
        with self.database.connection() as connection:
            return read_state(connection)

    def put_in_order(self, analysis: str) -> None:
        """Make tables and index where they are missing, undo what a killed writer left, rebuild a lost index.

        An empty store takes the given analysis version. Raises StoreUnavailable where the files are of another format.
        """
        with self.write_lock():
            self._ensure_tables(analysis)
            self.sweep()
            self._settle_index()
            state = self.state()
            remove_other_generations(self.data_dir, (state.generation, state.next_generation))

    def sweep(self) -> None:
        """Remove the sentences of versions that an index since replaced had; call under the writer's lock."""
        while True:
            with self.database.writing() as connection:
                rows = connection.execute(
                    "SELECT version FROM stale WHERE generation = ? LIMIT ?", (NO_GENERATION, _SWEEP_CHUNK)
                ).fetchall()
                versions = [version for (version,) in rows]
                for version in versions:
                    remove_sentences(connection, version)
                forget_stale(connection, versions)
            if not versions:
                return

    def purge(self) -> None:
        """Take stale versions out of the index; call under the writer's lock."""
        with self.database.writing() as connection:
            state = read_state(connection)
            stale = read_stale(connection, state.generation)
            if not stale:
                return
            bump(connection)
        apply_changes(self.reader.index(state.generation), purge=stale, add=())
        with self.database.writing() as connection:
            forget_stale(connection, stale)
            bump(connection)

    def _ensure_tables(self, analysis: str) -> None:
        with self.database.reading() as connection:
            ready = has_tables(connection)
        if not ready:
            with self.database.writing() as connection:
                create_tables(connection, analysis)
        with self.database.writing() as connection:
            if read_state(connection).format < FORMAT:
                upgrade_tables(connection)
            state = read_state(connection)
            if state.format != FORMAT:
                raise StoreUnavailable(
                    f"{self.database.path} has format {state.format}, this version reads {FORMAT};"
                    " export with the version that wrote it, then index that export"
                )
            if connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None and state.analysis != analysis:
                connection.execute("UPDATE state SET analysis = ?", (analysis,))
                bump(connection)

    def _settle_index(self) -> None:
        try:
            if self.state().generation != NO_GENERATION:
                self.purge()
                if self._index_is_whole():
                    return
        except IndexUnusable:
            self.reader.release()
        self._rebuild()

    def _index_is_whole(self) -> bool:
        with self.database.reading() as connection:
            state = read_state(connection)
            (expected,) = connection.execute("SELECT ifnull(sum(document_count), 0) FROM articles").fetchone()
        try:
            found = fresh_searcher(open_index(self.data_dir, state.generation)).num_docs
        except StoreUnavailable:
            return False
        return bool(found == expected)

    def _rebuild(self) -> None:
        """Build the index again from the database, as a new generation, since others may read the old one."""
        state = self.state()
        generation = state.free_generation
        index = create_index(self.data_dir, generation)
        after = 0
        while True:
            with self.database.reading() as connection:
                documents = read_documents(connection, after=after, limit=_REBUILD_CHUNK)
            if not documents:
                break
            apply_changes(index, purge=(), add=documents)
            after = documents[-1].version
        with self.database.writing() as connection:
            connection.execute("DELETE FROM stale WHERE generation = ?", (state.generation,))
            connection.execute("UPDATE state SET generation = ?", (generation,))
            bump(connection)
