from datetime import UTC, datetime, timedelta

import pytest

from service.application import kept_answers
from service.application.kept_answers import CopyGroup, KeptAnswer, RankedRow, Totals
from service.domain.errors import CursorExpired, InvalidInput, MalformedCursor
from service.domain.evidence import Coverage, SentenceKey, Stance
from service.domain.published import parse_published
from tests.unit.application.fakes import RecordsInMemory

NOON = datetime(2024, 4, 12, 12, tzinfo=UTC)
ANSWER = KeptAnswer(
    claim="Velmora exports copper.",
    claimed_at=NOON,
    totals=Totals(supports=2, refutes=0, outlets=1, independent_sources=1, candidates=3, verified=3),
    incomplete_reason=None,
    coverage=Coverage(4, 12, 3, parse_published("2024-04"), NOON, 1),
    rows=(
        RankedRow(SentenceKey("a", 1, 0), Stance.SUPPORTS, 1200, 1),
        RankedRow(SentenceKey("b", 2, 7), Stance.SUPPORTS, 1100, None, copy_group=0),
    ),
    copy_groups=(
        CopyGroup((SentenceKey("z", 3, 1), SentenceKey("b", 2, 7)), SentenceKey("z", 3, 1)),
        CopyGroup((SentenceKey("c", 1, 0), SentenceKey("d", 1, 0)), None),
    ),
)


def test_a_kept_answer_comes_back_whole() -> None:
    records = RecordsInMemory()
    cursor = kept_answers.keep(records, ANSWER, offset=1, now=NOON)

    _, offset, answer = kept_answers.recall(records, cursor, claim=None, now=NOON)

    assert (offset, answer) == (1, ANSWER)


def test_after_fifteen_minutes_the_cursor_has_expired() -> None:
    records = RecordsInMemory()
    cursor = kept_answers.keep(records, ANSWER, offset=1, now=NOON)

    with pytest.raises(CursorExpired):
        kept_answers.recall(records, cursor, claim=None, now=NOON + timedelta(minutes=15, seconds=1))


@pytest.mark.parametrize("cursor", ["", "x", "abc=", "!!!!", "bm8gY3Vyc29y", "é", "\ud800", "YWJj.MQ"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(MalformedCursor):
        kept_answers.recall(RecordsInMemory(), cursor, claim=None, now=NOON)


def test_a_cursor_with_another_claim_is_refused() -> None:
    records = RecordsInMemory()
    cursor = kept_answers.keep(records, ANSWER, offset=1, now=NOON)

    with pytest.raises(InvalidInput, match="another claim"):
        kept_answers.recall(records, cursor, claim="Velmora imports copper.", now=NOON)
