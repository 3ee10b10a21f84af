"""Storing, reading, listing and removing articles."""

from dataclasses import replace

import pytest

from service.application.ports import EVERY_ARTICLE, ArticleFilter, ArticleStore, OutletSummary
from service.domain.article import IndexStatus, Sentence, SentenceKind, WarningNote, listed
from service.domain.errors import PreconditionFailed
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from tests.contract.build import LATER, NOW, article, found_texts

GAZETTE = Outlet("Harbour Gazette", "gazette.example")


def test_a_new_article_is_created_as_revision_1(store: ArticleStore) -> None:
    ferry = article("ferry", (SentenceKind.TITLE, "Ferry news"), "The ferry sank.", "Nobody drowned.")

    [indexed] = store.put([ferry], now=NOW)

    assert indexed.status is IndexStatus.CREATED
    assert indexed.stored.revision == 1
    assert indexed.stored.first_seen_at == indexed.stored.indexed_at == NOW
    assert indexed.stored.sentence_count == 2


def test_what_was_stored_is_read_back_whole(store: ArticleStore) -> None:
    stated = article(
        "ferry",
        "Die Fähre “Möwe” 🚢 sank.",
        title="Fähre gesunken",
        url="https://gazette.example/ferry",
        outlet=GAZETTE,
        published="2024-04-12T19:05:00.123456+03:00",
        language="de-AT",
        warnings=(WarningNote("language_unsupported", "German is not read well"),),
        modified="2024-04-13",
        credited=("Hill Post", "Élan 🚢", "hill post"),
    )

    [indexed] = store.put([stated], now=NOW)

    assert store.get("ferry") == indexed.stored
    assert indexed.stored.article == stated.article
    assert indexed.stored.warnings == stated.warnings
    assert indexed.stored.credited == stated.credited


@pytest.mark.parametrize("date", ["2024", "2024-04", "2024-04-12", "2024-04-12T00:00:00Z", "0001", "9999-12-31"])
def test_a_date_stays_as_precise_as_it_was(store: ArticleStore, date: str) -> None:
    store.put([article("ferry", "The ferry sank.", published=date, modified=date)], now=NOW)

    stored = store.get("ferry")

    assert stored is not None
    assert stored.article.published == stored.article.modified == parse_published(date)


def test_an_article_without_sentences_can_be_stored(store: ArticleStore) -> None:
    store.put([article("empty")], now=NOW)

    stored = store.get("empty")

    assert stored is not None
    assert (stored.article.text, stored.sentence_count) == ("", 0)


def test_the_same_article_again_stays_unchanged(store: ArticleStore) -> None:
    ferry = article("ferry", "The ferry sank.", outlet=GAZETTE, modified="2024-04", credited=("Hill Post",))
    [first] = store.put([ferry], now=NOW)

    [again] = store.put([ferry], now=LATER)

    assert again.status is IndexStatus.UNCHANGED
    assert again.stored == first.stored == store.get("ferry")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other title"},
        {"url": "https://gazette.example/other"},
        {"outlet": Outlet("Harbour Gazette", "other.example")},
        {"published": parse_published("2024-04-13")},
        {"language": "en"},
        {"modified": parse_published("2024-04-12")},
    ],
)
def test_other_metadata_makes_a_new_revision(store: ArticleStore, change: dict[str, object]) -> None:
    ferry = article("ferry", "The ferry sank.", outlet=GAZETTE, published="2024-04-12")
    store.put([ferry], now=NOW)

    [indexed] = store.put([replace(ferry, article=replace(ferry.article, **change))], now=LATER)

    assert (indexed.status, indexed.stored.revision) == (IndexStatus.UPDATED, 2)
    assert (indexed.stored.first_seen_at, indexed.stored.indexed_at) == (NOW, LATER)
    assert store.get("ferry") == indexed.stored


def test_a_new_revision_takes_the_place_of_the_old_one(store: ArticleStore) -> None:
    store.put([article("ferry", "The ferry sank.", "Twelve people drowned.")], now=NOW)

    store.put([article("ferry", "The ferry did not sink.")], now=LATER)

    assert [unit.sentence.text for unit in store.sentences("ferry", first=0, limit=10)] == ["The ferry did not sink."]
    assert found_texts(store, ferry=1, drowned=1) == ["The ferry did not sink."]


def test_one_call_stores_many_articles_in_order(store: ArticleStore) -> None:
    store.put([article("b", "Bridges shook.")], now=NOW)

    answers = store.put(
        [article("c", "Cranes fell."), article("b", "Bridges shook."), article("a", "Anchors broke.")], now=LATER
    )

    assert [(answer.stored.article.id, answer.status) for answer in answers] == [
        ("c", IndexStatus.CREATED),
        ("b", IndexStatus.UNCHANGED),
        ("a", IndexStatus.CREATED),
    ]


def test_the_same_id_in_one_call_is_stored_in_order(store: ArticleStore) -> None:
    first, second = article("ferry", "The ferry sank."), article("ferry", "The ferry was lost.")

    answers = store.put([first, second, second, first], now=NOW)

    assert [(answer.status, answer.stored.revision) for answer in answers] == [
        (IndexStatus.CREATED, 1),
        (IndexStatus.UPDATED, 2),
        (IndexStatus.UNCHANGED, 2),
        (IndexStatus.UPDATED, 3),
    ]
    assert store.get("ferry") == answers[-1].stored
    assert found_texts(store, ferry=1) == ["The ferry sank."]


def test_storing_nothing_does_nothing(store: ArticleStore) -> None:
    assert store.put([], now=NOW) == []
    assert store.coverage(EVERY_ARTICLE).articles == 0


def test_articles_that_do_not_exist_are_left_out(store: ArticleStore) -> None:
    store.put([article("a", "Anchors broke."), article("b", "Bridges shook.")], now=NOW)

    found = store.get_many(["b", "missing", "a", "b"])

    assert set(found) == {"a", "b"}
    assert found["a"] == store.get("a")
    assert store.get("missing") is None


def test_a_deleted_article_is_gone_everywhere(store: ArticleStore) -> None:
    store.put([article("ferry", "The ferry sank.", outlet=GAZETTE), article("tram", "The tram stood.")], now=NOW)

    assert store.delete("ferry") is True

    assert store.get("ferry") is None
    assert store.get_many(["ferry"]) == {}
    assert store.sentences("ferry", first=0, limit=10) == []
    assert [tram.header.id for tram in store.list_articles(EVERY_ARTICLE, after=None, limit=10)] == ["tram"]
    assert store.outlets() == []
    assert store.coverage(EVERY_ARTICLE).articles == 1
    assert found_texts(store, ferry=1, tram=1) == ["The tram stood."]


def test_deleting_what_does_not_exist_says_so(store: ArticleStore) -> None:
    store.put([article("ferry", "The ferry sank.")], now=NOW)

    assert store.delete("tram") is False
    assert store.delete("ferry") is True
    assert store.delete("ferry") is False


def test_a_delete_with_the_current_etag_removes(store: ArticleStore) -> None:
    [indexed] = store.put([article("ferry", "The ferry sank.")], now=NOW)

    assert store.delete("ferry", if_match=['"other"', indexed.stored.etag]) is True
    assert store.get("ferry") is None


def test_a_delete_with_an_old_etag_is_refused(store: ArticleStore) -> None:
    [old] = store.put([article("ferry", "The ferry sank.")], now=NOW)
    [new] = store.put([article("ferry", "The ferry did not sink.")], now=LATER)

    with pytest.raises(PreconditionFailed):
        store.delete("ferry", if_match=[old.stored.etag])

    assert store.get("ferry") == new.stored
    assert found_texts(store, ferry=1) == ["The ferry did not sink."]


def test_a_deleted_article_that_comes_back_is_new(store: ArticleStore) -> None:
    ferry = article("ferry", "The ferry sank.")
    store.put([ferry], now=NOW)
    store.put([article("ferry", "The ferry did not sink.")], now=NOW)
    store.delete("ferry")

    [indexed] = store.put([ferry], now=LATER)

    assert (indexed.status, indexed.stored.revision) == (IndexStatus.CREATED, 1)
    assert indexed.stored.first_seen_at == LATER
    assert found_texts(store, ferry=1) == ["The ferry sank."]


def test_articles_are_listed_page_by_page_in_code_point_order(store: ArticleStore) -> None:
    store.put([article(article_id, "Words.") for article_id in ("b", "B", "a:2", "a-1", "a", "_", "10", "9")], now=NOW)

    pages = []
    after = None
    while page := store.list_articles(EVERY_ARTICLE, after=after, limit=3):
        pages.append([shown.header.id for shown in page])
        after = pages[-1][-1]

    assert pages == [["10", "9", "B"], ["_", "a", "a-1"], ["a:2", "b"]]


def test_a_list_keeps_to_its_filter(store: ArticleStore) -> None:
    store.put(
        [article("a", "Words.", outlet=GAZETTE), article("b", "Words."), article("c", "Words.", outlet=GAZETTE)],
        now=NOW,
    )

    page = store.list_articles(ArticleFilter(outlets=("harbour gazette",)), after="a", limit=10)

    assert [shown.header.id for shown in page] == ["c"]


def test_a_list_shows_of_an_article_all_but_its_text(store: ArticleStore) -> None:
    stated = article(
        "ferry",
        "Die Fähre sank.",
        title="Fähre",
        outlet=GAZETTE,
        published="2024-04",
        language="de",
        modified="2024-05",
        credited=("Hill Post", "Élan"),
    )
    warned = replace(stated, warnings=(WarningNote("language_unsupported", "German is not read well"),))
    [indexed] = store.put([warned], now=NOW)

    [shown] = store.list_articles(EVERY_ARTICLE, after=None, limit=10)

    assert shown == listed(indexed.stored)
    assert shown.content_sha256 == "a94d4893cabbd49958215c1a08233b24bfcb70e661c39a0e446f121602516883"


def test_units_are_read_from_a_position_on(store: ArticleStore) -> None:
    store.put(
        [article("ferry", (SentenceKind.TITLE, "Ferry"), "It sank.", (SentenceKind.CAPTION, "The bay"), "It rained.")],
        now=NOW,
    )

    assert [unit.sentence for unit in store.sentences("ferry", first=1, limit=2)] == [
        Sentence(1, 6, 14, "It sank.", SentenceKind.SENTENCE),
        Sentence(2, 15, 22, "The bay", SentenceKind.CAPTION),
    ]
    assert [unit.sentence.position for unit in store.sentences("ferry", first=0, limit=10)] == [0, 1, 2, 3]
    assert store.sentences("ferry", first=4, limit=10) == []
    assert store.sentences("missing", first=0, limit=10) == []


def test_units_keep_their_language(store: ArticleStore) -> None:
    ferry = article("ferry", (SentenceKind.TITLE, "Ferry"), "A balsa afundou.", "It sank.")
    title, first, second = ferry.sentences
    ferry = replace(ferry, sentences=(title, replace(first, language="pt"), replace(second, language="en")))

    store.put([ferry], now=NOW)

    assert [unit.language for unit in store.sentences("ferry", first=0, limit=10)] == [None, "pt", "en"]


def test_outlets_are_listed_with_what_they_published(store: ArticleStore) -> None:
    store.put(
        [
            article("1", "Words.", outlet=GAZETTE, published="2024-04"),
            article("2", "Words.", outlet=GAZETTE, published="2023-12-31"),
            article("3", "Words.", outlet=GAZETTE),
            article("4", "Words.", outlet=GAZETTE, published="2024-04-01"),
            article("5", "Words.", outlet=Outlet("Élan", None)),
            article("6", "Words.", outlet=Outlet(None, "nameless.example"), published="2020"),
            article("7", "Words.", published="2019"),
        ],
        now=NOW,
    )

    outlets = store.outlets()

    assert outlets == [
        OutletSummary(GAZETTE, 4, parse_published("2023-12-31"), parse_published("2024-04-01")),
        OutletSummary(Outlet("Élan", None), 1, None, None),
        OutletSummary(Outlet(None, "nameless.example"), 1, parse_published("2020"), parse_published("2020")),
    ]


def test_outlets_come_by_name_key_then_domain_and_nameless_ones_last(store: ArticleStore) -> None:
    expected = [
        Outlet("Alpha", None),
        Outlet("alpha", "a.example"),
        Outlet("Alpha", "b.example"),
        Outlet("BETA", None),
        Outlet("gamma", None),
        Outlet(None, "a.example"),
        Outlet(None, "z.example"),
    ]
    store.put([article(f"{i}", "Words.", outlet=outlet) for i, outlet in enumerate(reversed(expected))], now=NOW)

    assert [summary.outlet for summary in store.outlets()] == expected


def test_a_check_states_what_the_store_is(store: ArticleStore) -> None:
    facts = store.check()

    assert facts["store"] in {"embedded", "elasticsearch"}
    assert all(isinstance(value, str) and value for value in facts.values())
