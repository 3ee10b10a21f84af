import pytest

from service.domain.outlet import (
    NO_OUTLET,
    NO_REGISTRY,
    Outlet,
    OutletEntry,
    OutletRegistry,
    OutletTiers,
    outlet_identity,
)

TIERS = OutletTiers.from_lists([["Harbour Wire", "bbc.co.uk"], ["The Daily Lantern"]])
WIRE = OutletEntry("Harbour Wire", ("harbourwire.example", "hw.example"), ("HW", "Harbor Wire"), tier=1, is_agency=True)
LANTERN = OutletEntry("The Daily Lantern", aliases=("Lantern",), tier=2)
REGISTRY = OutletRegistry.of([WIRE, LANTERN])


@pytest.mark.parametrize(
    ("outlet", "tier"),
    [
        (Outlet("HARBOUR  WIRE"), 1),
        (Outlet(None, "news.bbc.co.uk"), 1),
        (Outlet(None, "notbbc.co.uk"), None),
        (Outlet("The Daily Lantern", "lantern.example"), 2),
        (Outlet("The Daily Lantern", "bbc.co.uk"), 1),
        (Outlet("Bbc.Co.Uk"), 1),
        (NO_OUTLET, None),
    ],
)
def test_a_tier_names_an_outlet_by_name_or_by_domain_on_label_boundaries(outlet: Outlet, tier: int | None) -> None:
    assert TIERS.tier_of(outlet) == tier


def test_an_outlet_named_twice_stands_in_its_best_tier() -> None:
    tiers = OutletTiers.from_lists([["Harbour Wire"], ["harbour wire"]])

    assert tiers.tier_of(Outlet("Harbour Wire")) == 1


def test_two_spellings_of_a_name_count_as_one_outlet() -> None:
    spellings = [Outlet("Harbour Wire", "hw.example"), Outlet("harbour\u00a0wire", "hw.example")]

    assert len({outlet_identity(outlet) for outlet in spellings}) == 1


@pytest.mark.parametrize(
    "spelling",
    [
        Outlet("harbour  wire"),
        Outlet("HW", "carrier.example"),
        Outlet("Harbor Wire", "harbourwire.example"),
        Outlet("Wire of the harbour", "sport.hw.example"),
        Outlet(None, "www.harbourwire.example"),
        Outlet("hw.example"),
    ],
)
def test_a_known_outlet_has_one_name_and_domain_and_tier_in_every_spelling(spelling: Outlet) -> None:
    assert REGISTRY.canonical(spelling) == Outlet("Harbour Wire", "harbourwire.example")
    assert REGISTRY.identity(spelling) == REGISTRY.identity(Outlet("HW"))
    assert REGISTRY.tier_of(spelling) == 1


@pytest.mark.parametrize(
    "outlet",
    [NO_OUTLET, Outlet("The Harbour Wire"), Outlet("Wire"), Outlet(None, "nothw.example"), Outlet("Élan", "x.example")],
)
def test_an_unknown_outlet_stays_as_it_is_stated(outlet: Outlet) -> None:
    assert REGISTRY.canonical(outlet) == outlet
    assert REGISTRY.identity(outlet) == outlet_identity(outlet)
    assert REGISTRY.tier_of(outlet) is None


def test_an_outlet_whose_entry_states_no_domain_keeps_its_own_and_counts_once() -> None:
    spellings = [Outlet("Lantern", "lantern.example"), Outlet("The Daily Lantern", "lantern.test")]

    assert [REGISTRY.canonical(outlet).domain for outlet in spellings] == ["lantern.example", "lantern.test"]
    assert len({REGISTRY.identity(outlet) for outlet in spellings}) == 1


def test_a_name_decides_before_a_domain() -> None:
    assert REGISTRY.canonical(Outlet("Lantern", "hw.example")).name == "The Daily Lantern"


def test_two_entries_with_a_name_in_common_are_refused() -> None:
    entries = [LANTERN, OutletEntry("Brass Bell", aliases=("the daily  LANTERN",))]

    with pytest.raises(ValueError, match=r"entry 2 \(Brass Bell\): 'the daily lantern' is named by entry 1 already"):
        OutletRegistry.of(entries)


def test_a_key_stands_for_every_spelling_of_its_outlet() -> None:
    assert REGISTRY.spellings(["hw", "brass bell"]) == (
        "hw",
        "harbour wire",
        "harbor wire",
        "harbourwire.example",
        "hw.example",
        "brass bell",
    )
    assert NO_REGISTRY.spellings(["hw", "hw"]) == ("hw",)


def test_tiers_of_a_request_hold_every_spelling_and_the_best_of_two_ranks() -> None:
    tiers = REGISTRY.widened(OutletTiers.from_lists([["Brass Bell"], ["hw.example"], ["Harbour Wire", "Lantern"]]))

    assert tiers.tier_of(Outlet("Harbor Wire")) == 2
    assert tiers.tier_of(Outlet("The Daily Lantern")) == 3
    assert tiers.tier_of(Outlet("Brass Bell")) == 1


def test_names_of_credited_outlets_become_those_of_the_entries_each_once() -> None:
    assert REGISTRY.canonical_names(["HW", "Reuters", "Harbour Wire"]) == ("Harbour Wire", "Reuters")
