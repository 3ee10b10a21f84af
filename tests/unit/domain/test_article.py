from datetime import UTC, datetime

import pytest

from service.domain.article import (
    AnalyzedArticle,
    AnalyzedSentence,
    Article,
    Sentence,
    SentenceKind,
    WarningNote,
    date_warnings,
    fingerprint,
    listed,
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


@pytest.mark.parametrize(
    ("published", "modified", "codes"),
    [
        ("2024-04-12", "2024-04-12", []),
        ("2024-04-13", None, []),
        ("2024-04-13T08:00:00Z", None, []),
        ("2024-04-13T08:00:01Z", None, ["published_in_future"]),
        ("2024-05", None, ["published_in_future"]),
        ("2024", "2024-03", []),
        ("1990", None, []),
        ("1989-12-31T23:59:59Z", None, ["published_before_1990"]),
        ("1989", None, ["published_before_1990"]),
        ("2024-04-11", "2024-04-10T23:00:00Z", ["modified_before_published"]),
        ("2031", "1970-01-01", ["published_in_future", "modified_before_published"]),
        (None, "1970-01-01", []),
    ],
)
def test_dates_that_cannot_be_right_are_warned_of(
    published: str | None, modified: str | None, codes: list[str]
) -> None:
    dates = [None if date is None else parse_published(date) for date in (published, modified)]
    article = Article("ferry", "The ferry left.", published=dates[0], modified=dates[1])
    stored = next_revision(AnalyzedArticle(article, ()), None, now=MORNING)

    assert [warning.code for warning in date_warnings(listed(stored))] == codes
