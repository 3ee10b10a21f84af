from datetime import UTC, datetime

from service.domain.article import (
    AnalyzedArticle,
    AnalyzedSentence,
    Article,
    Sentence,
    SentenceKind,
    WarningNote,
    fingerprint,
    next_revision,
)
from service.domain.outlet import Outlet
from service.domain.published import parse_published

MORNING = datetime(2024, 4, 12, 8, 0, tzinfo=UTC)
EVENING = datetime(2024, 4, 12, 20, 0, tzinfo=UTC)


def analyzed(text: str, *kinds: SentenceKind) -> AnalyzedArticle:
    units = (AnalyzedSentence(Sentence(position, 0, 1, text[:1], kind)) for position, kind in enumerate(kinds))
    return AnalyzedArticle(Article("ferry", text), tuple(units), (WarningNote("code", "detail"),))


def test_only_sentences_count_as_evidence() -> None:
    article = analyzed("Ferry", SentenceKind.TITLE, SentenceKind.SENTENCE, SentenceKind.CAPTION, SentenceKind.SENTENCE)

    assert article.sentence_count == 2


def test_a_new_article_starts_with_revision_1() -> None:
    stored = next_revision(analyzed("The ferry left.", SentenceKind.SENTENCE), None, now=MORNING)

    assert (stored.revision, stored.first_seen_at, stored.indexed_at) == (1, MORNING, MORNING)
    assert (stored.sentence_count, stored.warnings) == (1, (WarningNote("code", "detail"),))


def test_a_later_revision_keeps_when_the_article_was_first_seen() -> None:
    first = next_revision(analyzed("The ferry left.", SentenceKind.SENTENCE), None, now=MORNING)

    second = next_revision(analyzed("The ferry came back.", SentenceKind.SENTENCE), first, now=EVENING)

    assert (second.revision, second.first_seen_at, second.indexed_at) == (2, MORNING, EVENING)
    assert second.etag != first.etag


def test_whatever_a_caller_states_of_an_article_tells_revisions_apart() -> None:
    articles = [
        Article("ferry", "The ferry left."),
        Article("ferry", "The ferry left!"),
        Article("ferry", "The ferry left.", title="Ferry"),
        Article("ferry", "The ferry left.", url="https://lantern.example/ferry"),
        Article("ferry", "The ferry left.", outlet=Outlet("The Lantern")),
        Article("ferry", "The ferry left.", outlet=Outlet(domain="lantern.example")),
        Article("ferry", "The ferry left.", published=parse_published("2024")),
        Article("ferry", "The ferry left.", published=parse_published("2024-01")),
        Article("ferry", "The ferry left.", language="en"),
    ]

    assert len({fingerprint(article) for article in articles}) == len(articles)
