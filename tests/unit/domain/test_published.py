from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.published import PublishedDate, parse_published


@pytest.mark.parametrize(
    ("stated", "shown", "precision"),
    [
        ("2024-04-12T19:05:00+03:00", "2024-04-12T16:05:00Z", "time"),
        ("2024-04-12T16:05:00Z", "2024-04-12T16:05:00Z", "time"),
        ("2024-04-12T16:05:00.250Z", "2024-04-12T16:05:00.250000Z", "time"),
        ("2024-04-12T16:05", "2024-04-12T16:05:00Z", "time"),
        ("2024-04-12", "2024-04-12", "day"),
        ("2024-04", "2024-04", "month"),
        ("0990", "0990", "year"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_was_given(stated: str, shown: str, precision: str) -> None:
    published = parse_published(stated)

    assert (published.iso(), published.precision) == (shown, precision)


@pytest.mark.parametrize(
    "stated",
    ["", "yesterday", "2024-13", "2023-02-29", "2024-4-1", "12.04.2024", "٢٠٢٤", "0000", "0001-01-01T00:00:00+10:00"],
)
def test_what_is_no_date_is_refused(stated: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_published(stated)


@pytest.mark.parametrize("stated", ["2024-02-30", "2024-04-12T10:00:00+24:00", "0000", "9999-12-31T23:00:00-05:00"])
def test_the_refusal_of_a_day_that_never_was_says_what_is_allowed(stated: str) -> None:
    with pytest.raises(ValueError, match=r"^must be a date such as .*, that exists in the years 0001 to 9999, UTC$"):
        parse_published(stated)


@pytest.mark.parametrize(
    ("stated", "end"),
    [
        ("2024-02-28", datetime(2024, 2, 29, tzinfo=UTC)),
        ("2024-12", datetime(2025, 1, 1, tzinfo=UTC)),
        ("2023", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024", datetime(2025, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_coarse_date_ends_where_the_next_one_starts(stated: str, end: datetime) -> None:
    assert parse_published(stated).end == end


@pytest.mark.parametrize("stated", ["9999", "9999-12", "9999-12-31", "9999-12-31T23:59:59.999999Z"])
def test_the_last_dates_there_are_have_an_end(stated: str) -> None:
    published = parse_published(stated)

    assert published.end > published.start or published.end == datetime.max.replace(tzinfo=UTC)


@given(st.integers(-62_000_000_000_000_000, 250_000_000_000_000_000))
def test_a_shown_time_reads_back_as_the_same_instant(microseconds: int) -> None:
    published = PublishedDate(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds), "time")

    assert parse_published(published.iso()) == published
