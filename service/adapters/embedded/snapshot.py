"""A view of index and database that belong together, taken while writers go on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from service.adapters.embedded.database import Connection, Database
from service.adapters.embedded.index import fresh_searcher, open_index
from service.adapters.embedded.process import PerProcess
from service.adapters.embedded.schema import State, read_stale, read_state
from service.domain.errors import StoreUnavailable

# A try takes under a millisecond and fails only where a write falls into it; a write takes tens of them.
_TRIES = 200


@dataclass(frozen=True, slots=True)
class IndexView:
    """A searcher and the state of the database it belongs to.

    Its sentences are those of the current versions, and maybe some of versions in `stale`.
    """

    state: State
    searcher: tantivy.Searcher
    stale: frozenset[int]


@dataclass(slots=True)
class _Opened:
    lock: threading.Lock = field(default_factory=threading.Lock)
    generation: int | None = None
    index: tantivy.Index | None = None
    view: IndexView | None = None


class IndexReader:
    """The index as this process has it open."""

    def __init__(self, data_dir: Path, database: Database) -> None:
        self._data_dir = data_dir
        self._database = database
        self._opened: PerProcess[_Opened] = PerProcess(_Opened)

    @contextmanager
    def view(self) -> Iterator[tuple[Connection, IndexView]]:
        """A database snapshot and a view of the index that agree.

        A write raises the sequence before it commits to the index and once more when it makes its versions current. So
        where the sequence was the same before the searcher was taken and in the snapshot begun after it, no write came
        between: the searcher has every version that is current in the snapshot.
        """
        with self._database.connection() as connection:
            for _ in range(_TRIES):
                connection.execute("BEGIN")
                state = read_state(connection)
                if (view := self._view_of(state)) is not None:
                    yield connection, view
                    return
                connection.execute("ROLLBACK")
                self._refresh(connection, state)
            raise StoreUnavailable("the index changes too fast to be read")

    def index(self, generation: int) -> tantivy.Index:
        """The index of the generation, opened once per process."""
        opened = self._opened.get()
        with opened.lock:
            return self._open(opened, generation)

    def release(self) -> None:
        """Give up this process's index."""
        opened = self._opened.get()
        with opened.lock:
            opened.view = opened.index = opened.generation = None

    def _view_of(self, state: State) -> IndexView | None:
        view = self._opened.get().view
        return view if view is not None and view.state.sequence == state.sequence else None

    def _refresh(self, connection: Connection, before: State) -> None:
        """Take a searcher and keep it where no write came between `before` and a snapshot begun after it."""
        opened = self._opened.get()
        with opened.lock:
            # Another thread took one while this one waited.
            if opened.view is not None and opened.view.state.sequence >= before.sequence:
                return
            try:
                searcher = fresh_searcher(self._open(opened, before.generation))
            except StoreUnavailable:
                # A reindex may have removed this generation since; then the next try finds the new one.
                if read_state(connection).sequence == before.sequence:
                    raise
                return
            connection.execute("BEGIN")
            if read_state(connection).sequence == before.sequence:
                opened.view = IndexView(before, searcher, read_stale(connection, before.generation))
            connection.execute("ROLLBACK")

    def _open(self, opened: _Opened, generation: int) -> tantivy.Index:
        if opened.index is None or opened.generation != generation:
            opened.index = open_index(self._data_dir, generation)
            opened.generation = generation
        return opened.index
