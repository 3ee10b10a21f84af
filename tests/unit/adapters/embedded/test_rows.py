from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.adapters.embedded.rows import (
    credited_column,
    credited_from,
    facts_column,
    facts_from,
    from_micros,
    pack_terms,
    pack_warnings,
    published_from,
    terms_from,
    to_micros,
    warnings_from,
)
from service.domain.article import WarningNote
from service.domain.facts import NO_FACTS
from service.domain.facts.extract import extract_facts
from service.domain.published import parse_published


@pytest.mark.parametrize(
    "instant",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2024, 4, 12, 19, 5, 0, 123456, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_an_instant_survives_to_the_microsecond(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant


def test_instants_in_other_zones_count_in_utc() -> None:
    eastern = datetime(2024, 4, 12, 3, tzinfo=timezone(timedelta(hours=3)))

    assert to_micros(eastern) == to_micros(datetime(2024, 4, 12, tzinfo=UTC))
    assert to_micros(datetime.min.replace(tzinfo=UTC)) == 0


@pytest.mark.parametrize("text", ["2024", "2024-04", "2024-04-12", "2024-04-12T00:00:00Z"])
def test_a_date_survives_with_its_precision(text: str) -> None:
    date = parse_published(text)

    assert published_from(to_micros(date.start), date.coarseness) == date


def test_no_date_stays_none() -> None:
    assert published_from(None, None) is None


def test_terms_survive_packing() -> None:
    terms = [(0, ["90%", "größe"]), (7, ["日本"])]

    assert terms_from(pack_terms(terms)) == terms


def test_facts_survive_packing() -> None:
    facts = extract_facts("Over 4,200 people left Chile’s “Señal” in 2023.")

    assert facts_from(facts_column(facts)) == facts


def test_no_facts_take_no_room() -> None:
    assert facts_column(NO_FACTS) is None
    assert facts_from(None) == NO_FACTS


def test_credited_outlets_survive_packing_and_none_take_no_room() -> None:
    assert credited_from(credited_column(("Hill Post", "Élan", '"AP"'))) == ("Hill Post", "Élan", '"AP"')
    assert credited_column(()) is None
    assert credited_from(None) == ()


def test_warnings_survive_packing() -> None:
    warnings = (WarningNote("language_unsupported", "“fr” is not read well"),)

    assert warnings_from(pack_warnings(warnings)) == warnings
