"""Labelled claims with every sentence that they were labelled on, as readings."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.application.evaluate import passages_of
from service.domain.analysis import analyze_claim, analyze_reading
from service.domain.claim import Claim
from service.domain.evidence import ArticleHeader, Reading, Stance
from service.domain.published import parse_published
from service.domain.terms import floor_weight, sentence_terms
from training.datasets import read_rows

CLAIMED_AT = datetime(2026, 1, 1, tzinfo=UTC)
_STANCES = {"support": Stance.SUPPORTS, "refute": Stance.REFUTES}
_STANCE_BY_LABEL = {"SUPPORTS": Stance.SUPPORTS, "REFUTES": Stance.REFUTES, "NEI": Stance.NOT_ENOUGH_INFO}

SentenceId = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, its labelled sentences, and those that are left out of every score. What is in neither says nothing."""

    claim: Claim
    stances: dict[SentenceId, Stance]
    neutral: frozenset[SentenceId]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Claims and the sentences that they were labelled on."""

    name: str
    claims: tuple[LabelledClaim, ...]
    readings: dict[SentenceId, Reading]

    def candidates(self, labelled: LabelledClaim) -> Iterator[tuple[SentenceId, Reading, Stance]]:
        """The sentences that hold enough of the claim to be judged, with their labels; no neutral one."""
        floor = floor_weight(labelled.claim.terms)
        for place, reading in self.readings.items():
            held = frozenset(sentence_terms(reading.candidate.text))
            weight = sum(term.weight for term in labelled.claim.terms if term.term in held)
            if weight >= floor and place not in labelled.neutral:
                candidate = replace(reading.candidate, weight=weight)
                label = labelled.stances.get(place, Stance.NOT_ENOUGH_INFO)
                yield place, replace(reading, candidate=candidate), label


def article_set(name: str, articles: Path, claims: Path) -> LabelledSet:
    """Claims on articles that are in sentences already: labels name an article and the place of a sentence."""
    readings: dict[SentenceId, Reading] = {}
    for row in _lines(articles):
        published = row.get("published") or row.get("published_at")
        header = ArticleHeader(
            row["article"], 1, title=row["title"], published=parse_published(published) if published else None
        )
        readings |= {(row["article"], place): reading for place, reading in _readings(header, row["sentences"])}
    return LabelledSet(name, tuple(_claims(claims, "article", "sentence")), readings)


def page_set(name: str, units: Path, claims: Path) -> LabelledSet:
    """Claims on pages: labels name a file and the offset of a sentence in it; a page may hold several articles."""
    readings: dict[SentenceId, Reading] = {}
    for page, found in json.loads(units.read_text(encoding="utf-8")).items():
        for number in sorted({unit["article"] for unit in found if unit["article"] is not None}):
            own = [unit for unit in found if unit["article"] == number]
            title = next((unit["text"] for unit in own if unit["kind"] == "title"), None)
            sentences = [unit for unit in own if unit["kind"] == "sentence"]
            header = ArticleHeader(f"{page}:{number}", 1, title=title)
            for place, reading in _readings(header, [unit["text"] for unit in sentences]):
                readings[page, sentences[place]["start"]] = reading
    return LabelledSet(name, tuple(_claims(claims, "file", "start")), readings)


def pair_sets(name: str, path: Path) -> list[LabelledSet]:
    """Claims that each come with a sentence of their own, as sets of one claim."""
    return [_pair_set(name, row) for row in read_rows(path)]


def _pair_set(name: str, row: dict[str, Any]) -> LabelledSet:
    readings = {
        (row["id"], place): reading for place, reading in _readings(ArticleHeader(row["id"], 1), row["sentences"])
    }
    stance = _STANCE_BY_LABEL[row["label"]]
    claim = analyze_claim(row["claim"], claimed_at=CLAIMED_AT, language="en")
    return LabelledSet(name, (LabelledClaim(claim, dict.fromkeys(readings, stance), frozenset()),), readings)


def _readings(header: ArticleHeader, sentences: list[str]) -> Iterator[tuple[int, Reading]]:
    for place, passage in enumerate(passages_of(header, sentences)):
        yield place, analyze_reading(passage.candidate, passage.context)


def _claims(path: Path, document: str, place: str) -> Iterator[LabelledClaim]:
    for row in _lines(path):
        stances = {(one[document], one[place]): stance for key, stance in _STANCES.items() for one in row[key]}
        neutral = frozenset((one[document], one[place]) for one in row["neutral"])
        yield LabelledClaim(analyze_claim(row["claim"], claimed_at=CLAIMED_AT, language="en"), stances, neutral)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
