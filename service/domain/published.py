"""Publication dates as intervals: never more precise than the input was."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

Precision = Literal["time", "day", "month", "year"]

_FINENESS: dict[Precision, int] = {"time": 0, "day": 1, "month": 2, "year": 3}
_COARSE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_ALLOWED = "must be a date such as 2024-04-12T19:05:00+03:00, 2024-04-12, 2024-04 or 2024"


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """The interval in which an article was published.

    `start` is the interval's first instant, in UTC; `precision` says how long the interval is ("time": that instant).
    """

    start: datetime
    precision: Precision

    def iso(self) -> str:
        """The date as precisely as it was given: RFC 3339 in UTC, YYYY-MM-DD, YYYY-MM or YYYY."""
        match self.precision:
            case "time":
                return format_time(self.start)
            case "day":
                return self.start.strftime("%Y-%m-%d").zfill(10)
            case "month":
                return self.start.strftime("%Y-%m").zfill(7)
            case "year":
                return self.start.strftime("%Y").zfill(4)

    @property
    def end(self) -> datetime:
        """The first instant after the interval (exclusive), in UTC."""
        match self.precision:
            case "time":
                return _clamped(self.start, timedelta(microseconds=1))
            case "day":
                return _clamped(self.start, timedelta(days=1))
            case "month":
                return _clamped(self.start.replace(day=1), timedelta(days=32), day=1)
            case "year":
                return _clamped(self.start, timedelta(days=366), month=1, day=1)

    @property
    def coarseness(self) -> int:
        """0 for a time, then day, month, year: orders equal starts, finer first."""
        return _FINENESS[self.precision]


def parse_published(text: str) -> PublishedDate:
    """Read 2024-04-12T19:05:00+03:00, 2024-04-12, 2024-04 or 2024; a time without an offset is taken as UTC.

    Raises ValueError with a sentence for the caller where the text is none of these.
    """
    try:
        if coarse := _COARSE.fullmatch(text):
            year, month, day = coarse.groups()
            precision: Precision = "day" if day else "month" if month else "year"
            return PublishedDate(datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC), precision)
        if timed := _TIME.fullmatch(text):
            date, clock, offset = timed.groups()
            parsed = datetime.fromisoformat(f"{date}T{clock}{(offset or 'Z').upper()}")
            return PublishedDate(parsed.astimezone(UTC), "time")
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{_ALLOWED}, that exists in the years 0001 to 9999, UTC") from error
    raise ValueError(_ALLOWED)


def format_time(instant: datetime) -> str:
    """RFC 3339 in UTC with Z; fractions of a second only where there are any."""
    utc = instant.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat() + "Z"


def _clamped(start: datetime, step: timedelta, **replace: int) -> datetime:
    try:
        return (start + step).replace(**replace)  # type: ignore[arg-type]  # mypy takes **int for tzinfo too
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
