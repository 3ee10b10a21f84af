from datetime import UTC, datetime, timedelta

from service.adapters.embedded.writing import Revision, plan_writes, sentence_terms
from service.domain.article import (
    AnalyzedArticle,
    AnalyzedSentence,
    Article,
    IndexStatus,
    Sentence,
    SentenceKind,
    StoredArticle,
    fingerprint,
)

NOW = datetime(2024, 5, 1, tzinfo=UTC)
BEFORE = NOW - timedelta(days=1)


def bare(text: str) -> AnalyzedArticle:
    return AnalyzedArticle(Article("ferry", text), ())


def test_an_unchanged_article_needs_no_write() -> None:
    stored = StoredArticle(Article("ferry", ""), 4, BEFORE, BEFORE, 0)
    current = {"ferry": Revision(stored, fingerprint(Article("ferry", "It sank.")))}

    [answer], writes = plan_writes([bare("It sank.")], current, NOW)

    assert (answer.status, answer.stored.revision, answer.stored.indexed_at) == (IndexStatus.UNCHANGED, 4, BEFORE)
    assert answer.stored.article.text == "It sank."
    assert writes == []


def test_of_several_revisions_the_last_is_written() -> None:
    answers, [write] = plan_writes([bare("It sank."), bare("It did not sink.")], {}, NOW)

    assert [answer.stored.revision for answer in answers] == [1, 2]
    assert write.revision.stored == answers[1].stored


def test_only_evidence_that_has_terms_is_indexed() -> None:
    units = [
        AnalyzedSentence(Sentence(0, 0, 5, "Title", SentenceKind.TITLE), ("title",)),
        AnalyzedSentence(Sentence(1, 6, 9, "..."), ()),
        AnalyzedSentence(Sentence(2, 10, 18, "It sank."), ("it", "sank")),
    ]

    assert sentence_terms(AnalyzedArticle(Article("ferry", ""), tuple(units))) == [(2, ["it", "sank"])]
