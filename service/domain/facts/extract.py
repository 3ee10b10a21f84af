"""Text to facts: what a claim or a sentence states."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from service.domain.credits import SHIPPED_OUTLETS, KnownOutlets, find_credits
from service.domain.facts import Facts
from service.domain.facts.attribution import Attribution, find_attributions
from service.domain.facts.dates import DateMention, find_dates
from service.domain.facts.names import Name, find_names
from service.domain.facts.polarity import Cue, CueKind, find_cues
from service.domain.facts.quantities import Quantity, find_quantities
from service.domain.plain_text import PlainText, plain_text

_Found = TypeVar("_Found", Quantity, DateMention, Name, Cue, Attribution)


def extract_facts(text: str, *, reference: date | None = None, known: KnownOutlets = SHIPPED_OUTLETS) -> Facts:
    """The facts of a text; `reference` is the day from which "last year" is meant, None where nobody knows it.

    `known` are the outlets that are recognised where the text credits them.
    """
    plain = plain_text(text)
    return _placed(_read(plain.text, reference, known), plain)


def _read(text: str, reference: date | None, known: KnownOutlets) -> Facts:
    dates = find_dates(text, reference)
    dated = [(mention.start, mention.end) for mention in dates]
    in_dates = {place for start, end in dated for place in range(start, end)}
    # "4 May" leaves nothing open.
    cues = tuple(cue for cue in find_cues(text) if cue.start not in in_dates)
    return Facts(
        quantities=find_quantities(text, dated),
        dates=dates,
        names=find_names(text),
        negated=any(cue.kind is CueKind.NEGATION for cue in cues),
        cues=cues,
        attributions=find_attributions(text),
        credits=find_credits(text, known),
    )


def _placed(facts: Facts, plain: PlainText) -> Facts:
    """The facts where they stand in the text as it came, quoted from there."""
    if not plain.starts:
        return facts

    def moved(found: _Found) -> _Found:
        start, end = plain.start_of(found.start), plain.end_of(found.end)
        return replace(found, text=plain.origin[start:end], start=start, end=end)

    return replace(
        facts,
        quantities=tuple(map(moved, facts.quantities)),
        dates=tuple(map(moved, facts.dates)),
        names=tuple(map(moved, facts.names)),
        cues=tuple(replace(moved(cue), scope_end=plain.start_of(cue.scope_end)) for cue in facts.cues),
        attributions=tuple(map(moved, facts.attributions)),
        credits=tuple(
            replace(credit, start=plain.start_of(credit.start), end=plain.end_of(credit.end))
            for credit in facts.credits
        ),
    )
