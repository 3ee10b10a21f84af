from itertools import permutations

import pytest

from service.domain.evidence import ArticleHeader, Candidate, SentenceKey
from service.domain.outlet import NO_OUTLET, NO_REGISTRY, Outlet, OutletEntry, OutletRegistry
from service.domain.published import parse_published
from service.domain.sources import Carried, independent_sources, origin

WIRE = Outlet("Meridian Wire", "meridianwire.example")
LANTERN = Outlet("The Lantern", "lantern.example")
BEACON = Outlet("Beacon", "beacon.example")
COURIER = Outlet("Ondal Courier", "ondalcourier.example")
KNOWN = OutletRegistry.of([OutletEntry("Meridian Wire", ("meridianwire.example",), ("MW", "Merwire"))])


def carried(
    article_id: str, outlet: Outlet = NO_OUTLET, *credited: str, published: str | None = None, position: int = 0
) -> Carried:
    header = ArticleHeader(article_id, 1, outlet=outlet, published=parse_published(published) if published else None)
    key = SentenceKey(article_id, 1, position)
    return Carried(Candidate(key, 1000, "The smelter employs 4,200 people.", 0, 33, header), credited)


def sources(*supports: Carried, copies: tuple[tuple[Carried, ...], ...] = ()) -> int:
    groups = [[one.candidate.key for one in group] for group in copies]
    counts = {independent_sources(order, groups, KNOWN) for order in permutations(supports)}
    assert len(counts) == 1
    return counts.pop()


def origin_id(*group: Carried) -> str | None:
    keys = {origin(order, KNOWN) for order in permutations(group)}
    assert len(keys) == 1
    key = keys.pop()
    return key.article_id if key else None


def test_outlets_that_have_nothing_to_do_with_each_other_are_as_many_sources() -> None:
    assert sources(carried("a", WIRE), carried("b", LANTERN), carried("c", BEACON)) == 3


def test_no_supports_come_from_no_source() -> None:
    assert sources() == 0


def test_several_articles_of_an_outlet_are_one_source() -> None:
    assert sources(carried("a", LANTERN), carried("b", LANTERN)) == 1


def test_articles_without_an_outlet_are_a_source_each() -> None:
    assert sources(carried("a"), carried("b"), carried("c", LANTERN)) == 3


def test_an_outlet_that_credits_another_is_no_source_of_its_own() -> None:
    assert sources(carried("a", WIRE), carried("b", LANTERN, "Meridian Wire"), carried("c", BEACON)) == 2


@pytest.mark.parametrize("name", ["MERIDIAN WIRE", "the Meridian Wire", "MW", "meridianwire.example"])
def test_a_credited_outlet_is_known_by_any_of_its_names(name: str) -> None:
    assert sources(carried("a", WIRE), carried("b", LANTERN, name)) == 1


def test_an_outlet_that_no_file_names_is_known_by_its_name_and_domain() -> None:
    assert sources(carried("a", LANTERN), carried("b", BEACON, "Lantern")) == 1
    assert sources(carried("a", Outlet(None, "news.lantern.example")), carried("b", BEACON, "lantern.example")) == 1


def test_outlets_that_credit_the_same_third_one_are_one_source() -> None:
    assert sources(carried("b", LANTERN, "Meridian Wire"), carried("c", BEACON, "MW"), carried("d", COURIER)) == 2


def test_outlets_that_carry_the_same_sentence_are_one_source() -> None:
    lantern, beacon, courier = carried("a", LANTERN), carried("b", BEACON), carried("c", COURIER)

    assert sources(lantern, beacon, courier, copies=((lantern, beacon),)) == 2


def test_a_copy_that_does_not_support_joins_nobody() -> None:
    lantern, beacon, elsewhere = carried("a", LANTERN), carried("b", BEACON), carried("z", COURIER)

    assert sources(lantern, beacon, copies=((lantern, elsewhere),)) == 2


def test_links_add_up() -> None:
    wire, lantern, beacon = carried("a", WIRE), carried("b", LANTERN, "MW"), carried("c", BEACON)

    assert sources(wire, lantern, beacon, copies=((lantern, beacon),)) == 1


def test_a_name_without_a_domain_is_the_outlet_of_that_name() -> None:
    assert sources(carried("a", Outlet("The Lantern")), carried("b", LANTERN)) == 1


def test_the_credited_outlet_is_the_origin_whatever_the_dates() -> None:
    wire = carried("wire", WIRE, published="2024-05-03")

    assert origin_id(wire, carried("early", LANTERN, "MW", published="2024-05-01")) == "wire"


def test_of_a_chain_of_credits_the_end_is_the_origin() -> None:
    middle = carried("middle", LANTERN, "Meridian Wire")

    assert origin_id(carried("wire", WIRE), middle, carried("late", BEACON, "The Lantern")) == "wire"


def test_an_outlet_that_credits_itself_is_not_the_origin_for_that() -> None:
    early, late = carried("a", LANTERN, published="2024-05-01"), carried("b", BEACON, "Beacon", published="2024-05-02")

    assert origin_id(early, late) == "a"


def test_without_credits_the_earliest_is_the_origin() -> None:
    first = carried("b", LANTERN, published="2024-05-01T09:30:00Z")
    second = carried("a", BEACON, published="2024-05-01T09:31:00Z")

    assert origin_id(first, second, carried("c", COURIER, published="2024-06")) == "b"
    assert origin_id(first, second, carried("undated", COURIER)) == "b"


@pytest.mark.parametrize(
    ("left", "right"),
    [("2024-05-01", "2024-05-01"), ("2024-05-01", "2024-05-01T09:30:00Z"), ("2024", "2024-05-01"), ("2024", None)],
)
def test_dates_that_do_not_tell_make_no_origin(left: str, right: str | None) -> None:
    assert origin_id(carried("a", LANTERN, published=left), carried("b", BEACON, published=right)) is None


def test_of_two_credited_outlets_the_earlier_is_the_origin() -> None:
    wire, lantern = carried("a", WIRE, published="2024-05-02"), carried("b", LANTERN, published="2024-05-01")

    assert origin_id(wire, lantern, carried("c", BEACON, "MW", "The Lantern", published="2024-04-01")) == "b"


def test_of_an_article_that_has_it_twice_the_first_place_is_the_origin() -> None:
    group = [carried("a", WIRE, position=7), carried("a", WIRE, position=2), carried("b", LANTERN, "MW")]

    assert origin(group, NO_REGISTRY) is None
    assert origin(group, KNOWN) == SentenceKey("a", 1, 2)
