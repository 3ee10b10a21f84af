"""One outlet under all its spellings: the outlets file as callers see its effect."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import Served

OUTLETS = """
outlets:
  - {name: Harbour Gazette, tier: 1, domains: [harbourgazette.example, hg.example], aliases: [The Gazette, HG]}
  - {name: Tolm Wire, tier: 2, aliases: [TW], agency: true}
"""
CLAIM = "The harbour of Lindhaven handled 40% more grain in 2023."
SENTENCE = "The harbour of Lindhaven handled 40% more grain in 2023."
SPELLINGS: list[dict[str, Any]] = [
    {"id": "by-name", "outlet": {"name": "Harbour Gazette"}, "published_at": "2024-03-01"},
    {"id": "by-alias", "outlet": {"name": "the gazette", "domain": "elsewhere.example"}, "published_at": "2024"},
    {"id": "by-domain", "outlet": {"domain": "news.hg.example"}},
    {"id": "by-url", "url": "https://www.harbourgazette.example/2024/grain", "published_at": "2024-05-01"},
    {"id": "wire", "outlet": {"name": "TW"}, "published_at": "2024-02-01"},
    {"id": "other", "outlet": {"name": "Gazette"}},
    {"id": "nobody"},
]


@pytest.fixture
def gazettes(serve: Callable[..., Served], tmp_path: Path) -> FlaskClient:
    """A client of a service with an outlets file and a sentence under every spelling."""
    file = tmp_path / "outlets.yaml"
    file.write_text(OUTLETS, encoding="utf-8")
    client = serve(outlets_file=file).app.test_client()
    for article in SPELLINGS:
        assert client.post("/v1/articles", json={"text": SENTENCE, **article}).status_code == 201
    return client


def evidence(client: FlaskClient, **request: Any) -> dict[str, Any]:
    body: dict[str, Any] = client.post("/v1/evidence", json={"claim": CLAIM, **request}).get_json()
    return body


def test_evidence_shows_the_one_name_and_domain_and_ranks_and_counts_by_it(gazettes: FlaskClient) -> None:
    body = evidence(gazettes)

    shown = [(item["article"]["id"], *item["outlet"].values()) for item in body["evidence"]]
    assert shown == [
        ("by-url", "Harbour Gazette", "harbourgazette.example", 1),
        ("by-name", "Harbour Gazette", "harbourgazette.example", 1),
        ("by-alias", "Harbour Gazette", "harbourgazette.example", 1),
        ("by-domain", "Harbour Gazette", "harbourgazette.example", 1),
        ("wire", "Tolm Wire", None, 2),
        ("other", "Gazette", None, None),
        ("nobody", None, None, None),
    ]
    assert (body["totals"]["outlets"], body["coverage"]["outlets"]) == (3, 3)


def test_a_page_further_on_shows_the_same_names(gazettes: FlaskClient) -> None:
    first = evidence(gazettes, limit=3)

    second = evidence(gazettes, limit=10, cursor=first["next_cursor"])

    assert [item["outlet"]["name"] for item in second["evidence"]] == ["Harbour Gazette", "Tolm Wire", "Gazette", None]


@pytest.mark.parametrize("spelling", ["hg", "HARBOUR gazette", "hg.example", "harbourgazette.example"])
def test_a_filter_takes_every_spelling_of_the_outlet_that_it_names(gazettes: FlaskClient, spelling: str) -> None:
    within = evidence(gazettes, filters={"outlets": [spelling]})
    without = evidence(gazettes, filters={"exclude_outlets": [spelling]})
    listed = gazettes.get("/v1/articles", query_string={"outlet": spelling}).get_json()["articles"]

    own = {"by-name", "by-alias", "by-domain", "by-url"}
    assert {item["article"]["id"] for item in within["evidence"]} == own
    assert {item["article"]["id"] for item in without["evidence"]} == {"wire", "other", "nobody"}
    assert {article["id"] for article in listed} == own
    assert within["coverage"]["outlets"] == 1


def test_tiers_of_a_request_name_an_outlet_by_any_spelling(gazettes: FlaskClient) -> None:
    body = evidence(gazettes, outlet_tiers=[["Tolm Wire"], ["hg.example"]])

    assert [item["outlet"]["tier"] for item in body["evidence"]] == [1, 2, 2, 2, 2, None, None]


def test_outlets_are_listed_once_with_all_that_is_held_of_them(gazettes: FlaskClient) -> None:
    outlets = gazettes.get("/v1/outlets").get_json()["outlets"]

    assert [tuple(outlet.values()) for outlet in outlets] == [
        ("Gazette", None, None, 1, None, None),
        ("Harbour Gazette", "harbourgazette.example", 1, 4, "2024", "2024-05-01"),
        ("Tolm Wire", None, 2, 1, "2024-02-01", "2024-02-01"),
    ]


def test_an_article_keeps_what_its_caller_stated(gazettes: FlaskClient) -> None:
    bodies = [gazettes.get(f"/v1/articles/{article}").get_json() for article in ("by-alias", "by-url", "nobody")]

    assert [body["outlet"] for body in bodies] == [
        {"name": "the gazette", "domain": "elsewhere.example"},
        {"name": None, "domain": "harbourgazette.example"},
        {"name": None, "domain": None},
    ]


def test_an_article_s_credits_are_shown_and_the_operator_s_names_are_known(gazettes: FlaskClient) -> None:
    text = "The harbour closed, TW reported. It will open in May, the AP said. HG has more, according to HG."
    article = {"title": "Harbour closes - Reuters", "outlet": {"name": "The Gazette"}, "text": text}

    body = gazettes.post("/v1/articles", json=article).get_json()

    assert body["credited_outlets"] == ["Reuters", "Tolm Wire", "Associated Press"]
