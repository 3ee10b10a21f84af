"""`claimlink serve` as a program, from its first line to SIGTERM."""

import json
import os
import re
import select
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tools.service_process import free_port

SEEDS = Path(__file__).parents[2] / "seeds"
PATIENCE_S = 90


@contextmanager
def serving(data_dir: Path, port: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--data-dir", str(data_dir), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))}
    # Without a buffer of ours, select sees every line that was not read yet.
    process = subprocess.Popen(command, env=kept, bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def lines_until(process: subprocess.Popen[bytes], pattern: str) -> list[str]:
    """What the process prints up to the line that matches."""
    assert process.stdout is not None
    lines: list[str] = []
    deadline = time.monotonic() + PATIENCE_S
    while not (lines and re.search(pattern, lines[-1])):
        ready, _, _ = select.select([process.stdout], [], [], deadline - time.monotonic())
        assert ready, lines
        line = process.stdout.readline()
        assert line, lines
        lines.append(line.decode().rstrip("\n"))
    return lines


def test_the_printed_curl_line_answers_from_the_samples_and_sigterm_ends_it_well(tmp_path: Path) -> None:
    port = free_port()

    with serving(tmp_path, port, "--seeds", str(SEEDS)) as process:
        *before, curl = lines_until(process, r"^ +curl ")
        words = shlex.split(curl)
        request = Request(words[2], data=words[-1].encode(), headers={"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as response:
            answer = json.load(response)
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)

    assert before[0] == f"14 sample articles loaded from {SEEDS}"
    assert words[:3] == ["curl", "-s", f"http://127.0.0.1:{port}/v1/evidence"]
    assert answer["totals"]["supports"] >= 1
    assert answer["coverage"]["articles"] == 14
    assert code == 0


def test_samples_are_loaded_into_an_empty_store_alone(tmp_path: Path) -> None:
    article = tmp_path / "a.json"
    article.write_text('{"id": "own", "text": "Rain fell in Holm on Monday."}')
    data_dir = tmp_path / "data"
    subprocess.run(
        [sys.executable, "-m", "service.cli", "index", str(article), "--data-dir", str(data_dir)],
        check=True,
        capture_output=True,
    )

    with serving(data_dir, port := free_port(), "--seeds", str(SEEDS)) as process:
        printed = lines_until(process, r"^ +curl ")
        with urlopen(f"http://127.0.0.1:{port}/v1/articles", timeout=30) as response:
            articles = json.load(response)["articles"]

    assert not any("sample articles loaded" in line for line in printed)
    assert [found["id"] for found in articles] == ["own"]


def test_a_place_that_is_taken_is_a_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = subprocess.run(
            [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--data-dir", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )

    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: cannot listen on 127.0.0.1:{port}: Address already in use")


@pytest.mark.parametrize("option", [["--port", "0"], ["--workers", "0"], ["--threads", "none"], ["--seeds", "/none"]])
def test_an_option_that_is_not_allowed_is_refused(option: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "serve", "--data-dir", str(tmp_path), *option],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )

    assert done.returncode == 2
    assert option[0] in done.stderr
    assert "Traceback" not in done.stderr
