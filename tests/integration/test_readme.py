"""Every command and every answer that the documentation shows is true.

A page's `sh` blocks are run in order against a server with the sample articles; a `json` or `text` block after one is
what it printed. In shown JSON a key or a last element "..." stands for what was left out, in shown text a line "...".
Support scores may move a little with the verifier.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.settings import Limits
from tools.service_process import running_service

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN_ADDRESS = "127.0.0.1:8080"
_SHOWN_SCORE = re.compile(r"\b(supports|refutes|not enough info) \d\.\d\d")
_SCORE_TOLERANCE = 0.1

# What cannot be run here; the pages say that it was not.
UNTRIED = {"docker compose up --build --detach"}


@dataclass(frozen=True)
class Step:
    """A shell block and what the page shows as its output."""

    line: int
    script: str
    untried: bool
    shown_kind: str | None
    shown: str


def steps_of(page: Path) -> list[Step]:
    text = page.read_text(encoding="utf-8")
    blocks = [(text.count("\n", 0, match.start()) + 1, *match.groups()) for match in _BLOCK.finditer(text)]
    followers = [*blocks[1:], None][: len(blocks)]
    return [
        Step(
            line,
            script,
            "untried" in flags,
            shown[1] if (shown := follower) and shown[1] in {"json", "text"} else None,
            follower[3] if follower else "",
        )
        for (line, kind, flags, script), follower in zip(blocks, followers, strict=True)
        if kind == "sh"
    ]


def commands_of(script: str) -> list[str]:
    joined = script.replace("\\\n", " ")
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))}
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CLAIMLINK_DATA_DIR": str(folder / "data"),
        "CLAIMLINK_OUTLETS_FILE": str(ROOT / "seeds" / "outlets.yaml"),
    }


def run_step(step: Step, folder: Path, address: str) -> str:
    [first, *_] = commands = commands_of(step.script)
    if all(command.split()[-1] != "make" and re.match(r"(\w+=\S+ )*make ", command) for command in commands):
        return run_shell("\n".join(command.replace("make ", "make -n ", 1) for command in commands), ROOT)
    if first.startswith("claimlink serve"):
        other = folder / "other"
        other.mkdir(exist_ok=True)
        # On a free port instead of the one that is shown.
        options = first.replace("--port 8080", "").split()[2:]
        with running_service(other / "data", environment(other), workers=2, options=options):
            return ""
    return run_shell(step.script.replace(_SHOWN_ADDRESS, address), folder)


def run_shell(script: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**environment(folder), "COLUMNS": "110"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def differences(shown: Any, real: Any, where: str = "") -> list[str]:
    """Where what is shown is not what was answered."""
    if isinstance(shown, dict) and isinstance(real, dict):
        names = [name for name in shown if name != "..."]
        missing = [f"{where}/{name}: is not in the answer" for name in names if name not in real]
        unsaid = [] if "..." in shown else [f"{where}/{name}: is not shown" for name in real if name not in names]
        inner = [differences(shown[name], real[name], f"{where}/{name}") for name in names if name in real]
        return [*missing, *unsaid, *(line for lines in inner for line in lines)]
    if isinstance(shown, list) and isinstance(real, list):
        items = shown[:-1] if shown[-1:] == ["..."] else shown
        if len(real) < len(items) or (len(real) > len(items) and items is shown):
            return [f"{where}: has {len(real)} items"]
        inner = [differences(item, real[place], f"{where}/{place}") for place, item in enumerate(items)]
        return [line for lines in inner for line in lines]
    if where.endswith("/support_score") and isinstance(shown, float):
        return [] if abs(shown - real) <= _SCORE_TOLERANCE else [f"{where}: is {real}, shown is {shown}"]
    return [] if shown == real or shown == "..." else [f"{where}: is {real!r}, shown is {shown!r}"]


def check_text(shown: str, output: str) -> None:
    wanted = [_SHOWN_SCORE.sub(r"\1", line).rstrip() for line in shown.splitlines() if line.strip() != "..."]
    lines = [_SHOWN_SCORE.sub(r"\1", line).rstrip() for line in output.splitlines()]
    missing = [line for line in wanted if line not in lines]
    assert missing == [], output


@pytest.mark.parametrize("page", [page for page in PAGES if steps_of(page)], ids=lambda page: page.name)
def test_every_command_runs_and_prints_what_is_shown(page: Path, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl, which the documentation uses, is not on this machine")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    steps = [step for step in steps_of(page) if not step.untried]
    seeds = ["--seeds", str(ROOT / "seeds")]

    with running_service(tmp_path / "data", environment(tmp_path), workers=2, options=seeds) as service:
        address = f"127.0.0.1:{service.port}"
        outputs = [run_step(step, tmp_path, address).replace(address, _SHOWN_ADDRESS) for step in steps]

    for step, output in zip(steps, outputs, strict=True):
        where = f"{page.name}:{step.line}"
        if step.shown_kind == "json":
            assert differences(json.loads(step.shown), json.loads(output)) == [], where
        elif step.shown_kind == "text":
            check_text(step.shown, output)


def test_only_what_needs_containers_is_left_untried() -> None:
    untried = {
        command for page in PAGES for step in steps_of(page) if step.untried for command in commands_of(step.script)
    }

    assert untried == UNTRIED


def test_the_readme_says_that_containers_were_not_tried() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())

    assert "containers were not tried" in readme.lower()


def test_the_readme_has_the_two_commands() -> None:
    commands = {command for step in steps_of(ROOT / "README.md") for command in commands_of(step.script)}

    assert {"make run", "make test"} <= commands


def test_the_table_of_settings_holds_every_variable_with_its_default() -> None:
    source = (ROOT / "service" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\"((?:CLAIMLINK|ELASTICSEARCH)_[A-Z_]+)\"", source))
    limits = {
        f"CLAIMLINK_MAX_{name.removeprefix('max_').upper()}": str(getattr(Limits(), name))
        for name in Limits.__dataclass_fields__
    }

    rows = re.findall(
        r"^\| `([A-Z_]+)` \| ([^|]*) \|", (ROOT / "docs" / "operating.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert {name for name, _ in rows} >= read | set(limits)
    assert {name: default.strip() for name, default in rows if name in limits} == limits


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*PAGES, *sorted((ROOT / "docs").rglob("*.md"))]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    ]

    broken = [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()]

    assert links
    assert broken == []


class TestTheComparisonItself:
    def test_it_finds_another_value_a_missing_key_and_an_unsaid_one(self) -> None:
        shown = {"a": 1, "b": 2, "c": {"...": "..."}}

        found = differences(shown, {"a": 3, "c": {"x": 1}, "d": 4})

        assert found == ["/b: is not in the answer", "/d: is not shown", "/a: is 3, shown is 1"]

    @pytest.mark.parametrize(("shown", "real"), [([1], [1, 2]), ([1, "..."], []), ([2, "..."], [1, 2])])
    def test_it_finds_lists_that_differ(self, shown: list[Any], real: list[Any]) -> None:
        assert differences(shown, real) != []

    def test_it_lets_a_score_move_a_little(self) -> None:
        assert differences({"support_score": 0.95}, {"support_score": 0.9}) == []
        assert differences({"support_score": 0.95}, {"support_score": 0.7}) != []

    def test_it_takes_what_was_left_out_on_purpose(self) -> None:
        assert differences({"a": [1, "..."], "...": "..."}, {"a": [1, 2, 3], "b": 4}) == []
