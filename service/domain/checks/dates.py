"""Dates of a claim against a sentence's."""

from collections.abc import Sequence

from service.domain.checks.asked import Asked, AskedDate
from service.domain.checks.matching import Matched
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.compare import compare_dates
from service.domain.facts.dates import DateMention


def check_dates(asked: Asked, dates: Sequence[DateMention], matched: Matched) -> list[Check]:
    """A date of the sentence that grants one date of the claim says nothing about the claim's other ones."""
    granting = {
        mention
        for wanted in asked.dates
        for mention in dates
        if compare_dates(wanted.date, mention) is CheckVerdict.AGREES
    }
    return [_check_date(wanted, dates, granting, matched) for wanted in asked.dates]


def _check_date(wanted: AskedDate, dates: Sequence[DateMention], granting: set[DateMention], matched: Matched) -> Check:
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
    return Check(Aspect.DATE, CheckVerdict.UNSTATED, f"claim: {said}; the sentence states no such date", said)
