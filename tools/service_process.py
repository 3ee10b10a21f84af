"""The service as its users run it: processes of its own, asked over HTTP. For tests and benchmarks."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_READY_TIMEOUT_S = 60
_STOP_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service on a port of this machine: gunicorn's main process and its workers in a process group of their own."""

    port: int
    process: subprocess.Popen[bytes]

    def connection(self, *, timeout_s: float = 60) -> http.client.HTTPConnection:
        """A connection that may be kept for many requests."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)

    def kill(self) -> None:
        """kill -9 for all of its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def resident_megabytes(self) -> float:
        """Resident memory of the main process and its workers, by Linux's /proc."""
        own = [self.process.pid, *_children(self.process.pid)]
        return sum(_resident_kilobytes(pid) for pid in own) / 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer with its JSON body."""

    status: int
    headers: http.client.HTTPMessage
    body: Any


def request(connection: http.client.HTTPConnection, method: str, path: str, body: object = None) -> Answer:
    """Send a request with a JSON body; the connection is kept. Raises OSError or HTTPException as http.client does."""
    headers = {} if body is None else {"Content-Type": "application/json"}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    response = connection.getresponse()
    content = response.read()
    return Answer(response.status, response.headers, json.loads(content) if content else None)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_service(
    data_dir: Path, environ: Mapping[str, str], *, workers: int, options: Sequence[str] = ()
) -> Iterator[RunningService]:
    """`claimlink serve` with these options, from when it is ready until the block ends.

    Its standard error, which is its log, goes to `data_dir`.log. Raises RuntimeError where it does not get ready.
    """
    port = free_port()
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    command += ["--workers", str(workers), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))}
    log_file = data_dir.with_suffix(".log")
    with log_file.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - no shell
            command, env={**kept, **environ}, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
        )
    service = RunningService(port, process)
    try:
        _wait_until_ready(service, log_file)
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(_STOP_TIMEOUT_S)


def is_ready(service: RunningService) -> bool:
    """Whether it says so."""
    with closing(service.connection()) as connection:
        try:
            return request(connection, "GET", "/health/ready").status == http.client.OK
        except OSError:
            return False


def _wait_until_ready(service: RunningService, log_file: Path) -> None:
    give_up_at = time.monotonic() + _READY_TIMEOUT_S
    while time.monotonic() < give_up_at and service.process.poll() is None:
        if is_ready(service):
            return
        time.sleep(0.05)
    raise RuntimeError(f"the service did not get ready: {log_file.read_text(errors='replace')[-2000:]}")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def _resident_kilobytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
