"""Text to terms: the one analysis for claims, sentences and both engines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term of a claim and the weight a sentence gains by holding it.

    Weights are whole numbers so that any engine's 32-bit sum of them is exact, in whatever order it adds.
    """

    term: str
    weight: int
