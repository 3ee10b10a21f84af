import math

import pytest

from service.domain.facts.extract import extract_facts
from service.domain.facts.quantities import Quantity, find_ordinals, find_quantities


def only(text: str) -> Quantity:
    (quantity,) = extract_facts(text).quantities
    return quantity


@pytest.mark.parametrize(
    "text", ["90% of voters", "90 per cent of voters", "90 percent of voters", "ninety percent of voters"]
)
def test_a_share_is_the_same_however_it_is_written(text: str) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.unit) == (90.0, "%")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a loan of $240 billion", 240e9, "USD"),
        ("a loan of US$3bn", 3e9, "USD"),
        ("a loan of €4.5m", 4.5e6, "EUR"),
        ("a harvest of 4.1 million tonnes", 4_100_000.0, "t"),
        ("a trade of $1.1tn", 1_100_000_000_000.0, "USD"),
        ("sold 1,982,400 tickets", 1982400.0, None),
        ("a walk of 12 km", 12.0, "km"),
        ("three times the price", 3.0, "times"),
        ("twenty-five mayors", 25.0, None),
        ("two hundred and fifty thousand coins", 250000.0, None),
        ("a dozen lamps", 12.0, None),
        ("two-thirds of the members", 200 / 3, "%"),
        ("half of the members", 50.0, "%"),
        ("two in five buses", 40.0, "%"),
        ("a 12-page letter", 12.0, None),
        ("up 3.5 percentage points", 3.5, "points"),
    ],
)
def test_value_and_unit_are_read(text: str, value: float, unit: str | None) -> None:
    quantity = only(text)

    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("nearly 70% of the crop", 69.0, 70.0),
        ("more than 70% of the crop", 70.5, 70.0),
        ("at least 70% of the crop", 70.0, 69.9),
        ("up to 70% of the crop", 70.0, 70.1),
        ("less than 70% of the crop", 69.9, 70.0),
        ("about 70% of the crop", 71.0, 80.0),
        ("just over 70% of the crop", 71.0, 70.0),
        ("70% of the crop", 70.0, 71.0),
    ],
)
def test_a_qualifier_sets_the_interval(text: str, inside: float, outside: float) -> None:
    quantity = only(text)

    assert quantity.low <= inside <= quantity.high
    assert not quantity.low <= outside <= quantity.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5-7% of them", 5.0, 7.0), ("$250,000 to $300,000 in gifts", 250e3, 300e3), ("10-20 boats", 10.0, 20.0)],
)
def test_a_range_is_an_interval(text: str, low: float, high: float) -> None:
    quantity = only(text)

    assert (quantity.low, quantity.high) == (low, high)


def test_a_vote_is_a_pair() -> None:
    quantity = only("The chamber voted 51-48 for the dam.")

    assert (quantity.value, quantity.second, quantity.unit) == (51.0, 48.0, "votes")


def test_where_a_change_starts_is_marked() -> None:
    before, after = extract_facts("Membership fell from 9,000 to 1,200.").quantities

    assert (before.value, before.is_start) == (9000.0, True)
    assert (after.value, after.is_start) == (1200.0, False)


def test_a_start_with_its_own_year_is_a_plain_statement() -> None:
    before, after = extract_facts("Sales rose from $2 million in 2021 to over $5 million in 2022.").quantities

    assert not before.is_start
    assert after.high == math.inf


@pytest.mark.parametrize(
    "text",
    [
        "in 2023",
        "on April 12, 2024",
        "the 15th anniversary",
        "the 9/11 report",
        "an F-16 and a G7 summit",
        "a Boeing 737.",
        "No. 2 in the party",
        "at 7:30 in the evening",
        "call 1-800-268-7116",
        "one of them",
    ],
)
def test_dates_ordinals_times_and_names_hold_no_quantity(text: str) -> None:
    assert extract_facts(text).quantities == ()


def test_spans_quote_the_text_with_the_qualifier() -> None:
    text = "Officials said more than 1,200 boats were lost."

    quantity = only(text)

    assert text[quantity.start : quantity.end] == quantity.text == "more than 1,200"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Exports rose by 5% to 40% of all.", [(5.0, "by"), (40.0, "to")]),
        ("Profit fell by $2 million to $5 million.", [(2e6, "by"), (5e6, "to")]),
        ("Profit rose to about $5 million.", [(5e6, "to")]),
        ("The club has 300 members.", [(300.0, None)]),
        ("They sold 300 boats to Chile by 2 p.m.", [(300.0, None), (2.0, None)]),
    ],
)
def test_what_it_rose_by_is_told_from_what_it_rose_to(text: str, wanted: list[tuple[float, str | None]]) -> None:
    assert [(quantity.value, quantity.change) for quantity in find_quantities(text)] == wanted


def test_bounds_are_free_of_float_noise() -> None:
    (quantity,) = find_quantities("about 4.1 million boats")

    assert (quantity.low, quantity.high) == (3895000.0, 4305000.0)


def test_what_is_counted_are_the_words_of_the_clause_that_follow() -> None:
    quantity = only("It sold 37 old ferries, and nobody minded.")

    assert quantity.measured == "old ferries"


def test_ordinals_are_found_before_a_word() -> None:
    found = find_ordinals("the 15th anniversary of the third bridge")

    assert [ordinal.value for ordinal in found] == [15.0, 3.0]


def test_a_taken_span_holds_no_quantity() -> None:
    assert find_quantities("in 5 May there", [(3, 8)]) == ()
