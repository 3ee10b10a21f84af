"""Who does what to whom, as far as word order and prepositions tell it."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.facts.names import CALENDAR
from service.domain.terms import Token, sentence_terms, tokenize

_GIVING = frozenset(
    sentence_terms(
        "supply supplied provide provided send sent sell sold export deliver give gave given ship furnish lend lent"
    )
)
_TAKING = frozenset(sentence_terms("import buy bought purchase receive obtain acquire get got borrow"))
_NO_ACTOR = frozenset({"by", "was", "were", "been", "be", "to", "that", "which", "of", "from"})
_MUTUAL = frozenset({"with", "and", "between"})
_PERFECT = frozenset({"has", "have", "had", "will", "would", "did"})
_BEING = frozenset({"was", "were", "is", "are"})
_BEFORE, _AFTER, _BY = 4, 7, 4


@dataclass(frozen=True, slots=True)
class Roles:
    """Names in their roles, by term.

    `sources` and `recipients` are the two ends of what is given or taken. `actions` hold (actor, word, object) for
    every word that stands between two names; which of the words are verbs is left to the reader. `leading` hold
    (name, word) for every word right behind a name: what somebody does, has or is known by.
    """

    sources: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    actions: frozenset[tuple[str, str, str]] = frozenset()
    leading: frozenset[tuple[str, str]] = frozenset()


def find_roles(text: str, *, words: frozenset[str] | None = None, adjacent: bool = False) -> Roles:
    """The roles that names have in a text.

    Actions are those of the terms in `words` (None: of every word); with `adjacent` only of a word right behind its
    actor's name.
    """
    tokens = tokenize(text)
    sources: set[str] = set()
    recipients: set[str] = set()
    for place, token in enumerate(tokens):
        if token.term == "from":
            sources |= _name_after(tokens, place)
        elif token.term in _GIVING:
            sources |= _actor(tokens, place)
            recipients |= _name_after(tokens, place)
            for later in range(place + 1, min(place + 1 + _AFTER, len(tokens))):
                if tokens[later].term == "to":
                    recipients |= _name_after(tokens, later)
        elif token.term in _TAKING:
            recipients |= _actor(tokens, place)
    return Roles(
        frozenset(sources),
        frozenset(recipients),
        frozenset(_actions(tokens, words, adjacent=adjacent)),
        frozenset(_leading(tokens, words)),
    )


def is_swapped(claim: Roles, sentence: Roles) -> bool:
    """Whether a name has in the sentence the role that the claim gives to the other one, and not its own as well."""
    if claim.sources and claim.recipients:
        gives = claim.recipients & sentence.sources and not claim.recipients & sentence.recipients
        takes = claim.sources & sentence.recipients and not claim.sources & sentence.sources
        if (gives and not claim.sources & sentence.sources) or (takes and not claim.recipients & sentence.recipients):
            return True
    names = {name for name, _ in claim.leading} | {name for _, _, name in claim.actions}
    for name, word in claim.leading:
        if (name, word) not in sentence.leading and any((other, word) in sentence.leading for other in names - {name}):
            return True
    return any(
        (patient, verb, actor) in sentence.actions and (actor, verb, patient) not in sentence.actions
        for actor, verb, patient in claim.actions
    )


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.lower() not in CALENDAR


def _name_after(tokens: Sequence[Token], place: int) -> set[str]:
    following = place + 1
    if following < len(tokens) and tokens[following].term == "the":
        following += 1
    return {tokens[following].term} if following < len(tokens) and _is_name(tokens[following]) else set()


def _actor(tokens: Sequence[Token], place: int) -> set[str]:
    before = tokens[max(place - _BEFORE, 0) : place]
    if any(token.term in _NO_ACTOR for token in before[-2:]):
        return set()
    return {token.term for token in [token for token in before if _is_name(token)][-1:]}


def _actions(tokens: Sequence[Token], words: frozenset[str] | None, *, adjacent: bool) -> set[tuple[str, str, str]]:
    """Every lower-case word with each name close before it and each close after it; a passive one with "by" turned."""
    found: set[tuple[str, str, str]] = set()
    named = [_is_name(token) for token in tokens]
    for place, token in enumerate(tokens):
        if named[place] or not token.text.isalpha() or (words is not None and token.term not in words):
            continue
        if adjacent and not _follows_name(tokens, named, place):
            continue
        following = tokens[place + 1 : place + 1 + _AFTER]
        if not {later.term for later in following[:2]}.isdisjoint(_MUTUAL):
            continue
        passive = any(later.term == "by" for later in following[:_BY])
        before = [tokens[at].term for at in range(max(place - _BEFORE, 0), place) if named[at]]
        after = [later.term for later in following if _is_name(later)]
        for left in before:
            for right in after:
                if left != right:
                    found.add((right, token.term, left) if passive else (left, token.term, right))
    return found


def _leading(tokens: Sequence[Token], words: frozenset[str] | None) -> set[tuple[str, str]]:
    """Pairs of a name and the word behind it; what several names share ("Ada and Ola left") is nobody's own."""
    found: set[tuple[str, str]] = set()
    for place in range(len(tokens) - 1):
        name, word = tokens[place], tokens[place + 1]
        if not _is_name(name) or _is_name(word) or not word.text.isalpha():
            continue
        if words is not None and word.term not in words:
            continue
        shared = place and tokens[place - 1].term in _MUTUAL
        mutual = place + 2 < len(tokens) and tokens[place + 2].term in _MUTUAL
        if not shared and not mutual:
            found.add((name.term, word.term))
    return found


def _follows_name(tokens: Sequence[Token], named: Sequence[bool], place: int) -> bool:
    """Whether a name stands right before a word, or before its "has", its "is" with "-ing" or its "was" with "by"."""
    if place and named[place - 1]:
        return True
    if place < 2 or not named[place - 2]:
        return False
    auxiliary = tokens[place - 1].term
    passive = any(later.term == "by" for later in tokens[place + 1 : place + 1 + _BY])
    progressive = tokens[place].text.endswith("ing")
    return auxiliary in _PERFECT or ((passive or progressive) and auxiliary in _BEING)
