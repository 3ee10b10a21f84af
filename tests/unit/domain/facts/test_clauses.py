import pytest

from service.domain.facts.clauses import find_deeds
from service.domain.terms import sentence_terms


def term(word: str) -> str:
    return sentence_terms(word)[-1]


def parties(text: str, verb: str) -> dict[str, list[str]]:
    """Role -> the parties in it as they stand in the text, for the one deed of a verb."""
    (deed,) = [deed for deed in find_deeds(text) if deed.verb == term(verb)]
    return {role: [text[party.start : party.end] for party in held] for role, held in deed.roles.items()}


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Veltron sued Marbeck.", "sued", {"agent": ["Veltron"], "patient": ["Marbeck"]}),
        ("Marbeck was sued by Veltron.", "sued", {"agent": ["Veltron"], "patient": ["Marbeck"]}),
        ("Marbeck, sued by Veltron, moved.", "sued", {"agent": ["Veltron"]}),
        ("Falk's deputy resigned.", "resigned", {"agent": ["Falk's deputy"]}),
        ("The deputy of Falk resigned.", "resigned", {"agent": ["The deputy of Falk"]}),
        ("Ilves succeeded Falk, who resigned in May.", "resigned", {"agent": ["Falk"]}),
        ("Otto Brandt, the mayor of Tolm, resigned.", "resigned", {"agent": ["Otto Brandt"]}),
        (
            "Marbeck, Veltron and Ostrava supply turbines.",
            "supply",
            {"agent": ["Ostrava", "Veltron", "Marbeck"], "patient": ["turbines"]},
        ),
        (
            "Veltron sold the yard to Marbeck.",
            "sold",
            {"agent": ["Veltron"], "patient": ["the yard"], "to": ["Marbeck"]},
        ),
        ("Norway lent Chile money.", "lent", {"agent": ["Norway"], "patient": ["Chile", "money"]}),
        ("Veltron agreed to buy Marbeck.", "buy", {"agent": ["Veltron"], "patient": ["Marbeck"]}),
        ("Oslo denied selling arms to Chile.", "selling", {"agent": ["Oslo"], "patient": ["arms"], "to": ["Chile"]}),
        ("Ada saw two boats, and Ola left.", "left", {"agent": ["Ola"]}),
        ("Chile is north of Peru.", "north", {"agent": ["Chile"], "of": ["Peru"]}),
    ],
)
def test_a_verb_is_told_with_its_parties(text: str, verb: str, wanted: dict[str, list[str]]) -> None:
    assert parties(text, verb) == wanted


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Herring exports rose.", ["rose"]),
        ("Chile exports copper.", ["exports"]),
        ("Norway announced sanctions on Chile.", ["announced"]),
        ("The accused man left.", ["left"]),
        ("Grain exports to Norway fell.", ["fell"]),
        ("The company's supply of milk ended.", ["ended"]),
    ],
)
def test_a_noun_that_may_be_a_verb_is_told_by_its_neighbours(text: str, verbs: list[str]) -> None:
    assert [deed.verb for deed in find_deeds(text)] == [term(verb) for verb in verbs]


def test_what_a_participle_describes_does_nothing() -> None:
    assert parties("Boats built in Oslo sank.", "built") == {"patient": ["Boats"], "in": ["Oslo"]}


def test_times_and_amounts_are_no_parties() -> None:
    assert parties("Exports fell 5% last year.", "fell") == {"agent": ["Exports"]}


def test_a_pronoun_may_be_anybody() -> None:
    (deed,) = find_deeds("He left Tolm.")

    assert [party.terms for party in deed.roles["agent"]] == [frozenset()]


@pytest.mark.parametrize(
    ("text", "is_future", "is_past"),
    [("Veltron will buy it.", True, False), ("Veltron bought it.", False, True), ("Veltron buys it.", False, False)],
)
def test_the_time_of_a_deed_is_told(text: str, is_future: bool, is_past: bool) -> None:
    (deed,) = find_deeds(text)

    assert (deed.is_future, deed.is_past) == (is_future, is_past)
