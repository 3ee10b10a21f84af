"""What fills the slots of the frames, read from frame_words.toml."""

import tomllib
from pathlib import Path

_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

FEMALE = _LISTS["female"]
MALE = _LISTS["male"]
SURNAMES = _LISTS["surnames"]
COMPANY_STEMS = _LISTS["company_stems"]
COMPANY_KINDS = _LISTS["company_kinds"]
BANK_KINDS = _LISTS["bank_kinds"]
AIRLINE_KINDS = _LISTS["airline_kinds"]
AGENCIES = _LISTS["agencies"]
REGULATORS = _LISTS["regulators"]
GROUPS = _LISTS["groups"]
PARTIES = _LISTS["parties"]
UNIONS = _LISTS["unions"]
TEAM_KINDS = _LISTS["team_kinds"]
RIVERS = _LISTS["rivers"]
SHIPS = _LISTS["ships"]
DISEASES = _LISTS["diseases"]
STORMS = _LISTS["storms"]
FILMS = _LISTS["films"]
GOODS = _LISTS["goods"]
ROLES = _LISTS["roles"]
COUNTRIES = _LISTS["countries"]
MORE_CITIES = _LISTS["more_cities"]
MONTHS = _LISTS["months"]
WEEKDAYS = _LISTS["weekdays"]
SMALL_NUMBERS = _LISTS["small_numbers"]
LEAD_INS = _LISTS["lead_ins"]
COMMENTS = _LISTS["comments"]
INDEPENDENT_FRAMES = _LISTS["independent_frames"]
OVERLAPPING_FRAMES = _LISTS["overlapping_frames"]
