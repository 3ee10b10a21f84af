import random

from training.corruptions import corrupted_pairs
from training.pairs import NOT_SUPPORTED, REFUTES, SUPPORTS, Pair

SUPPORTED = Pair(
    "In May 2021 the port of Ondal sold nearly 40 cranes to Veltron Systems.",
    "The port of Ondal sold nearly 40 cranes to Veltron Systems in May 2021.",
    SUPPORTS,
    "made",
    before="It rained.",
    title="Cranes",
)


def corrupted(pair: Pair, seeds: int = 60) -> list[Pair]:
    return [made for seed in range(seeds) for made in corrupted_pairs([pair], random.Random(seed))]


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert corrupted(SUPPORTED, 5) == corrupted(SUPPORTED, 5)


def test_what_is_not_supported_is_not_corrupted() -> None:
    assert corrupted(Pair(SUPPORTED.sentence, SUPPORTED.claim, REFUTES, "made")) == []


def test_a_detail_changed_on_one_side_loses_support_and_on_both_keeps_it() -> None:
    made = [pair for pair in corrupted(SUPPORTED) if pair.kind.startswith("changed ")]

    assert {pair.kind for pair in made} >= {"changed year", "changed number", "changed month", "changed qualifier"}
    for pair in made:
        assert (pair.label == SUPPORTS) == pair.kind.endswith(", both")
        assert (pair.label == REFUTES) == ("qualifier" in pair.kind and pair.label != SUPPORTS)
        assert (pair.sentence, pair.claim) != (SUPPORTED.sentence, SUPPORTED.claim)
        assert (pair.before, pair.title) == ("It rained.", "Cranes")


def test_an_added_detail_is_not_supported() -> None:
    made = [pair for pair in corrupted(SUPPORTED) if pair.kind == "half covered"]

    assert made
    for pair in made:
        assert (pair.sentence, pair.label) == (SUPPORTED.sentence, NOT_SUPPORTED)
        assert pair.claim.startswith(SUPPORTED.claim.rstrip("."))
        assert len(pair.claim) > len(SUPPORTED.claim)
