import math
from datetime import UTC, datetime, timedelta

import pytest

from service.adapters.elasticsearch.documents import (
    Head,
    Leavings,
    from_micros,
    head_source,
    sentence_from,
    sentence_sources,
    to_micros,
    tombstone_source,
)
from service.domain.article import (
    AnalyzedArticle,
    AnalyzedSentence,
    Article,
    Sentence,
    SentenceKind,
    StoredArticle,
    StoredSentence,
    WarningNote,
    listed,
)
from service.domain.facts import NO_FACTS, Facts
from service.domain.facts.quantities import Quantity
from service.domain.outlet import Outlet
from service.domain.published import parse_published

SEEN = datetime(2024, 5, 1, 12, 0, 0, 7, tzinfo=UTC)
ARTICLE = Article(
    "tide",
    "Harbour news\nThe tide rose.",
    title="Harbour news",
    url="https://harbour.example/tide",
    outlet=Outlet("Harbour Post", "news.harbour.example"),
    published=parse_published("2024-04"),
    language="en-GB",
    modified=parse_published("2024-04-30T08:00:00Z"),
)
TITLE = AnalyzedSentence(Sentence(0, 0, 12, "Harbour news", SentenceKind.TITLE), ("harbour",))
FACTS = Facts(quantities=(Quantity("over 5", 0, 6, 5.0, "m", "over", 5.0, math.inf),))
SENTENCE = AnalyzedSentence(Sentence(1, 13, 27, "The tide rose."), ("rose", "tide"), FACTS, "en")
ANALYZED = AnalyzedArticle(ARTICLE, (TITLE, SENTENCE), (WarningNote("short", "one sentence"),), ("Bay News",))
STORED = StoredArticle(ARTICLE, 3, SEEN, SEEN + timedelta(days=1), 1, ANALYZED.warnings, ANALYZED.credited)


def head(*generations: int) -> Head:
    return Head(head_source(ANALYZED, STORED, "t0ken", generations), seq_no=5, primary_term=1)


def test_a_head_and_a_text_give_the_stored_article_back() -> None:
    assert head(1).stored(ARTICLE.text, 1) == STORED


def test_a_head_alone_gives_what_a_list_shows() -> None:
    assert head(1).listed(1) == listed(STORED)


def test_an_article_without_metadata_stays_without() -> None:
    bare = AnalyzedArticle(Article("bare", "x"), ())
    stored = StoredArticle(bare.article, 1, SEEN, SEEN, 0)

    source = head_source(bare, stored, "t", [1])

    assert Head(source, 0, 1).stored("x", 1) == stored
    assert source["outlet"] is None
    assert source["published"] is None


def test_what_a_revision_leaves_covers_all_its_units() -> None:
    assert head(1, 2).leavings == Leavings("t0ken", 2)


def test_a_tombstone_remembers_what_its_article_left() -> None:
    tombstone = Head(tombstone_source(head(1), "fresh", now=SEEN), 6, 1)

    assert not tombstone.live
    assert tombstone.token == "fresh"
    assert tombstone.leavings == Leavings("t0ken", 2)


def test_a_generation_that_a_revision_is_not_in_is_read_from_the_latest_one() -> None:
    assert head(4).units(3) == 2


def test_counts_of_two_generations_stand_side_by_side() -> None:
    source = head(3, 4).source

    assert (source["sentences_odd"], source["sentences_even"]) == (1, 1)


def test_only_sentences_have_terms() -> None:
    documents = dict(sentence_sources(ANALYZED, "t0ken"))

    assert documents["tide:t0ken:0"]["terms"] == []
    assert documents["tide:t0ken:1"]["terms"] == ["rose", "tide"]


def test_a_head_that_an_older_version_made_states_no_change_and_no_credit() -> None:
    made = head(1).source
    analyses = {"1": {name: value for name, value in made["analyses"]["1"].items() if name != "credited"}}
    old = {name: value for name, value in made.items() if name != "modified"} | {"analyses": analyses}

    header = Head(old, 0, 1).header(1)

    assert (header.modified, header.credited) == (None, ())


def test_a_unit_comes_back_with_its_facts_and_its_language() -> None:
    documents = dict(sentence_sources(ANALYZED, "t0ken"))

    assert sentence_from(documents["tide:t0ken:0"]) == StoredSentence(TITLE.sentence, NO_FACTS)
    assert sentence_from(documents["tide:t0ken:1"]) == StoredSentence(SENTENCE.sentence, FACTS, "en")


def test_filters_find_an_outlet_by_its_name_and_on_label_boundaries() -> None:
    [document, _] = dict(sentence_sources(ANALYZED, "t0ken")).values()

    assert document["outlet_keys"] == ["harbour post", "news.harbour.example", "harbour.example", "example"]
    assert document["domains"] == ["news.harbour.example", "harbour.example", "example"]


@pytest.mark.parametrize("instant", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), SEEN])
def test_times_keep_their_microseconds(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant
