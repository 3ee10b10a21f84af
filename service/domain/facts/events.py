"""What a deed comes to whatever its verb: "sold to" and "bought from" are one event seen from its two ends."""

from dataclasses import dataclass

from service.domain.facts.clauses import Deed, Party
from service.domain.facts.wording import forms_of, is_same_family, opposite_meaning, same_meaning
from service.domain.terms import sentence_terms

_NAMELESS = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Event:
    """A deed with its parties under the names of what it comes to: a sale's agent is the "giver"."""

    kind: str
    roles: dict[str, tuple[Party, ...]]
    deed: Deed


def _terms(words: str) -> frozenset[str]:
    return frozenset(sentence_terms(words))


# Verbs by what they come to, with the roles that their parties have in it.
_KINDS: dict[str, list[tuple[frozenset[str], dict[str, str]]]] = {
    "transfer": [
        (
            _terms(
                "sell sold supply supplied provide provided deliver delivered lend lent give gave given send sent ship"
                " export donate hand lease pay paid"
            ),
            {"agent": "giver", "to": "taker", "patient": "thing", "with": "thing"},
        ),
        (
            _terms("buy bought purchase acquire import borrow receive get got obtain"),
            {"agent": "taker", "from": "giver", "patient": "thing"},
        ),
    ],
    "contest": [
        (
            _terms("beat beaten defeat outbid overtake overtook outsell outsold"),
            {"agent": "winner", "patient": "loser"},
        ),
        (_terms("lose lost"), {"agent": "loser", "to": "winner", "against": "winner"}),
        (_terms("win won"), {"agent": "winner", "against": "loser", "over": "loser"}),
    ],
    "succession": [
        (_terms("succeed replace"), {"agent": "later", "patient": "earlier"}),
        (_terms("precede"), {"agent": "earlier", "patient": "later"}),
    ],
}
_BY_VERB = {verb: (kind, names) for kind, groups in _KINDS.items() for verbs, names in groups for verb in verbs}
_CORE = frozenset({"agent", "patient", "from", "to", "than", "of", "against"})


def event_of(deed: Deed) -> Event:
    """The event that a deed comes to; a verb that is like no other is its own kind."""
    kind, names = _BY_VERB.get(deed.verb, (deed.verb, {}))
    roles: dict[str, tuple[Party, ...]] = {}
    stated = deed.roles
    if names.get("agent") == "giver" and "to" not in stated:
        # "lent Chile money", "supplied Chile with boats"
        patients = stated.get("patient", ())
        if len(patients) > 1 or "with" in stated:
            stated = {**stated, "to": patients[:1], "patient": patients[1:]}
    for role, parties in stated.items():
        name = names.get(role) if names else role if role in _CORE else None
        if name and parties:
            roles[name] = (*roles.get(name, ()), *parties)
    return Event(kind, roles, deed)


def are_comparable(claim: Event, sentence: Event) -> bool:
    """Whether two events may be the same: of one kind, or verbs that mean the same; a transfer of the same things."""
    if claim.kind == sentence.kind:
        things = claim.roles.get("thing", ()), sentence.roles.get("thing", ())
        return not (all(things) and all(party.terms for group in things for party in group)) or is_any_same(*things)
    return is_same_verb(claim.kind, sentence.kind) or sentence.kind in same_meaning(claim.kind)


def is_same_verb(verb: str, other: str) -> bool:
    """Whether two verbs are forms of one."""
    return verb == other or is_same_family(verb, other)


def is_same_deed(claim: Event, sentence: Event) -> bool:
    """Whether the verbs of two events are one, be it in another form: "bought", "will buy"."""
    verb, other = claim.deed.verb, sentence.deed.verb
    return is_same_verb(verb, other) or other in forms_of(verb)


def is_converse(claim: Event, sentence: Event) -> bool:
    """Whether the two say the same from opposite ends, by verbs that are opposites of one another."""
    return claim.kind == sentence.kind and sentence.deed.verb in opposite_meaning(claim.deed.verb)


def is_any_same(parties: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    """Whether one of some parties is one of others, by a term that both are known by."""
    return any(party.terms & other.terms for party in parties for other in others)


def is_stated(parties: tuple[Party, ...]) -> bool:
    """Whether parties are told by more than a pronoun."""
    return bool(parties) and all(party.terms for party in parties)
