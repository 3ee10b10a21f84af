from datetime import UTC, datetime

from service.adapters.elasticsearch.queries import (
    MAX_HITS,
    article_search,
    candidate_search,
    filter_clauses,
)
from service.application.ports import EVERY_ARTICLE, ArticleFilter
from service.domain.terms import WeightedTerm

THE, TIN, ORE = WeightedTerm("the", 2), WeightedTerm("tin", 5), WeightedTerm("ore", 7)
MAY = datetime(2024, 5, 1, tzinfo=UTC)
MAY_MICROS = 1_714_521_600_000_000


def test_weights_are_boosts_and_their_sum_has_a_floor() -> None:
    body = candidate_search([THE, TIN, ORE], 8, EVERY_ARTICLE, limit=20)

    assert body["min_score"] == 8
    assert body["query"]["bool"]["must"] == [
        {"bool": {"should": [{"constant_score": {"filter": {"term": {"terms": "ore"}}, "boost": 7}}]}}
    ]
    assert [clause["constant_score"]["boost"] for clause in body["query"]["bool"]["should"]] == [2, 5]
    assert body["track_total_hits"] is True
    assert body["sort"] == [{"_score": "desc"}, {"article_id": "asc"}, {"position": "asc"}]


def test_one_search_asks_for_no_more_than_the_result_window() -> None:
    assert candidate_search([ORE], 1, EVERY_ARTICLE, limit=50_000)["size"] == MAX_HITS
    assert article_search(EVERY_ARTICLE, after=None, limit=50_000)["size"] == MAX_HITS


def test_a_time_limit_is_stated_in_milliseconds_and_never_zero() -> None:
    assert candidate_search([ORE], 1, EVERY_ARTICLE, limit=1, timeout_s=0.25)["timeout"] == "250ms"
    assert candidate_search([ORE], 1, EVERY_ARTICLE, limit=1, timeout_s=-2)["timeout"] == "1ms"
    assert "timeout" not in candidate_search([ORE], 1, EVERY_ARTICLE, limit=1)


def test_a_second_look_keeps_to_some_articles_and_leaves_out_outdated_revisions() -> None:
    body = candidate_search([ORE], 1, EVERY_ARTICLE, limit=1, within={"b", "a"}, without_tokens={"old"})

    assert body["query"]["bool"]["filter"] == [{"terms": {"article_id": ["a", "b"]}}]
    assert body["query"]["bool"]["must_not"] == [{"terms": {"token": ["old"]}}]


def test_no_filter_restricts_nothing() -> None:
    assert filter_clauses(EVERY_ARTICLE) == []


def test_undated_articles_pass_a_date_filter_where_they_are_included() -> None:
    dated = {"range": {"published": {"gte": MAY_MICROS}}}
    undated = {"bool": {"must_not": [{"exists": {"field": "published"}}]}}

    assert filter_clauses(ArticleFilter(published_from=MAY)) == [{"bool": {"should": [dated, undated]}}]
    assert filter_clauses(ArticleFilter(published_from=MAY, include_undated=False)) == [dated]


def test_undated_articles_can_be_left_out_without_bounds() -> None:
    assert filter_clauses(ArticleFilter(include_undated=False)) == [{"exists": {"field": "published"}}]


def test_the_upper_bound_is_exclusive() -> None:
    assert filter_clauses(ArticleFilter(published_before=MAY, include_undated=False)) == [
        {"range": {"published": {"lt": MAY_MICROS}}}
    ]


def test_exclusions_are_the_opposite_of_inclusions() -> None:
    assert filter_clauses(ArticleFilter(outlets=("daily",), exclude_domains=("x.example",))) == [
        {"terms": {"outlet_keys": ["daily"]}},
        {"bool": {"must_not": [{"terms": {"domains": ["x.example"]}}]}},
    ]


def test_a_list_goes_on_after_an_id() -> None:
    assert article_search(EVERY_ARTICLE, after="a7", limit=5)["search_after"] == ["a7"]
    assert "search_after" not in article_search(EVERY_ARTICLE, after=None, limit=5)
