"""What the coverage floor loses, and how many candidates it lets through."""

from collections.abc import Callable

import pytest

from service.domain.terms import claim_terms, floor_weight, sentence_terms
from tests.quality.gold import LabelledSet, needs_gold, news_set, seed_set


@needs_gold
@pytest.mark.parametrize(
    ("load", "most_lost", "most_candidates_a_claim"),
    [pytest.param(seed_set, 0, 20, id="seeds"), pytest.param(news_set, 3, 9, id="news")],
)
def test_nearly_every_labelled_support_is_a_candidate(
    load: Callable[[], LabelledSet], most_lost: int, most_candidates_a_claim: float
) -> None:
    labelled = load()
    terms_by_id = {place: frozenset(sentence_terms(text)) for place, text in labelled.sentences.items()}

    supports = lost = candidates = 0
    for claim in labelled.claims:
        wanted = claim_terms(claim.text)
        floor = floor_weight(wanted)
        found = {
            place
            for place, held in terms_by_id.items()
            if sum(term.weight for term in wanted if term.term in held) >= floor
        }
        supports += len(claim.supports)
        lost += len(claim.supports - found)
        candidates += len(found)

    print(
        f"{lost} of {supports} supports lie below the floor; {candidates / len(labelled.claims):.1f} candidates "
        f"a claim among {len(terms_by_id)} sentences"
    )
    assert supports > 0
    assert lost <= most_lost
    assert candidates / len(labelled.claims) <= most_candidates_a_claim
