"""How well the sample claims are answered: counts over every sentence that is labelled, with floors that only rise."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.application.link_claim import EvidenceRequest, link_claim
from service.application.services import Services
from service.commands.labelled import Library
from service.domain.evaluation import StanceFigures
from service.domain.evidence import Stance
from tests.quality.gold import evaluated, stored

SEEDS = Path(__file__).parents[2] / "seeds"
CLAIMED_AT = datetime(2025, 10, 1, tzinfo=UTC)

Labels = set[tuple[str, str]]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Library]]:
    with stored(tmp_path_factory.mktemp("data"), articles=[SEEDS / "articles"]) as services_and_library:
        yield services_and_library


@pytest.fixture
def services(collection: tuple[Services, Library]) -> Services:
    return collection[0]


@pytest.fixture(scope="module")
def figures(collection: tuple[Services, Library]) -> dict[Stance, StanceFigures]:
    """Supports and refutes over all sample claims."""
    figures = evaluated(*collection, [SEEDS / "claims.jsonl"], claimed_at=CLAIMED_AT)
    assert figures.supports is not None
    assert figures.refutes is not None
    return {Stance.SUPPORTS: figures.supports, Stance.REFUTES: figures.refutes}


def stances_of(services: Services, claim: str) -> dict[Stance, Labels]:
    page = link_claim(services, EvidenceRequest(claim, claimed_at=CLAIMED_AT, stances=tuple(Stance), limit=1000))
    found: dict[Stance, Labels] = {stance: set() for stance in Stance}
    for item in page.evidence:
        found[item.verdict.stance].add((item.candidate.key.article_id, item.candidate.text))
    return found


def test_supports_of_the_sample_claims_are_precise(figures: dict[Stance, StanceFigures]) -> None:
    assert (figures[Stance.SUPPORTS].counts.precision.value or 0) >= 0.95


def test_most_supports_of_the_sample_claims_are_found(figures: dict[Stance, StanceFigures]) -> None:
    assert (figures[Stance.SUPPORTS].counts.recall.value or 0) >= 0.79


def test_refutes_of_the_sample_claims_are_precise_and_found(figures: dict[Stance, StanceFigures]) -> None:
    assert (figures[Stance.REFUTES].counts.precision.value or 0) >= 0.9
    assert (figures[Stance.REFUTES].counts.recall.value or 0) >= 0.8


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_the_documentation_promises_no_more_than_this(figures: dict[Stance, StanceFigures], stance: Stance) -> None:
    page = (SEEDS.parent / "docs" / "how-support-is-decided.md").read_text(encoding="utf-8")

    [stated] = re.findall(rf"^\| {stance} \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    right, wrong, missed = map(int, stated)

    assert figures[stance].counts.right >= right
    assert figures[stance].counts.wrong <= wrong
    assert figures[stance].counts.missed <= missed


def test_few_supports_lie_below_the_candidate_floor(figures: dict[Stance, StanceFigures]) -> None:
    assert figures[Stance.SUPPORTS].below_floor <= 2


@pytest.mark.parametrize(
    ("claim", "article", "opening"),
    [
        (
            "Andamar Motors sells electric buses in Uruguay below cost.",
            "buses-valley-examiner",
            "Andamar Motors denied",
        ),
        (
            "Uruguay imposed an import duty of 15% on electric buses.",
            "buses-meridian-wire",
            "The transport ministry is",
        ),
        (
            "Kestrel Grid has rebuilt the site with 120 battery units.",
            "fire-valley-examiner",
            "The network operator plans",
        ),
        ("Kestrel Grid sued Tamarack over unpaid invoices.", "fire-osprey-business", "Tamarack Storage sued Kestrel"),
        ("Kestrel Grid agreed to pay Tamarack 1.4 billion kronur.", "fire-valley-examiner", "Tamarack agreed to pay"),
    ],
    ids=["a denial", "a consideration", "a plan", "swapped parties", "swapped giver and taker"],
)
def test_a_sentence_that_states_something_else_is_no_support(
    services: Services, claim: str, article: str, opening: str
) -> None:
    found = stances_of(services, claim)

    openings = {(article_id, text[: len(opening)]) for article_id, text in found[Stance.SUPPORTS]}
    assert (article, opening) not in openings


def test_nearly_40_percent_refutes_more_than_40_percent(services: Services) -> None:
    claim = "In 2024, more than 40% of the electric buses registered in Uruguay came from Andamar Motors."

    found = stances_of(services, claim)

    nearly = {"buses-meridian-wire", "buses-northgate-chronicle", "buses-tidewater-radio"}
    assert "buses-osprey-business" in {article for article, _ in found[Stance.SUPPORTS]}
    assert nearly.isdisjoint({article for article, _ in found[Stance.SUPPORTS]})
    assert nearly <= {article for article, _ in found[Stance.REFUTES]}
