"""What a training row is: a sentence, a claim and whether the one supports the other."""

from dataclasses import dataclass

SUPPORTS = 0
REFUTES = 1
NOT_ENOUGH_INFO = 2


@dataclass(frozen=True)
class Pair:
    """A sentence (premise) and a claim (hypothesis); `label` is 0 supports, 1 refutes, 2 not enough info.

    `kind` names the phenomenon the pair shows; `before` is the sentence in front of it and `title` its article's.
    """

    sentence: str
    claim: str
    label: int
    kind: str
    before: str | None = None
    title: str | None = None
