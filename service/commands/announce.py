"""Says that a server answers, once it does: `python -m service.commands.announce HOST PORT [CLAIM]`.

Runs beside the server that started it and ends with it.
"""

import json
import os
import shlex
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

_PAUSE_S = 0.2
_PATIENCE_S = 300.0
_JSON = {"Content-Type": "application/json"}


def base_url(host: str, port: int) -> str:
    """The server's address as a URL."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def curl_line(url: str, claim: str) -> str:
    """A shell command that asks the server at the URL for the claim's evidence."""
    body = json.dumps({"claim": claim}, ensure_ascii=False)
    return f"curl -s {url}/v1/evidence -H 'Content-Type: application/json' -d {shlex.quote(body)}"


def wait_for_answer(host: str, port: int, claim: str | None, *, give_up: Callable[[], bool]) -> bool:
    """Whether the server was ready, and answered the claim where there is one, before `give_up` said so."""
    while not give_up():
        if _is_ready(host, port) and (claim is None or _answers(host, port, claim)):
            return True
        time.sleep(_PAUSE_S)
    return False


def _is_ready(host: str, port: int) -> bool:
    return _status(host, port, "GET", "/health/ready") == 200


def _answers(host: str, port: int, claim: str) -> bool:
    return _status(host, port, "POST", "/v1/evidence", json.dumps({"claim": claim})) == 200


def _status(host: str, port: int, method: str, path: str, body: str | None = None) -> int | None:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request(method, path, body, _JSON)
        return connection.getresponse().status
    # A server that is not up yet refuses the connection or drops it.
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Wait for the server at the host and port, then print how to ask it for the claim."""
    host, port, claim = arguments[0], int(arguments[1]), arguments[2] if len(arguments) > 2 else None
    server, started = os.getppid(), time.monotonic()

    def gone() -> bool:
        return os.getppid() != server or time.monotonic() - started > _PATIENCE_S

    if not wait_for_answer(host, port, claim, give_up=gone):
        return 1
    url = base_url(host, port)
    lines = [f"claimlink answers at {url} (documentation: {url}/docs)"]
    if claim is not None:
        lines += ["Try:", f"  {curl_line(url, claim)}"]
    print("\n".join(["", *lines, ""]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
