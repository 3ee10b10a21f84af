"""Five real pages that tell one story, each posted as one article."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

PAGES = Path(os.environ.get("CLAIMLINK_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Page texts by the first three characters of their file's name."""
    if not PAGES.is_dir():
        pytest.skip(f"the real pages are not here: no folder {PAGES}")
    return {path.name[:3]: path.read_bytes().decode() for path in sorted(PAGES.glob("*.txt"))}


@pytest.fixture
def client_with_pages(client: FlaskClient, pages: dict[str, str]) -> FlaskClient:
    for name, text in pages.items():
        assert client.post("/v1/articles", json={"id": name, "text": text}).status_code == 201
    return client


def supports(client: FlaskClient, claim: str) -> list[dict[str, Any]]:
    response = client.post("/v1/evidence", json={"claim": claim, "limit": 100})
    assert response.status_code == 200
    return response.get_json()["evidence"]


def test_the_share_of_imports_is_found_in_other_words_and_no_other_share(
    client_with_pages: FlaskClient, pages: dict[str, str]
) -> None:
    evidence = supports(client_with_pages, "In 2023, 90% of Russia's microelectronics imports came from China.")

    assert {item["article"]["id"] for item in evidence} >= {"001", "002", "004"}
    for item in evidence:
        sentence = item["sentence"]
        assert pages[item["article"]["id"]][sentence["start"] : sentence["end"]] == sentence["text"]
        assert "90" in sentence["text"]


def test_a_fall_in_trade_that_no_page_reports_has_no_support(client_with_pages: FlaskClient) -> None:
    assert supports(client_with_pages, "Trade between China and Russia fell to $140 billion in 2023.") == []
