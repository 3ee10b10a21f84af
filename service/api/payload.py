"""JSON in and out: strict when reading, fast when writing."""

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Request, Response
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

JSON = "application/json"


def parse_json(data: bytes) -> Any:
    """A JSON text in UTF-8 as Python values.

    Raises BadRequest for all that RFC 8259 does not allow, and for lone surrogates and deep nesting.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"the body is no valid JSON: {error}" if data else "the body is empty") from error


def read_json(request: Request) -> Any:
    """The request's JSON body; raises UnsupportedMediaType, BadRequest or RequestEntityTooLarge."""
    check_content_type(request, (JSON,))
    return parse_json(request.get_data())


def check_content_type(request: Request, allowed: tuple[str, ...]) -> None:
    """Raise UnsupportedMediaType unless the body is of an allowed type, in UTF-8 and not compressed."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in allowed or charset not in {"utf-8", "utf8"}:
        given = request.content_type or "none"
        raise UnsupportedMediaType(f"Content-Type must be {' or '.join(allowed)} in UTF-8; it is {given}")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("the body must not be compressed")


def json_response(
    body: Any, status: int = 200, headers: Mapping[str, str] | None = None, *, content_type: str = JSON
) -> Response:
    """A response with `body` as JSON."""
    return Response(orjson.dumps(body), status, headers, content_type=content_type)
