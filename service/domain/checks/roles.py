"""Whether a sentence gives the parties of a claim the roles that they have in the claim."""

from collections.abc import Iterable
from functools import lru_cache

from service.domain.checks.asked import Asked
from service.domain.checks.matching import Matched
from service.domain.checks.words import terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.clauses import Party, find_deeds
from service.domain.facts.events import (
    Event,
    are_comparable,
    event_of,
    is_any_same,
    is_converse,
    is_same_deed,
    is_same_verb,
    is_stated,
)
from service.domain.facts.roles import find_roles, is_swapped
from service.domain.terms import tokenize

# Roles are compared only where the sentence says about the same.
_SAYS_ENOUGH = 0.5
_ENDS = frozenset({"agent", "patient", "giver", "taker", "winner", "loser", "earlier", "later"})


def check_roles(asked: Asked, text: str, terms: frozenset[str], matched: Matched) -> list[Check]:
    """At most one check; where who does it cannot be told, there is none."""
    held = sum(weight for term, weight in asked.weights.items() if term in matched)
    if held < _SAYS_ENOUGH * asked.total:
        return []
    for wanted in asked.events:
        check = _check_event(wanted, _events(text) if _may_tell(wanted, terms) else (), asked, text, terms, matched)
        if check:
            return [check]
    return _check_word_order(asked, text, terms)


def check_future(asked: Asked, text: str, terms: frozenset[str]) -> list[Check]:
    """What the claim has behind it and the sentence still to come: "bought", "will buy"."""
    for wanted in asked.events:
        if not wanted.deed.is_past or wanted.deed.is_future or not _may_tell(wanted, terms):
            continue
        same = [event for event in _events(text) if is_same_deed(wanted, event)]
        if same and all(event.deed.is_future for event in same):
            own = asked.text[wanted.deed.start : wanted.deed.end]
            span = same[0].deed.start, same[0].deed.end
            stated = text[slice(*span)]
            reason = f"claim: {own}, sentence: {stated}"
            # "said that it would" may well be followed by the deed.
            verdict = CheckVerdict.UNSTATED if "would" in stated else CheckVerdict.DIFFERS
            return [Check(Aspect.MODALITY, verdict, reason, own, stated, span)]
    return []


@lru_cache(maxsize=1024)
def _events(text: str) -> tuple[Event, ...]:
    return tuple(event_of(deed) for deed in find_deeds(text))


def _may_tell(wanted: Event, terms: frozenset[str]) -> bool:
    """Whether the sentence has any party of the event at all."""
    return any(not party.terms.isdisjoint(terms) for parties in wanted.roles.values() for party in parties)


def _check_event(
    wanted: Event, events: Iterable[Event], asked: Asked, text: str, terms: frozenset[str], matched: Matched
) -> Check | None:
    comparable = [event for event in events if are_comparable(wanted, event)]
    agreeing = [event for event in comparable if _agrees(wanted, event)]
    if agreeing:
        for event in agreeing:
            if is_converse(wanted, event):
                matched.converse[wanted.deed.verb] = frozenset({event.deed.verb})
        return _check(CheckVerdict.AGREES, wanted, agreeing[0], asked, text) if len(wanted.roles) > 1 else None
    for event in comparable:
        if _is_turned(wanted, event):
            return _check(CheckVerdict.DIFFERS, wanted, event, asked, text)
    others = [event for event in comparable if is_same_verb(wanted.deed.verb, event.deed.verb)]
    by_another = [event for event in others if _is_by_another(wanted, event, asked, terms)]
    if by_another and len(by_another) == len(comparable):
        return _check(CheckVerdict.DIFFERS, wanted, others[0], asked, text)
    return None


def _agrees(wanted: Event, event: Event) -> bool:
    """Whether the event has a party of the claim in its role, and none in a role where the claim has another."""
    agrees = False
    for role, parties in wanted.roles.items():
        others = event.roles.get(role, ())
        if is_stated(parties) and is_stated(others):
            if not is_any_same(parties, others):
                return False
            agrees = True
    return agrees


def _is_turned(wanted: Event, event: Event) -> bool:
    """Whether a party of the claim has another role in the event, where another one has its own."""
    for role, parties in wanted.roles.items():
        own = event.roles.get(role, ())
        if not is_stated(parties) or is_any_same(parties, own):
            continue
        for other, holders in event.roles.items():
            claimed = wanted.roles.get(other, ())
            if other == role or not is_any_same(parties, holders) or is_any_same(claimed, holders):
                continue
            if is_any_same(claimed, own) or (is_stated(own) and other in wanted.roles):
                return True
    return False


def _is_by_another(wanted: Event, event: Event, asked: Asked, terms: frozenset[str]) -> bool:
    """Whether somebody else has the role of the claim's subject, who is in the sentence in another one."""
    role, *rest = wanted.roles
    parties, others = wanted.roles[role], event.roles.get(role, ())
    if not is_stated(parties) or not is_stated(others) or is_any_same(parties, others):
        return False
    if not all(is_any_same(wanted.roles[other], event.roles.get(other, ())) for other in rest if other in _ENDS):
        return False
    if any(party.terms.isdisjoint(terms) for party in parties):
        return False
    named = all(not party.terms.isdisjoint(asked.name_terms) for party in parties)
    return named or all(not other.terms.isdisjoint(terms_of(asked.text)) for other in others)


def _check(verdict: CheckVerdict, wanted: Event, event: Event, asked: Asked, text: str) -> Check:
    span = _span(event, wanted.roles)
    stated = text[slice(*span)]
    own = asked.text[slice(*_span(wanted, wanted.roles))]
    return Check(Aspect.ROLE, verdict, f"claim: {own}, sentence: {stated}", own, stated, span)


def _span(event: Event, roles: Iterable[str]) -> tuple[int, int]:
    """From the first to the last of a verb and its parties in these roles."""
    parties: list[Party] = [party for role in roles for party in event.roles.get(role, ())]
    start = min([event.deed.start, *(party.start for party in parties)])
    end = max([event.deed.end, *(party.end for party in parties)])
    return start, end


def _check_word_order(asked: Asked, text: str, terms: frozenset[str]) -> list[Check]:
    """What has no verb in it: "Norway's loan to Chile", "Danish divers, Swedish boats"."""
    held = [name for name in asked.names if any(term in terms for term, _ in name.weights)]
    if len(held) <= 1:
        return []
    roles = asked.roles
    words = frozenset(word for _, word, _ in roles.actions) | frozenset(word for _, word in roles.leading)
    acts = any({actor, verb, patient} <= terms for actor, verb, patient in roles.actions)
    gives = bool(roles.sources and roles.recipients)
    leads = any(word in terms for _, word in roles.leading)
    if not (acts or gives or leads) or not is_swapped(roles, find_roles(text, words=words)):
        return []
    names = frozenset(term for name in held for term, _ in name.weights)
    own, span = _stretch(asked.text, names), _stretch(text, names)
    said, stated = asked.text[slice(*own)], text[slice(*span)]
    return [Check(Aspect.ROLE, CheckVerdict.DIFFERS, f"claim: {said}, sentence: {stated}", said, stated, span)]


def _stretch(text: str, names: frozenset[str]) -> tuple[int, int]:
    """From the first to the last of some names in a text that has them."""
    found = [token for token in tokenize(text) if token.term in names]
    return found[0].start, found[-1].end
