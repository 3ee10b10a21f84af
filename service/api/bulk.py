"""NDJSON in: many articles in one request, in memory that does not grow with their number."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from service.application.batches import bounded_lines
from service.domain.errors import InputTooLarge
from service.settings import Limits

_IN_MEMORY_BYTES = 8_000_000
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, counted from 1; `data` is None where it is longer than allowed."""

    number: int
    data: bytes | None


@contextmanager
def spooled(stream: IO[bytes], limits: Limits) -> Iterator[tuple[IO[bytes], bytes]]:
    """The whole body in a file, with its SHA-256, so that nothing is stored of a body that is refused.

    Raises InputTooLarge for too many lines.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as file:
        digest = hashlib.sha256()
        lines = 0
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
            lines += chunk.count(b"\n")
            if lines > limits.bulk_lines:
                raise InputTooLarge(f"a request may hold {limits.bulk_lines:,} lines")
            file.write(chunk)
        file.seek(0)
        yield file, digest.digest()


def read_lines(file: IO[bytes], most_bytes: int) -> Iterator[Line]:
    """The lines of a body, without blank ones; of a line that is too long no more than that is read into memory."""
    for number, data in enumerate(bounded_lines(file, most_bytes), start=1):
        if data is None:
            yield Line(number, None)
        elif text := data.strip(b" \t\r\n"):
            yield Line(number, text)
