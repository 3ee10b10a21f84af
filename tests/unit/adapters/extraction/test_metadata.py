from datetime import UTC, datetime

import pytest

from service.adapters.extraction.metadata import read_date, settled_dates
from service.domain.published import PublishedDate, parse_published

NOW = datetime(2024, 6, 20, 12, tzinfo=UTC)


def dates(stated: str) -> list[PublishedDate]:
    return [parse_published(date) for date in stated.split()]


@pytest.mark.parametrize(
    ("published", "modified", "settled"),
    [
        ("2024-04-16", "2024-04-17", ("2024-04-16", "2024-04-17")),
        ("2031-01-01 2024-04-16", "", ("2024-04-16", None)),
        ("1980-01-01 2024-04-16", "", ("2024-04-16", None)),
        ("2031-01-01", "2032-01-01", ("2031-01-01", None)),
        ("2024-04-18", "2024-04-16", ("2024-04-16", "2024-04-18")),
        ("2024-04-16", "2024-04-16T10:00:00Z", ("2024-04-16", "2024-04-16T10:00:00Z")),
        ("2024-04-16 2024-04-16T10:00:00Z", "", ("2024-04-16T10:00:00Z", None)),
        ("2024-04-16 2024-04-17T10:00:00Z", "", ("2024-04-16", None)),
    ],
)
def test_conflicting_dates_are_settled(published: str, modified: str, settled: tuple[str, str | None]) -> None:
    found = settled_dates(dates(published), dates(modified), now=NOW)

    assert tuple(date.iso() if date else None for date in (found.published, found.modified)) == settled


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2024-04-16T23:30:00", "2024-04-16"),
        ("2024-04-16 10:00:00 +0200", "2024-04-16T08:00:00Z"),
        ("Fri, 12 Apr 2024 19:05:00 GMT", "2024-04-12T19:05:00Z"),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_a_stated_date_is_read_as_precisely_as_it_is_stated(stated: str, read: str | None) -> None:
    date = read_date(stated, language="en", fetched_at=NOW)

    assert (date.iso() if date else None) == read
