"""Reading the outlets file."""

from pathlib import Path

import pytest

from service.adapters.outlets_file import read_outlets
from service.domain.outlet import Outlet
from service.settings import SettingsError


def written(folder: Path, text: str) -> Path:
    path = folder / "outlets.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "outlet",
    [
        Outlet(name="The Brass Bell"),
        Outlet(name="the  BRASS bell"),
        Outlet(name="Bell"),
        Outlet(domain="brassbell.example"),
        Outlet(name="Elsewhere", domain="sport.brassbell.example"),
    ],
)
def test_an_outlet_has_its_tier_by_name_alias_domain_and_subdomain(tmp_path: Path, outlet: Outlet) -> None:
    path = written(
        tmp_path,
        "outlets:\n  - {name: The Brass Bell, tier: 2, domains: [BrassBell.example], aliases: [Bell]}\n",
    )

    outlets = read_outlets(path)

    assert outlets.tier_of(outlet) == 2


def test_an_outlet_that_no_entry_names_has_no_tier(tmp_path: Path) -> None:
    path = written(tmp_path, "outlets:\n  - {name: The Brass Bell, tier: 1, domains: [bell.example]}\n")

    outlets = read_outlets(path)

    assert outlets.tier_of(Outlet(name="Brass", domain="notbell.example")) is None


def test_an_empty_list_of_outlets_is_fine(tmp_path: Path) -> None:
    path = written(tmp_path, "outlets: []\n")

    outlets = read_outlets(path)

    assert outlets.entries == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must hold `outlets:`"),
        ("- name: A\n", "must hold `outlets:`"),
        ("outlets: []\nother: 1\n", "nothing else beside it"),
        ("outlets:\n  - A\n", "entry 1: must be a mapping"),
        ("outlets:\n  - {name: A, tier: 1}\n  - {tier: 1}\n", "entry 2: name must be a text"),
        ("outlets:\n  - {name: A}\n", r"entry 1 \(A\): tier must be a whole number from 1 to 1000, not None"),
        ("outlets:\n  - {name: A, tier: 0}\n", "not 0"),
        ("outlets:\n  - {name: A, tier: true}\n", "not True"),
        (
            "outlets:\n  - {name: A, tier: 1, rank: 2}\n",
            "unknown field 'rank'; allowed are name, tier, domains, aliases, agency",
        ),
        ("outlets:\n  - {name: A, tier: 1, domains: a.example}\n", "domains must be a list"),
        ("outlets:\n  - {name: A, tier: 1, domains: [https://a.example/]}\n", "'https://a.example/' is no domain"),
        ("outlets:\n  - {name: A, tier: 1, aliases: ['']}\n", "aliases must be a list"),
        (
            "outlets:\n  - {name: A, tier: 1}\n  - {name: a, tier: 2}\n",
            r"entry 2 \(a\): 'a' is named by entry 1 already",
        ),
        (
            "outlets:\n  - {name: A, tier: 1, domains: [a.example]}\n  - {name: B, tier: 2, domains: [A.example]}\n",
            r"entry 2 \(B\): 'a.example' is named by entry 1 already",
        ),
        (
            "outlets:\n  - {name: A, tier: 1, aliases: [Bell]}\n  - {name: B, tier: 2}\n  - {name: BELL, tier: 2}\n",
            r"entry 3 \(BELL\): 'bell' is named by entry 1 already",
        ),
        ("outlets:\n  - {name: A, tier: 1, agency: 1}\n", "agency must be true or false, not 1"),
        ("outlets:\n  - {name: A, tier: 1\n", r"outlets\.yaml \(line 3\) is no YAML"),
        ("outlets: \x00\n", "is no YAML"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_and_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(SettingsError, match=said):
        read_outlets(path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outlets.yaml"
    path.write_bytes(b"outlets:\n  - {name: Caf\xe9, tier: 1}\n")

    with pytest.raises(SettingsError, match="cannot be read"):
        read_outlets(path)


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"

    with pytest.raises(SettingsError, match="cannot be read"):
        read_outlets(path)


def test_every_spelling_of_an_entry_is_one_outlet(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "outlets:\n  - {name: The Brass Bell, tier: 1, domains: [bell.example, brass.example], aliases: [Bell]}\n"
        "  - {name: Tolm Wire, tier: 1, agency: true}\n",
    )

    outlets = read_outlets(path)

    spellings = [Outlet("BELL"), Outlet("Bell", "elsewhere.example"), Outlet(None, "sport.brass.example")]
    assert {outlets.canonical(outlet) for outlet in spellings} == {Outlet("The Brass Bell", "bell.example")}
    assert [entry.is_agency for entry in outlets.entries] == [False, True]


def test_the_sample_file_ranks_every_sample_outlet_it_names() -> None:
    path = Path(__file__).parents[3] / "seeds" / "outlets.yaml"

    outlets = read_outlets(path)

    assert outlets.tier_of(Outlet(name="Meridian Wire", domain="meridianwire.example")) == 1
    assert outlets.tier_of(Outlet(name="Valley Examiner", domain="valleyexaminer.example")) == 3
    assert outlets.tier_of(Outlet(name="Tidewater Radio")) is None
