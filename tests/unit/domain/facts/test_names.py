import pytest

from service.domain.facts.names import find_names, initials, name_key


def names(text: str) -> list[str]:
    return [name.text for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May, the mayor met Ada Brandt in Lisbon.", ["Ada Brandt", "Lisbon"]),
        ("President Ada Brandt spoke.", ["Ada Brandt"]),
        ("Norwegian Prime Minister Ola Berg spoke.", ["Norwegian", "Ola Berg"]),
        ("the Department of Fisheries sued", ["Department of Fisheries"]),
        ("Brandt's plan failed.", ["Brandt"]),
        ("Brandt spoke.", ["Brandt"]),
        ("Prosecutors spoke.", []),
        ("The ferry sank.", []),
        ("Legally minded people left.", []),
        ("the U.S. and the EU agreed", ["U.S.", "EU"]),
        ("On Monday a ship left.", []),
        ("a deal with Procter & Gamble", ["Procter & Gamble"]),
        ("9/11 families wept", ["9/11"]),
    ],
)
def test_names_are_found_without_titles_and_sentence_capitals(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_forms_of_a_country_share_a_key() -> None:
    assert name_key("Norwegian") == name_key("Norway") == "norway"
    assert name_key("U.S.") == name_key("United States")


def test_an_acronym_is_made_with_and_without_small_words() -> None:
    assert initials("Office of Harbour Works") == {"oohw", "ohw"}


def test_spans_quote_the_text() -> None:
    text = "They asked Ola Berg’s lawyer."

    (name,) = find_names(text)

    assert text[name.start : name.end] == "Ola Berg"
