"""Ranked lists kept for 15 minutes, so that the pages of one answer agree with one another."""

import base64
import binascii
import json
import re
import secrets
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

from service.application.ports import ExpiringRecords
from service.domain.errors import CursorExpired, FieldError, InvalidInput, MalformedCursor
from service.domain.evidence import Coverage, SentenceKey, Stance
from service.domain.published import format_time, parse_published
from service.domain.ranking import Judged

KEPT_FOR = timedelta(minutes=15)

# Another form gets another name: what an older version kept is then expired, and not misread.
_KIND = "kept_answer_2"
_CURSOR = re.compile(r"([A-Za-z0-9_-]{22})\.(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all that was judged: `outlets` have supports; `candidates` were found, `verified` of them judged.

    `independent_sources` are what the supports come from (domain.sources).
    """

    supports: int
    refutes: int
    outlets: int
    independent_sources: int
    candidates: int
    verified: int


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One place of a ranked list: a sentence by its key, with the stance that it was ranked with.

    `copy_group` is the place of its group among the answer's; None where it has no copies.
    """

    key: SentenceKey
    stance: Stance
    weight: int
    tier: int | None
    copy_group: int | None = None

    @classmethod
    def of(cls, judged: Judged, copy_group: int | None) -> "RankedRow":
        """The row of a judged candidate."""
        return cls(judged.key, judged.stance, judged.weight, judged.tier, copy_group)


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """The same sentence in several articles, in the order in which copies are listed; `origin` is one of them."""

    members: tuple[SentenceKey, ...]
    origin: SentenceKey | None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """All of an answer but the texts of its evidence."""

    claim: str
    claimed_at: datetime
    totals: Totals
    incomplete_reason: str | None
    coverage: Coverage
    rows: tuple[RankedRow, ...]
    copy_groups: tuple[CopyGroup, ...] = ()


def keep(records: ExpiringRecords, answer: KeptAnswer, *, offset: int, now: datetime) -> str:
    """Keep the answer; returns the cursor of the page that starts at `offset`."""
    token = secrets.token_urlsafe(16)
    records.write(_KIND, token, _dump(answer), expires_at=now + KEPT_FOR)
    return cursor_of(token, offset)


def cursor_of(token: str, offset: int) -> str:
    """An opaque cursor for a place in a kept answer."""
    return base64.urlsafe_b64encode(f"{token}.{offset}".encode()).decode().rstrip("=")


def recall(records: ExpiringRecords, cursor: str, *, claim: str | None, now: datetime) -> tuple[str, int, KeptAnswer]:
    """The token, offset and kept answer that a cursor stands for.

    Raises MalformedCursor for what this service never gave out, CursorExpired for what it no longer keeps, and
    InvalidInput where `claim` is given and is another one.
    """
    token, offset = _parse(cursor)
    text = records.read(_KIND, token, now=now)
    if text is None:
        raise CursorExpired("the answer that this cursor points into is no longer kept; ask for the claim again")
    answer = _load(text)
    if claim is not None and claim != answer.claim:
        raise InvalidInput(FieldError("/cursor", "belongs to another claim than the one sent with it"))
    return token, offset, answer


def _parse(cursor: str) -> tuple[str, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise MalformedCursor("this is no cursor of this service") from error
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise MalformedCursor("this is no cursor of this service")
    return match[1], int(match[2])


def _dump(answer: KeptAnswer) -> str:
    totals, coverage = answer.totals, answer.coverage
    published, indexed_at = coverage.newest_published, coverage.last_indexed_at
    return json.dumps(
        {
            "claim": answer.claim,
            "claimed_at": format_time(answer.claimed_at),
            "totals": astuple(totals),
            "incomplete_reason": answer.incomplete_reason,
            "coverage": {
                "articles": coverage.articles,
                "sentences": coverage.sentences,
                "outlets": coverage.outlets,
                "newest_published": published and published.iso(),
                "last_indexed_at": indexed_at and format_time(indexed_at),
                "undated_articles": coverage.undated_articles,
            },
            "rows": [[*_dump_key(row.key), row.stance, row.weight, row.tier, row.copy_group] for row in answer.rows],
            "copy_groups": [
                [group.origin and _dump_key(group.origin), *map(_dump_key, group.members)]
                for group in answer.copy_groups
            ],
        },
        separators=(",", ":"),
    )


def _load(text: str) -> KeptAnswer:
    fields: dict[str, Any] = json.loads(text)
    coverage: dict[str, Any] = fields["coverage"]
    published, indexed_at = coverage["newest_published"], coverage["last_indexed_at"]
    return KeptAnswer(
        claim=fields["claim"],
        claimed_at=parse_published(fields["claimed_at"]).start,
        totals=Totals(*fields["totals"]),
        incomplete_reason=fields["incomplete_reason"],
        coverage=Coverage(
            articles=coverage["articles"],
            sentences=coverage["sentences"],
            outlets=coverage["outlets"],
            newest_published=published and parse_published(published),
            last_indexed_at=indexed_at and parse_published(indexed_at).start,
            undated_articles=coverage["undated_articles"],
        ),
        rows=tuple(
            RankedRow(SentenceKey(article_id, revision, position), Stance(stance), weight, tier, copy_group)
            for article_id, revision, position, stance, weight, tier, copy_group in fields["rows"]
        ),
        copy_groups=tuple(
            CopyGroup(tuple(SentenceKey(*member) for member in members), origin and SentenceKey(*origin))
            for origin, *members in fields["copy_groups"]
        ),
    )


def _dump_key(key: SentenceKey) -> tuple[str, int, int]:
    return key.article_id, key.revision, key.position
