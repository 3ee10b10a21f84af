import math
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from schemas.base import ApiSchema
from schemas.facts import (
    AttributionSchema,
    CreditSchema,
    CueSchema,
    DateMentionSchema,
    FactsSchema,
    NameSchema,
    QuantitySchema,
    facts_body,
)
from service.domain.facts import NO_FACTS, Credit, Facts
from service.domain.facts.attribution import Attribution
from service.domain.facts.dates import DateMention
from service.domain.facts.extract import extract_facts
from service.domain.facts.names import Name
from service.domain.facts.polarity import Cue
from service.domain.facts.quantities import Quantity


@pytest.mark.parametrize(
    "text", ["Orvane sold over 40% of it on Friday, Otto Brandt said.", "In 2023, about $2 million was lost.", "No."]
)
def test_facts_go_out_as_their_schema_says(text: str) -> None:
    body = facts_body(extract_facts(text, reference=date(2024, 4, 12)))

    assert FactsSchema().load(body) == body


def test_no_facts_go_out_as_empty_lists() -> None:
    assert facts_body(NO_FACTS) == {
        "quantities": [],
        "dates": [],
        "names": [],
        "negated": False,
        "cues": [],
        "attributions": [],
        "credits": [],
    }


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (Facts, FactsSchema),
        (Quantity, QuantitySchema),
        (DateMention, DateMentionSchema),
        (Name, NameSchema),
        (Cue, CueSchema),
        (Attribution, AttributionSchema),
        (Credit, CreditSchema),
    ],
)
def test_every_field_of_a_fact_is_shown(kind: type[Any], schema: type[ApiSchema]) -> None:
    assert set(schema().fields) == {field.name for field in fields(kind)}


def test_a_change_a_day_without_year_and_a_denial_are_shown() -> None:
    body = facts_body(extract_facts("It did not rise from 38% to 41% on 4 May."))

    stated = [(quantity["value"], quantity["change"], quantity["is_start"]) for quantity in body["quantities"]]
    assert stated == [(38, None, True), (41, "to", False)]
    assert [(date["first"], date["month"], date["day"]) for date in body["dates"]] == [(None, 5, 4)]
    [cue] = body["cues"]
    assert (cue["text"], cue["kind"]) == ("not", "negation")


@pytest.mark.parametrize(
    ("bound", "shown"),
    [
        (math.nextafter(40.0, -math.inf), 40.0),
        (0.1 + 0.2, 0.3),
        (1_982_400.0, 1_982_400.0),
        (999_999_999_999.0, 999_999_999_999.0),
        (-math.inf, None),
        (math.inf, None),
    ],
)
def test_a_bound_is_shown_without_noise_and_an_open_one_not_at_all(bound: float, shown: float | None) -> None:
    [quantity] = facts_body(Facts(quantities=(Quantity("40", 0, 2, 40.0, None, None, bound, bound),)))["quantities"]

    assert (quantity["low"], quantity["high"]) == (shown, shown)
