"""What a sentence or a claim states: quantities, dates, names, polarity, attribution."""

from dataclasses import dataclass

from service.domain.facts.attribution import Attribution
from service.domain.facts.dates import DateMention
from service.domain.facts.names import Name
from service.domain.facts.polarity import Cue
from service.domain.facts.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that a text names as its source ("Reuters" in "according to Reuters"): text[start:end]."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one text; every span is in code points of that text."""

    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[Name, ...] = ()
    negated: bool = False
    cues: tuple[Cue, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    credits: tuple[Credit, ...] = ()


NO_FACTS = Facts()
