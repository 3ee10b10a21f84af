"""The outlets file: under which names and domains outlets publish, and which rank first."""

from pathlib import Path

import yaml

from service.domain.address import parse_domain
from service.domain.outlet import OutletEntry, OutletRegistry
from service.settings import SettingsError

_FIELDS = ("name", "tier", "domains", "aliases", "agency")
_MAX_TIER = 1_000


def read_outlets(path: Path) -> OutletRegistry:
    """The outlets that an outlets file states (its format: seeds/outlets.yaml).

    Raises SettingsError naming the file, the line or the entry, and what is allowed there; also where two entries
    have a name, an alias or a domain in common.
    """
    try:
        text = path.read_text(encoding="utf-8")
        content: object = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the outlets file {path} cannot be read: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise SettingsError(f"the outlets file {path}{line} is no YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise SettingsError(f"the outlets file {path} is no YAML: {error}") from error
    try:
        return OutletRegistry.of(_entries(content))
    except ValueError as error:
        raise SettingsError(f"the outlets file {path}: {error}") from error


def _entries(content: object) -> list[OutletEntry]:
    if not isinstance(content, dict) or set(content) != {"outlets"} or not isinstance(content["outlets"], list):
        raise ValueError("must hold `outlets:` with a list of entries, and nothing else beside it")
    return [_entry(number, entry) for number, entry in enumerate(content["outlets"], start=1)]


def _entry(number: int, entry: object) -> OutletEntry:
    where = f"entry {number}"
    if not isinstance(entry, dict):
        raise ValueError(f"{where}: must be a mapping with name and tier, and domains and aliases where wanted")
    unknown = [field for field in entry if field not in _FIELDS]
    if unknown:
        raise ValueError(f"{where}: unknown field {unknown[0]!r}; allowed are {', '.join(_FIELDS)}")
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{where}: name must be a text that is not empty")
    where = f"{where} ({name})"
    tier = entry.get("tier")
    if type(tier) is not int or not 1 <= tier <= _MAX_TIER:
        raise ValueError(f"{where}: tier must be a whole number from 1 to {_MAX_TIER}, not {tier!r}")
    agency = entry.get("agency", False)
    if not isinstance(agency, bool):
        raise ValueError(f"{where}: agency must be true or false, not {agency!r}")
    return OutletEntry(
        name=" ".join(name.split()),
        domains=tuple(_domain(where, text) for text in _texts(where, "domains", entry.get("domains"))),
        aliases=tuple(_texts(where, "aliases", entry.get("aliases"))),
        tier=tier,
        is_agency=agency,
    )


def _domain(where: str, text: str) -> str:
    try:
        return parse_domain(text)
    except ValueError as error:
        raise ValueError(f"{where}: {text!r} is no domain; it {error}") from error


def _texts(where: str, field: str, value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError(f"{where}: {field} must be a list of texts that are not empty")
    return [item.strip() for item in value]
