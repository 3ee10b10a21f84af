from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.adapters.embedded.records import EmbeddedRecords
from service.adapters.embedded.storage import Storage

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def count_rows(storage: Storage) -> int:
    with storage.database.connection() as connection:
        return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])


def opened(data_dir: Path) -> Storage:
    storage = Storage.at(data_dir)
    storage.put_in_order("1")
    return storage


def test_a_write_sweeps_what_has_expired(tmp_path: Path) -> None:
    storage = opened(tmp_path)
    records = EmbeddedRecords(storage.database, sweep_every_s=0, clock=lambda: NOW)
    records.write("answer", "old", "1", expires_at=NOW)
    records.write("answer", "live", "2", expires_at=NOW + timedelta(seconds=1))

    records.write("answer", "new", "3", expires_at=NOW + timedelta(minutes=15))

    assert count_rows(storage) == 2
    assert records.read("answer", "live", now=NOW) == "2"
    storage.database.close()


def test_sweeps_are_rare(tmp_path: Path) -> None:
    storage = opened(tmp_path)
    records = EmbeddedRecords(storage.database, clock=lambda: NOW)

    for number in range(5):
        records.write("answer", f"{number}", "1", expires_at=NOW - timedelta(days=1))

    assert count_rows(storage) == 5
    storage.database.close()
