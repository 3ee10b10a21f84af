"""Filters mean the same for candidates, lists and coverage."""

from datetime import datetime

import pytest

from service.application.ports import EVERY_ARTICLE, ArticleFilter, ArticleStore
from service.domain.article import SentenceKind
from service.domain.evidence import Coverage
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from tests.contract.build import LATER, NOW, article, found, found_ids


def instant(text: str) -> datetime:
    return parse_published(text).start


CITY = Outlet("City Herald", "city.herald.example")
RURAL = Outlet("Rural Herald", "rural.herald.example")
MIRROR = Outlet("MIRROR  of the Bay", None)
NAMELESS = Outlet(None, "notherald.example")

ARTICLES = [
    article("city", "Tin one.", "Tin two.", outlet=CITY, published="2024-04-12T08:00:00Z", language="en-GB"),
    article("rural", "Tin three.", outlet=RURAL, published="2024-04", language="en"),
    article("mirror", "Tin four.", outlet=MIRROR, published="2023", language="EN-us"),
    article("nameless", "Tin five.", outlet=NAMELESS, published="2024-04-13", language="eng"),
    article("bare", "Tin six."),
    article("german", "Tin seven.", outlet=CITY, language="de"),
]
DATED = {"city", "rural", "mirror", "nameless"}
EVERY_ID = {analyzed.article.id for analyzed in ARTICLES}

CASES = {
    "nothing": (ArticleFilter(), EVERY_ID),
    "an outlet's name": (ArticleFilter(outlets=("city herald",)), {"city", "german"}),
    "an outlet's name in another spelling": (ArticleFilter(outlets=("mirror of the bay",)), {"mirror"}),
    "an outlet's domain": (ArticleFilter(outlets=("rural.herald.example",)), {"rural"}),
    "a domain above the outlet's": (ArticleFilter(outlets=("herald.example",)), {"city", "rural", "german"}),
    "one outlet or another": (ArticleFilter(outlets=("rural herald", "notherald.example")), {"rural", "nameless"}),
    "an outlet that is not there": (ArticleFilter(outlets=("herald",)), set()),
    "no such outlet": (ArticleFilter(exclude_outlets=("city herald",)), EVERY_ID - {"city", "german"}),
    "none of these outlets": (
        ArticleFilter(exclude_outlets=("herald.example", "mirror of the bay")),
        {"nameless", "bare"},
    ),
    "an outlet but not its domain": (
        ArticleFilter(outlets=("herald.example",), exclude_outlets=("rural herald",)),
        {"city", "german"},
    ),
    "a domain": (ArticleFilter(domains=("herald.example",)), {"city", "rural", "german"}),
    "a top-level domain": (ArticleFilter(domains=("example",)), {"city", "rural", "german", "nameless"}),
    "a name is no domain": (ArticleFilter(domains=("city herald",)), set()),
    "no such domain": (ArticleFilter(exclude_domains=("herald.example",)), {"mirror", "nameless", "bare"}),
    "an outlet within a domain": (
        ArticleFilter(outlets=("city herald", "mirror of the bay"), domains=("herald.example",)),
        {"city", "german"},
    ),
    "from an instant on": (
        ArticleFilter(published_from=instant("2024-04-12T08:00:00Z")),
        {"city", "nameless", "bare", "german"},
    ),
    "from just after an instant": (
        ArticleFilter(published_from=instant("2024-04-12T08:00:00.000001Z"), include_undated=False),
        {"nameless"},
    ),
    "before an instant": (
        ArticleFilter(published_before=instant("2024-04-01"), include_undated=False),
        {"mirror"},
    ),
    "before just after an instant": (
        ArticleFilter(published_before=instant("2024-04-01T00:00:00.000001Z"), include_undated=False),
        {"mirror", "rural"},
    ),
    "a coarse date counts from its start": (
        ArticleFilter(published_from=instant("2024-04-01"), published_before=instant("2024-04-02")),
        {"rural", "bare", "german"},
    ),
    "between two instants, dated": (
        ArticleFilter(
            published_from=instant("2024-01-01"), published_before=instant("2024-04-13"), include_undated=False
        ),
        {"city", "rural"},
    ),
    "an interval without length": (
        ArticleFilter(
            published_from=instant("2024-04-13"), published_before=instant("2024-04-13"), include_undated=False
        ),
        set(),
    ),
    "an interval the wrong way round": (
        ArticleFilter(
            published_from=instant("2024-04-13"), published_before=instant("2023-01-01"), include_undated=False
        ),
        set(),
    ),
    "since the year 1": (ArticleFilter(published_from=instant("0001")), EVERY_ID),
    "until the year 9999": (ArticleFilter(published_before=instant("9999-12-31"), include_undated=False), DATED),
    "before the year 1": (ArticleFilter(published_before=instant("0001"), include_undated=False), set()),
    "dated": (ArticleFilter(include_undated=False), DATED),
    "a language takes its regions": (ArticleFilter(languages=("en",)), {"city", "rural", "mirror"}),
    "a region alone": (ArticleFilter(languages=("en-gb",)), {"city"}),
    "one language or another": (ArticleFilter(languages=("de", "en-us")), {"german", "mirror"}),
    "part of a tag is no language": (ArticleFilter(languages=("e",)), set()),
    "an article": (ArticleFilter(article_ids=("rural",)), {"rural"}),
    "articles, some not there": (ArticleFilter(article_ids=("rural", "missing", "bare")), {"rural", "bare"}),
    "only articles that are not there": (ArticleFilter(article_ids=("missing",)), set()),
    "everything at once": (
        ArticleFilter(
            outlets=("herald.example", "notherald.example"),
            exclude_outlets=("rural herald",),
            domains=("example",),
            exclude_domains=("notherald.example",),
            published_from=instant("2024-01-01"),
            published_before=instant("2025-01-01"),
            include_undated=False,
            languages=("en",),
            article_ids=("city", "rural", "nameless"),
        ),
        {"city"},
    ),
}


@pytest.fixture
def filled(store: ArticleStore) -> ArticleStore:
    store.put(ARTICLES, now=NOW)
    return store


@pytest.mark.parametrize("name", CASES)
def test_candidates_keep_to_the_filter(filled: ArticleStore, name: str) -> None:
    where, expected = CASES[name]

    candidates = found(filled, where=where, tin=3, one=2)

    assert {candidate.key.article_id for candidate in candidates} == expected
    assert {candidate.weight for candidate in candidates} <= {3, 5}


@pytest.mark.parametrize("name", CASES)
def test_lists_and_coverage_keep_to_the_filter(filled: ArticleStore, name: str) -> None:
    where, expected = CASES[name]

    listed = filled.list_articles(where, after=None, limit=100)
    coverage = filled.coverage(where)

    assert [shown.header.id for shown in listed] == sorted(expected)
    assert coverage.articles == len(expected)
    assert coverage.sentences == len(expected) + ("city" in expected)


def test_a_filter_adds_no_weight(filled: ArticleStore) -> None:
    everything = CASES["everything at once"][0]

    weights = [candidate.weight for candidate in found(filled, where=everything, tin=7500001, one=1)]

    assert weights == [7500002, 7500001]


def test_a_filter_holds_for_what_was_written_since(filled: ArticleStore) -> None:
    where = ArticleFilter(outlets=("city herald",), languages=("en",))
    filled.put([article("rural", "Tin again.", outlet=CITY, language="en")], now=LATER)
    filled.put([article("city", "Tin one.", outlet=RURAL, language="en")], now=LATER)

    assert found_ids(filled, where=where, tin=1) == ["rural"]


def test_many_article_ids_can_be_asked_for(filled: ArticleStore) -> None:
    where = ArticleFilter(article_ids=(*(f"missing-{number}" for number in range(1000)), "bare"))

    assert found_ids(filled, where=where, tin=1) == ["bare"]


def test_coverage_states_what_was_searched(filled: ArticleStore) -> None:
    filled.put([article("later", "Words.", "More words.", outlet=RURAL, published="2024-04-13T00:00:00Z")], now=LATER)

    assert filled.coverage(EVERY_ARTICLE) == Coverage(
        articles=7,
        sentences=9,
        outlets=4,
        newest_published=parse_published("2024-04-13T00:00:00Z"),
        last_indexed_at=LATER,
        undated_articles=2,
    )


def test_coverage_of_an_empty_store_is_zero(store: ArticleStore) -> None:
    assert store.coverage(EVERY_ARTICLE) == Coverage(0, 0, 0, None, None, 0)


def test_coverage_follows_every_write(filled: ArticleStore) -> None:
    where = ArticleFilter(outlets=("city herald",))
    before = filled.coverage(where).sentences
    filled.put([article("city", "Tin one.", outlet=CITY)], now=LATER)
    replaced = filled.coverage(where).sentences
    filled.delete("german")

    assert [before, replaced, filled.coverage(where).sentences] == [3, 2, 1]


def test_coverage_counts_no_titles(store: ArticleStore) -> None:
    store.put([article("a", (SentenceKind.TITLE, "Title"), "One.", (SentenceKind.CAPTION, "Caption"))], now=NOW)

    assert store.coverage(EVERY_ARTICLE).sentences == 1
