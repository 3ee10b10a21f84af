"""Idempotency-Key: the first answer again for the same request."""

import hashlib
from collections.abc import Callable

import orjson
from flask import Response

from service.api.context import services
from service.application.idempotency import answer_once

_KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def once(key: str | None, scope: str, body: bytes, answer: Callable[[], Response]) -> Response:
    """Answer, or give the answer that was given to the same key and body within `scope` before.

    `body` may be a digest of the body. Without a key every request is answered anew.
    """
    if key is None:
        return answer()

    def record() -> str:
        response = answer()
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        kept = {"status": response.status_code, "headers": headers, "body": response.get_data(as_text=True)}
        return orjson.dumps(kept).decode()

    record_key = scoped_key(scope, key)
    kept = orjson.loads(answer_once(services().records, record_key, body, record, clock=services().clock))
    return Response(kept["body"], kept["status"], kept["headers"])


def scoped_key(scope: str, key: str) -> str:
    """A record's key, of a form that every store takes; an Idempotency-Key is any visible ASCII."""
    return hashlib.sha256(f"{scope} {key}".encode()).hexdigest()
