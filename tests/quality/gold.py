"""Labelled claims on real pages, kept outside the repository: CLAIMLINK_SHARED, else `../shared` beside it."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from service.application.evaluate import evaluate_claims
from service.application.services import Services
from service.commands.evaluating import Evaluation, evaluation_tables
from service.commands.labelled import Library, read_claims, read_library, store_library
from service.domain.evaluation import Figures, figures_of
from service.settings import Limits, Settings
from service.wiring import build_services

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


@contextmanager
def stored(folder: Path, *, articles: Sequence[Path], pages: Sequence[Path] = ()) -> Iterator[tuple[Services, Library]]:
    """Services over a store in the folder that holds the articles and pages."""
    library = read_library(articles, pages, Limits())
    services = build_services(Settings(data_dir=folder))
    with closing(services.store):
        store_library(services, library)
        yield services, library


def evaluated(
    services: Services, library: Library, claims: Sequence[Path], *, claimed_at: datetime, most_errors: int = 1000
) -> Figures:
    """The figures of `claimlink evaluate --gold` with its errors, printed too."""
    labelled = read_claims(claims, Limits(), most=None)
    judged = list(evaluate_claims(services, labelled, library.offsets, claimed_at=claimed_at))
    evaluation = Evaluation(judged, services.verifier.version, claimed_at)
    print()
    Console(width=120).print(evaluation_tables(evaluation, most_errors=most_errors))
    return figures_of(judged)


def _claims(name: str, document: str, place: str) -> tuple[LabelledClaim, ...]:
    return tuple(
        LabelledClaim(line["claim"], frozenset((support[document], support[place]) for support in line["support"]))
        for line in _lines(name)
    )


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "gold" / name).read_text().splitlines() if line]
