"""What is installed, built and started is what the files of the project say."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
RUNTIME_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DEV_LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def project_name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


def test_every_runtime_dependency_is_locked() -> None:
    wanted = {project_name(requirement) for requirement in PYPROJECT["project"]["dependencies"]}

    assert wanted - set(locked(RUNTIME_LOCK)) == set()


def test_every_development_dependency_is_locked_beside_the_same_runtime_versions() -> None:
    wanted = {project_name(requirement) for requirement in PYPROJECT["dependency-groups"]["dev"]}

    assert wanted - set(locked(DEV_LOCK)) == set()
    assert locked(RUNTIME_LOCK).items() <= locked(DEV_LOCK).items()


@pytest.mark.parametrize("lock", [RUNTIME_LOCK, DEV_LOCK], ids=["runtime", "development"])
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_every_file_that_is_no_code_is_packed_with_the_package_it_lies_in() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]
    packed = {
        path
        for package, globs in patterns.items()
        for pattern in globs
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }

    files = {
        path
        for package in ("service", "schemas")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }

    assert files - packed == set()


def test_the_compose_file_keeps_to_the_compose_specification() -> None:
    schema = json.loads((ROOT / "tests" / "data" / "compose-spec.schema.json").read_text(encoding="utf-8"))

    faults = [error.message for error in jsonschema.Draft201909Validator(schema).iter_errors(COMPOSE)]

    assert faults == []


def test_the_schema_check_finds_a_misspelt_key() -> None:
    schema = json.loads((ROOT / "tests" / "data" / "compose-spec.schema.json").read_text(encoding="utf-8"))
    misspelt = {"services": {"claimlink": {"image": "claimlink", "enviroment": {}}}}

    faults = [error.message for error in jsonschema.Draft201909Validator(schema).iter_errors(misspelt)]

    assert any("enviroment" in fault for fault in faults)


@pytest.mark.parametrize("name", ["claimlink", "elasticsearch"])
def test_every_container_has_a_health_check_and_a_named_volume(name: str) -> None:
    service = COMPOSE["services"][name]

    volumes = [mount.partition(":")[0] for mount in service["volumes"]]

    assert service["healthcheck"]["test"][0].startswith("CMD")
    assert volumes
    assert set(volumes) <= set(COMPOSE["volumes"])


def test_only_the_service_is_published_and_on_loopback_alone() -> None:
    published = {name: service.get("ports", []) for name, service in COMPOSE["services"].items()}

    assert published == {"claimlink": ["127.0.0.1:${CLAIMLINK_PORT:-8080}:8080"], "elasticsearch": []}


def test_the_compose_file_holds_no_secret() -> None:
    variables = [name for service in COMPOSE["services"].values() for name in service["environment"]]

    assert [name for name in variables if re.search("PASSWORD|KEY|TOKEN|SECRET", name)] == []


def test_the_image_runs_without_root_and_installs_what_is_locked() -> None:
    instructions = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()

    assert [line for line in instructions if line.startswith("USER ")] == ["USER claimlink"]
    assert any("--require-hashes -r requirements.lock" in line for line in instructions)


def test_the_image_is_built_from_files_that_are_there() -> None:
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]

    assert [name for name in kept if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("target", ["run", "run-elasticsearch", "test", "lint", "lock", "openapi", "benchmark"])
def test_make_tells_what_a_target_is_for(target: str) -> None:
    [line] = re.findall(rf"^{target}:.*", MAKEFILE, re.MULTILINE)

    assert "## " in line


def test_every_module_that_the_makefile_runs_is_there() -> None:
    modules = re.findall(r"python -m ([a-z_]+(?:\.[a-z_]+)*)", MAKEFILE)
    own = [module for module in modules if module.split(".")[0] in {"tools", "benchmarks", "service"}]

    missing = [
        module
        for module in own
        for path in [ROOT / Path(*module.split("."))]
        if not (path.with_suffix(".py").is_file() or (path / "__main__.py").is_file())
    ]

    assert missing == []
