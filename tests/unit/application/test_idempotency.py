from datetime import UTC, datetime, timedelta

import pytest

from service.application.idempotency import RUNNING_LEASE, answer_once
from service.domain.errors import IdempotencyKeyInUse, IdempotencyKeyReused
from tests.unit.application.fakes import RecordsInMemory

NOON = datetime(2024, 4, 12, 12, tzinfo=UTC)


def at(time: datetime):
    return lambda: time


def test_the_same_key_and_body_gets_the_first_answer_without_a_second_run() -> None:
    records = RecordsInMemory()
    runs: list[str] = []

    def run() -> str:
        runs.append("run")
        return f"answer {len(runs)}"

    answers = [answer_once(records, "k", b"body", run, clock=at(NOON)) for _ in range(2)]

    assert answers == ["answer 1", "answer 1"]
    assert runs == ["run"]


def test_the_same_key_with_another_body_is_refused() -> None:
    records = RecordsInMemory()
    answer_once(records, "k", b"one", lambda: "done", clock=at(NOON))

    with pytest.raises(IdempotencyKeyReused):
        answer_once(records, "k", b"two", lambda: "done", clock=at(NOON))


def test_a_key_whose_request_still_runs_is_refused() -> None:
    records = RecordsInMemory()

    def run_it_again_meanwhile() -> str:
        with pytest.raises(IdempotencyKeyInUse):
            answer_once(records, "k", b"body", lambda: "second", clock=at(NOON))
        return "first"

    answer = answer_once(records, "k", b"body", run_it_again_meanwhile, clock=at(NOON))

    assert answer == "first"


def test_a_failed_request_keeps_nothing_so_that_it_can_be_sent_again() -> None:
    records = RecordsInMemory()

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        answer_once(records, "k", b"body", fail, clock=at(NOON))

    assert answer_once(records, "k", b"body", lambda: "done", clock=at(NOON)) == "done"


def test_a_killed_request_frees_its_key_when_its_lease_ends() -> None:
    records = RecordsInMemory()
    running = '{"body_sha256": "of a request whose process died", "answer": null}'
    records.create("idempotency", "k", running, expires_at=NOON + RUNNING_LEASE, now=NOON)

    later = NOON + RUNNING_LEASE + timedelta(seconds=1)

    assert answer_once(records, "k", b"body", lambda: "done", clock=at(later)) == "done"


def test_an_answer_is_kept_for_a_day_and_no_longer() -> None:
    records = RecordsInMemory()
    answer_once(records, "k", b"body", lambda: "first", clock=at(NOON))

    next_day = NOON + timedelta(hours=24, seconds=1)

    assert answer_once(records, "k", b"body", lambda: "second", clock=at(next_day)) == "second"
