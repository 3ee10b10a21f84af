from datetime import date

import pytest

from service.domain.facts.dates import DateMention, find_dates

REFERENCE = date(2024, 4, 12)


def only(text: str, reference: date | None = REFERENCE) -> DateMention:
    (mention,) = find_dates(text, reference)
    return mention


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("in 2022-23", date(2022, 1, 1), date(2023, 12, 31)),
        ("in March 2023", date(2023, 3, 1), date(2023, 3, 31)),
        ("in February of 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("on April 12, 2024", date(2024, 4, 12), date(2024, 4, 12)),
        ("on 3 May 2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("on 2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        ("the fourth quarter of 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("the last quarter of 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("in Q3 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("April last year", date(2023, 4, 1), date(2023, 4, 30)),
        ("earlier this month", date(2024, 4, 1), date(2024, 4, 30)),
        ("last month", date(2024, 3, 1), date(2024, 3, 31)),
        ("last quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("yesterday", date(2024, 4, 11), date(2024, 4, 11)),
    ],
)
def test_a_date_is_an_interval_of_days(text: str, first: date, last: date) -> None:
    mention = only(text)

    assert (mention.first, mention.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Last year grain prices rose.", date(2023, 1, 1), date(2023, 12, 31)),
        ("“This month we open,” she said.", date(2024, 4, 1), date(2024, 4, 30)),
        ("Last quarter sales fell.", date(2024, 1, 1), date(2024, 3, 31)),
        ("Third quarter of 2023 sales fell.", date(2023, 7, 1), date(2023, 9, 30)),
        ("Two months ago it burned.", date(2024, 2, 1), date(2024, 2, 29)),
        ("Yesterday it reopened.", date(2024, 4, 11), date(2024, 4, 11)),
        ("“Tomorrow we open,” she said.", date(2024, 4, 13), date(2024, 4, 13)),
    ],
)
def test_a_relative_date_may_open_a_sentence(text: str, first: date, last: date) -> None:
    mention = only(text)

    assert (mention.first, mention.last) == (first, last)


def test_a_relative_word_in_a_name_is_no_date() -> None:
    assert find_dates("It was first reported by Harbor Today.", REFERENCE) == ()


@pytest.mark.parametrize(
    "text", ["In May 2,000 people left.", "In May 20% left.", "In May 2.5 tonnes fell.", "In May 3 million left."]
)
def test_an_amount_after_a_month_is_no_day_of_it(text: str) -> None:
    mention = only(text)

    assert (mention.text, mention.month, mention.day) == ("May", 5, None)


@pytest.mark.parametrize("text", ["in May", "Since March", "late March", "by May", "until May", "this March"])
def test_may_and_march_are_months_in_company(text: str) -> None:
    mention = only(f"It closed {text} when the ships left.")

    assert (mention.month, mention.day) == (3 if "March" in text else 5, None)


@pytest.mark.parametrize("text", ["last year", "earlier this month", "yesterday", "three years ago", "last quarter"])
def test_without_a_reference_a_relative_date_is_unstated(text: str) -> None:
    mention = only(text, None)

    assert (mention.first, mention.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("She left on Friday.", date(2024, 4, 12), date(2024, 4, 12)),
        ("She left on Tuesday.", date(2024, 4, 9), date(2024, 4, 16)),
        ("She left two weeks ago.", date(2024, 3, 26), date(2024, 4, 1)),
        ("She left three days ago.", date(2024, 4, 9), date(2024, 4, 9)),
    ],
)
def test_a_day_of_the_news_is_near_its_publication(text: str, first: date, last: date) -> None:
    mention = only(text)

    assert (mention.first, mention.last) == (first, last)


def test_a_weekday_of_no_known_week_stays_unresolved() -> None:
    mention = only("She left on Friday.", None)

    assert (mention.first, mention.weekday) == (None, 4)


def test_a_day_without_a_year_keeps_month_and_day() -> None:
    mention = only("on Sept. 11th")

    assert (mention.first, mention.month, mention.day) == (None, 9, 11)


@pytest.mark.parametrize(
    "text", ["We may go.", "They march on.", "$2024 was paid", "2,024 boats", "a 2000% rise", "February 30, 2023"]
)
def test_words_and_numbers_that_are_no_date_have_no_interval(text: str) -> None:
    assert all(mention.first is None for mention in find_dates(text, REFERENCE))


def test_spans_quote_the_text() -> None:
    text = "It opened in May 2019 and closed on June 3."

    assert [text[m.start : m.end] for m in find_dates(text)] == ["May 2019", "June 3"]


@pytest.mark.parametrize("reference", [date.min, date.max])
def test_the_ends_of_the_calendar_are_safe(reference: date) -> None:
    mentions = find_dates(
        "last year, next year, last month, next month, last week, next quarter, yesterday, tomorrow, 9 years ago",
        reference,
    )

    assert len(mentions) == 9
