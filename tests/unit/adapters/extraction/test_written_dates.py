from datetime import UTC, datetime

import pytest

from service.adapters.extraction.written_dates import find_written_date, written_dates

FETCHED = datetime(2024, 5, 26, 10, tzinfo=UTC)


def read(text: str, language: str | None = None, fetched_at: datetime | None = None) -> str | None:
    date = find_written_date(text, language=language, fetched_at=fetched_at)
    return date.iso() if date else None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jane Doe By Jane Doe Apr16,2024", "en"),
        ("By Jane DoeApril 16, 2024", "en"),
        ("Tues. April 16th, 2024", None),
        ("16-Apr-2024", "en"),
        ("16 de abril de 2024 às 10h30", "pt"),
        ("abr 16, 2024", "es"),
        ("mardi 16 avril 2024 à 10h30", "fr"),
        ("16. April 2024, 10:15 Uhr", "de"),
        ("16 aprile 2024", "it"),
        ("10:15, 16 апреля 2024 г.", "ru"),
        ("16 квітня 2024", "uk"),
        ("١٦ أبريل ٢٠٢٤", "ar"),
        ("16 نيسان/أبريل 2024", "ar"),
        ("2024年4月16日", "zh"),
        ("16.04.24", "de"),
        ("Por maria88 2024-04-16 08:46:41 0 1K", "pt"),
        ("Posted 16/4/2024", None),
    ],
)
def test_a_written_date_is_read_in_its_language(text: str, language: str | None) -> None:
    assert read(text, language) == "2024-04-16"


@pytest.mark.parametrize(
    ("language", "read_as"),
    [("pt", "2024-04-03"), ("en-GB", "2024-04-03"), ("en-us", "2024-03-04"), ("en", "2024"), (None, "2024")],
)
def test_figures_in_either_order_are_no_finer_than_their_year_where_nothing_decides(
    language: str | None, read_as: str
) -> None:
    assert read("03/04/2024", language) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("April 16, 2024 10:15 p.m. EST", "2024-04-17T03:15:00Z"),
        ("16 April 2024 | 14:05 GMT+2", "2024-04-16T12:05:00Z"),
        ("2024-04-16T08:46:41+02:00", "2024-04-16T06:46:41Z"),
        ("16 April 2024, 10:15 BST", "2024-04-16"),
        ("April 2024", "2024-04"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text: str, read_as: str) -> None:
    assert read(text, "en") == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("3 hours ago", "2024-05-26"),
        ("11 hours ago", "2024-05-25"),
        ("yesterday at 10:15", "2024-05-25"),
        ("há 2 dias", "2024-05-24"),
        ("vor 3 Stunden", "2024-05-26"),
        ("3 дня назад", "2024-05-23"),
        ("منذ 3 أيام", "2024-05-23"),
        ("2 weeks ago", "2024-05"),
        ("3 months ago", "2024-02"),
    ],
)
def test_an_age_counts_from_the_time_of_fetching_and_is_nothing_without_it(text: str, read_as: str) -> None:
    assert read(text, fetched_at=FETCHED) == read_as
    assert read(text) is None


@pytest.mark.parametrize("text", ["", "It won 16 in 2024", "90% of 2024", "Desk 12", "40/50/2024", "30 of 2000 people"])
def test_what_is_no_date_is_read_as_none(text: str) -> None:
    assert read(text, "en", FETCHED) is None


def test_every_date_of_a_line_has_its_place() -> None:
    line = "Published 16 April 2024 - Updated 17 April 2024"

    found = list(written_dates(line, language="en", fetched_at=None))

    assert [line[date.start : date.end] for date in found] == ["16 April 2024", "17 April 2024"]


@pytest.mark.parametrize("text", ["12 " * 60_000, "a " * 90_000, "1/" * 90_000, "Abc 12 " * 25_000, " " * 180_000])
@pytest.mark.timeout(30)
def test_a_long_line_takes_linear_time(text: str) -> None:
    assert read(text, "en", FETCHED) is None


def test_a_day_without_a_year_is_the_latest_one_before_fetching() -> None:
    fetched = datetime(2024, 4, 20, tzinfo=UTC)

    assert read("April 16", language="en", fetched_at=fetched) == "2024-04-16"
    assert read("May 3", language="en", fetched_at=fetched) == "2023-05-03"
    assert read("April 16", language="en") is None
