"""Starting the server."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from service.settings import Settings

# Addresses to listen on that are none to call.
_REACHED_AT = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def require_free_port(host: str, port: int) -> None:
    """Refuse a place where something listens already, in one line instead of a server's retries."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server does: a port that only has closed connections is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another place with --host and --port"
        ) from error


def example_claim(seeds: Path | None) -> str | None:
    """The first of the sample claims."""
    if seeds is None or not (seeds / "claims.jsonl").is_file():
        return None
    with (seeds / "claims.jsonl").open(encoding="utf-8") as lines:
        claim: str = json.loads(lines.readline())["claim"]
    return claim


def announce(host: str, port: int, claim: str | None) -> None:
    """Start what tells people, once the server answers, how to ask it."""
    reached = _REACHED_AT.get(host, host)
    command = [sys.executable, "-m", "service.commands.announce", reached, str(port)]
    subprocess.Popen([*command, claim] if claim else command)  # noqa: S603 - our own module, no shell


def become_gunicorn(settings: Settings, *, host: str, port: int, workers: int, threads: int) -> None:
    """Go on as gunicorn, under the same process id, so that a supervisor's signals reach it."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments = [
        *("--config", "python:service.gunicorn_config"),
        *("--bind", place),
        *("--workers", str(workers)),
        *("--threads", str(threads)),
        "service.wsgi:app",
    ]
    environment = {**os.environ, "CLAIMLINK_DATA_DIR": str(settings.data_dir)}
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", *arguments], environment)  # noqa: S606 - no shell wanted
