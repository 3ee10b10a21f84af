"""gunicorn's threaded worker, which answers with problem+json also what it rejects before the application."""

import logging
import socket
from http import HTTPStatus
from ssl import SSLError
from typing import Any

import orjson
from flask import Flask, Response
from gunicorn import util  # type: ignore[import-untyped]  # it comes without type hints
from gunicorn.http import errors  # type: ignore[import-untyped]  # as above
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]  # as above
from werkzeug.exceptions import BadRequest

from service.api import problem_types as types
from service.api.logs import log_access, new_request_id
from service.api.problem_types import ProblemType
from service.api.problems import PROBLEM_JSON, answer_http, problem

_DETAIL_CHARS = 200

_logger = logging.getLogger(__name__)


class ProblemWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn comes without type hints
    """A ThreadWorker whose own errors are problem+json."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer a request that the application never saw; the connection is closed after it."""
        kind = problem_type_of(exc)
        detail = str(exc)[:_DETAIL_CHARS]
        if kind is types.INTERNAL_ERROR:
            _logger.error("the server failed on a request from %s", addr, exc_info=exc)
            detail = kind.meaning
        request_id = new_request_id()
        path = getattr(req, "path", None) or "/"
        response = rejection(kind, detail, path=path, request_id=request_id)
        log_access(
            logging.INFO,
            method=getattr(req, "method", None) or "",
            path=path,
            status=kind.status,
            ms=0.0,
            request_id=request_id,
        )
        try:
            util.write_nonblock(client, response)
        except OSError as error:
            _logger.debug("the client went away before its error was sent: %s", error)


def answer_broken_bodies(app: Flask) -> None:
    """Answer 400 where gunicorn finds a body's chunks broken or cut off while the application reads them."""

    def answer(error: Exception) -> Response:
        detail = f"the body breaks off or is not chunked as HTTP demands: {str(error)[:_DETAIL_CHARS]}"
        return answer_http(BadRequest(detail))

    app.register_error_handler(errors.ParseException, answer)
    app.register_error_handler(errors.NoMoreData, answer)


def problem_type_of(error: Exception) -> ProblemType:
    """The kind of problem behind an error that gunicorn raised while it read a request."""
    match error:
        case errors.LimitRequestLine():
            return types.URI_TOO_LONG
        case errors.LimitRequestHeaders():
            return types.HEADERS_TOO_LARGE
        case errors.ConfigurationProblem() | errors.InvalidResponseHeader() | errors.InvalidResponseHeaderName():
            return types.INTERNAL_ERROR
        case errors.ParseException() | SSLError():
            return types.MALFORMED_REQUEST
        case _:
            return types.INTERNAL_ERROR


def rejection(kind: ProblemType, detail: str, *, path: str, request_id: str) -> bytes:
    """A whole HTTP/1.1 response."""
    body = orjson.dumps(problem(kind, detail, instance=path, request_id=request_id))
    head = (
        f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {PROBLEM_JSON}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"X-Request-ID: {request_id}\r\n\r\n"
    )
    return head.encode("ascii") + body
