"""Readers and writers at once: an article is seen whole, in one revision, by everyone."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

from service.application.ports import EVERY_ARTICLE, ArticleStore
from service.domain.article import AnalyzedArticle, Article, IndexStatus
from tests.contract.build import LATER, NOW, analyze, article, found, found_texts, query

REPLACES = 200


def tide(revision: int) -> AnalyzedArticle:
    """An article of five sentences that all name their revision."""
    return article("tide", *(f"The tide rose, line {line}, r{revision}." for line in range(5)))


@contextmanager
def running(work: Callable[[], None]) -> Iterator[None]:
    """Do the work over and over until the block ends; its first error is raised."""
    ended = threading.Event()

    def loop() -> None:
        while not ended.is_set():
            work()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(loop)
        try:
            yield
        finally:
            ended.set()
        future.result()


def test_a_reader_sees_one_whole_revision_at_all_times(store: ArticleStore) -> None:
    store.put([tide(0)], now=NOW)
    seen: list[int] = []

    def read() -> None:
        candidates = found(store, tide=3)
        revisions = {candidate.text.rsplit(" ", 1)[1] for candidate in candidates}
        assert len(candidates) == 5, f"{len(candidates)} sentences, {revisions}"
        assert len(revisions) == 1
        assert {candidate.key.revision for candidate in candidates} == {candidates[0].header.revision}
        seen.append(candidates[0].key.revision)

    with running(read):
        for revision in range(1, REPLACES):
            store.put([tide(revision)], now=NOW)

    assert seen == sorted(seen)
    assert len(set(seen)) > 5


def test_a_reader_is_never_behind_a_write_that_was_acknowledged(store: ArticleStore) -> None:
    acknowledged = [0]
    store.put([tide(0)], now=NOW)

    def read() -> None:
        at_least = acknowledged[0]
        [candidate, *_] = found(store, tide=3)
        assert candidate.key.revision >= at_least

    with running(read), running(read):
        for revision in range(1, REPLACES // 4):
            [indexed] = store.put([tide(revision)], now=NOW)
            acknowledged[0] = indexed.stored.revision


def test_a_deleted_article_never_comes_back(store: ArticleStore) -> None:
    gone: set[str] = set()
    stay = article("stay", "The tide stayed.")
    store.put([stay], now=NOW)

    def read() -> None:
        before = set(gone)
        texts = found_texts(store, tide=1)
        assert "The tide stayed." in texts
        assert not before & set(texts)

    with running(read):
        for number in range(REPLACES // 4):
            store.put([article("ebb", f"The tide fell {number}.")], now=NOW)
            store.delete("ebb")
            gone.add(f"The tide fell {number}.")


def test_two_writers_on_one_article_leave_one_whole_revision(store: ArticleStore) -> None:
    def write(name: str) -> list[int]:
        answers = [
            store.put([article("tide", *(f"Tide {name} {turn}, {line}." for line in range(4)))], now=NOW)
            for turn in range(15)
        ]
        assert all(answer.status in {IndexStatus.CREATED, IndexStatus.UPDATED} for [answer] in answers)
        return [answer.stored.revision for [answer] in answers]

    with ThreadPoolExecutor(2) as pool:
        revisions = [revision for answer in pool.map(write, ["north", "south"]) for revision in answer]

    stored = store.get("tide")
    assert stored is not None
    assert sorted(revisions) == list(range(1, 31))
    assert stored.revision == 30
    assert "\n".join(found_texts(store, tide=1)) == stored.article.text
    units = store.sentences("tide", first=0, limit=10)
    assert [unit.sentence.text for unit in units] == stored.article.text.split("\n")
    assert store.coverage(EVERY_ARTICLE).sentences == 4


def test_writers_of_different_articles_do_not_lose_one_another(store: ArticleStore) -> None:
    def write(name: str) -> None:
        for number in range(8):
            store.put([article(f"{name}-{number}-{part}", f"Tide {name}.") for part in range(3)], now=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, "abcd"))

    result = store.find_candidates(query(tide=1, limit=200))
    assert result.total == len({candidate.key.article_id for candidate in result.candidates}) == 96


def test_a_conditional_delete_loses_to_a_write_that_came_first(store: ArticleStore) -> None:
    [first] = store.put([tide(0)], now=NOW)

    def delete(_: int) -> bool:
        return store.delete("tide", if_match=[first.stored.etag])

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(delete, range(4))) == [False, False, False, True]


def test_a_reindex_reads_every_article_again(store: ArticleStore) -> None:
    store.put([article(f"{number}", f"Tide {number}.") for number in range(30)], now=NOW)
    before = store.list_articles(EVERY_ARTICLE, after=None, limit=100)

    def also_in_capitals(plain: Article) -> AnalyzedArticle:
        return article(plain.id, plain.text, f"EBB {plain.text}")

    steps = list(store.reindex(also_in_capitals))

    assert steps == sorted(steps)
    assert steps[-1] == 30
    assert len(found(store, ebb=1)) == 30
    assert len(found(store, tide=1)) == 60
    assert store.coverage(EVERY_ARTICLE).sentences == 60
    after = store.list_articles(EVERY_ARTICLE, after=None, limit=100)
    assert [replace(shown, sentence_count=1) for shown in after] == before
    assert {shown.sentence_count for shown in after} == {2}


def test_a_reindex_of_an_empty_store_ends(store: ArticleStore) -> None:
    assert set(store.reindex(analyze)) <= {0}
    store.put([tide(0)], now=LATER)
    assert len(found(store, tide=1)) == 5


def test_a_store_can_be_reindexed_again_and_again(store: ArticleStore) -> None:
    store.put([tide(0)], now=NOW)

    for revision in range(1, 4):
        list(store.reindex(analyze))
        assert len(found(store, tide=1)) == 5
        store.put([tide(revision)], now=LATER)
        assert {candidate.key.revision for candidate in found(store, tide=1)} == {revision + 1}


def test_what_is_written_during_a_reindex_is_in_the_new_index(store: ArticleStore) -> None:
    store.put([article(f"{number:03}", f"Tide {number}.") for number in range(250)], now=NOW)
    numbers = count()

    def analyze_while_others_write(plain: Article) -> AnalyzedArticle:
        if (number := next(numbers)) % 50 == 0:
            store.put([article(f"new-{number}", f"Tide new {number}.")], now=LATER)
            store.put([article(f"{number:03}", f"Tide replaced {number}.")], now=LATER)
            store.delete(f"{number + 1:03}")
        return analyze(plain)

    # One chunk's articles are changed while they are analysed, and others before and after they were done.
    steps = store.reindex(analyze_while_others_write)
    next(steps)
    store.put([article("000", "Tide replaced once more.")], now=LATER)
    store.delete("002")
    list(steps)

    ids = [shown.header.id for shown in store.list_articles(EVERY_ARTICLE, after=None, limit=1000)]
    standing = {article_id: stored.article.text for article_id, stored in store.get_many(ids).items()}
    result = store.find_candidates(query(tide=1, limit=1000))
    assert {candidate.key.article_id: candidate.text for candidate in result.candidates} == standing
    assert result.total == len(standing)
    assert standing["000"] == "Tide replaced once more."
    assert "new-0" in standing
    assert not {"001", "002", "051"} & set(standing)


def test_readers_and_writers_go_on_during_a_reindex(store: ArticleStore) -> None:
    store.put([article(f"{number:03}", f"Shore {number}.") for number in range(150)], now=NOW)
    store.put([tide(0)], now=NOW)
    revisions = count(1)

    def read() -> None:
        candidates = found(store, tide=3)
        assert len(candidates) == 5
        assert len({candidate.key.revision for candidate in candidates}) == 1
        assert store.find_candidates(query(shore=1)).total == 150

    def write() -> None:
        store.put([tide(next(revisions))], now=LATER)

    with running(read), running(write):
        for _ in range(3):
            list(store.reindex(analyze))

    [candidate, *_] = found(store, tide=3)
    stored = store.get("tide")
    assert stored is not None
    assert candidate.key.revision == stored.revision
