"""The embedded store and Elasticsearch give the same complete answer to the same claim, byte for byte."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from benchmarks.generated import generate_articles, generate_claims
from service.adapters.elasticsearch.records import ElasticsearchRecords
from service.adapters.elasticsearch.store import ElasticsearchStore
from service.adapters.embedded.store import EmbeddedStore
from service.adapters.extraction.pages import PageExtractor
from service.adapters.language import detect_language
from service.adapters.outlets_file import read_outlets
from service.adapters.verifier.stacked import StackedVerifier
from service.app import create_app
from service.application.index_articles import index_articles
from service.application.ports import ArticleStore, ExpiringRecords
from service.application.services import Services
from service.domain.credits import KnownOutlets
from service.domain.terms import ANALYSIS_VERSION
from service.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"
INDEXED_AT = datetime(2025, 5, 1, 12, tzinfo=UTC)
FILTERS: list[dict[str, Any]] = [
    {},
    {"outlets": ["Meridian Wire", "osprey.example"]},
    {"exclude_domains": ["harborandtrade.example"]},
    {"published_from": "2025-02", "include_undated": False},
    {"published_to": "2025-02-03"},
    {"languages": ["en"], "outlets": ["outlet7.example", "Outlet 8"]},
]


@dataclass(frozen=True)
class Service:
    """The application on one store."""

    services: Services
    client: FlaskClient

    def answer(self, request: dict[str, Any]) -> bytes:
        response = self.client.post("/v1/evidence", json=request)
        assert response.status_code == 200, response.text
        body = response.get_json()
        # A cursor is random by design; all else must be equal.
        body["next_cursor"] = body["next_cursor"] is not None
        return json.dumps(body).encode()


def service_on(store: ArticleStore, records: ExpiringRecords) -> Service:
    outlets = read_outlets(SEEDS / "outlets.yaml")
    services = Services(
        store=store,
        records=records,
        verifier=StackedVerifier.load(),
        page_reader=PageExtractor(max_title_chars=1_000, max_url_chars=2_000, detect_language=detect_language),
        detect_language=detect_language,
        outlets=outlets,
        known_outlets=KnownOutlets.of(outlets.entries),
        clock=lambda: INDEXED_AT,
        max_text_chars=1_000_000,
    )
    return Service(services, create_app(Settings(), services).test_client())


@pytest.fixture
def both(
    tmp_path: Path, elasticsearch_store: ElasticsearchStore, elasticsearch_records: ElasticsearchRecords
) -> tuple[Service, Service]:
    embedded = EmbeddedStore.open(tmp_path, analysis_version=ANALYSIS_VERSION)
    return service_on(embedded, embedded.records), service_on(elasticsearch_store, elasticsearch_records)


def requests_for(claim: str) -> list[dict[str, Any]]:
    return [
        {"claim": claim, "filters": filters, "stances": stances, "max_candidates": 10_000, "limit": 200}
        for filters in FILTERS
        for stances in (["supports"], ["supports", "refutes", "not_enough_info"])
    ]


def test_the_sample_articles_answer_alike_on_both_stores(both: tuple[Service, Service]) -> None:
    embedded, elasticsearch = both
    articles = [json.loads(path.read_text()) for path in sorted(SEEDS.glob("articles/*.json"))]
    for service in both:
        for article in articles:
            assert service.client.post("/v1/articles", json=article).status_code == 201

    claims = [json.loads(line)["claim"] for line in (SEEDS / "claims.jsonl").read_text().splitlines()]

    supported = 0
    for claim in claims:
        for request in requests_for(claim):
            answer = embedded.answer(request)
            assert answer == elasticsearch.answer(request), request
            supported += json.loads(answer)["totals"]["supports"]
    assert supported > 0


def test_generated_articles_answer_alike_on_both_stores(both: tuple[Service, Service]) -> None:
    embedded, elasticsearch = both
    for service in both:
        results = index_articles(service.services, list(generate_articles(3_000)))
        assert len(results) == 120

    candidates = 0
    for claim in generate_claims(3_000, 15):
        for request in requests_for(claim):
            answer = embedded.answer(request)
            assert answer == elasticsearch.answer(request), request
            candidates += json.loads(answer)["totals"]["candidates"]
    assert candidates > 0


def test_revised_and_deleted_articles_answer_alike_on_both_stores(both: tuple[Service, Service]) -> None:
    for service in both:
        for text in ("Velmora sold 40% of its copper abroad.", "Velmora sold 60% of its copper abroad in 2023."):
            service.client.post("/v1/articles", json={"id": "revised", "text": text})
            service.client.post("/v1/articles", json={"id": "deleted", "text": text})
        service.client.delete("/v1/articles/deleted")

    answers = [service.answer({"claim": "Velmora sold 60% of its copper abroad."}) for service in both]

    assert answers[0] == answers[1]
    assert [item["article"]["id"] for item in json.loads(answers[0])["evidence"]] == ["revised"]
