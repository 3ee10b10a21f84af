from datetime import UTC, datetime

from service.adapters.embedded.filters import Condition, article_condition
from service.application.ports import EVERY_ARTICLE, ArticleFilter


def test_no_filter_is_always_met() -> None:
    assert article_condition(EVERY_ARTICLE) == Condition("1")


def test_what_a_caller_says_is_never_part_of_the_sql() -> None:
    hostile = "x'; DROP TABLE articles; --"

    condition = article_condition(
        ArticleFilter(
            outlets=(hostile,),
            exclude_outlets=(hostile,),
            domains=(hostile,),
            exclude_domains=(hostile,),
            languages=(hostile,),
            article_ids=(hostile,),
        )
    )

    assert "DROP" not in condition.sql
    assert condition.sql.count("?") == len(condition.values)


def test_dates_may_leave_undated_articles_in_or_out() -> None:
    year = datetime(2024, 1, 1, tzinfo=UTC)

    assert "a.published IS NULL OR" in article_condition(ArticleFilter(published_from=year)).sql
    assert (
        article_condition(ArticleFilter(published_before=year, include_undated=False)).sql
        == "(a.published IS NOT NULL AND a.published < ?)"
    )
