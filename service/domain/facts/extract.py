"""Text to facts: what a claim or a sentence states."""

from datetime import date

from service.domain.facts import Facts
from service.domain.facts.dates import find_dates
from service.domain.facts.quantities import find_quantities


def extract_facts(text: str, *, reference: date | None = None) -> Facts:
    """The facts of a text; `reference` is the day from which "last year" is meant, None where nobody knows it."""
    dates = find_dates(text, reference)
    return Facts(find_quantities(text, [(mention.start, mention.end) for mention in dates]), dates)
