"""How well supports and refutations are told apart on labelled claims, with floors a little under what is reached."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from service.application.link_claim import EvidenceItem, EvidenceRequest, link_claim
from service.application.services import Services
from service.commands.labelled import Library
from service.domain.evaluation import StanceFigures
from service.domain.facts.extract import extract_facts
from tests.quality.gold import SHARED, evaluated, needs_gold, stored

pytestmark = needs_gold

CLAIMED_AT = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Library]]:
    """The seed pages and the news articles together, so that each set's sentences are judged for the other's claims."""
    articles, pages = [SHARED / "gold" / "news_articles.dev.jsonl"], [SHARED / "seeds"]
    with stored(tmp_path_factory.mktemp("data"), articles=articles, pages=pages) as services_and_library:
        yield services_and_library


@pytest.fixture(scope="module")
def figures(collection: tuple[Services, Library]) -> tuple[StanceFigures, StanceFigures]:
    """Supports and refutes over all claims of both sets."""
    claims = [SHARED / "gold" / f"{name}_claims.dev.jsonl" for name in ("seed", "news")]
    figures = evaluated(*collection, claims, claimed_at=CLAIMED_AT)
    assert figures.supports is not None
    assert figures.refutes is not None
    return figures.supports, figures.refutes


def supports_of(services: Services, claim: str) -> tuple[EvidenceItem, ...]:
    return link_claim(services, EvidenceRequest(claim, claimed_at=CLAIMED_AT)).evidence


def test_supports_are_found_and_little_else(figures: tuple[StanceFigures, StanceFigures]) -> None:
    counts = figures[0].counts

    assert (counts.f1 or 0) >= 0.88
    assert (counts.precision.value or 0) >= 0.94
    assert (counts.recall.value or 0) >= 0.84


def test_refutations_are_rarely_wrong(figures: tuple[StanceFigures, StanceFigures]) -> None:
    counts = figures[1].counts

    assert (counts.precision.value or 0) >= 0.9
    assert (counts.recall.value or 0) >= 0.7


def test_few_supports_lie_below_the_candidate_floor(figures: tuple[StanceFigures, StanceFigures]) -> None:
    assert figures[0].below_floor <= 3


def test_every_labelled_sentence_is_stored_as_one(figures: tuple[StanceFigures, StanceFigures]) -> None:
    assert [stance.not_stored for stance in figures] == [0, 0]


def test_a_share_is_found_on_three_pages_and_never_with_another_share(collection: tuple[Services, Library]) -> None:
    supports = supports_of(collection[0], "In 2023, 90% of Russia's microelectronics imports came from China.")

    shares = [
        {quantity.value for quantity in extract_facts(item.candidate.text).quantities if quantity.unit == "%"}
        for item in supports
    ]
    assert {"001", "002", "004"} <= {item.candidate.key.article_id[:3] for item in supports}
    assert {70.0} not in shares


def test_a_fall_that_never_was_has_no_support(collection: tuple[Services, Library]) -> None:
    supports = supports_of(collection[0], "Trade between China and Russia fell to $140 billion in 2023.")

    assert supports == ()
