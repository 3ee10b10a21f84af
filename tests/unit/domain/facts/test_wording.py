from service.domain.facts.seats import COUNTRY_BY_SEAT
from service.domain.facts.wording import is_same_family, opposite_meaning, same_meaning
from service.domain.terms import sentence_terms


def term(word: str) -> str:
    return sentence_terms(word)[0]


def test_words_of_one_meaning_know_each_other() -> None:
    assert term("climbed") in same_meaning(term("grew"))


def test_irregular_forms_know_each_other() -> None:
    assert term("held") in same_meaning(term("holds"))


def test_opposites_know_each_other() -> None:
    assert term("fell") in opposite_meaning(term("rose"))
    assert term("fell") not in same_meaning(term("rose"))


def test_forms_that_the_stemmer_keeps_apart_are_one_family() -> None:
    assert is_same_family(term("produce"), term("production"))
    assert not is_same_family(term("port"), term("portrait"))


def test_a_seat_of_government_stands_for_its_country() -> None:
    assert COUNTRY_BY_SEAT[term("Oslo")] == term("Norway")
