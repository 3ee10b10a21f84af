"""What an interrupted run of `claimlink index` had done: a file that the next run goes on from."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from service.domain.errors import ClaimlinkError

_KIND = "claimlink index journal 1"


class JournalRefused(ClaimlinkError):
    """A file that is no journal, or that of another store."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a source is done: up to its part number `part`, from 1; a source of one part is done with the first."""

    source: str
    part: int = 1


class Journal:
    """Marks on disk, one a line; what was marked is there after a crash. Without a path it remembers nothing."""

    def __init__(self, file: IO[bytes] | None, done: dict[str, int]) -> None:
        self._file = file
        self._done = done

    @classmethod
    def open(cls, path: Path | None, *, store: str) -> "Journal":
        """Read the marks of earlier runs and go on after them; `store` names what the articles go into.

        Raises JournalRefused for a file of another kind or for another store.
        """
        if path is None:
            return cls(None, {})
        try:
            # Unbuffered: a line that was written is the system's.
            file = path.open("a+b", buffering=0)
            file.seek(0)
            lines = file.read().splitlines(keepends=True)
        except OSError as error:
            raise JournalRefused(f"{path} cannot be used: {error.strerror}") from error
        whole = [line for line in lines if line.endswith(b"\n")]
        if not lines:
            file.write(orjson.dumps({"kind": _KIND, "store": store}) + b"\n")
            os.fsync(file.fileno())
            return cls(file, {})
        head = _loaded(whole[0]) if whole else None
        if head is None or head.get("kind") != _KIND:
            file.close()
            raise JournalRefused(f"{path} is no journal of `claimlink index`; it was left as it is")
        if head.get("store") != store:
            file.close()
            raise JournalRefused(f"{path} is the journal of another store ({head.get('store')})")
        if len(whole) < len(lines):
            # The last line was cut off when its run ended.
            file.truncate(sum(map(len, whole)))
        done = {mark["source"]: mark["done"] for mark in map(_loaded, whole[1:]) if mark is not None}
        return cls(file, done)

    def done(self, source: str) -> int:
        """Up to which part the source is done; 0 for none."""
        return self._done.get(source, 0)

    def add(self, marks: Iterable[Mark]) -> None:
        """Remember marks, durably when this returns."""
        furthest = {mark.source: mark.part for mark in marks}
        if self._file is None or not furthest:
            return
        self._done |= furthest
        lines = (orjson.dumps({"source": source, "done": part}) + b"\n" for source, part in furthest.items())
        self._file.write(b"".join(lines))
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Give up the file."""
        if self._file is not None:
            self._file.close()


def _loaded(line: bytes) -> dict[str, Any] | None:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
