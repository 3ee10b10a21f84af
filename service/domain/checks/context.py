"""What a sentence refers back to: the sentences before it and the title."""

import re
from collections.abc import Sequence

from service.domain.checks.asked import Asked
from service.domain.checks.names import NAMES_TRIED, heaviest
from service.domain.checks.words import terms_of
from service.domain.evidence import Reading
from service.domain.facts.names import Name
from service.domain.facts.seats import COUNTRY_BY_SEAT

BACK_REFERENCE = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|who|the [a-z]+)\b", re.IGNORECASE
)
_OPENING_REFERENCE = re.compile(
    r"\W*(?:(?:And|But|Yet|So|Earlier|Later|Meanwhile|However),? )?"
    r"(?:(?:He|She|It|They|His|Her|Its|Their|This|These)\b|The (?=[a-z]))"
)


def context_terms(reading: Reading) -> frozenset[str]:
    known: set[str] = set()
    for text in (*reading.context.before[-2:], reading.candidate.header.title or ""):
        known.update(terms_of(text))
    known.update([COUNTRY_BY_SEAT[term] for term in known & COUNTRY_BY_SEAT.keys()])
    return frozenset(known)


def resolved_weight(asked: Asked, missing: dict[str, int], reading: Reading) -> int:
    subject = next((name for name in asked.names if name.is_subject), None)
    if subject is None or not all(term in missing for term, _ in subject.weights):
        return 0
    if not _OPENING_REFERENCE.match(reading.candidate.text):
        return 0
    nearest = terms_of(reading.context.before[-1]) if reading.context.before else ()
    title = terms_of(reading.candidate.header.title or "")
    known = heaviest(subject)
    return sum(weight for _, weight in subject.weights) if known in nearest or known in title else 0


def kept_context(context: frozenset[str], asked: Asked, names: Sequence[Name]) -> frozenset[str]:
    """The context of a sentence that does not refer to it; nothing where it names somebody or some place else."""
    rivals = any(asked.name_terms.isdisjoint(terms_of(name.text)) for name in names[:NAMES_TRIED])
    return frozenset() if rivals else context
