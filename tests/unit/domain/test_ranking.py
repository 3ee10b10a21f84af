from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.evidence import ArticleHeader, SentenceKey, Stance
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import parse_published
from service.domain.ranking import DEFAULT_SORT, Judged, SortKey, rank


def judged(
    article_id: str,
    *,
    outlet: Outlet = NO_OUTLET,
    tier: int | None = None,
    published: str | None = None,
    stance: Stance = Stance.SUPPORTS,
    score: float = 0.9,
    weight: int = 1000,
    position: int = 0,
) -> Judged:
    header = ArticleHeader(
        id=article_id, revision=1, outlet=outlet, published=parse_published(published) if published else None
    )
    return Judged(SentenceKey(article_id, 1, position), stance, score, weight, tier, header)


def order(items: list[Judged], *sort: SortKey) -> list[str]:
    return [item.key.article_id for item in rank(items, sort or DEFAULT_SORT)]


def test_supports_come_before_refutes_and_these_before_the_rest() -> None:
    items = [
        judged("open", stance=Stance.NOT_ENOUGH_INFO),
        judged("against", stance=Stance.REFUTES),
        judged("for", stance=Stance.SUPPORTS, score=0.1),
    ]

    assert order(items) == ["for", "against", "open"]


def test_tiers_come_first_then_outlets_in_no_tier_then_unknown_ones() -> None:
    items = [
        judged("unknown"),
        judged("untiered", outlet=Outlet("Aardvark Post")),
        judged("second", outlet=Outlet("Beacon"), tier=2),
        judged("first", outlet=Outlet("Zenith"), tier=1),
    ]

    assert order(items) == ["first", "second", "untiered", "unknown"]


def test_outlets_of_a_tier_stand_by_case_folded_name_then_domain() -> None:
    items = [
        judged("c", outlet=Outlet("beacon", "b.example")),
        judged("b", outlet=Outlet("Beacon", "a.example")),
        judged("a", outlet=Outlet("ARGUS")),
    ]

    assert order(items) == ["a", "b", "c"]


def test_newest_comes_first_and_undated_last() -> None:
    items = [judged("undated"), judged("old", published="2022-01-01"), judged("new", published="2024-01-01")]

    assert order(items) == ["new", "old", "undated"]


def test_a_coarse_date_counts_from_its_start_and_the_finer_one_wins_a_tie() -> None:
    items = [
        judged("year", published="2024"),
        judged("month", published="2024-01"),
        judged("day", published="2024-01-01"),
        judged("time", published="2024-01-01T00:00:00Z"),
        judged("second-of-january", published="2024-01-02"),
    ]

    assert order(items) == ["second-of-january", "time", "day", "month", "year"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (SortKey.OLDEST, ["weak", "strong", "undated"]),
        (SortKey.NEWEST, ["strong", "weak", "undated"]),
        (SortKey.SUPPORT, ["strong", "undated", "weak"]),
        (SortKey.RELEVANCE, ["weak", "strong", "undated"]),
    ],
)
def test_the_caller_chooses_the_sort(sort: SortKey, expected: list[str]) -> None:
    items = [
        judged("undated", score=0.8, weight=10),
        judged("weak", published="2021", score=0.6, weight=900),
        judged("strong", published="2023", score=0.9, weight=500),
    ]

    assert order(items, sort) == expected


def test_every_order_of_arrival_gives_the_same_ranking() -> None:
    items = [
        judged("a", position=1),
        judged("a", position=0),
        judged("b", outlet=Outlet("Beacon"), published="2024"),
        judged("c", outlet=Outlet("Beacon"), published="2024"),
    ]

    rankings = {tuple(item.key for item in rank(list(arrival))) for arrival in permutations(items)}

    assert len(rankings) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.sampled_from([None, "2023", "2024-05"])), unique=True
    )
)
def test_ranking_loses_and_invents_nothing(rows: list[tuple[str, int, str | None]]) -> None:
    items = [judged(article_id, position=position, published=date) for article_id, position, date in rows]

    assert sorted(item.key for item in rank(items)) == sorted(item.key for item in items)
