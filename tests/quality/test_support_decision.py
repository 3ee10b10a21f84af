"""How well rules tell supports and refutations apart on labelled claims, with floors a little under what is reached."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from service.adapters.verifier.rules import RuleVerifier
from service.domain.analysis import analyze_reading
from service.domain.claim import Claim
from service.domain.evidence import ArticleHeader, Candidate, Context, Reading, SentenceKey, Stance, Verdict
from service.domain.facts.extract import extract_facts
from service.domain.published import parse_published
from service.domain.terms import claim_terms, floor_weight, sentence_terms
from tests.quality.gold import SHARED, needs_gold, news_articles, seed_units

pytestmark = needs_gold

CLAIMED_AT = datetime(2025, 1, 1, tzinfo=UTC)
LABELS = {"support": Stance.SUPPORTS, "refute": Stance.REFUTES}

UnitId = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim with the stance of each unit that is labelled, and the units that are left out of every score."""

    claim: Claim
    stances: Mapping[UnitId, Stance]
    neutral: frozenset[UnitId]


def claim_of(text: str) -> Claim:
    return Claim(text, CLAIMED_AT, "en", claim_terms(text), extract_facts(text, reference=CLAIMED_AT.date()))


def seed_readings() -> Iterator[tuple[UnitId, Reading]]:
    """Every sentence of the seed pages; a page may hold more than one article."""
    for page, units in seed_units().items():
        for number in sorted({unit["article"] for unit in units if unit["article"] is not None}):
            own = [unit for unit in units if unit["article"] == number]
            title = next((unit["text"] for unit in own if unit["kind"] == "title"), None)
            sentences = [unit for unit in own if unit["kind"] == "sentence"]
            header = ArticleHeader(f"{page}:{number}", 1, title=title)
            ids = [(page, unit["start"]) for unit in sentences]
            yield from zip(ids, readings(header, [unit["text"] for unit in sentences]), strict=True)


def news_readings() -> Iterator[tuple[UnitId, Reading]]:
    for article in news_articles():
        published = parse_published(article["published_at"])
        header = ArticleHeader(article["article"], 1, title=article["title"], published=published)
        for index, reading in enumerate(readings(header, article["sentences"])):
            yield (article["article"], index), reading


def readings(header: ArticleHeader, sentences: list[str]) -> Iterator[Reading]:
    for index, text in enumerate(sentences):
        key = SentenceKey(header.id, 1, index)
        after = sentences[index + 1] if index + 1 < len(sentences) else None
        context = Context(tuple(sentences[max(index - 2, 0) : index]), after)
        yield analyze_reading(Candidate(key, 0, text, 0, len(text), header), context)


def labelled_claims(name: str, document: str, place: str) -> Iterator[LabelledClaim]:
    def ids(rows: list[dict[str, Any]]) -> frozenset[UnitId]:
        return frozenset((row[document], row[place]) for row in rows)

    for line in (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stances = {unit: stance for label, stance in LABELS.items() for unit in ids(row[label])}
        yield LabelledClaim(claim_of(row["claim"]), stances, ids(row["neutral"]))


def judged(claim: Claim, units: Mapping[UnitId, Reading]) -> dict[UnitId, Verdict]:
    """Verdicts on the candidates among the units, as the service reaches them: screened first, then read."""
    verifier = RuleVerifier()
    verdicts: dict[UnitId, Verdict] = {}
    to_read: dict[UnitId, Reading] = {}
    for unit, reading in units.items():
        terms = frozenset(sentence_terms(reading.candidate.text))
        weight = sum(term.weight for term in claim.terms if term.term in terms)
        if weight < floor_weight(claim.terms):
            continue
        candidate = replace(reading.candidate, weight=weight)
        [screened] = verifier.screen(claim, [candidate])
        if screened:
            verdicts[unit] = screened
        else:
            to_read[unit] = replace(reading, candidate=candidate)
    read = verifier.verify(claim, list(to_read.values()))
    return verdicts | dict(zip(to_read, read, strict=True))


@pytest.fixture(scope="module")
def units() -> dict[UnitId, Reading]:
    return dict(seed_readings()) | dict(news_readings())


@pytest.fixture(scope="module")
def counts(units: dict[UnitId, Reading]) -> Counter[str]:
    """What was found, missed and wrongly returned over all claims and all units of both sets."""
    counts: Counter[str] = Counter()
    claims = [
        *labelled_claims("seed_claims.dev.jsonl", "file", "start"),
        *labelled_claims("news_claims.dev.jsonl", "article", "sentence"),
    ]
    for labelled in claims:
        verdicts = judged(labelled.claim, units)
        for stance in (Stance.SUPPORTS, Stance.REFUTES):
            wanted = {unit for unit, label in labelled.stances.items() if label is stance}
            found = {unit for unit, verdict in verdicts.items() if verdict.stance is stance} - labelled.neutral
            counts[f"{stance} right"] += len(found & wanted)
            counts[f"{stance} wrong"] += len(found - wanted)
            counts[f"{stance} missed"] += len(wanted - found)
            counts[f"{stance} below the floor"] += len(wanted - verdicts.keys())
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        print(f"\n{stance}: precision {precision(counts, stance):.3f}, recall {recall(counts, stance):.3f}, ", end="")
        print(f"F1 {f1(counts, stance):.3f}, below the candidate floor {counts[f'{stance} below the floor']}")
    return counts


def precision(counts: Counter[str], stance: Stance) -> float:
    return counts[f"{stance} right"] / max(counts[f"{stance} right"] + counts[f"{stance} wrong"], 1)


def recall(counts: Counter[str], stance: Stance) -> float:
    return counts[f"{stance} right"] / max(counts[f"{stance} right"] + counts[f"{stance} missed"], 1)


def f1(counts: Counter[str], stance: Stance) -> float:
    both = precision(counts, stance) + recall(counts, stance)
    return 2 * precision(counts, stance) * recall(counts, stance) / both if both else 0.0


def test_supports_are_found_and_little_else(counts: Counter[str]) -> None:
    assert f1(counts, Stance.SUPPORTS) >= 0.88
    assert precision(counts, Stance.SUPPORTS) >= 0.92
    assert recall(counts, Stance.SUPPORTS) >= 0.83


def test_refutations_are_rarely_wrong(counts: Counter[str]) -> None:
    assert precision(counts, Stance.REFUTES) >= 0.88
    assert recall(counts, Stance.REFUTES) >= 0.62


def test_few_supports_lie_below_the_candidate_floor(counts: Counter[str]) -> None:
    assert counts[f"{Stance.SUPPORTS} below the floor"] <= 3


def test_a_share_is_found_on_three_pages_and_never_with_another_share(units: dict[UnitId, Reading]) -> None:
    claim = claim_of("In 2023, 90% of Russia's microelectronics imports came from China.")

    verdicts = judged(claim, units)

    supports = {unit: units[unit] for unit, verdict in verdicts.items() if verdict.stance is Stance.SUPPORTS}
    shares = [
        {quantity.value for quantity in extract_facts(reading.candidate.text).quantities if quantity.unit == "%"}
        for reading in supports.values()
    ]
    assert {"001", "002", "004"} <= {page[:3] for page, _ in supports}
    assert {70.0} not in shares


def test_a_fall_that_never_was_has_no_support(units: dict[UnitId, Reading]) -> None:
    claim = claim_of("Trade between China and Russia fell to $140 billion in 2023.")

    verdicts = judged(claim, units)

    assert [verdict for verdict in verdicts.values() if verdict.stance is Stance.SUPPORTS] == []
