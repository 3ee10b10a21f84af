"""The service as it is deployed: gunicorn with two workers, over real sockets."""

import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import GRAIN, GRAIN_CLAIM
from tools.service_process import running_service


@dataclass(frozen=True)
class Answer:
    """A response as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def connect(self) -> socket.socket:
        """A new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def send(self, data: bytes) -> Answer:
        """Send raw bytes on a new connection and read the answer."""
        with self.connect() as connection:
            connection.sendall(data)
            return read_answer(connection)

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send a request on a new connection."""
        return self.send(raw_request(method, path, None if body is None else json.dumps(body).encode(), **headers))


def raw_request(method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def read_answer(connection: socket.socket) -> Answer:
    data = b""
    while chunk := connection.recv(65_536):
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(int(status.split()[1]), headers, body)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server of its own in a folder."""
    with running_service(folder / "data", {}, workers=2) as service:
        yield Server(service.process, service.port, folder / "data.log")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests share."""
    with serving(tmp_path_factory.mktemp("gunicorn")) as running:
        yield running


def test_articles_and_evidence_go_over_the_wire(server: Server) -> None:
    created = server.request("POST", "/v1/articles", GRAIN)
    answers = [server.request("POST", "/v1/evidence", {"claim": GRAIN_CLAIM}) for _ in range(10)]

    assert created.status == 201
    assert {answer.json["totals"]["supports"] for answer in answers} == {1}


@pytest.mark.parametrize(
    ("data", "status", "kind"),
    [
        (raw_request("GET", "/v1/evidence?claim=" + "x" * 9_000), 414, "uri-too-long"),
        (raw_request("GET", "/" + "x" * 100_000), 414, "uri-too-long"),
        (raw_request("GET", "/", X_Long="x" * 9_000), 431, "headers-too-large"),
        (raw_request("GET", "/", **{f"X_{number}": "1" for number in range(200)}), 431, "headers-too-large"),
        (b"nonsense\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400, "malformed-request"),
        (b"G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "malformed-request"),
        (b"POST /v1/evidence HTTP/1.1\r\nTransfer-Encoding: tar\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nExpect: 200-ok\r\n\r\n", 400, "malformed-request"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "malformed-request"),
        (
            b"POST /v1/evidence HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\nzz\r\nbroken\r\n",
            400,
            "malformed-request",
        ),
    ],
)
def test_what_the_server_rejects_is_a_problem_too(server: Server, data: bytes, status: int, kind: str) -> None:
    answer = server.send(data)

    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["type"] == f"/problems/{kind}"
    assert answer.headers["x-request-id"] == answer.json["request_id"]


def test_a_body_may_come_in_chunks(server: Server) -> None:
    body = json.dumps({"claim": GRAIN_CLAIM}).encode()
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:])

    answer = server.send(
        b"POST /v1/evidence HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + chunks
    )

    assert answer.status == 200


def test_a_body_that_breaks_off_leaves_the_server_well(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(raw_request("POST", "/v1/evidence", b"x" * 100)[:-50])

    assert server.request("GET", "/health/ready").status == 200


def test_metrics_are_those_of_all_workers(server: Server) -> None:
    for _ in range(40):
        server.request("GET", "/problems")

    counts = {
        line.rpartition(" ")[2]
        for _ in range(6)
        for line in server.request("GET", "/metrics").body.decode().splitlines()
        if line.startswith('claimlink_requests_total{method="GET",route="/problems",')
    }
    assert counts == {"40.0"}


def test_sigterm_finishes_what_is_running(tmp_path: Path) -> None:
    request = raw_request("POST", "/v1/articles", json.dumps(GRAIN).encode())

    with serving(tmp_path) as server, server.connect() as connection:
        connection.sendall(request[:-20])
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        connection.sendall(request[-20:])
        answer = read_answer(connection)
        code = server.process.wait(timeout=30)

    assert answer.status == 201
    assert code == 0


def test_every_line_of_the_log_is_json_and_a_request_has_one(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.request("GET", "/v1/outlets", X_Request_ID="trace-7")
        server.send(b"nonsense\r\n\r\n")

    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    requests = [line for line in lines if line["logger"] == "claimlink.access"]
    assert [(line["path"], line["status"]) for line in requests] == [("/v1/outlets", 200), ("/", 400)]
    assert requests[0]["request_id"] == "trace-7"
