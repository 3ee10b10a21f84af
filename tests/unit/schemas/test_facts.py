import math
from datetime import date

import pytest

from schemas.facts import FactsSchema, facts_body
from service.domain.facts import NO_FACTS, Facts
from service.domain.facts.extract import extract_facts
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
        "attributions": [],
    }


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
