"""What openapi.yaml says is what the service does, whatever is sent: schemathesis tries every operation."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig

from service.api.openapi import openapi_document
from service.app import create_app
from service.settings import Limits, Settings
from service.wiring import build_services
from tests.api.conftest import GRAIN

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# Rules beyond JSON Schema (a date that exists, a claim with a letter) refuse what the document alone would allow.
BEYOND_JSON_SCHEMA = [positive_data_acceptance]
# A bad request of a batch and a bad line of a bulk body cost themselves alone: the whole is a 200.
EXCLUDED_AT = {
    "/v1/evidence/batch": [negative_data_rejection],
    "/v1/articles/bulk": [negative_data_rejection],
}


class LateApplication:
    """schemathesis collects operations with their application before any fixture has made it."""

    app: Flask

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return self.app(environ, start_response)


application = LateApplication()
generation = GenerationConfig(deterministic=True, database="none")
config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=generation)))
schema = schemathesis.openapi.from_dict(openapi_document(Limits()), config=config)
schema.config.update(base_url="http://localhost")
schema.app = application


@pytest.fixture(scope="module", autouse=True)
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let an application that holds one article answer."""
    chosen = Settings(data_dir=Path(tmp_path_factory.mktemp("data")))
    services = build_services(chosen)
    application.app = create_app(chosen, services)
    assert application.app.test_client().post("/v1/articles", json=GRAIN).status_code == 201
    yield
    services.store.close()


@schemathesis.serializer("application/x-ndjson")
def write_lines(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A bulk body is a string of lines."""
    return (value if isinstance(value, str) else json.dumps(value)).encode(errors="surrogatepass")


@schema.parametrize()
@settings(max_examples=50, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_keeps_to_the_document(case: schemathesis.Case) -> None:
    excluded = [*BEYOND_JSON_SCHEMA, *EXCLUDED_AT.get(case.operation.path, [])]

    case.call_and_validate(excluded_checks=excluded, headers={"Accept-Encoding": "identity"})
