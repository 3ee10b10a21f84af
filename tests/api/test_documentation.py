"""The pages that explain the API, and the document they are made from."""

import re
from pathlib import Path

import pytest
import yaml
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from service.api.openapi import openapi_document, write_document
from service.api.problem_types import PROBLEM_TYPES
from service.settings import Limits

DOCUMENT_FILE = Path(__file__).parents[2] / "openapi.yaml"


def test_the_document_is_valid_openapi() -> None:
    validate(openapi_document(Limits()))


def test_the_served_document_is_the_one_in_the_repository(client: FlaskClient) -> None:
    served = client.get("/openapi.json")

    assert served.mimetype == "application/json"
    assert served.get_json() == yaml.safe_load(DOCUMENT_FILE.read_text(encoding="utf-8"))


def test_the_document_in_the_repository_is_the_one_that_is_written(tmp_path: Path) -> None:
    write_document(tmp_path / "openapi.yaml")

    assert (tmp_path / "openapi.yaml").read_bytes() == DOCUMENT_FILE.read_bytes()


def test_the_document_states_the_limits_and_the_coverage_floor(small_limits_client: FlaskClient) -> None:
    document = small_limits_client.get("/openapi.json").get_json()

    assert "characters of a claim 100" in document["info"]["description"]
    assert "at least 0.30 of the claim's term weight" in document["info"]["description"]
    assert document["components"]["schemas"]["EvidenceRequest"]["properties"]["claim"]["maxLength"] == 100


def test_every_operation_is_summed_up_and_documents_its_problems(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()

    for path, operations in document["paths"].items():
        for method in set(operations) & {"get", "post", "delete"}:
            operation = operations[method]
            assert operation["summary"], (method, path)
            if path.startswith("/v1"):
                assert "503" in operation["responses"], (method, path)


@pytest.mark.parametrize("path", ["/docs", "/problems", "/problems/validation"])
def test_pages_fetch_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path)

    text = page.get_data(as_text=True)
    assert page.mimetype == "text/html"
    assert not re.search(r"<script|<link|<img|@import|url\(", text)
    assert all(address.startswith(("/", "#")) for address in re.findall(r'(?:href|src)="([^"]*)"', text))


def test_the_docs_show_every_endpoint_and_schema_and_lead_only_to_what_is_there(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    text = client.get("/docs").get_data(as_text=True)

    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
    assert set(document["components"]["schemas"]) <= anchors
    assert all(path in text for path in document["paths"])
    assert "The harbour handled 40% more grain in 2023." in text


def test_the_list_of_problems_leads_to_each(client: FlaskClient) -> None:
    text = client.get("/problems").get_data(as_text=True)

    assert all(f'href="{kind.path}"' in text for kind in PROBLEM_TYPES)


def test_the_root_leads_on(client: FlaskClient) -> None:
    links = client.get("/").get_json()["links"]

    assert {client.get(link).status_code for link in links.values()} == {200}


def test_pages_may_be_cached_and_answers_may_not(client: FlaskClient) -> None:
    assert client.get("/docs").headers["Cache-Control"] == "public, max-age=300"
    assert client.get("/v1/outlets").headers["Cache-Control"] == "no-store"
