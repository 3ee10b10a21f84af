"""Quantities with unit and qualifier, read as intervals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated: text[start:end], with the interval [low, high] that it and its qualifier allow."""

    text: str
    start: int
    end: int
    value: float
    unit: str | None
    qualifier: str | None
    low: float
    high: float
