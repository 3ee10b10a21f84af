"""What sentences state is kept as it was read when their article was indexed."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.application.ports import EVERY_ARTICLE, ArticleStore
from service.domain.analysis import analyze_article, analyze_reading
from service.domain.article import AnalyzedArticle, Article, SentenceKind, StoredSentence, listed
from service.domain.facts import NO_FACTS, Credit, Facts
from service.domain.published import parse_published
from tests.contract.build import LATER, NOW, found

TEXT = (
    "Velmora posts record year\n\n"
    "More than 4,200 people worked at the Velmora smelter last year, up from 3,900 in 2021. "
    "Chile did not sell its “Señal” stake, José Núñez said on Friday. "
    "It rained."
)
ARTICLE = Article("smelter", TEXT, title="Velmora posts record year", published=parse_published("2024-04-12"))
ANALYZED = analyze_article(ARTICLE)


def analysed(article: AnalyzedArticle) -> list[StoredSentence]:
    return [StoredSentence(unit.sentence, unit.facts, unit.language) for unit in article.sentences]


def read_facts(store: ArticleStore) -> Sequence[Facts]:
    """The facts in the readings of every sentence that sold or worked."""
    readings = store.readings(found(store, sell=1, work=1))
    return [readings[key].facts for key in sorted(readings)]


def test_sentences_come_back_with_the_facts_they_were_stored_with(store: ArticleStore) -> None:
    store.put([ANALYZED], now=NOW)

    stored = store.sentences("smelter", first=0, limit=10)

    assert stored == analysed(ANALYZED)
    assert [unit.facts == NO_FACTS for unit in stored] == [True, False, False, True]
    assert stored[0].sentence.kind is SentenceKind.TITLE
    assert stored[1].facts.quantities[0].high == math.inf


def test_a_candidate_is_read_with_the_facts_it_was_stored_with(store: ArticleStore) -> None:
    store.put([ANALYZED], now=NOW)
    candidates = found(store, sell=1, work=1)

    readings = store.readings(candidates)

    assert len(candidates) == 2
    assert [readings[candidate.key] for candidate in candidates] == [
        analyze_reading(candidate, readings[candidate.key].context) for candidate in candidates
    ]
    assert read_facts(store) == [unit.facts for unit in ANALYZED.sentences[1:3]]


def test_another_date_of_publication_moves_last_year(store: ArticleStore) -> None:
    store.put([ANALYZED], now=NOW)
    later = replace(ARTICLE, published=parse_published("2025"))

    store.put([analyze_article(later)], now=LATER)

    assert read_facts(store)[0].dates[0].first == date(2024, 1, 1)
    assert store.sentences("smelter", first=0, limit=10) == analysed(analyze_article(later))


def test_a_date_that_is_taken_back_leaves_last_year_open(store: ArticleStore) -> None:
    store.put([ANALYZED], now=NOW)

    store.put([analyze_article(replace(ARTICLE, published=None))], now=LATER)

    assert read_facts(store)[0].dates[0].first is None


def test_a_reindex_reads_the_facts_again(store: ArticleStore) -> None:
    before = replace(ANALYZED, sentences=tuple(replace(unit, facts=NO_FACTS) for unit in ANALYZED.sentences))
    store.put([before], now=NOW)
    assert read_facts(store) == [NO_FACTS, NO_FACTS]

    list(store.reindex(analyze_article))

    assert read_facts(store) == [unit.facts for unit in ANALYZED.sentences[1:3]]
    assert store.sentences("smelter", first=0, limit=10) == analysed(ANALYZED)


def test_a_reindex_reads_credits_and_languages_again(store: ArticleStore) -> None:
    store.put([replace(ANALYZED, credited=("Old Wire",))], now=NOW)

    def analyze(article: Article) -> AnalyzedArticle:
        return replace(analyze_article(article, detect_language=lambda _: "en"), credited=("Hill Post", "Élan"))

    list(store.reindex(analyze))

    stored = store.get("smelter")
    assert stored is not None
    assert stored.credited == ("Hill Post", "Élan")
    assert stored.article == ARTICLE
    assert store.list_articles(EVERY_ARTICLE, after=None, limit=1) == [listed(stored)]
    assert [unit.language for unit in store.sentences("smelter", first=0, limit=10)] == [None, "en", "en", "en"]
    assert {candidate.header.credited for candidate in found(store, sell=1, work=1)} == {("Hill Post", "Élan")}


def test_credits_within_a_sentence_are_kept_with_its_facts(store: ArticleStore) -> None:
    credit = Credit("Hill Post", 4, 13)
    units = tuple(replace(unit, facts=replace(unit.facts, credits=(credit,))) for unit in ANALYZED.sentences[1:])
    store.put([replace(ANALYZED, sentences=(ANALYZED.sentences[0], *units))], now=NOW)

    assert [unit.facts.credits for unit in store.sentences("smelter", first=0, limit=10)] == [(), *[(credit,)] * 3]
    assert [facts.credits for facts in read_facts(store)] == [(credit,)] * 2
