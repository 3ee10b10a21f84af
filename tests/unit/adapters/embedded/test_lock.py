import threading
from pathlib import Path

import pytest

from service.adapters.embedded.lock import fair_file_lock, file_lock
from service.domain.errors import StoreUnavailable


def test_a_lock_that_is_held_is_not_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with (
        file_lock(path, timeout_s=0, busy="held"),
        pytest.raises(StoreUnavailable, match="held"),
        file_lock(path, timeout_s=0.01, busy="held"),
    ):
        pass

    with file_lock(path, timeout_s=0, busy="held"):
        assert path.exists()


def test_who_waits_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    taken, order = threading.Event(), []

    def wait() -> None:
        taken.wait()
        with file_lock(path, timeout_s=10, busy="held"):
            order.append("second")

    waiting = threading.Thread(target=wait)
    waiting.start()
    with file_lock(path, timeout_s=0, busy="held"):
        taken.set()
        waiting.join(timeout=0.05)
        order.append("first")
    waiting.join()

    assert order == ["first", "second"]


def test_an_error_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with pytest.raises(KeyError), file_lock(path, timeout_s=0, busy="held"):
        raise KeyError

    with file_lock(path, timeout_s=0, busy="held"):
        assert path.exists()


def test_a_lock_file_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreUnavailable, match="lock file"),
        file_lock(tmp_path / "missing" / "lock", timeout_s=0, busy="held"),
    ):
        pass


def test_who_asks_again_and_again_lets_others_through(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    done = threading.Event()
    turns = {"greedy": 0, "patient": 0}

    def greedy() -> None:
        while not done.is_set():
            with fair_file_lock(path, timeout_s=10, busy="held"):
                turns["greedy"] += 1
                done.wait(0.01)

    asking = threading.Thread(target=greedy)
    asking.start()
    for _ in range(10):
        with fair_file_lock(path, timeout_s=10, busy="held"):
            turns["patient"] += 1
    done.set()
    asking.join()

    assert turns["patient"] == 10
    assert turns["greedy"] <= 30
