"""Times of repeated calls, as percentiles."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Milliseconds by nearest rank."""

    p50: float
    p95: float
    p99: float

    def __str__(self) -> str:
        return f"{self.p50:7.1f} {self.p95:7.1f} {self.p99:7.1f}"


def percentiles(milliseconds: Sequence[float]) -> Percentiles:
    """Raises ValueError where there is nothing to rank."""
    if not milliseconds:
        raise ValueError("no measurements")
    ranked = sorted(milliseconds)

    def at(share: float) -> float:
        return ranked[max(math.ceil(share * len(ranked)) - 1, 0)]

    return Percentiles(at(0.50), at(0.95), at(0.99))


def timed(call: Callable[[str], object], arguments: Sequence[str]) -> list[float]:
    """Milliseconds of each call, one after the other."""
    milliseconds = []
    for argument in arguments:
        start = perf_counter()
        call(argument)
        milliseconds.append((perf_counter() - start) * 1000)
    return milliseconds
