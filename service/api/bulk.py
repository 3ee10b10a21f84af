"""NDJSON in: many articles in one request, in memory that does not grow with their number."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from service.domain.errors import InputTooLarge
from service.settings import Limits

_IN_MEMORY_BYTES = 8_000_000
_CHUNK_BYTES = 1 << 16

# A chunk is stored at once. More articles amortise a commit; fewer keep memory flat.
CHUNK_ARTICLES = 500
CHUNK_BYTES = 8_000_000


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
    number = 0
    while data := file.readline(most_bytes + 1):
        number += 1
        text = data.strip(b" \t\r\n")
        if len(data) <= most_bytes or data.endswith(b"\n"):
            if text:
                yield Line(number, text)
            continue
        while data and not data.endswith(b"\n"):
            data = file.readline(_CHUNK_BYTES)
        yield Line(number, None)


def chunked(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in chunks of a bounded number and size."""
    chunk: list[Line] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line.data or b"")
        if len(chunk) == CHUNK_ARTICLES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
