import pytest

from service.domain.outlet import NO_OUTLET, Outlet, OutletTiers, outlet_identity

TIERS = OutletTiers.from_lists([["Harbour Wire", "bbc.co.uk"], ["The Daily Lantern"]])


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
