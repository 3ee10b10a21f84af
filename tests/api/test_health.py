"""/health, /metrics and the log."""

import json
import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from pythonjsonlogger.json import JsonFormatter

from service.api.logs import LOG_FORMAT, LOG_NAMES, RequestIdFilter
from service.settings import ElasticsearchSettings
from tests.api.conftest import GRAIN, GRAIN_CLAIM, Served


def test_a_running_service_is_live_and_ready(any_client: FlaskClient) -> None:
    ready = any_client.get("/health/ready")

    assert any_client.get("/health/live").get_json() == {"status": "live"}
    assert ready.status_code == 200
    assert ready.get_json()["status"] == "ready"
    assert ready.get_json()["verifier"]


def test_a_service_without_its_store_is_live_but_not_ready(serve: Callable[..., Served]) -> None:
    nothing_listens = ElasticsearchSettings(url="http://127.0.0.1:9")
    client = serve(elasticsearch=nothing_listens).app.test_client()

    assert client.get("/health/live").status_code == 200
    for response in (client.get("/health/ready"), client.post("/v1/evidence", json={"claim": GRAIN_CLAIM})):
        assert (response.status_code, response.get_json()["type"]) == (503, "/problems/store-unavailable")
        assert int(response.headers["Retry-After"]) > 0


def test_metrics_count_requests_by_route_and_candidates(client: FlaskClient) -> None:
    client.post("/v1/articles", json=GRAIN)
    client.post("/v1/evidence", json={"claim": GRAIN_CLAIM})
    client.get("/v1/articles/one")
    client.get("/v1/articles/two")
    client.open("/nowhere", method="BREW")

    response = client.get("/metrics")

    text = response.get_data(as_text=True)
    assert response.mimetype == "text/plain"
    assert 'claimlink_requests_total{method="POST",route="/v1/evidence",status="200"} 1.0' in text
    one_article = "/v1/articles/<article_id:article_id>"
    assert f'claimlink_requests_total{{method="GET",route="{one_article}",status="404"}} 2.0' in text
    assert 'claimlink_requests_total{method="other",route="unmatched",status="404"} 1.0' in text
    assert "claimlink_evidence_candidates_count 1.0" in text
    assert 'claimlink_request_seconds_count{method="POST",route="/v1/articles"} 1.0' in text


def test_each_request_is_one_line_of_json_with_its_id(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    formatter = JsonFormatter(LOG_FORMAT, rename_fields=LOG_NAMES)

    with caplog.at_level(logging.INFO, logger="claimlink.access"):
        client.get("/v1/articles/nope", headers={"X-Request-ID": "trace-7"})

    [record] = [record for record in caplog.records if record.name == "claimlink.access"]
    RequestIdFilter().filter(record)
    line = json.loads(formatter.format(record))
    assert (line["method"], line["path"], line["status"], line["request_id"]) == (
        "GET",
        "/v1/articles/nope",
        404,
        "trace-7",
    )
    assert 0 <= line["ms"] < 10_000
    assert set(line) == {"time", "level", "logger", "message", "method", "path", "status", "ms", "request_id"}


def test_looks_at_health_leave_the_log_alone(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="claimlink.access"):
        client.get("/health/live")

    assert [record for record in caplog.records if record.name == "claimlink.access"] == []
