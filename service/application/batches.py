"""Many articles in memory that does not grow with their number: bounded lines, and bounded batches of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, TypeVar

# A batch is stored at once: large enough to share the cost of a commit, small enough to keep memory flat and to lose
# little when it is interrupted.
BATCH_ARTICLES = 500
BATCH_BYTES = 8_000_000

_CHUNK_BYTES = 1 << 16

_T = TypeVar("_T")


def bounded_lines(file: IO[bytes], most_bytes: int) -> Iterator[bytes | None]:
    """Every line of a file; None for one of more than `most_bytes`, which is passed over without being held."""
    while line := file.readline(most_bytes + 1):
        if len(line) <= most_bytes or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_CHUNK_BYTES)
        yield None


def batches(items: Iterable[_T], size: Callable[[_T], int]) -> Iterator[list[_T]]:
    """The items in order, in batches of a bounded number and, by `size`, of about a bounded number of bytes."""
    batch: list[_T] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if len(batch) == BATCH_ARTICLES or total >= BATCH_BYTES:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
