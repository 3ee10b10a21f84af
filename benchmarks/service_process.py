"""The service as its users run it: a process of its own, asked over HTTP."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_READY_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service that answers on a port of this machine."""

    port: int
    pid: int

    def connection(self) -> http.client.HTTPConnection:
        """A connection that may be kept for many requests."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def resident_megabytes(self) -> float:
        """Resident memory of the main process and its workers, by Linux's /proc."""
        own = [self.pid, *_children(self.pid)]
        return sum(_resident_kilobytes(pid) for pid in own) / 1024


def ask(connection: http.client.HTTPConnection, claim: str) -> dict[str, Any]:
    """The evidence for a claim; raises RuntimeError where the answer is not 200."""
    body = json.dumps({"claim": claim})
    connection.request("POST", "/v1/evidence", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer: dict[str, Any] = json.loads(response.read())
    if response.status != http.client.OK:
        raise RuntimeError(f"{response.status}: {answer}")
    return answer


@contextmanager
def running_service(data_dir: Path, environ: Mapping[str, str], *, workers: int) -> Iterator[RunningService]:
    """`claimlink serve` until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    command += ["--workers", str(workers)]
    with subprocess.Popen(  # noqa: S603
        command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            service = RunningService(port, process.pid)
            _wait_until_ready(service, process)
            yield service
        finally:
            process.terminate()


def _wait_until_ready(service: RunningService, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + _READY_TIMEOUT_S
    while time.monotonic() < give_up_at and process.poll() is None:
        connection = service.connection()
        try:
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise RuntimeError("the service did not get ready")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def _resident_kilobytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
