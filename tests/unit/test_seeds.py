"""The sample articles, outlets and claims hold what they are there to show."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from schemas.articles import article_input_schema
from service.settings import Limits

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((SEEDS / "articles").glob("*.json"))
}
CLAIMS: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "claims.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("name", ARTICLES)
def test_a_sample_article_is_one_that_the_api_takes(name: str) -> None:
    article = ARTICLES[name]

    errors = article_input_schema(Limits()).validate(article)

    assert errors == {}
    assert article["id"] == name


def test_there_are_two_stories_told_by_at_least_six_outlets() -> None:
    stories = Counter(name.partition("-")[0] for name in ARTICLES)
    outlets = {article["outlet"]["name"] for article in ARTICLES.values()}

    assert stories == {"buses": 7, "fire": 7}
    assert len(outlets) >= 6


def test_one_wire_sentence_is_carried_by_two_more_outlets() -> None:
    sentence = "The registry counted 1,240 new electric buses over the year, up from 690 in 2023."

    carriers = {article["outlet"]["name"] for article in ARTICLES.values() if sentence in article["text"]}

    assert carriers == {"Meridian Wire", "The Northgate Chronicle", "Tidewater Radio"}


def test_one_story_has_an_undated_article_that_says_last_year() -> None:
    undated = [article for article in ARTICLES.values() if "published_at" not in article]

    assert any("last year" in article["text"] for article in undated)


def test_there_are_at_least_twelve_labelled_claims_some_of_them_without_support() -> None:
    unsupported = [row["claim"] for row in CLAIMS if not row["supports"]]

    assert len(CLAIMS) >= 12
    assert len(unsupported) >= 4


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row["claim"])
def test_a_label_names_a_sentence_that_stands_once_in_its_article(row: dict[str, Any]) -> None:
    labels = [label for stance in ("supports", "refutes", "neutral") for label in row[stance]]

    places = [ARTICLES[label["article_id"]]["text"].count(label["sentence"]) for label in labels]

    assert places == [1] * len(labels)
    assert len({(label["article_id"], label["sentence"]) for label in labels}) == len(labels)
