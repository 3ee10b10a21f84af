import re
from collections import Counter

import pytest

from training.frame_language import FRAMES, Name, tidy
from training.frame_maker import Cast
from training.frames import frame_pairs
from training.pairs import NOT_ENOUGH_INFO, REFUTES, SUPPORTS, Pair

KINDS = frozenset(
    (
        "accusation",
        "accusation_kept",
        "apposition",
        "attempt",
        "belongs_to_party",
        "change_direction",
        "change_end",
        "change_start_as_end",
        "change_wrong_way",
        "comparison",
        "comparison_swapped",
        "condition",
        "crossed_parties",
        "denial",
        "denial_kept",
        "detail_kept",
        "ended",
        "ended_kept",
        "expectation",
        "failure",
        "figure_of_first",
        "figure_of_second",
        "half_covered",
        "less_specific",
        "list_member",
        "more_specific",
        "near_miss",
        "negated",
        "negation_kept",
        "nominalised",
        "not_in_list",
        "number_of_other",
        "one_of_two_events",
        "opposite",
        "other_date",
        "other_detail",
        "other_event",
        "other_figure",
        "other_measure",
        "other_name",
        "other_nationality",
        "other_thing",
        "other_year",
        "paraphrase",
        "plan",
        "plan_kept",
        "qualifier_clash",
        "qualifier_implied",
        "qualifier_open",
        "question",
        "resolved",
        "resolved_to_other",
        "restated",
        "rounding",
        "rounding_clash",
        "same_figure",
        "start_value",
        "swapped",
        "symmetric",
        "used_to",
        "victims",
        "number_of_other_event",
        "name_in_apposition",
        "party_with_apposition",
        "other_mood",
    )
)


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return frame_pairs(20_000, seed=7)


def test_the_same_seed_gives_the_same_pairs_and_another_gives_others() -> None:
    first = frame_pairs(200, seed=3)

    assert first == frame_pairs(200, seed=3)
    assert not set(first) & set(frame_pairs(200, seed=4))


def test_twenty_thousand_pairs_are_distinct(pairs: list[Pair]) -> None:
    distinct = {(pair.sentence, pair.claim) for pair in pairs}

    assert len(distinct) == 20_000


def test_no_pairs_are_made_when_none_are_asked_for() -> None:
    assert frame_pairs(0, seed=1) == []


def test_labels_have_their_shares(pairs: list[Pair]) -> None:
    labels = Counter(pair.label for pair in pairs)

    assert 0.36 < labels[SUPPORTS] / len(pairs) < 0.46
    assert 0.20 < labels[REFUTES] / len(pairs) < 0.30
    assert 0.28 < labels[NOT_ENOUGH_INFO] / len(pairs) < 0.40


def test_every_kind_occurs(pairs: list[Pair]) -> None:
    assert {pair.kind for pair in pairs} == KINDS


def test_a_kind_other_than_swapped_parties_has_one_label(pairs: list[Pair]) -> None:
    labels = {(pair.kind, pair.label) for pair in pairs if pair.kind != "swapped"}

    assert len(labels) == len(KINDS) - 1


def test_every_slot_is_filled_and_no_seam_shows(pairs: list[Pair]) -> None:
    seam = re.compile(r"[{}]|,,| ,|\.\.|  |\b(?:the|an?) (?:the|an?) |None", re.IGNORECASE)

    shown = [text for pair in pairs for text in (pair.sentence, pair.claim, pair.before, pair.title) if text]

    assert [text for text in shown if seam.search(text)] == []


def test_sentences_are_closed_and_begin_with_a_capital(pairs: list[Pair]) -> None:
    texts = [text for pair in pairs for text in (pair.sentence, pair.claim)]

    assert all(text.endswith(".") and not text[0].islower() for text in texts)


def test_swapped_parties_change_places() -> None:
    sue = next(frame for frame in FRAMES if frame.name == "sue")
    cast = Cast(Name("Halden", "company"), Name("Tavira", "company"), Name("Mei Tran", "person"), "", "")

    assert cast.fill(sue.plain) == "Halden sued Tavira"
    assert cast.swapped().fill(sue.plain) == "Tavira sued Halden"
    assert cast.swapped().fill("{b} was sued by {a}") == "Halden was sued by Tavira"


def test_swapped_pairs_name_both_parties_of_the_sentence(pairs: list[Pair]) -> None:
    names = re.compile(r"[A-Z][a-zö]+ [A-Z][a-zö]+")

    swapped = [pair for pair in pairs if pair.kind == "swapped" and len(names.findall(pair.claim)) == 2]

    assert len(swapped) > 50
    assert all(name in pair.sentence for pair in swapped for name in names.findall(pair.claim)[1:])


def test_there_are_frames_for_a_hundred_and_twenty_verbs() -> None:
    assert len(FRAMES) >= 120
    assert len({frame.name for frame in FRAMES}) == len(FRAMES)


def test_articles_follow_the_sound_of_the_next_word() -> None:
    assert tidy("a Armenian maker of a engine, , a 8% stake and an maker") == (
        "an Armenian maker of an engine, an 8% stake and a maker"
    )
