import pytest

from service.domain.facts.roles import find_roles, is_swapped
from service.domain.terms import claim_terms


@pytest.mark.parametrize(
    ("claim", "sentence", "swapped"),
    [
        ("Brandt sued Lindqvist.", "Brandt sued Lindqvist on Monday.", False),
        ("Brandt sued Lindqvist.", "Lindqvist sued the lawyer Ola Brandt.", True),
        ("Brandt was sued by Lindqvist.", "Lindqvist sued Brandt.", False),
        ("Brandt sued Lindqvist.", "Lindqvist was sued in March by Brandt.", False),
        ("Norway supplied Chile with boats.", "Norway's boats came from Chile.", True),
        ("Norway supplied Chile with boats.", "Chile imported boats from Norway.", False),
        ("Danish divers found Swedish boats.", "Swedish divers found Danish boats.", True),
        ("Norway's loan to Chile grew.", "Chile's loan to Norway grew.", True),
        ("Norway and Chile signed it.", "Chile and Norway signed it.", False),
        ("Norway trades with Chile.", "Chile trades with Norway.", False),
    ],
)
def test_parties_the_other_way_round_are_noticed(claim: str, sentence: str, swapped: bool) -> None:
    words = frozenset(term.term for term in claim_terms(claim))

    asked, stated = find_roles(claim, words=words, adjacent=True), find_roles(sentence, words=words)

    assert is_swapped(asked, stated) is swapped
