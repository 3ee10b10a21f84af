import pytest

from service.domain.territories import fold, territory_key, territory_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chinese", "China"),
        ("U.S.", "United States"),
        ("American", "USA"),
        ("British", "U.K."),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Türkiye", "Turkish"),
        ("St. Lucia", "Saint Lucia"),
        ("Bosnia & Herzegovina", "Bosnian"),
        ("South Koreans", "Republic of Korea"),
    ],
)
def test_names_and_demonyms_of_a_territory_share_a_key(one: str, other: str) -> None:
    assert territory_key(one) is not None
    assert territory_key(one) == territory_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("North Korea", "South Korea"), ("Niger", "Nigerian"), ("Sudan", "South Sudan")]
)
def test_similar_names_keep_keys_of_their_own(one: str, other: str) -> None:
    assert territory_key(one) != territory_key(other)


@pytest.mark.parametrize("word", ["us", "polish", "pole", "un", "Corvane", ""])
def test_an_ordinary_word_is_no_territory(word: str) -> None:
    assert territory_key(word) is None


@pytest.mark.parametrize("name", ["US", "Polish", "Pole", "UN"])
def test_the_same_word_in_capitals_is_one(name: str) -> None:
    assert territory_key(name) is not None


def test_a_key_has_an_english_name() -> None:
    assert territory_name("unitedstates") == "United States"


def test_spellings_fold_into_one_form() -> None:
    assert fold("Ｃôte\u00ad d’Ivoire") == "cote d'ivoire"
