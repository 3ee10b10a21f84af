"""Labelled claims on real pages, kept outside the repository: CLAIMLINK_SHARED, else `../shared` beside it."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("CLAIMLINK_SHARED") or Path(__file__).parents[2].parent / "shared")
needs_gold = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the labelled pages are not here (set CLAIMLINK_SHARED to their folder)"
)

SentenceId = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim and the sentences that support it."""

    text: str
    supports: frozenset[SentenceId]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Claims and every sentence that they were labelled on."""

    claims: tuple[LabelledClaim, ...]
    sentences: dict[SentenceId, str]


def seed_units() -> dict[str, list[dict[str, Any]]]:
    """Units of each seed page by its file's name: start, end, kind, article, text."""
    units: dict[str, list[dict[str, Any]]] = json.loads((SHARED / "gold" / "seed_sentences.json").read_text())
    return units


def seed_page(name: str) -> str:
    """A seed page with its line ends as they are."""
    return (SHARED / "seeds" / name).read_bytes().decode()


def seed_set() -> LabelledSet:
    """The claims on the seed pages; a sentence's id is its file and its start."""
    sentences = {
        (name, unit["start"]): unit["text"]
        for name, units in seed_units().items()
        for unit in units
        if unit["kind"] == "sentence"
    }
    return LabelledSet(_claims("seed_claims.dev.jsonl", "file", "start"), sentences)


def news_articles() -> list[dict[str, Any]]:
    """The news articles: article, title, sentences, paragraphs (sentences in each)."""
    return _lines("news_articles.dev.jsonl")


def news_set() -> LabelledSet:
    """The claims on the news articles; a sentence's id is its article and its place there."""
    sentences = {
        (article["article"], index): sentence
        for article in news_articles()
        for index, sentence in enumerate(article["sentences"])
    }
    return LabelledSet(_claims("news_claims.dev.jsonl", "article", "sentence"), sentences)


def _claims(name: str, document: str, place: str) -> tuple[LabelledClaim, ...]:
    return tuple(
        LabelledClaim(line["claim"], frozenset((support[document], support[place]) for support in line["support"]))
        for line in _lines(name)
    )


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "gold" / name).read_text().splitlines() if line]
