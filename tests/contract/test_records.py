"""Values that the service keeps for a while."""

import threading
from datetime import timedelta

from service.application.ports import ExpiringRecords
from tests.contract.build import NOW

SOON = NOW + timedelta(minutes=15)
SECOND = timedelta(seconds=1)


def test_a_record_is_read_until_its_time_has_passed(records: ExpiringRecords) -> None:
    records.write("answer", "k", '{"n": "ü 🚢"}', expires_at=SOON)

    assert records.read("answer", "k", now=NOW) == '{"n": "ü 🚢"}'
    assert records.read("answer", "k", now=SOON - SECOND) == '{"n": "ü 🚢"}'
    assert records.read("answer", "k", now=SOON) is None
    assert records.read("answer", "k", now=SOON + SECOND) is None


def test_a_record_that_was_never_written_is_absent(records: ExpiringRecords) -> None:
    assert records.read("answer", "k", now=NOW) is None


def test_kinds_do_not_mix(records: ExpiringRecords) -> None:
    records.write("answer", "k", "a", expires_at=SOON)
    records.write("idempotency", "k", "b", expires_at=SOON)

    records.remove("answer", "k")

    assert records.read("answer", "k", now=NOW) is None
    assert records.read("idempotency", "k", now=NOW) == "b"


def test_writing_takes_the_place_of_what_stands(records: ExpiringRecords) -> None:
    records.write("answer", "k", "old", expires_at=SOON)

    records.write("answer", "k", "new", expires_at=SOON + SECOND)

    assert records.read("answer", "k", now=SOON) == "new"


def test_creating_where_nothing_stands_stores(records: ExpiringRecords) -> None:
    assert records.create("idempotency", "k", "mine", expires_at=SOON, now=NOW) is None
    assert records.read("idempotency", "k", now=NOW) == "mine"


def test_creating_where_a_live_record_stands_gives_that_one(records: ExpiringRecords) -> None:
    records.create("idempotency", "k", "first", expires_at=SOON, now=NOW)

    assert records.create("idempotency", "k", "second", expires_at=SOON, now=NOW) == "first"
    assert records.read("idempotency", "k", now=NOW) == "first"


def test_creating_where_a_record_has_expired_stores(records: ExpiringRecords) -> None:
    records.create("idempotency", "k", "first", expires_at=SOON, now=NOW)

    assert records.create("idempotency", "k", "second", expires_at=SOON + SECOND, now=SOON) is None
    assert records.read("idempotency", "k", now=SOON) == "second"


def test_removing_what_is_not_there_is_fine(records: ExpiringRecords) -> None:
    records.remove("answer", "k")
    records.write("answer", "k", "a", expires_at=SOON)
    records.remove("answer", "k")

    assert records.read("answer", "k", now=NOW) is None
    assert records.create("answer", "k", "b", expires_at=SOON, now=NOW) is None


def test_keys_and_values_may_be_long(records: ExpiringRecords) -> None:
    key, value = "k" * 300 + "/ü?#", "v" * 2_000_000

    records.write("answer", key, value, expires_at=SOON)

    assert records.read("answer", key, now=NOW) == value


def test_of_many_who_create_at_once_one_wins(records: ExpiringRecords) -> None:
    start = threading.Barrier(8)
    standing: dict[int, str | None] = {}

    def create(number: int) -> None:
        start.wait()
        standing[number] = records.create("idempotency", "k", f"{number}", expires_at=SOON, now=NOW)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [winner] = [number for number, found in standing.items() if found is None]
    assert all(found == f"{winner}" for number, found in standing.items() if number != winner)
    assert records.read("idempotency", "k", now=NOW) == f"{winner}"
