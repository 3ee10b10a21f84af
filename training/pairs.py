"""What a training row is: a sentence, a claim and whether the one supports the other."""

from dataclasses import dataclass

SUPPORTS = 0
REFUTES = 1
NOT_ENOUGH_INFO = 2
# Known not to support, unknown which of the other two it is.
NOT_SUPPORTED = 3


@dataclass(frozen=True)
class Pair:
    """A sentence (premise) and a claim (hypothesis); `label` is one of the four constants above.

    `kind` names the phenomenon the pair shows; `before` is the sentence in front of it and `title` its article's.
    """

    sentence: str
    claim: str
    label: int
    kind: str
    before: str | None = None
    title: str | None = None
