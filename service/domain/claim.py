"""A claim and what it states."""

from dataclasses import dataclass, field
from datetime import datetime

from service.domain.article import WarningNote
from service.domain.facts import Facts
from service.domain.terms import WeightedTerm


@dataclass(frozen=True, slots=True)
class Claim:
    """A submitted claim, analysed.

    `terms` hold the weight each term adds to a sentence's coverage; `claimed_at` is the instant from which "last year"
    in the claim is meant; where a claim is not checkable, a warning says why, and no sentence supports or refutes it.
    """

    text: str
    claimed_at: datetime
    language: str | None
    terms: tuple[WeightedTerm, ...]
    facts: Facts
    warnings: tuple[WarningNote, ...] = field(default=())
    is_checkable: bool = True

    @property
    def total_weight(self) -> int:
        """The weight of a sentence that holds every term of the claim."""
        return sum(term.weight for term in self.terms)
