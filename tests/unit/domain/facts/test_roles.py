import pytest

from service.domain.facts.roles import find_roles, is_swapped


@pytest.mark.parametrize(
    ("claim", "sentence", "swapped"),
    [
        ("Brandt sued Lindqvist.", "Brandt sued Lindqvist on Monday.", False),
        ("Brandt sued Lindqvist.", "Lindqvist sued the lawyer Ola Brandt.", True),
        ("Brandt was sued by Lindqvist.", "Lindqvist sued Brandt.", False),
        ("Brandt sued Lindqvist.", "Lindqvist was sued in March by Brandt.", False),
        ("Norway supplied Chile with boats.", "Norway's boats came from Chile.", True),
        ("Norway supplied Chile with boats.", "Chile imported boats from Norway.", False),
        ("Norway trades with Chile.", "Chile trades with Norway.", False),
    ],
)
def test_parties_the_other_way_round_are_noticed(claim: str, sentence: str, swapped: bool) -> None:
    assert is_swapped(find_roles(claim, adjacent=True), find_roles(sentence)) is swapped
