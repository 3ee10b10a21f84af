"""What a sentence refers back to: the sentences before it and the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.checks.asked import Asked
from service.domain.checks.names import NAMES_TRIED, heaviest
from service.domain.checks.words import terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict, Reading
from service.domain.facts.names import Name, find_names
from service.domain.facts.seats import COUNTRY_BY_SEAT

BACK_REFERENCE = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|who|the [a-z]+)\b", re.IGNORECASE
)
# What a name said before is called again. "The board" is somebody else's, and "The company, Seatrek," names itself.
_KINDS = (
    "company|firm|group|maker|producer|builder|operator|bank|lender|insurer|airline|carrier|retailer|supplier|manufacturer"
    "|developer|startup|ministry|agency|department|bureau|office|authority|regulator|commission|committee|council|court"
    "|parliament|government|country|nation|state|city|town|port|party|union|club|team|university|school|hospital|museum"
    "|organi[sz]ation|charity|institute|president|minister|premier|chancellor|mayor|governor|senator|lawmaker|judge"
    "|executive|lawyer|politician|player|coach|author|man|woman"
)
_OPENING_REFERENCE = re.compile(
    r"\W*(?:(?:And|But|Yet|So|Earlier|Later|Meanwhile|However),? )?"
    rf"((?:He|She|It|They|His|Her|Its|Their)\b|(?:The|This) (?:[a-z]+ )?(?:{_KINDS})\b)(?!, [A-Z])"
)
_OPENING_CHARS = 80


def context_terms(reading: Reading) -> frozenset[str]:
    """The terms of the sentences before and of the title, with the countries that capitals there stand for."""
    known: set[str] = set()
    for text in (*reading.context.before, reading.candidate.header.title or ""):
        known.update(terms_of(text))
    known.update([COUNTRY_BY_SEAT[term] for term in known & COUNTRY_BY_SEAT.keys()])
    return frozenset(known)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sentence opens with instead of a name: text[start:end] ("The company"), and whom it stands for.

    `place` says where that one is named, None where another name stands nearer.
    """

    text: str
    start: int
    end: int
    name: str
    place: str | None


def subject_terms(asked: Asked) -> frozenset[str]:
    """The terms of the name that the claim is about, if it opens with one."""
    return frozenset(term for name in asked.names if name.is_subject for term, _ in name.weights)


def resolve(asked: Asked, missing: dict[str, int], reading: Reading) -> Reference | None:
    """The claim's subject, or the nearer rival, that the sentence's opening "The company" or "She" stands for.

    None where the sentence opens otherwise, has the subject itself, or where neither is named before it.
    """
    subject = next((name for name in asked.names if name.is_subject), None)
    if subject is None or not all(term in missing for term, _ in subject.weights):
        return None
    opening = _OPENING_REFERENCE.match(reading.candidate.text)
    if opening is None:
        return None
    known = heaviest(subject)
    start, end = opening.span(1)
    text = reading.candidate.text[start:end]
    places = [
        *zip(reversed(reading.context.before), ("the sentence before", "the sentences before"), strict=False),
        (reading.candidate.header.title or "", "the title"),
    ]
    for stated, place in places:
        if known in terms_of(stated):
            return Reference(text, start, end, subject.name.text, place)
        rival = _opening_name(stated) if place != "the title" else None
        if rival:
            return Reference(text, start, end, rival, None)
    return None


def resolved_check(reference: Reference, subject: str) -> Check:
    """The name check of a subject that a reference stands for, or may not stand for."""
    span = reference.start, reference.end
    if reference.place is None:
        reason = f"'{reference.text}' may stand for {reference.name}, which is named nearer than {subject}"
        return Check(Aspect.NAME, CheckVerdict.UNSTATED, reason, subject, reference.text, span)
    reason = f"'{reference.text}' stands for {reference.name}, named in {reference.place}"
    return Check(Aspect.NAME, CheckVerdict.AGREES, reason, subject, reference.text, span)


def _opening_name(text: str) -> str | None:
    """The name with which a sentence opens, and which a later "The company" is most likely to mean."""
    opening = next(iter(find_names(text[:_OPENING_CHARS])), None)
    return opening.text if opening and text[: opening.start].strip(" \"'\u201c").lower() in {"", "the"} else None


def has_rivals(asked: Asked, names: Sequence[Name]) -> bool:
    """Whether a sentence names somebody or some place that the claim does not."""
    return any(asked.name_terms.isdisjoint(terms_of(name.text)) for name in names[:NAMES_TRIED])


def kept_context(context: frozenset[str], asked: Asked, names: Sequence[Name]) -> frozenset[str]:
    """The context of a sentence that does not refer to it; nothing where it names somebody or some place else."""
    return frozenset() if has_rivals(asked, names) else context
