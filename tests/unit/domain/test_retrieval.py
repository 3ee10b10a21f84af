import pytest

from service.domain.retrieval import language_keys, merge_terms, split_optional
from service.domain.terms import WeightedTerm

TIN, ORE, COIN = WeightedTerm("tin", 5), WeightedTerm("ore", 3), WeightedTerm("coin", 1)


@pytest.mark.parametrize(
    ("language", "keys"),
    [(None, []), ("", []), ("EN", ["en"]), ("en-GB", ["en", "en-gb"]), ("zh-Hant-TW", ["zh", "zh-hant", "zh-hant-tw"])],
)
def test_a_language_is_found_by_every_tag_that_takes_it(language: str | None, keys: list[str]) -> None:
    assert language_keys(language) == keys


def test_a_term_given_twice_weighs_the_sum() -> None:
    assert merge_terms([TIN, COIN, ORE, COIN, WeightedTerm("of", 0)]) == (WeightedTerm("coin", 2), ORE, TIN)


@pytest.mark.parametrize(
    ("floor", "optional"), [(1, []), (2, ["coin"]), (4, ["coin"]), (5, ["coin", "ore"]), (9, ["coin", "ore"])]
)
def test_terms_that_cannot_reach_the_floor_together_are_optional(floor: int, optional: list[str]) -> None:
    light, needed = split_optional((COIN, ORE, TIN), floor)

    assert [term.term for term in light] == optional
    assert [*light, *needed] == [COIN, ORE, TIN]
