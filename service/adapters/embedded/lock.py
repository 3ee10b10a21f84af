"""Locks between processes and threads that share a data directory."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from service.domain.errors import StoreUnavailable

_POLL_S = 0.003


@contextmanager
def file_lock(path: Path, *, timeout_s: float, busy: str) -> Iterator[None]:
    """Hold an exclusive flock on the file; the kernel frees it when the process is killed.

    Every call opens the file anew, so threads of one process exclude each other like processes do. Raises
    StoreUnavailable with `busy` where the lock is not free within `timeout_s`.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreUnavailable(f"the lock file cannot be opened: {error}") from error
    try:
        _acquire(descriptor, timeout_s, busy)
        try:
            yield
        finally:
            # Said aloud, not left to close(): a process forked meanwhile holds a copy of the descriptor.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


@contextmanager
def fair_file_lock(path: Path, *, timeout_s: float, busy: str) -> Iterator[None]:
    """A file_lock that nobody gets twice while another waits: whoever waits holds the gate that all must pass."""
    with ExitStack() as gate:
        gate.enter_context(file_lock(path.with_suffix(".gate"), timeout_s=timeout_s, busy=busy))
        with file_lock(path, timeout_s=timeout_s, busy=busy):
            gate.close()
            yield


def _acquire(descriptor: int, timeout_s: float, busy: str) -> None:
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise StoreUnavailable(busy) from error
        except OSError as error:
            raise StoreUnavailable(f"the lock cannot be taken: {error}") from error
        time.sleep(_POLL_S)
