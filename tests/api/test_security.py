"""Headers for browsers, CORS and compression."""

import gzip
import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import GRAIN, Served

FRONT_END = "https://editor.example"
PREFLIGHT = {
    "Origin": FRONT_END,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type",
}


def test_no_origin_is_allowed_unless_the_settings_name_it(client: FlaskClient) -> None:
    for response in (
        client.get("/v1/outlets", headers={"Origin": FRONT_END}),
        client.options("/v1/evidence", headers=PREFLIGHT),
    ):
        assert [name for name, _ in response.headers if name.startswith("Access-Control")] == []


def test_a_named_origin_is_allowed_and_sees_the_headers_it_needs(serve: Callable[..., Served]) -> None:
    client = serve(cors_origins=(FRONT_END,)).app.test_client()

    response = client.get("/v1/articles/nope", headers={"Origin": FRONT_END})

    assert response.headers["Access-Control-Allow-Origin"] == FRONT_END
    assert set(response.headers["Access-Control-Expose-Headers"].split(", ")) == {
        "Link",
        "Location",
        "ETag",
        "Retry-After",
        "X-Request-ID",
    }
    assert "Origin" in response.headers["Vary"]


def test_another_origin_is_not(serve: Callable[..., Served]) -> None:
    client = serve(cors_origins=(FRONT_END,)).app.test_client()

    response = client.get("/v1/outlets", headers={"Origin": "https://other.example"})

    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Origin" in response.headers["Vary"]


def test_a_preflight_names_methods_and_headers(serve: Callable[..., Served]) -> None:
    client = serve(cors_origins=(FRONT_END,)).app.test_client()

    response = client.options("/v1/evidence", headers=PREFLIGHT)

    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert {"Content-Type", "Idempotency-Key"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))


def test_a_star_allows_all(serve: Callable[..., Served]) -> None:
    client = serve(cors_origins=("*",)).app.test_client()

    assert client.get("/v1/outlets").headers["Access-Control-Allow-Origin"] == "*"


def test_every_answer_forbids_guessing_its_type(client: FlaskClient) -> None:
    for path in ("/", "/docs", "/v1/outlets", "/nope", "/metrics"):
        response = client.get(path)

        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_large_answers_are_compressed_on_request(client: FlaskClient) -> None:
    client.post("/v1/articles", json={**GRAIN, "text": GRAIN["text"] * 10})

    plain = client.get("/v1/articles/grain-1")
    compressed = client.get("/v1/articles/grain-1", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(compressed.data)) == plain.get_json()
    assert "Accept-Encoding" in compressed.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip; q=0", "*;q=0", "br, gzip;q=0.0"])
def test_a_caller_who_refuses_gzip_gets_none(client: FlaskClient, accepted: str) -> None:
    client.post("/v1/articles", json={**GRAIN, "text": GRAIN["text"] * 10})

    response = client.get("/v1/articles/grain-1", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]
    assert response.get_json()["id"] == "grain-1"
