"""Finding candidates by the exact weight of the terms they hold."""

import itertools
import random
from dataclasses import replace

import pytest

from service.application.ports import ArticleStore, CandidateQuery, CandidateSet
from service.domain.article import SentenceKind
from service.domain.evidence import ArticleHeader, Candidate, Context, Reading, SentenceKey
from service.domain.facts import NO_FACTS
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from service.domain.terms import WeightedTerm
from tests.contract.build import EVERY_ARTICLE, LATER, NOW, article, found, found_ids, found_texts, query


def test_a_candidate_weighs_the_terms_it_holds(store: ArticleStore) -> None:
    store.put([article("mine", "Tin ore was found.", "Tin was sold.", "Copper was sold.")], now=NOW)

    candidates = found(store, tin=500, ore=431, gold=700)

    assert [(candidate.text, candidate.weight) for candidate in candidates] == [
        ("Tin ore was found.", 931),
        ("Tin was sold.", 500),
    ]


def test_a_candidate_comes_with_its_place_and_its_articles_header(store: ArticleStore) -> None:
    outlet = Outlet("Hill Post", "post.example")
    store.put([article("mine", "Old text.")], now=NOW)
    store.put(
        [
            article(
                "mine",
                (SentenceKind.TITLE, "Tin"),
                "Tin was sold.",
                title="Tin",
                url="https://post.example/1",
                outlet=outlet,
                published="2024-04",
                language="en-GB",
                modified="2024-05-02",
                credited=("Bay News", "Élan"),
            )
        ],
        now=LATER,
    )

    [candidate] = found(store, tin=7)

    header = ArticleHeader(
        "mine",
        2,
        "Tin",
        "https://post.example/1",
        outlet,
        parse_published("2024-04"),
        "en-GB",
        parse_published("2024-05-02"),
        ("Bay News", "Élan"),
    )
    assert candidate == Candidate(SentenceKey("mine", 2, 1), 7, "Tin was sold.", 4, 17, header)


def test_only_sentences_are_candidates(store: ArticleStore) -> None:
    kinds = [kind for kind in SentenceKind if kind is not SentenceKind.SENTENCE]
    store.put([article("mine", *((kind, "Tin was sold.") for kind in kinds), "Tin was bought.")], now=NOW)

    assert found_texts(store, tin=1) == ["Tin was bought."]


def test_a_term_that_occurs_twice_weighs_once(store: ArticleStore) -> None:
    store.put([article("mine", "Tin, tin, tin!")], now=NOW)

    assert [candidate.weight for candidate in found(store, tin=3)] == [3]


def test_the_floor_is_inclusive(store: ArticleStore) -> None:
    store.put([article("mine", "Tin ore.", "Tin coin.", "Ore coin.", "Coin.")], now=NOW)

    at_floor = store.find_candidates(query(tin=3, ore=2, coin=1, min_weight=4))
    above = store.find_candidates(query(tin=3, ore=2, coin=1, min_weight=5))

    assert [candidate.text for candidate in at_floor.candidates] == ["Tin ore.", "Tin coin."]
    assert [candidate.text for candidate in above.candidates] == ["Tin ore."]


def test_a_sentence_without_any_term_is_no_candidate_even_without_a_floor(store: ArticleStore) -> None:
    store.put([article("mine", "Tin ore.", "Copper.")], now=NOW)

    assert [candidate.text for candidate in store.find_candidates(query(tin=3, min_weight=0)).candidates] == [
        "Tin ore."
    ]


def test_a_query_without_terms_finds_nothing(store: ArticleStore) -> None:
    store.put([article("mine", "Tin ore.")], now=NOW)

    assert store.find_candidates(CandidateQuery((), 0, EVERY_ARTICLE, 10)) == CandidateSet((), 0)
    assert store.find_candidates(query(tin=3, min_weight=4)) == CandidateSet((), 0)


def test_an_empty_store_has_no_candidates(store: ArticleStore) -> None:
    assert store.find_candidates(query(tin=3)) == CandidateSet((), 0)


def test_equal_weights_come_by_article_id_then_position(store: ArticleStore) -> None:
    store.put([article("b", "Tin one.", "Tin two."), article("a:1", "Tin three."), article("B", "Tin four.")], now=NOW)
    store.put([article("a", "Tin five.", "Copper.", "Tin six."), article("10", "Tin ore.")], now=NOW)

    keys = [(candidate.key.article_id, candidate.key.position) for candidate in found(store, tin=2, ore=1)]

    assert keys == [("10", 0), ("B", 0), ("a", 0), ("a", 2), ("a:1", 0), ("b", 0), ("b", 1)]


def test_positions_are_ordered_as_numbers(store: ArticleStore) -> None:
    store.put([article("long", *(f"Tin {number}." for number in range(120)))], now=NOW)

    result = store.find_candidates(query(tin=1, limit=200))

    assert [candidate.key.position for candidate in result.candidates] == list(range(120))


def test_the_limit_keeps_the_best_and_the_total_counts_all(store: ArticleStore) -> None:
    store.put([article(f"{number:02}", "Tin.", "Tin ore.", "Copper.") for number in reversed(range(30))], now=NOW)

    result = store.find_candidates(query(tin=2, ore=1, limit=33))

    ids = [f"{number:02}" for number in range(30)]
    assert [(candidate.key.article_id, candidate.weight) for candidate in result.candidates] == [
        *((article_id, 3) for article_id in ids),
        *((article_id, 2) for article_id in ids[:3]),
    ]
    assert (result.total, result.timed_out, result.partial) == (60, False, False)


def test_a_limit_that_is_just_reached_loses_nothing(store: ArticleStore) -> None:
    store.put([article("mine", *["Tin."] * 10)], now=NOW)

    for limit in (9, 10, 11):
        result = store.find_candidates(query(tin=1, limit=limit))
        assert (len(result.candidates), result.total) == (min(limit, 10), 10)


def test_the_total_counts_current_sentences_only(store: ArticleStore) -> None:
    for revision in range(4):
        store.put([article(f"{number}", *[f"Tin {revision}."] * 5) for number in range(6)], now=NOW)
    store.delete("5")

    result = store.find_candidates(query(tin=1, limit=7))

    assert result.total == 25
    assert {candidate.text for candidate in result.candidates} == {"Tin 3."}
    assert [candidate.key.article_id for candidate in result.candidates] == ["0"] * 5 + ["1"] * 2


@pytest.mark.parametrize(
    "term",
    [
        "90%",
        ") OR *:*",
        'a"b',
        "a b",
        "term:tin",
        "*",
        "ÉTÉ",
        "٣",
        "日本",
        "🚢",
        "\\",
        "-tin",
        "AND",
        "x" * 300,
        "a\tb",
    ],
)
def test_a_term_is_taken_as_it_is_whatever_it_holds(store: ArticleStore, term: str) -> None:
    odd = article("odd", "Odd.", "Tin.")
    odd = replace(odd, sentences=(replace(odd.sentences[0], terms=(term, "odd")), odd.sentences[1]))
    store.put([odd], now=NOW)

    result = store.find_candidates(CandidateQuery((WeightedTerm(term, 5),), 1, EVERY_ARTICLE, 10))

    assert [(candidate.text, candidate.weight) for candidate in result.candidates] == [("Odd.", 5)]


def test_candidates_are_what_adding_up_the_weights_by_hand_gives(store: ArticleStore) -> None:
    chance = random.Random(20240501)
    vocabulary = [f"w{number}" for number in range(25)]
    sentences = {
        (f"article-{number}", position): " ".join(chance.sample(vocabulary, chance.randint(1, 12)))
        for number in range(20)
        for position in range(chance.randint(1, 15))
    }
    by_article = itertools.groupby(sorted(sentences.items()), key=lambda item: item[0][0])
    store.put([article(article_id, *(text for _, text in units)) for article_id, units in by_article], now=NOW)

    for _ in range(25):
        weights = {term: chance.randint(1, 750) for term in chance.sample(vocabulary, chance.randint(1, 15))}
        floor = int(sum(weights.values()) * chance.choice([0.05, 0.3, 0.6]))
        limit = chance.choice([5, 40, 500])
        result = store.find_candidates(query(**weights, min_weight=floor, limit=limit))

        expected = sorted(
            (-weight, article_id, position)
            for (article_id, position), text in sentences.items()
            if (weight := sum(weights.get(word, 0) for word in text.split())) >= max(floor, 1)
        )
        assert [(-c.weight, c.key.article_id, c.key.position) for c in result.candidates] == expected[:limit]
        assert result.total == len(expected)


def test_a_write_is_found_by_the_next_query(store: ArticleStore) -> None:
    for number in range(5):
        store.put([article(f"{number}", "Tin was sold.")], now=NOW)
        assert found_ids(store, tin=1) == [f"{earlier}" for earlier in range(number + 1)]


def test_sentences_that_stand_are_loaded_by_their_keys(store: ArticleStore) -> None:
    mine = article("mine", "Tin was sold.", "Copper was sold.", modified="2024", credited=("Bay News",))
    store.put([mine, article("ship", "A ship left.")], now=NOW)
    candidates = found(store, sold=3, left=3)

    loaded = store.load_candidates([candidate.key for candidate in candidates])

    assert set(loaded) == {candidate.key for candidate in candidates}
    for candidate in candidates:
        again = loaded[candidate.key]
        assert again.weight == 0
        assert (again.text, again.start, again.end) == (candidate.text, candidate.start, candidate.end)
        assert again.header == candidate.header


def test_sentences_superseded_or_deleted_are_not_loaded(store: ArticleStore) -> None:
    store.put(
        [article("mine", "Tin was sold."), article("ship", "A ship left."), article("tram", "It stood.")], now=NOW
    )
    store.put([article("mine", "Tin was not sold.")], now=LATER)
    store.delete("ship")

    loaded = store.load_candidates(
        [
            SentenceKey("mine", 1, 0),
            SentenceKey("mine", 2, 0),
            SentenceKey("mine", 2, 7),
            SentenceKey("ship", 1, 0),
            SentenceKey("tram", 1, 0),
            SentenceKey("missing", 1, 0),
        ]
    )

    assert {key: candidate.text for key, candidate in loaded.items()} == {
        SentenceKey("mine", 2, 0): "Tin was not sold.",
        SentenceKey("tram", 1, 0): "It stood.",
    }
    assert store.load_candidates([]) == {}


def test_the_context_is_two_sentences_before_and_one_after(store: ArticleStore) -> None:
    store.put([article("mine", "One.", "Two.", "Three.", "Four.", "Five.")], now=NOW)

    readings = store.readings([candidate_at("mine", 1, position) for position in range(5)])

    assert [readings[SentenceKey("mine", 1, position)].context for position in range(5)] == [
        Context((), "Two."),
        Context(("One.",), "Three."),
        Context(("One.", "Two."), "Four."),
        Context(("Two.", "Three."), "Five."),
        Context(("Three.", "Four."), None),
    ]


def test_the_context_passes_over_what_is_no_sentence(store: ArticleStore) -> None:
    title, caption = (SentenceKind.TITLE, "Title"), (SentenceKind.CAPTION, "Caption")
    store.put([article("mine", title, "One.", caption, caption, "Two.", title, "Three.", caption, "Four.")], now=NOW)

    [reading] = store.readings([candidate_at("mine", 1, 6)]).values()

    assert reading.context == Context(("One.", "Two."), "Four.")


def test_the_context_ends_where_the_article_ends(store: ArticleStore) -> None:
    store.put([article("a", "Before."), article("b", "Alone."), article("c", "After.")], now=NOW)

    [reading] = store.readings([candidate_at("b", 1, 0)]).values()

    assert reading.context == Context()


def test_a_reading_is_of_the_candidate_as_it_was_found(store: ArticleStore) -> None:
    store.put([article("mine", "Tin was sold.", "Copper was sold.", title="Ores")], now=NOW)
    candidates = found(store, copper=3)

    [reading] = store.readings(candidates).values()

    assert reading == Reading(candidates[0], NO_FACTS, Context(("Tin was sold.",)))


def test_a_reading_tells_the_language_of_its_sentence(store: ArticleStore) -> None:
    mine = article("mine", "Tin foi vendido.", "Tin was sold.", "Tin.")
    languages = ("pt", "en", None)
    units = zip(mine.sentences, languages, strict=True)
    store.put([replace(mine, sentences=tuple(replace(unit, language=language) for unit, language in units))], now=NOW)

    readings = store.readings(found(store, tin=1))

    assert [readings[SentenceKey("mine", 1, position)].language for position in range(3)] == ["pt", "en", None]


def test_only_sentences_that_stand_are_read(store: ArticleStore) -> None:
    store.put([article("mine", "One.", "Two."), article("ship", "It left.")], now=NOW)
    store.put([article("mine", "Three.", "Four.")], now=LATER)
    store.delete("ship")

    readings = store.readings(
        [
            candidate_at("mine", 1, 0),
            candidate_at("mine", 2, 0),
            candidate_at("mine", 2, 9),
            candidate_at("ship", 1, 0),
            candidate_at("missing", 1, 0),
        ]
    )

    assert {key: reading.context for key, reading in readings.items()} == {
        SentenceKey("mine", 2, 0): Context((), "Four.")
    }
    assert store.readings([]) == {}


def candidate_at(article_id: str, revision: int, position: int) -> Candidate:
    """A candidate of which only the key matters."""
    return Candidate(SentenceKey(article_id, revision, position), 0, "", 0, 0, ArticleHeader(article_id, revision))
