"""The OpenAPI document, made from the views and schemas themselves.

`python -m service.api.openapi` writes it to openapi.yaml.
"""

from pathlib import Path
from typing import Any

import orjson
import yaml
from flask import Flask
from flask_smorest import Api  # type: ignore[import-untyped]  # it comes without type hints

from service.api.articles import articles_blueprint
from service.api.evidence import evidence_blueprint
from service.api.health import health_blueprint
from service.api.outlets import outlets_blueprint
from service.api.pages import pages_blueprint
from service.api.routing import PATH_SCHEMAS, register_converters
from service.domain.terms import COVERAGE_FLOOR
from service.settings import Limits

API_VERSION = "1.0.0"

DOCUMENT_FILE = Path("openapi.yaml")

_DESCRIPTION = f"""\
Give a claim, get every sentence of the indexed articles that supports it: verbatim, with its place in its article,
ranked by outlet and date.

**Candidates** are all sentences within the filters that hold at least {COVERAGE_FLOOR:.2f} of the claim's term weight
(`relevance_score`); a term's weight comes from general word frequencies, so it is the same on every engine and every
day. Every candidate is judged, unless `complete` is false.

**Offsets** count Unicode code points: in Python `text[start:end]`, in JavaScript
`[...text].slice(start, end).join("")`.

**Times** are RFC 3339 in UTC. A date is shown as precisely as it was given.

**Errors** are application/problem+json (RFC 9457); `type` is the path of a page on this service, and `errors` names
each refused field with what is allowed. Unknown fields and parameters are refused.

**Headers**: `X-Request-ID` is taken over when sent and always answered. Responses are compressed with gzip on request.
A request line may have up to 8,190 bytes.
"""


def register_resources(app: Flask, limits: Limits) -> dict[str, Any]:
    """Serve every resource; returns the OpenAPI document that describes them."""
    app.config.update(API_TITLE="claimlink", API_VERSION=API_VERSION, OPENAPI_VERSION="3.1.0")
    api = _Api(app, spec_kwargs={"info": {"description": _DESCRIPTION + _limits_text(limits)}})
    register_converters(app)
    for converter, schema in PATH_SCHEMAS.items():
        api.register_converter(converter, lambda _converter, schema=schema: dict(schema))
    for blueprint in (
        evidence_blueprint(limits),
        articles_blueprint(limits),
        pages_blueprint(limits),
        outlets_blueprint(),
        health_blueprint(),
    ):
        api.register_blueprint(blueprint)
    # Through JSON, so that it holds plain values alone.
    document: dict[str, Any] = orjson.loads(orjson.dumps(api.spec.to_dict()))
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []) if isinstance(operation, dict) else []:
                _forbid_null(parameter["schema"])
    return document


def openapi_document(limits: Limits) -> dict[str, Any]:
    """The OpenAPI document of a service with these limits."""
    return register_resources(Flask(__name__), limits)


def write_document(path: Path = DOCUMENT_FILE) -> None:
    """Write the document of a service with the default limits as YAML."""
    text = yaml.safe_dump(openapi_document(Limits()), sort_keys=False, allow_unicode=True, width=120)
    path.write_text(text, encoding="utf-8")


def _forbid_null(schema: dict[str, Any]) -> None:
    """Of a parameter's schema: a query has no null, its absence is null."""
    if schema.get("default", ...) is None:
        del schema["default"]
    if isinstance(schema.get("type"), list):
        [schema["type"]] = [name for name in schema["type"] if name != "null"]


class _Api(Api):  # type: ignore[misc]  # flask-smorest comes without type hints
    # Views document their own problems, and problems.py answers every error.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        return None

    def _register_responses(self) -> None:
        return None

    def _register_pagination_header(self) -> None:
        return None


def _limits_text(limits: Limits) -> str:
    rows = [
        ("characters of a claim", limits.claim_chars),
        ("characters of a text", limits.text_chars),
        ("characters of an HTML page", limits.html_chars),
        ("characters of a title or an outlet's name", limits.title_chars),
        ("characters of a URL", limits.url_chars),
        ("bytes of a JSON body", limits.request_bytes),
        ("bytes of a body with a page", limits.page_bytes),
        ("bytes of a bulk body", limits.bulk_bytes),
        ("bytes of a bulk line", limits.bulk_line_bytes),
        ("lines of a bulk body", limits.bulk_lines),
        ("requests of a batch", limits.batch_items),
        ("candidates judged for a claim", limits.max_candidates),
        ("items of a page", limits.page_items),
        ("values of one filter", limits.filter_values),
        ("milliseconds of a deadline", limits.deadline_ms),
    ]
    return "\n**Limits** (an operator may change them): " + "; ".join(f"{name} {most:,}" for name, most in rows) + ".\n"


if __name__ == "__main__":
    write_document()
