import json
import math
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.facts import NO_FACTS, Facts
from service.domain.facts.codec import dataclass_codec, pack_facts, unpack_facts
from service.domain.facts.dates import DateMention
from service.domain.facts.extract import extract_facts
from service.domain.facts.names import Name
from service.domain.facts.polarity import Cue, CueKind
from service.domain.facts.quantities import Quantity


def through_json(packed: object) -> list[object]:
    """What a store gives back; NaN and Infinity are no JSON."""
    again: list[object] = json.loads(json.dumps(packed, allow_nan=False))
    return again


@pytest.mark.parametrize(
    "text",
    [
        "Orvane Steel did not sell more than 70% of its 1,200 trucks last year, José Núñez said.",
        "Output rose from 9,000 to 12,500 tonnes between January 2021 and 12 March 2023.",
        "The motion failed 51-48 on Friday; up to $2.5 billion may be withheld.",
        "It rained.",
    ],
)
def test_facts_survive_packing(text: str) -> None:
    facts = extract_facts(text, reference=date(2024, 4, 12))

    assert unpack_facts(through_json(pack_facts(facts))) == facts


def test_facts_pack_into_lists_without_what_is_as_usual() -> None:
    facts = Facts(
        quantities=(Quantity("over 5", 0, 6, 5.0, None, "over", 5.0, math.inf),),
        dates=(DateMention("May", 10, 13, date(2024, 5, 1), None, month=5),),
        names=(Name("Orvane", 20, 26, "orvane"),),
        cues=(Cue("may", 30, 33, 40, CueKind.MODALITY),),
    )

    assert pack_facts(facts) == [
        [["over 5", 0, 6, 5.0, None, "over", 5.0, "inf"]],
        [["May", 10, 13, "2024-05-01", None, 5]],
        [["Orvane", 20, 26, "orvane"]],
        False,
        [["may", 30, 33, 40, "modality"]],
    ]


def test_no_facts_pack_into_nothing() -> None:
    assert pack_facts(NO_FACTS) == []
    assert unpack_facts([]) == NO_FACTS


@given(st.text(max_size=80), st.none() | st.dates())
@settings(max_examples=200, deadline=None)
def test_the_facts_of_any_text_survive(text: str, reference: date | None) -> None:
    facts = extract_facts(text, reference=reference)

    assert unpack_facts(through_json(pack_facts(facts))) == facts


def test_every_field_of_the_facts_can_be_packed() -> None:
    spans = {field.name: () for field in fields(Facts) if field.name != "negated"}

    assert unpack_facts(through_json(pack_facts(Facts(**spans, negated=True)))) == Facts(negated=True)


class Mood(StrEnum):
    CALM = "calm"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    moods: tuple[Mood, ...] = (Mood.CALM,)


@dataclass(frozen=True, slots=True)
class Remark:
    speaker: Speaker | None
    heard: date | None = None
    loudness: float = -math.inf
    spans: tuple[tuple[int, ...], ...] = ()
    is_old: bool = False


@pytest.mark.parametrize(
    ("remark", "packed"),
    [
        (Remark(None), [None]),
        (Remark(Speaker("Ada")), [["Ada"]]),
        (Remark(Speaker("Ada", (Mood.LOUD, Mood.CALM))), [["Ada", ["loud", "calm"]]]),
        (Remark(None, date(1, 2, 3), 0.5, ((1, 2), ())), [None, "0001-02-03", 0.5, [[1, 2], []]]),
        (Remark(None, None, -math.inf, (), True), [None, None, "-inf", [], True]),
    ],
)
def test_values_of_any_kind_that_facts_have_survive(remark: Remark, packed: list[object]) -> None:
    pack, unpack = dataclass_codec(Remark)

    assert pack(remark) == packed
    assert unpack(through_json(packed)) == remark


def test_a_field_of_a_kind_that_no_fact_has_is_refused_before_any_fact_is_packed() -> None:
    @dataclass(frozen=True)
    class Odd:
        words: set[str]

    with pytest.raises(TypeError, match="set"):
        dataclass_codec(Odd)
