"""What typesetting or markup put into a text hides no sentence, and every sentence stays as it came."""

import pytest

from service.application.ports import EVERY_ARTICLE, ArticleStore, CandidateQuery
from service.domain.analysis import analyze_article
from service.domain.article import Article
from service.domain.evidence import Candidate
from service.domain.terms import claim_terms, floor_weight
from tests.contract.build import NOW

NBSP, NARROW, SHY = "\u00a0", "\u202f", "\u00ad"

TYPED = 'Velmora paid $2 million for nearly 90 % of the "Señal" microelectronics plant, its owner didn\'t deny.'
TYPESET = [
    f"Velmora paid ${NARROW}2{NBSP}million for nearly 90{NARROW}% of the “Señal” microelectronics plant, "
    "its owner didn’t deny.",
    f"Vel{SHY}mora paid $2 mil{SHY}lion for nearly 90 % of the “Señal” micro{SHY}electro{SHY}nics plant, "
    "its owner didn‘t deny.",
    "Velmora paid $2&nbsp;million for nearly 90&#160;% of the &quot;Se&ntilde;al&quot; microelectronics plant, "
    "its owner didn&rsquo;t deny.",
    "Velmora\ufeff paid $2\u2009million for\u00a0nearly 90% of the „Sen\u0303al“ micro\u200belectronics plant, "
    "its owner didnʼt deny.",
]
SPELLINGS = [TYPED, *TYPESET]


def found(store: ArticleStore, claim: str) -> tuple[Candidate, ...]:
    terms = claim_terms(claim)
    return store.find_candidates(CandidateQuery(terms, floor_weight(terms), EVERY_ARTICLE, 10)).candidates


@pytest.mark.parametrize("claim", SPELLINGS)
def test_a_claim_finds_its_sentence_however_either_is_typeset(store: ArticleStore, claim: str) -> None:
    articles = [Article(f"{number}", f"It rained. {text}") for number, text in enumerate(SPELLINGS)]
    store.put([analyze_article(article) for article in articles], now=NOW)

    candidates = found(store, claim)

    whole = sum(term.weight for term in claim_terms(TYPED))
    assert [(candidate.key.article_id, candidate.text) for candidate in candidates] == list(
        zip("01234", SPELLINGS, strict=True)
    )
    assert [candidate.weight for candidate in candidates] == [whole] * len(SPELLINGS)


@pytest.mark.parametrize("text", TYPESET)
def test_text_comes_back_as_it_came_and_states_what_the_typed_one_states(store: ArticleStore, text: str) -> None:
    store.put([analyze_article(Article("plant", text)), analyze_article(Article("typed", TYPED))], now=NOW)

    stored = store.get("plant")
    [unit] = store.sentences("plant", first=0, limit=10)
    [typed] = store.sentences("typed", first=0, limit=10)

    assert stored is not None
    assert stored.article.text == unit.sentence.text == text
    assert [(each.value, each.unit, each.high) for each in unit.facts.quantities] == [
        (each.value, each.unit, each.high) for each in typed.facts.quantities
    ]
    assert [name.key for name in unit.facts.names] == [name.key for name in typed.facts.names]
    assert unit.facts.negated == typed.facts.negated
    for fact in (*unit.facts.quantities, *unit.facts.names, *unit.facts.cues):
        assert fact.text == text[fact.start : fact.end]
