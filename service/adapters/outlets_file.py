"""The outlets file: which outlets rank first."""

from pathlib import Path

import yaml

from service.domain.address import parse_domain
from service.domain.outlet import OutletTiers, outlet_name_key
from service.settings import SettingsError

_FIELDS = ("name", "tier", "domains", "aliases")
_MAX_TIER = 1_000


def read_outlet_tiers(path: Path) -> OutletTiers:
    """The tiers that an outlets file states (its format: seeds/outlets.yaml).

    Raises SettingsError naming the file, the line or the entry, and what is allowed there.
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
        return OutletTiers(_ranks(content))
    except ValueError as error:
        raise SettingsError(f"the outlets file {path}: {error}") from error


def _ranks(content: object) -> dict[str, int]:
    if not isinstance(content, dict) or set(content) != {"outlets"} or not isinstance(content["outlets"], list):
        raise ValueError("must hold `outlets:` with a list of entries, and nothing else beside it")
    ranks: dict[str, int] = {}
    named_by: dict[str, int] = {}
    for number, entry in enumerate(content["outlets"], start=1):
        keys, tier = _entry(number, entry)
        for key in keys:
            if key in named_by and named_by[key] != number:
                raise ValueError(f"entry {number}: {key!r} is named by entry {named_by[key]} already")
            named_by[key] = number
            ranks[key] = tier
    return ranks


def _entry(number: int, entry: object) -> tuple[list[str], int]:
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
    domains = [_domain(where, text) for text in _texts(where, "domains", entry.get("domains"))]
    aliases = _texts(where, "aliases", entry.get("aliases"))
    return [*map(outlet_name_key, (name, *aliases)), *domains], tier


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
