"""The one table: what went wrong -> problem+json."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from service.api import problem_types as types
from service.api.payload import json_response
from service.api.problem_types import ProblemType
from service.domain.errors import (
    ArticleNotFound,
    ClaimlinkError,
    CursorExpired,
    FieldError,
    IdempotencyKeyInUse,
    IdempotencyKeyReused,
    IndexOutdated,
    InputTooLarge,
    InvalidInput,
    MalformedCursor,
    PreconditionFailed,
    SentenceNotFound,
    StoreUnavailable,
)

PROBLEM_JSON = "application/problem+json"

_logger = logging.getLogger(__name__)

_BY_ERROR: dict[type[ClaimlinkError], ProblemType] = {
    InvalidInput: types.VALIDATION,
    MalformedCursor: types.MALFORMED_CURSOR,
    CursorExpired: types.CURSOR_EXPIRED,
    ArticleNotFound: types.ARTICLE_NOT_FOUND,
    SentenceNotFound: types.SENTENCE_NOT_FOUND,
    PreconditionFailed: types.PRECONDITION_FAILED,
    InputTooLarge: types.CONTENT_TOO_LARGE,
    IdempotencyKeyReused: types.IDEMPOTENCY_KEY_REUSED,
    IdempotencyKeyInUse: types.IDEMPOTENCY_KEY_IN_USE,
    StoreUnavailable: types.STORE_UNAVAILABLE,
    IndexOutdated: types.INDEX_OUTDATED,
}

_BY_STATUS: dict[int, ProblemType] = {
    400: types.MALFORMED_REQUEST,
    404: types.NOT_FOUND,
    405: types.METHOD_NOT_ALLOWED,
    412: types.PRECONDITION_FAILED,
    413: types.CONTENT_TOO_LARGE,
    414: types.URI_TOO_LONG,
    415: types.UNSUPPORTED_MEDIA_TYPE,
    422: types.VALIDATION,
    431: types.HEADERS_TOO_LARGE,
    500: types.INTERNAL_ERROR,
    503: types.STORE_UNAVAILABLE,
}

_RETRY_AFTER_RUNNING_S = 1
_RETRY_AFTER_REINDEX_S = 60


def register_problem_handlers(app: Flask) -> None:
    """Answer every error of this application with problem+json."""
    app.register_error_handler(ClaimlinkError, _answer_own)
    app.register_error_handler(HTTPException, answer_http)


def answer_http(error: HTTPException) -> Response:
    """The response to an HTTP exception."""
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return _response(problem_of_http(error), headers)


def problem_of(error: ClaimlinkError) -> dict[str, Any]:
    """The problem that a domain error is answered with, in the current request."""
    kind = _BY_ERROR.get(type(error), types.INTERNAL_ERROR)
    if not isinstance(error, InvalidInput):
        return problem(kind, str(error), instance=request.path, request_id=request_id())
    first, *more = error.errors
    detail = f"{first.pointer or 'the body'} {first.detail}{f', and {len(more)} more' if more else ''}"
    return problem(kind, detail, instance=request.path, request_id=request_id(), errors=error.errors)


def problem_of_http(error: HTTPException) -> dict[str, Any]:
    """The problem that an HTTP exception is answered with, in the current request."""
    kind = problem_type_of_status(error.code or 500)
    if isinstance(error, MethodNotAllowed):
        detail = f"{request.path} takes {', '.join(sorted(error.valid_methods or ()))}"
    elif error.description is None or error.description == type(error).description:
        # werkzeug's own sentences speak to people in front of a browser.
        detail = kind.meaning
    else:
        detail = error.description
    return problem(kind, detail, instance=request.path, request_id=request_id())


def problem(
    kind: ProblemType, detail: str, *, instance: str, request_id: str, errors: Sequence[FieldError] = ()
) -> dict[str, Any]:
    """A ProblemSchema."""
    return {
        "type": kind.path,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": instance,
        "request_id": request_id,
        "errors": [{"pointer": error.pointer, "detail": error.detail} for error in errors],
    }


def problem_type_of_status(status: int) -> ProblemType:
    """The kind for a status that a library chose; what has no kind of its own is malformed or our fault."""
    fallback = types.MALFORMED_REQUEST if 400 <= status < 500 else types.INTERNAL_ERROR
    return _BY_STATUS.get(status, fallback)


def request_id() -> str:
    """The id of the current request."""
    current: str = g.request_id
    return current


def _answer_own(error: ClaimlinkError) -> Response:
    headers: dict[str, str] = {}
    match error:
        case StoreUnavailable():
            _logger.warning("the store is unavailable: %s", error)
            headers["Retry-After"] = str(error.retry_after_s)
        case IndexOutdated():
            headers["Retry-After"] = str(_RETRY_AFTER_REINDEX_S)
        case IdempotencyKeyInUse():
            headers["Retry-After"] = str(_RETRY_AFTER_RUNNING_S)
    return _response(problem_of(error), headers)


def _response(body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    return json_response(body, body["status"], headers, content_type=PROBLEM_JSON)
