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
    cues = find_cues(text)
    return Facts(
        quantities=find_quantities(text, [(mention.start, mention.end) for mention in dates]),
        dates=dates,
        names=find_names(text),
        negated=any(cue.kind is CueKind.NEGATION for cue in cues),
        cues=cues,
        attributions=find_attributions(text),
    )
