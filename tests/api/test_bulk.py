"""POST /v1/articles/bulk and Idempotency-Key."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api.idempotency import scoped_key
from service.application.idempotency import answer_once
from tests.api.conftest import GRAIN, Served


def post_lines(client: FlaskClient, lines: list[Any], **headers: str) -> TestResponse:
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return client.post(
        "/v1/articles/bulk", data=body.encode(), content_type="application/x-ndjson", headers=headers or None
    )


def test_a_bad_line_costs_that_line_alone(any_client: FlaskClient) -> None:
    lines = [
        {"id": "a", "text": "Ships came."},
        "",
        "{broken",
        {"id": "b", "text": 5},
        {"id": "c", "html": "<html></html>"},
        '{"text": "\\ud800"}',
        "[" * 5000,
        "[]",
        {"id": "a", "text": "Ships came back."},
        {"id": "d", "text": "Ships left."},
    ]

    body = post_lines(any_client, lines).get_json()

    assert [(item["line"], item["id"], item["status"], item["result"]) for item in body["items"]] == [
        (1, "a", 201, "created"),
        (3, None, 400, None),
        (4, "b", 422, None),
        (5, "c", 422, None),
        (6, None, 400, None),
        (7, None, 400, None),
        (8, None, 422, None),
        (9, "a", 200, "updated"),
        (10, "d", 201, "created"),
    ]
    assert body["errors"] == 6
    assert body["items"][2]["error"]["errors"] == [{"pointer": "/text", "detail": "must be a string"}]
    assert [article["id"] for article in any_client.get("/v1/articles").get_json()["articles"]] == ["a", "d"]


def test_results_keep_the_order_of_more_lines_than_are_stored_at_once(client: FlaskClient) -> None:
    lines = [{"id": f"n{number}", "text": f"Ship {number} came."} for number in range(1_203)]

    body = post_lines(client, lines).get_json()

    assert [item["id"] for item in body["items"]] == [line["id"] for line in lines]
    assert body["errors"] == 0


def test_an_empty_body_has_no_items(client: FlaskClient) -> None:
    assert post_lines(client, []).get_json()["items"] == []


def test_too_many_lines_or_bytes_are_refused_before_anything_is_stored(small_limits_client: FlaskClient) -> None:
    line = {"id": "a", "text": "Ships came."}

    too_many = post_lines(small_limits_client, [line] * 7)
    too_large = post_lines(small_limits_client, [line, "x" * 4_000])

    assert [too_many.status_code, too_large.status_code] == [413, 413]
    assert small_limits_client.get("/v1/articles").get_json()["articles"] == []


def test_a_line_that_is_too_long_costs_itself_alone(small_limits_client: FlaskClient) -> None:
    body = post_lines(small_limits_client, ["x" * 500, {"id": "a", "text": "Ships came."}]).get_json()

    assert [item["status"] for item in body["items"]] == [413, 201]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "", "application/x-ndjson; charset=latin1"])
def test_another_content_type_is_refused(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/articles/bulk", data=b"{}", content_type=content_type)

    assert response.status_code == 415


def test_the_same_key_and_body_again_gives_the_first_answer(any_client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = any_client.post("/v1/articles", json=GRAIN, headers=headers)
    any_client.delete("/v1/articles/grain-1")

    again = any_client.post("/v1/articles", json=GRAIN, headers=headers)

    assert (again.status_code, again.data) == (201, first.data)
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert any_client.get("/v1/articles/grain-1").status_code == 404


def test_a_bulk_body_is_carried_out_once_as_well(client: FlaskClient) -> None:
    first = post_lines(client, [GRAIN], **{"Idempotency-Key": "k-1"})
    again = post_lines(client, [GRAIN], **{"Idempotency-Key": "k-1"})
    other = post_lines(client, [GRAIN, GRAIN], **{"Idempotency-Key": "k-1"})

    assert again.get_json()["items"][0]["result"] == "created"
    assert again.data == first.data
    assert other.status_code == 422


def test_the_same_key_with_another_body_is_refused(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    client.post("/v1/articles", json=GRAIN, headers=headers)

    response = client.post("/v1/articles", json={**GRAIN, "title": "Other"}, headers=headers)

    assert (response.status_code, response.get_json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_each_endpoint_has_keys_of_its_own(client: FlaskClient) -> None:
    client.post("/v1/articles", json=GRAIN, headers={"Idempotency-Key": "k-1"})

    assert post_lines(client, [GRAIN], **{"Idempotency-Key": "k-1"}).status_code == 200


def test_a_key_whose_request_is_still_running_is_refused(serve: Callable[..., Served]) -> None:
    served = serve()
    body = json.dumps(GRAIN).encode()
    meanwhile: list[TestResponse] = []

    def first_request() -> str:
        headers = {"Idempotency-Key": "k-1"}
        client = served.app.test_client()
        meanwhile.append(client.post("/v1/articles", data=body, content_type="application/json", headers=headers))
        return "{}"

    key = scoped_key("POST /v1/articles", "k-1")
    answer_once(served.services.records, key, body, first_request, clock=served.services.clock)

    [response] = meanwhile
    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/idempotency-key-in-use")
    assert response.headers["Retry-After"] == "1"


def test_a_failed_request_keeps_nothing(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    bad = client.post("/v1/articles", json={"html": "<html></html>"}, headers=headers)
    good = client.post("/v1/articles", json=GRAIN, headers=headers)

    assert [bad.status_code, good.status_code] == [422, 201]


@pytest.mark.parametrize("key", ["", "a b", "k" * 256, "\xe9"])
def test_a_key_that_is_none_is_refused(client: FlaskClient, key: str) -> None:
    response = client.post("/v1/articles", json=GRAIN, headers={"Idempotency-Key": key})

    assert response.status_code == 422
    assert response.get_json()["errors"][0]["pointer"] == "/Idempotency-Key"
