"""The service as callers see it: over HTTP, on a real store, every answer held against the OpenAPI document."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from service.api.openapi import openapi_document
from service.app import create_app
from service.application.services import Services
from service.settings import Limits, Settings
from service.wiring import build_services

GRAIN = {
    "id": "grain-1",
    "url": "https://harbourgazette.example/2024/grain",
    "title": "Grain returns to the harbour",
    "outlet": {"name": "Harbour Gazette", "domain": "harbourgazette.example"},
    "published_at": "2024-04-12",
    "text": "Port of Lindhaven, quarterly figures.\n\n"
    "The harbour of Lindhaven handled 40% more grain in 2023. Officials welcomed the news. "
    "The harbour of Lindhaven had handled 12 million tonnes of grain in 2022.",
}
GRAIN_CLAIM = "The harbour of Lindhaven handled 40% more grain in 2023."


@dataclass(frozen=True)
class Served:
    """A running application and what it stands on."""

    app: Flask
    services: Services


class CheckedClient(FlaskClient):
    """Holds every JSON answer against what the OpenAPI document says of its endpoint and status."""

    document = openapi_document(Limits())

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        check_against(self.document, response, self.rule_of(response))
        return response

    def rule_of(self, response: TestResponse) -> str | None:
        """The template of the path that was asked for; None for an error."""
        if response.status_code >= 400:
            return None
        routes = self.application.url_map.bind("localhost")
        rule, _ = routes.match(response.request.path, response.request.method, return_rule=True)
        template: str = rule.rule
        return template


def check_against(document: dict[str, Any], response: TestResponse, rule: str | None) -> None:
    """Assert that the answer's body is as documented; an error is always a Problem."""
    if response.status_code >= 400:
        assert response.mimetype == "application/problem+json"
        schema: dict[str, Any] = {"$ref": "#/components/schemas/Problem"}
    elif response.mimetype == "application/json" and rule is not None:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
        if path not in document["paths"]:
            return
        answers = document["paths"][path][response.request.method.lower()]["responses"]
        schema = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    else:
        return
    if response.content_encoding or response.request.method == "HEAD":
        return
    Draft202012Validator({**schema, "components": document["components"]}).validate(response.get_json())


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts applications on stores of their own."""
    opened: list[Services] = []

    def start(**settings: Any) -> Served:
        chosen = Settings(data_dir=tmp_path / f"data-{len(opened)}", **settings)
        services = build_services(chosen)
        opened.append(services)
        app = create_app(chosen, services)
        app.testing = True
        app.test_client_class = CheckedClient
        return Served(app, services)

    yield start
    for services in opened:
        services.store.close()


@pytest.fixture
def client(serve: Callable[..., Served]) -> FlaskClient:
    """A client of a service with an empty embedded store."""
    return serve().app.test_client()


@pytest.fixture(params=["embedded", "elasticsearch"])
def any_client(request: pytest.FixtureRequest, serve: Callable[..., Served]) -> FlaskClient:
    """A client of a service with an empty store, of each kind in turn."""
    if request.param == "embedded":
        return serve().app.test_client()
    return serve(elasticsearch=request.getfixturevalue("elasticsearch_settings")).app.test_client()


@pytest.fixture
def small_limits_client(serve: Callable[..., Served]) -> FlaskClient:
    """A client of a service whose limits are easily reached."""
    limits = replace(
        Limits(), claim_chars=100, text_chars=300, bulk_line_bytes=400, bulk_lines=5, bulk_bytes=3_000, batch_items=2
    )
    app = serve(limits=replace(limits, request_bytes=2_000, page_items=3)).app
    return app.test_client()


@pytest.fixture
def client_with_grain(client: FlaskClient) -> FlaskClient:
    """A client of a service that holds one article."""
    assert client.post("/v1/articles", json=GRAIN).status_code == 201
    return client
