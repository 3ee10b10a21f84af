"""Pages that explain the API, without the internet: /, /docs, /openapi.json and /problems."""

import re
from typing import Any

import orjson
from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound

from service.api.payload import JSON, json_response
from service.api.problem_types import PROBLEM_TYPES, VALIDATION
from service.api.problems import problem
from service.domain.errors import FieldError

_METHODS = ("get", "post", "delete")
_BOUND_LABELS = {
    "enum": "one of",
    "default": "default",
    "minimum": "from",
    "maximum": "to",
    "minLength": "least characters",
    "maxLength": "most characters",
    "maxItems": "most items",
    "pattern": "pattern",
}
_FIELD_ERROR = FieldError("/limit", "must be a whole number from 1 to 1000")
_CACHED = {"Cache-Control": "public, max-age=300"}
_KINDS = {kind.slug: kind for kind in PROBLEM_TYPES}


_CODE = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")


def documentation_blueprint(document: dict[str, Any]) -> Blueprint:
    """The pages of an API with this OpenAPI document."""
    documentation = Blueprint("documentation", __name__, template_folder="templates")
    documentation.add_app_template_filter(_marked, "marked")
    documentation.add_app_template_filter(_indented, "indented")
    openapi_json = orjson.dumps(document)

    @documentation.get("/")
    def get_root() -> Response:
        links = {name: f"/{name}" for name in ("docs", "openapi.json", "problems", "health/ready", "metrics")}
        return json_response({"name": "claimlink", "version": document["info"]["version"], "links": links})

    @documentation.get("/openapi.json")
    def get_openapi() -> Response:
        return Response(openapi_json, headers=_CACHED, content_type=JSON)

    @documentation.get("/docs")
    def get_docs() -> Response:
        return _page("docs.html", document=document, methods=_METHODS, labels=_BOUND_LABELS)

    @documentation.get("/problems")
    def get_problems() -> Response:
        return _page("problems.html", kinds=PROBLEM_TYPES)

    @documentation.get("/problems/<slug>")
    def get_problem(slug: str) -> Response:
        kind = _KINDS.get(slug)
        if kind is None:
            raise NotFound("no problem has this name; /problems lists them")
        errors = [_FIELD_ERROR] if kind is VALIDATION else []
        example = problem(kind, kind.meaning, instance="/v1/evidence", request_id="7f3a", errors=errors)
        return _page("problem.html", kind=kind, example=example)

    return documentation


def _indented(value: Any) -> str:
    """JSON for people, in the order in which fields were given."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _marked(text: str) -> Markup:
    """The document's few marks of CommonMark, `code` and **strong**, as HTML."""
    html = str(escape(text))
    return Markup(_STRONG.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", html)))  # noqa: S704 - escaped


def _page(template: str, **values: Any) -> Response:
    return Response(render_template(template, **values), headers=_CACHED, content_type="text/html; charset=utf-8")
