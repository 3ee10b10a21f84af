"""Whatever is sent gets an answer or a clear 4xx."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.app import create_app
from service.settings import Settings
from service.wiring import build_services
from tests.api.conftest import GRAIN, GRAIN_CLAIM, CheckedClient

SYNTAX = [
    ") OR *:*",
    '"',
    "claim:*",
    "a AND NOT",
    "[* TO *]",
    "a~9^99",
    "{!func}x",
    "\\",
    "../../etc/passwd",
    "'; DROP TABLE articles; --",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "%s%n",
    "؟ مرحبا \u202e abc \u202c",
    "👩\u200d👩\u200d👧 family",
    "Z\u0351\u036b\u0343algo",
    "1e999 0x10 ١٢٣ ½ Ⅷ 𝟘",
    "\ufeff\u200b\u2060a",
    "a\x01\x02\x1f\x7f\x85",
]
# Characters of every kind, but no lone surrogates: JSON cannot say them in UTF-8 (test_errors has them escaped).
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
quietly = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """One service for all examples of this module: each example would else open a store."""
    chosen = Settings(data_dir=Path(tmp_path_factory.mktemp("data")))
    services = build_services(chosen)
    app = create_app(chosen, services)
    app.testing = True
    app.test_client_class = CheckedClient
    client = app.test_client()
    assert client.post("/v1/articles", json=GRAIN).status_code == 201
    yield client
    services.store.close()


def assert_answered(response: Any, allowed: set[int]) -> None:
    assert response.status_code in allowed, response.get_data(as_text=True)


@pytest.mark.parametrize("claim", [*SYNTAX, *(f"{GRAIN_CLAIM} {text}" for text in SYNTAX)])
def test_a_claim_is_text_and_never_a_query(shared_client: FlaskClient, claim: str) -> None:
    posted = shared_client.post("/v1/evidence", json={"claim": claim})
    linked = shared_client.get("/v1/evidence", query_string={"claim": claim})

    assert_answered(posted, {200, 422})
    assert linked.status_code == posted.status_code
    if posted.status_code == 200:
        assert posted.get_json()["claim"]["text"] == claim
        assert posted.get_json()["totals"]["candidates"] <= 4


@pytest.mark.parametrize("character", ["x", "7", "é", "😀x", "% 9", "word ", "2023 ", "\u0301a", "İ", "ß", "ﷺ "])
def test_the_longest_claim_is_answered(shared_client: FlaskClient, character: str) -> None:
    claim = (character * 2_000)[:2_000]

    assert_answered(shared_client.post("/v1/evidence", json={"claim": claim}), {200})
    assert_answered(shared_client.post("/v1/evidence", json={"claim": claim + "x"}), {422})


@quietly
@given(claim=TEXTS)
def test_any_claim_is_answered_or_refused(shared_client: FlaskClient, claim: str) -> None:
    assert_answered(shared_client.post("/v1/evidence", json={"claim": claim}), {200, 422})


@quietly
@given(text=TEXTS)
def test_any_text_is_stored_unchanged_or_refused(shared_client: FlaskClient, text: str) -> None:
    response = shared_client.post("/v1/articles", json={"id": "any", "text": text})

    assert_answered(response, {200, 201, 422})
    if response.status_code != 422:
        assert shared_client.get("/v1/articles/any").get_json()["text"] == text
        sentences = shared_client.get("/v1/articles/any/sentences").get_json()["sentences"]
        assert all(text[sentence["start"] : sentence["end"]] == sentence["text"] for sentence in sentences)


@quietly
@given(html=TEXTS)
def test_any_html_is_read_or_refused(shared_client: FlaskClient, html: str) -> None:
    body = {"id": "page", "html": f"<html><body><p>{html}</p>&#xD800;&#0;<div>{html}"}

    assert_answered(shared_client.post("/v1/articles", json=body), {200, 201, 422})


@quietly
@given(body=JSON_VALUES)
def test_any_json_is_answered_or_refused(shared_client: FlaskClient, body: Any) -> None:
    for path in ("/v1/evidence", "/v1/articles", "/v1/evidence/batch"):
        data = json.dumps(body).encode()
        assert_answered(shared_client.post(path, data=data, content_type="application/json"), {200, 201, 422})


@quietly
@given(field=st.sampled_from(["title", "url", "outlet", "published_at", "language", "id"]), value=JSON_VALUES)
def test_any_metadata_is_taken_or_refused(shared_client: FlaskClient, field: str, value: Any) -> None:
    body = {"text": "Ships came to Lindhaven.", field: value}

    assert_answered(shared_client.post("/v1/articles", json=body), {200, 201, 422})


@quietly
@given(outlet=TEXTS, domain=TEXTS, language=TEXTS, article_id=TEXTS)
def test_any_filter_is_used_or_refused(
    shared_client: FlaskClient, outlet: str, domain: str, language: str, article_id: str
) -> None:
    filters = {"outlets": [outlet], "exclude_domains": [domain], "languages": [language], "article_ids": [article_id]}

    for name, value in filters.items():
        body = {"claim": GRAIN_CLAIM, "filters": {name: value}, "outlet_tiers": [[outlet]] if outlet else []}
        assert_answered(shared_client.post("/v1/evidence", json=body), {200, 422})


@quietly
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(shared_client: FlaskClient, data: bytes) -> None:
    for path in ("/v1/evidence", "/v1/articles"):
        response = shared_client.post(path, data=data, content_type="application/json")
        assert_answered(response, {400, 422})
    bulk = shared_client.post("/v1/articles/bulk", data=data, content_type="application/x-ndjson")
    assert_answered(bulk, {200})


@quietly
@given(path=st.text(st.characters(exclude_categories=["Cs"]), max_size=40), query=st.binary(max_size=40))
def test_any_path_and_query_is_answered_or_refused(shared_client: FlaskClient, path: str, query: bytes) -> None:
    for prefix in ("/", "/v1/articles/", "/problems/"):
        response = shared_client.get(prefix + quote(path, safe=""), query_string=query.decode("latin-1"))
        assert response.status_code < 500


def test_a_long_text_in_one_line_is_split_and_stored(shared_client: FlaskClient) -> None:
    text = "Grain came to Lindhaven again and nobody counted it. " * 2_000

    response = shared_client.post("/v1/articles", json={"id": "long", "text": text})

    assert response.status_code == 201
    assert response.get_json()["sentence_count"] >= 2_000
