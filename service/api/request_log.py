"""Request ids, one log line a request, and its metrics."""

import logging
import re
from time import perf_counter

from flask import Flask, Response, g, request

from service.api.context import context
from service.api.logs import log_access, new_request_id

REQUEST_ID_HEADER = "X-Request-ID"

# Methods that a caller made up must not make series of their own.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}", re.ASCII)
_QUIET_ROUTES = frozenset({"/health/live", "/health/ready", "/metrics"})


def log_requests(app: Flask) -> None:
    """Give every request an id, and log and count it when it is answered."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    given = request.headers.get(REQUEST_ID_HEADER, "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else new_request_id()
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    seconds = perf_counter() - g.started
    response.headers[REQUEST_ID_HEADER] = g.request_id
    method = request.method if request.method in _METHODS else "other"
    route = request.url_rule.rule if request.url_rule else "unmatched"
    context().metrics.observe_request(method, route, response.status_code, seconds)
    log_access(
        logging.DEBUG if route in _QUIET_ROUTES else logging.INFO,
        method=request.method,
        path=request.path,
        status=response.status_code,
        ms=round(seconds * 1000, 2),
        request_id=g.request_id,
    )
    return response
