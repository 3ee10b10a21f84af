"""Every error is a problem that says what is wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient

from service.api.problem_types import PROBLEM_TYPES
from service.domain.errors import IndexOutdated, StoreUnavailable
from tests.api.conftest import GRAIN, GRAIN_CLAIM, Served

POSTS = ["/v1/articles", "/v1/evidence", "/v1/evidence/batch"]
JSON = "application/json"


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"claim": NaN}', b'{"claim": "\\ud800"}', b'{"claim": "\xff"}', b"[" * 100_000, b'{"a":' * 100_000],
)
def test_a_body_that_cannot_be_read_is_a_400(client: FlaskClient, path: str, body: bytes) -> None:
    response = client.post(path, data=body, content_type=JSON)

    assert (response.status_code, response.get_json()["type"]) == (400, "/problems/malformed-request")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("body", [b"[]", b"5", b"null", b'"claim"', b"true"])
def test_a_body_that_is_no_object_is_a_422(client: FlaskClient, path: str, body: bytes) -> None:
    response = client.post(path, data=body, content_type=JSON)

    assert response.status_code == 422
    assert response.get_json()["errors"] == [{"pointer": "", "detail": "must be a JSON object"}]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", f"{JSON}; charset=x"])
def test_another_content_type_is_a_415(client: FlaskClient, path: str, content_type: str) -> None:
    assert client.post(path, data=b"{}", content_type=content_type).status_code == 415


def test_a_compressed_body_is_a_415(client: FlaskClient) -> None:
    headers = {"Content-Encoding": "gzip"}

    assert client.post("/v1/evidence", data=b"{}", content_type=JSON, headers=headers).status_code == 415


def test_utf_8_may_be_named(client: FlaskClient) -> None:
    body = json.dumps({"claim": GRAIN_CLAIM}).encode()

    assert client.post("/v1/evidence", data=body, content_type=f"{JSON}; charset=UTF-8").status_code == 200


def test_a_body_over_the_limit_is_a_413(small_limits_client: FlaskClient) -> None:
    response = small_limits_client.post("/v1/evidence", data=b" " * 3_000, content_type=JSON)

    assert (response.status_code, response.get_json()["type"]) == (413, "/problems/content-too-large")


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "nope": 1}, "/nope"),
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "filters": {"outlet": "A"}}, "/filters/outlet"),
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "a/b": 1}, "/a~1b"),
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "limit": True}, "/limit"),
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "limit": 10**40}, "/limit"),
        ("/v1/evidence", {"claim": GRAIN_CLAIM, "limit": -(10**40)}, "/limit"),
        ("/v1/evidence", {"claim": "x" * 2_001}, "/claim"),
        ("/v1/evidence", {"claim": "a\x00b"}, "/claim"),
        ("/v1/articles", {"text": "Grain.", "outlet": {"nmae": "A"}}, "/outlet/nmae"),
        ("/v1/articles", {"text": "Grain.", "id": "a\x00"}, "/id"),
        ("/v1/articles", {"text": "Gra\x00in."}, "/text"),
    ],
)
def test_a_refused_field_is_named(client: FlaskClient, path: str, body: dict[str, Any], pointer: str) -> None:
    response = client.post(path, json=body)

    assert response.status_code == 422
    assert [error["pointer"] for error in response.get_json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    "query",
    ["nope=1", "limit=x", "limit=0", "include_undated=1", "stance=maybe", "domain=%20", "article_id=a%20b", "cursor="],
)
def test_a_refused_parameter_is_named(client: FlaskClient, query: str) -> None:
    response = client.get(f"/v1/evidence?claim=Grain+came&{query}")

    assert response.status_code == 422
    assert response.get_json()["errors"][0]["pointer"].startswith("/" + query.partition("=")[0])


@pytest.mark.parametrize("path", ["/v1/evidence", "/v1/articles", "/v1/articles/grain-1/sentences"])
def test_a_query_that_is_no_utf_8_is_a_400(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?claim=%ff")

    assert (response.status_code, response.get_json()["type"]) == (400, "/problems/malformed-request")


def test_the_detail_names_the_first_refusal_and_counts_the_others(client: FlaskClient) -> None:
    one = client.post("/v1/evidence", json={"claim": "?!"}).get_json()
    three = client.post("/v1/evidence", json={"claim": GRAIN_CLAIM, "limit": 0, "a": 1, "b": 2}).get_json()

    assert one["detail"] == "/claim must hold a letter or a digit"
    assert three["detail"] == "/limit must be a whole number from 1 to 1000, and 2 more"
    assert len(three["errors"]) == 3


def test_an_unknown_path_is_a_404(client: FlaskClient) -> None:
    for path in ("/nope", "/v1", "/v1/articles/", "//v1/articles", "/v1/articles/a/b", "/problems/nope", "/%FF"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/articles", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("DELETE", "/v1/evidence", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", "/v1/articles/bulk", {"OPTIONS", "POST"}),
        ("POST", "/docs", {"GET", "HEAD", "OPTIONS"}),
        ("BREW", "/v1/outlets", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_another_method_is_a_405_that_names_those_there_are(
    client: FlaskClient, method: str, path: str, allowed: set[str]
) -> None:
    response = client.open(path, method=method)

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_a_problem_names_its_request(client: FlaskClient) -> None:
    response = client.get("/v1/articles/nope", headers={"X-Request-ID": "trace-7"})

    body = response.get_json()
    assert (body["instance"], body["request_id"], body["status"]) == ("/v1/articles/nope", "trace-7", 404)
    assert response.headers["X-Request-ID"] == "trace-7"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, "é", "a;b"])
def test_a_request_id_that_could_harm_a_log_is_replaced(client: FlaskClient, given: str) -> None:
    response = client.get("/health/live", headers={"X-Request-ID": given})

    assert response.headers["X-Request-ID"] not in {"", given}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/evidence"),
        ("POST", "/v1/evidence/batch"),
        ("GET", "/v1/articles/grain-1"),
        ("DELETE", "/v1/articles/grain-1"),
        ("GET", "/v1/articles/grain-1/sentences/0"),
        ("GET", "/v1/outlets"),
    ],
)
def test_a_parameter_is_refused_where_none_is_taken(client: FlaskClient, method: str, path: str) -> None:
    client.post("/v1/articles", json=GRAIN)
    body = {"claim": GRAIN_CLAIM} if method == "POST" else None

    response = client.open(f"{path}?limit=1", method=method, json=body)

    assert response.status_code == 422
    assert response.get_json()["errors"] == [
        {"pointer": "/limit", "detail": "is not a parameter here; none is allowed"}
    ]
    assert client.get("/v1/articles/grain-1").status_code == 200


def test_a_parameter_with_one_value_is_given_once(client: FlaskClient) -> None:
    lists = client.get("/v1/evidence?claim=Grain&outlet=A&outlet=B&stance=supports&stance=refutes")
    repeated = client.get("/v1/evidence?claim=Grain&claim=Coal")

    assert lists.status_code == 200
    assert repeated.status_code == 422
    assert repeated.get_json()["errors"] == [{"pointer": "/claim", "detail": "must be given once"}]


@pytest.mark.parametrize("kind", PROBLEM_TYPES, ids=lambda kind: kind.slug)
def test_every_problem_has_a_page(client: FlaskClient, kind: Any) -> None:
    page = client.get(kind.path)

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert kind.title.replace("'", "&#39;") in page.get_data(as_text=True)


def with_clock(served: Served, clock: Callable[[], datetime]) -> FlaskClient:
    context = served.app.extensions["claimlink"]
    served.app.extensions["claimlink"] = replace(context, services=replace(served.services, clock=clock))
    served.app.testing = False
    return served.app.test_client()


def test_a_fault_of_the_service_is_a_500_without_its_details(serve: Callable[..., Served]) -> None:
    def broken() -> NoReturn:
        raise ZeroDivisionError("secret detail")

    response = with_clock(serve(), broken).post("/v1/articles", json=GRAIN)

    assert (response.status_code, response.get_json()["type"]) == (500, "/problems/internal-error")
    assert "secret" not in response.get_data(as_text=True)


def test_a_store_that_is_away_is_a_503_with_the_time_to_wait(serve: Callable[..., Served]) -> None:
    def away() -> NoReturn:
        raise StoreUnavailable("the store does not answer", retry_after_s=7)

    client = with_clock(serve(), away)

    for path, body in (
        ("/v1/articles", GRAIN),
        ("/v1/evidence", {"claim": GRAIN_CLAIM}),
        ("/v1/evidence/batch", {"items": [{"claim": GRAIN_CLAIM}]}),
    ):
        response = client.post(path, json=body)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "7")
        assert response.get_json()["type"] == "/problems/store-unavailable"


def test_an_index_of_another_version_is_a_503_that_names_the_way_out(serve: Callable[..., Served]) -> None:
    def outdated() -> NoReturn:
        raise IndexOutdated("0", "1")

    response = with_clock(serve(), outdated).post("/v1/evidence", json={"claim": GRAIN_CLAIM})

    assert response.status_code == 503
    assert "claimlink reindex" in response.get_json()["detail"]
