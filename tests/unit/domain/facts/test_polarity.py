import pytest

from service.domain.facts.extract import extract_facts
from service.domain.facts.polarity import CueKind, find_cues


@pytest.mark.parametrize(
    "text",
    [
        "The firm does not sell arms.",
        "The firm doesn't sell arms.",
        "The firm doesn’t sell arms.",
        "The firm never sold arms.",
        "No firm sold arms.",
        "The firm denied selling arms.",
        "The firm refused to sell arms.",
        "The firm failed to sell arms.",
        "The firm stopped selling arms.",
        "The firm steered clear of selling arms.",
    ],
)
def test_a_denial_is_heard(text: str) -> None:
    assert extract_facts(text).negated


@pytest.mark.parametrize(
    "text",
    ["The firm sells arms.", "The firm sells not only arms.", "It sold no fewer than nine.", "He did not deny it."],
)
def test_what_denies_nothing_is_no_denial(text: str) -> None:
    assert not extract_facts(text).negated


@pytest.mark.parametrize(
    "text",
    [
        "It plans to sell arms.",
        "It is considering selling arms.",
        "It is expected to sell arms.",
        "He urged it to sell arms.",
        "It asks whether arms sell.",
    ],
)
def test_a_plan_or_a_wish_is_no_fact(text: str) -> None:
    kinds = {cue.kind for cue in find_cues(text)}

    assert kinds == {CueKind.MODALITY}


def test_a_scope_ends_with_its_clause() -> None:
    text = "It does not sell arms, but it sells boats."

    (cue,) = find_cues(text)

    assert cue.covers(text.index("arms"))
    assert not cue.covers(text.index("boats"))


def test_letters_that_grow_in_lower_case_leave_offsets_alone() -> None:
    text = "İİİ does not sell."

    (cue,) = find_cues(text)

    assert text[cue.start : cue.end] == "not"
