"""A claim made ready to be compared with many sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.domain.checks.words import terms_of
from service.domain.claim import Claim
from service.domain.facts.attribution import Attribution
from service.domain.facts.clauses import find_deeds
from service.domain.facts.dates import DateMention
from service.domain.facts.events import Event, event_of
from service.domain.facts.names import Name, initials
from service.domain.facts.polarity import Cue, CueKind
from service.domain.facts.quantities import Quantity, find_ordinals
from service.domain.facts.roles import Roles, find_roles
from service.domain.facts.wording import opposite_meaning
from service.domain.terms import Token, sentence_terms, tokenize

LEAD = re.compile(r"\b(\w+) (of|in|near|at|for|from|by|with|against|to|on|over|into) (?:the )?$", re.IGNORECASE)
LEAD_CHARS = 60
_FUTURE = re.compile(r"\b(?:will|would|shall|going to)\b", re.IGNORECASE)
QUESTION = re.compile(r"(\?)[\s\"'\u201d\u2019)\]]*$")
_MEASURED_WORDS = 4
_SHARE_OF = re.compile(
    r"(?:worth )?of ((?:(?!(?:came|come|is|are|was|were|has|have|had|in|from|to|by|on|at|who|which|that|and|said|used"
    r"|use|uses|will|would|could)\b)[\w'\u2019-]+ ?){1,7})",
    re.IGNORECASE,
)
# "70% of about $3 million in machine tool imports" measures the imports.
_AMOUNT = re.compile(
    r"(?:\b(?:approximately|about|around|roughly|nearly|almost|some|over|more than|less than) )?"
    r"[$\u20ac\u00a3]?\d[\d.,]*(?: (?:thousand|million|billion|trillion))?(?: (?:worth of|worth|of|in))? ",
    re.IGNORECASE,
)
# These verbs leave to other words what they say.
_LIGHT_VERBS = frozenset(
    sentence_terms("be have do make made take took taken get got give gave come came go went become became remain keep")
)
_REPORTING_VERBS = frozenset(sentence_terms("say said tell told announce report state claim note add warn insist"))


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name of a claim: its terms with their weights, and the acronyms by which a text may call it.

    `lead` is the term and the preposition right before it ("harbour", "of").
    """

    name: Name
    weights: tuple[tuple[str, int], ...]
    acronyms: frozenset[str]
    is_subject: bool
    lead: tuple[tuple[str, ...], str] | None


@dataclass(frozen=True, slots=True)
class AskedQuantity:
    """A quantity of a claim, the terms that spell it, and the terms of what it measures."""

    quantity: Quantity
    terms: frozenset[str]
    measured: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A date of a claim and the terms that spell it."""

    date: DateMention
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim made ready to be compared with many sentences.

    `events` are its deeds with their parties, `predicate` the term of the verb that says the most.
    `words` shows each term as the claim has it.
    """

    text: str
    weights: dict[str, int]
    opposites: dict[str, frozenset[str]]
    words: dict[str, str]
    total: int
    names: tuple[AskedName, ...]
    name_terms: frozenset[str]
    quantities: tuple[AskedQuantity, ...]
    ordinals: tuple[Quantity, ...]
    dates: tuple[AskedDate, ...]
    fact_terms: frozenset[str]
    cues: tuple[Cue, ...]
    sources: tuple[Attribution, ...]
    negated: frozenset[str]
    denied: tuple[str, frozenset[str]] | None
    is_future: bool
    is_question: bool
    roles: Roles
    events: tuple[Event, ...]
    predicate: str | None


def ask(claim: Claim) -> Asked:
    """Make a claim ready for `examine`."""
    weights = {term.term: term.weight for term in claim.terms}
    tokens = [token for token in tokenize(claim.text) if token.term in weights]
    facts = claim.facts
    names = tuple(_asked_names(claim, tokens, weights))
    quantities = tuple(
        AskedQuantity(quantity, _terms_within(tokens, quantity), measured_terms(quantity))
        for quantity in facts.quantities
        # "The Tour of the Two Seas" counts nothing.
        if not any(name.start < quantity.start and quantity.end < name.end for name in facts.names)
    )
    dates = tuple(AskedDate(mention, _terms_within(tokens, mention)) for mention in facts.dates)
    fact_terms = frozenset(
        term for terms in (*(asked.terms for asked in quantities), *(asked.terms for asked in dates)) for term in terms
    )
    name_terms = frozenset(term for name in names for term, _ in name.weights)
    opposites = {term: opposite for term in weights if (opposite := opposite_meaning(term))}
    events = [event_of(deed) for deed in find_deeds(claim.text)]
    negations = [cue for cue in facts.cues if cue.kind is CueKind.NEGATION]
    return Asked(
        text=claim.text,
        weights=weights,
        opposites=opposites,
        words={token.term: token.text for token in reversed(tokens)},
        total=sum(weights.values()),
        names=names,
        name_terms=name_terms,
        quantities=quantities,
        ordinals=tuple(
            ordinal
            for ordinal in find_ordinals(claim.text)
            if not any(mention.start <= ordinal.start < mention.end for mention in facts.dates)
        ),
        dates=dates,
        fact_terms=fact_terms,
        cues=facts.cues,
        sources=facts.attributions,
        negated=frozenset(token.term for token in tokens if any(cue.covers(token.start) for cue in negations)),
        denied=_denied(tokens, negations),
        is_future=bool(_FUTURE.search(claim.text)),
        is_question=bool(QUESTION.search(claim.text)),
        roles=_roles(claim.text, weights),
        events=tuple(event for event in events if event.roles and event.deed.verb in weights),
        predicate=_predicate(events, weights),
    )


def _asked_names(claim: Claim, tokens: Sequence[Token], weights: dict[str, int]) -> Iterator[AskedName]:
    for name in claim.facts.names:
        spelled = dict.fromkeys(token.term for token in tokens if name.start <= token.start and token.end <= name.end)
        if spelled:
            opening = claim.text[: name.start].strip().lower() in {"", "the"}
            lead = LEAD.search(claim.text[max(name.start - LEAD_CHARS, 0) : name.start])
            yield AskedName(
                name,
                tuple((term, weights[term]) for term in spelled),
                initials(name.text),
                opening,
                lead_terms(lead) if lead and terms_of(lead[1]) else None,
            )


def _predicate(events: Sequence[Event], weights: dict[str, int]) -> str | None:
    """The claim's first verb that says something of its own, behind one that only reports."""
    verbs = [event.deed.verb for event in events if event.deed.verb in weights and event.deed.verb not in _LIGHT_VERBS]
    telling = [verb for verb in verbs if verb not in _REPORTING_VERBS] or verbs
    return telling[0] if telling else None


def _roles(text: str, weights: dict[str, int]) -> Roles:
    """The claim's roles; of its actions those whose word carries weight."""
    return find_roles(text, words=frozenset(weights), adjacent=True)


def _denied(tokens: Sequence[Token], negations: Sequence[Cue]) -> tuple[str, frozenset[str]] | None:
    """The first term that the claim denies, with the terms of the denying words."""
    for token in tokens:
        for cue in negations:
            if cue.covers(token.start):
                return token.term, frozenset(terms_of(cue.text))
    return None


def _terms_within(tokens: Iterable[Token], mention: Quantity | DateMention) -> frozenset[str]:
    return frozenset(token.term for token in tokens if mention.start <= token.start and token.end <= mention.end)


def measured_terms(quantity: Quantity) -> frozenset[str]:
    """What a quantity counts: for a share the words after "of", for a plain count or a time the nearest words."""
    if quantity.unit == "%":
        share = _SHARE_OF.match(_AMOUNT.sub("", quantity.measured))
        return _without_numbers(terms_of(share[1])) if share else frozenset()
    return _without_numbers(terms_of(" ".join(quantity.measured.split()[:_MEASURED_WORDS])))


def _without_numbers(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if not term[0].isdigit())


def lead_terms(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    """The term and the preposition of a match of LEAD, comparable between texts."""
    return terms_of(match[1]), match[2].lower()
