"""Text to facts: what a claim or a sentence states."""

from datetime import date

from service.domain.facts import Facts
from service.domain.facts.attribution import find_attributions
from service.domain.facts.dates import find_dates
from service.domain.facts.names import find_names
from service.domain.facts.polarity import CueKind, find_cues
from service.domain.facts.quantities import find_quantities


def extract_facts(text: str, *, reference: date | None = None) -> Facts:
    """The facts of a text; `reference` is the day from which "last year" is meant, None where nobody knows it."""
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
    )
