"""Whom the labelled pages name as their sources: every credited outlet of each article, and none besides."""

import pytest

from service.domain.analysis import analyze_article
from service.domain.article import Article
from tests.quality.gold import needs_gold, seed_units

# By the order of the pages and of the articles on them.
CREDITED = [
    [("Reuters",)],
    [("Associated Press",)],
    [("Reuters",)],
    [("Agence France-Presse",)],
    [("CNN",), ("Reuters", "Bloomberg"), ()],
]


@needs_gold
@pytest.mark.parametrize("place", range(len(CREDITED)))
def test_every_credited_outlet_of_a_page_is_found_and_no_other(place: int) -> None:
    _, units = sorted(seed_units().items())[place]
    numbers = sorted({unit["article"] for unit in units if unit["article"] is not None})

    found = []
    for number in numbers:
        own = [unit for unit in units if unit["article"] == number]
        title = next((unit["text"] for unit in own if unit["kind"] == "title"), None)
        text = "\n\n".join(unit["text"] for unit in own if unit["kind"] in {"sentence", "subhead", "byline"})
        found.append(analyze_article(Article(id="page", title=title, text=text)).credited)

    assert found == CREDITED[place]


@needs_gold
@pytest.mark.parametrize("place", range(len(CREDITED)))
def test_what_surrounds_the_articles_of_a_page_adds_no_credit(place: int) -> None:
    _, units = sorted(seed_units().items())[place]

    credited = analyze_article(Article(id="page", text="\n\n".join(unit["text"] for unit in units))).credited

    assert credited == tuple(name for names in CREDITED[place] for name in names)
