"""Requests that are carried out once, however often they are sent."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from service.application.ports import ExpiringRecords
from service.application.services import Clock
from service.domain.errors import IdempotencyKeyInUse, IdempotencyKeyReused

KEPT_FOR = timedelta(hours=24)

# A process that was killed while it worked must not block its key for a day.
RUNNING_LEASE = timedelta(minutes=5)

_KIND = "idempotency"


def answer_once(records: ExpiringRecords, key: str, body: bytes, run: Callable[[], str], *, clock: Clock) -> str:
    """Run the request and keep its answer; the same key and body again within 24 h gives the first answer.

    Raises IdempotencyKeyReused for the same key with another body, IdempotencyKeyInUse while the first request runs.
    A request that fails keeps nothing, so that it can be sent again.
    """
    body_sha256 = hashlib.sha256(body).hexdigest()
    now = clock()
    running = _record(body_sha256, answer=None)
    standing = records.create(_KIND, key, running, expires_at=now + RUNNING_LEASE, now=now)
    if standing is not None:
        return _kept_answer(standing, body_sha256)
    try:
        answer = run()
    except BaseException:
        records.remove(_KIND, key)
        raise
    records.write(_KIND, key, _record(body_sha256, answer=answer), expires_at=clock() + KEPT_FOR)
    return answer


def _record(body_sha256: str, *, answer: str | None) -> str:
    return json.dumps({"body_sha256": body_sha256, "answer": answer})


def _kept_answer(record: str, body_sha256: str) -> str:
    kept = json.loads(record)
    if kept["body_sha256"] != body_sha256:
        raise IdempotencyKeyReused("this Idempotency-Key was used with another request body")
    answer: str | None = kept["answer"]
    if answer is None:
        raise IdempotencyKeyInUse("a request with this Idempotency-Key is still running")
    return answer
