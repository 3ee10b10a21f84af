"""Small articles for the contract: sentences are written out, and their terms are their lower-case words."""

import re
from datetime import UTC, datetime, timedelta

from service.application.ports import EVERY_ARTICLE, ArticleFilter, ArticleStore, CandidateQuery
from service.domain.article import AnalyzedArticle, AnalyzedSentence, Article, Sentence, SentenceKind, WarningNote
from service.domain.evidence import Candidate
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import parse_published
from service.domain.terms import WeightedTerm

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

Unit = str | tuple[SentenceKind, str]


def article(
    article_id: str,
    *units: Unit,
    title: str | None = None,
    url: str | None = None,
    outlet: Outlet = NO_OUTLET,
    published: str | None = None,
    language: str | None = None,
    warnings: tuple[WarningNote, ...] = (),
    modified: str | None = None,
    credited: tuple[str, ...] = (),
) -> AnalyzedArticle:
    """An article whose text is its units on lines of their own; a plain string is an evidence sentence."""
    sentences: list[AnalyzedSentence] = []
    start = 0
    for position, unit in enumerate(units):
        kind, text = (SentenceKind.SENTENCE, unit) if isinstance(unit, str) else unit
        sentence = Sentence(position, start, start + len(text), text, kind)
        sentences.append(AnalyzedSentence(sentence, words(text) if kind is SentenceKind.SENTENCE else ()))
        start += len(text) + 1
    text = "\n".join(unit if isinstance(unit, str) else unit[1] for unit in units)
    dates = [None if date is None else parse_published(date) for date in (published, modified)]
    return AnalyzedArticle(
        Article(article_id, text, title, url, outlet, dates[0], language, dates[1]),
        tuple(sentences),
        warnings,
        credited,
    )


def words(text: str) -> tuple[str, ...]:
    """The terms of a sentence."""
    return tuple(sorted(set(re.findall(r"\w+", text.lower()))))


def analyze(plain: Article) -> AnalyzedArticle:
    """Read an article again: every line is an evidence sentence."""
    again = article(plain.id, *plain.text.split("\n"))
    return AnalyzedArticle(plain, again.sentences)


def query(
    *, min_weight: int = 1, limit: int = 100, where: ArticleFilter = EVERY_ARTICLE, **weights: int
) -> CandidateQuery:
    """A query for words with weights: query(tin=3, ore=2, min_weight=5)."""
    return CandidateQuery(
        tuple(WeightedTerm(term, weight) for term, weight in weights.items()), min_weight, where, limit
    )


def found_texts(store: ArticleStore, *, where: ArticleFilter = EVERY_ARTICLE, **weights: int) -> list[str]:
    """The candidates' sentences, in order."""
    return [candidate.text for candidate in found(store, where=where, **weights)]


def found_ids(store: ArticleStore, *, where: ArticleFilter = EVERY_ARTICLE, **weights: int) -> list[str]:
    """The candidates' articles, in order."""
    return [candidate.key.article_id for candidate in found(store, where=where, **weights)]


def found(store: ArticleStore, *, where: ArticleFilter = EVERY_ARTICLE, **weights: int) -> tuple[Candidate, ...]:
    """The candidates that hold at least one of the words."""
    return store.find_candidates(query(where=where, **weights)).candidates
