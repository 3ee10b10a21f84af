"""How well the sample claims are answered: counts over every sentence that is labelled, with floors that only rise."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.articles import article_input_schema
from service.application.index_articles import index_articles
from service.application.link_claim import EvidenceRequest, link_claim
from service.application.services import Services
from service.domain.evidence import Stance
from service.settings import Limits, Settings
from service.wiring import build_services

SEEDS = Path(__file__).parents[2] / "seeds"
CLAIMED_AT = datetime(2025, 10, 1, tzinfo=UTC)

Labels = set[tuple[str, str]]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    schema = article_input_schema(Limits())
    files = sorted((SEEDS / "articles").glob("*.json"))
    services = build_services(Settings(data_dir=tmp_path_factory.mktemp("data")))
    with closing(services.store):
        index_articles(services, [schema.load(json.loads(path.read_text(encoding="utf-8"))) for path in files])
        yield services


@pytest.fixture(scope="module")
def counts(services: Services) -> Counter[str]:
    """What was found, missed and wrongly returned, over all sample claims."""
    counts: Counter[str] = Counter()
    report = []
    for line in (SEEDS / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = stances_of(services, row["claim"])
        candidates = set().union(*found.values())
        ignored = labels(row["neutral"])
        for stance in (Stance.SUPPORTS, Stance.REFUTES):
            wanted = labels(row[stance])
            returned = found[stance] - ignored
            for name, items in (
                ("right", returned & wanted),
                ("wrong", returned - wanted),
                ("missed", wanted - returned),
            ):
                counts[f"{stance} {name}"] += len(items)
                report += [f"{stance} {name}: {row['claim']} | {item}" for item in sorted(items) if name != "right"]
            counts[f"{stance} below the floor"] += len(wanted - candidates)
    print("\n".join(["", *report, *(f"{name}: {count}" for name, count in sorted(counts.items()))]))
    return counts


def stances_of(services: Services, claim: str) -> dict[Stance, Labels]:
    page = link_claim(services, EvidenceRequest(claim, claimed_at=CLAIMED_AT, stances=tuple(Stance), limit=1000))
    found: dict[Stance, Labels] = {stance: set() for stance in Stance}
    for item in page.evidence:
        found[item.verdict.stance].add((item.candidate.key.article_id, item.candidate.text))
    return found


def labels(rows: list[dict[str, str]]) -> Labels:
    return {(row["article_id"], row["sentence"]) for row in rows}


def precision(counts: Counter[str], stance: Stance) -> float:
    return counts[f"{stance} right"] / max(counts[f"{stance} right"] + counts[f"{stance} wrong"], 1)


def recall(counts: Counter[str], stance: Stance) -> float:
    return counts[f"{stance} right"] / max(counts[f"{stance} right"] + counts[f"{stance} missed"], 1)


def test_supports_of_the_sample_claims_are_precise(counts: Counter[str]) -> None:
    assert precision(counts, Stance.SUPPORTS) >= 0.75


def test_most_supports_of_the_sample_claims_are_found(counts: Counter[str]) -> None:
    assert recall(counts, Stance.SUPPORTS) >= 0.8


def test_refutes_of_the_sample_claims_are_precise_and_found(counts: Counter[str]) -> None:
    assert precision(counts, Stance.REFUTES) >= 0.9
    assert recall(counts, Stance.REFUTES) >= 0.8


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_the_documentation_promises_no_more_than_this(counts: Counter[str], stance: Stance) -> None:
    page = (SEEDS.parent / "docs" / "how-support-is-decided.md").read_text(encoding="utf-8")

    [stated] = re.findall(rf"^\| {stance} \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    right, wrong, missed = map(int, stated)

    assert counts[f"{stance} right"] >= right
    assert counts[f"{stance} wrong"] <= wrong
    assert counts[f"{stance} missed"] <= missed


def test_few_supports_lie_below_the_candidate_floor(counts: Counter[str]) -> None:
    assert counts["supports below the floor"] <= 2


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
