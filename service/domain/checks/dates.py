"""Dates of a claim against a sentence's."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from service.domain.checks.asked import Asked, AskedDate
from service.domain.checks.matching import Matched
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.compare import compare_dates
from service.domain.facts.dates import DateMention

# News tells what happened within so many days before it.
_NEWS_DAYS = 7
_EARLIER = re.compile(
    r"\b(?:ago|earlier|previous(?:ly)?|former(?:ly)?|once|since|decades?|years?|months?|weeks?|then|had)\b"
)


def check_dates(
    asked: Asked, dates: Sequence[DateMention], published: date | None, text: str, matched: Matched
) -> list[Check]:
    """A date of the sentence that grants one date of the claim says nothing about the claim's other ones.

    What a sentence without a date tells is taken to be of the days before the article was published.
    """
    granting = {
        mention
        for wanted in asked.dates
        for mention in dates
        if compare_dates(wanted.date, mention) is CheckVerdict.AGREES
    }
    told = published if not dates and not _EARLIER.search(text) else None
    return [_check_date(wanted, dates, granting, told, matched) for wanted in asked.dates]


def _check_date(
    wanted: AskedDate, dates: Sequence[DateMention], granting: set[DateMention], told: date | None, matched: Matched
) -> Check:
    said = wanted.date.text
    found: dict[CheckVerdict, DateMention] = {}
    for other in dates:
        compared = compare_dates(wanted.date, other)
        if compared is CheckVerdict.AGREES or (compared is not None and other not in granting):
            found.setdefault(compared, other)
    for verdict in (CheckVerdict.AGREES, CheckVerdict.UNSTATED, CheckVerdict.DIFFERS):
        mention = found.get(verdict)
        if mention:
            if verdict is CheckVerdict.AGREES:
                matched.stated |= wanted.terms
            reason = f"claim: {said}, sentence: {mention.text}"
            return Check(Aspect.DATE, verdict, reason, said, mention.text, (mention.start, mention.end))
    reason = f"claim: {said}; the sentence states no such date"
    if told is None:
        return Check(Aspect.DATE, CheckVerdict.UNSTATED, reason, said)
    reason = f"claim: {said}; the sentence states no date, its article is of {told.isoformat()}"
    first, last = wanted.date.first, wanted.date.last
    if first and last and first <= told - timedelta(days=_NEWS_DAYS) and told <= last:
        matched.stated |= wanted.terms
        return Check(Aspect.DATE, CheckVerdict.AGREES, reason, said)
    return Check(Aspect.DATE, CheckVerdict.UNSTATED, reason, said)
