"""Dates in a text, read as intervals."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as stated: text[start:end], with the first and the last day it may mean; None where that is unstated."""

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
