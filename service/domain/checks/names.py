"""Names of a claim in a sentence: in all their forms, or another name in their place."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from service.domain.checks.asked import LEAD, LEAD_CHARS, Asked, AskedName, lead_terms
from service.domain.checks.matching import Matched
from service.domain.checks.words import terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.names import Name, initials
from service.domain.terms import sentence_terms, tokenize

# This share of a long name's weight names it.
_WHOLE_NAME = 2 / 3
# Weights of terms (see WeightedTerm): of a last word that tells a person, of a first word that tells an organisation,
# and by how much that one has to outweigh the word for its kind.
_SURNAME_WEIGHT = 300
_DISTINCT_WEIGHT = 450
_KIND_WEIGHT = 150
# So many first letters in common may be one name, spelled twice.
_SPELLING = 3
# So much of two words in common, by difflib's ratio, may be one name as well: "Faroe", "Faeroes".
_ALIKE = 0.7
NAMES_TRIED = 5
_PERSONAL = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them|i|we|my|our|you)\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(r"\b(?:to|by|from|in|at|on|of)(?: the)? $", re.IGNORECASE)


def check_name(asked: AskedName, text: str, names: Sequence[Name], terms: frozenset[str], matched: Matched) -> Check:
    """A name of the claim against the sentence, whose own names are `names`."""
    said = asked.name.text
    own_terms = [term for term, _ in asked.weights]
    if _is_named(asked, names, terms, matched):
        matched.stated.update(own_terms)
        for term in own_terms:
            matched.reworded.pop(term, None)
        return _named(asked, text, names)
    if asked.is_subject and not matched.stated.intersection(own_terms) and not _PERSONAL.search(text):
        other = _other_name(text, names, matched, asked)
        if other:
            reason = f"claim: {said}, sentence: {other.text}"
            return Check(Aspect.NAME, CheckVerdict.DIFFERS, reason, said, other.text, (other.start, other.end))
    if rival := _name_in_its_place(asked, text, names):
        reason = f"claim: {said}, sentence: {rival.text}"
        return Check(Aspect.NAME, CheckVerdict.DIFFERS, reason, said, rival.text, (rival.start, rival.end))
    return Check(Aspect.NAME, CheckVerdict.UNSTATED, f"the sentence does not name {said}", said)


def _is_named(asked: AskedName, names: Sequence[Name], terms: frozenset[str], matched: Matched) -> bool:
    """By all its terms, a surname, most of a long name, or an acronym on either side."""
    held = sum(weight for term, weight in asked.weights if term in matched.stated)
    if held == sum(weight for _, weight in asked.weights):
        return True
    letters = _letters(asked.name.text)
    if any(_letters(name.text) == letters for name in names):
        return True
    if len(asked.weights) > 1:
        last, weight = asked.weights[-1]
        surname = (
            len(asked.weights) <= 3
            and last in matched.stated
            and weight >= _SURNAME_WEIGHT
            and not _is_of_another(last, asked, names)
        )
        if surname or held >= _WHOLE_NAME * sum(weight for _, weight in asked.weights):
            return True
        if _is_short_form(asked, names):
            return True
        return not asked.acronyms.isdisjoint(terms)
    acronym = asked.name.text.replace(".", "")
    return acronym.isupper() and any(acronym.lower() in initials(name.text) for name in names)


def _is_short_form(asked: AskedName, names: Sequence[Name]) -> bool:
    """Whether the sentence calls an organisation by its first word alone: "Veltron" for Veltron Systems.

    What follows it says what kind of thing it is, in a commoner word; of a person the last word is the rarer one.
    """
    (first, weight), *_, (_, last_weight) = asked.weights
    return (
        weight >= _DISTINCT_WEIGHT
        and weight - last_weight >= _KIND_WEIGHT
        and any(terms_of(name.text) == (first,) for name in names)
    )


def _is_of_another(last: str, asked: AskedName, names: Sequence[Name]) -> bool:
    """Whether the sentence has a name's last word in other names alone: "Halcyon Foods" is not Lantern Foods."""
    own = {term for term, _ in asked.weights}
    own |= {term[0] for term, _ in asked.weights[:-1]}
    ending = [terms for name in names if last in (terms := terms_of(name.text))]
    return bool(ending) and all(terms[-1] == last and len(terms) > 1 and own.isdisjoint(terms[:-1]) for terms in ending)


def _named(asked: AskedName, text: str, names: Sequence[Name]) -> Check:
    """The check of a name that the sentence has, with the form in which it has it."""
    said = asked.name.text
    start, end = _place(asked, text, names)
    stated = text[start:end]
    reason = f"the sentence names {said}" if stated == said else f"claim: {said}, sentence: {stated}"
    return Check(Aspect.NAME, CheckVerdict.AGREES, reason, said, stated or None, (start, end) if stated else None)


def _place(asked: AskedName, text: str, names: Sequence[Name]) -> tuple[int, int]:
    """Where a name stands: as the claim spells it, else in the form that has most of its terms; (0, 0) where untold."""
    start = text.find(asked.name.text)
    if start >= 0:
        return start, start + len(asked.name.text)
    own = {term for term, _ in asked.weights}
    acronym = asked.name.text.replace(".", "").lower()
    places = [(len(own.intersection(terms_of(name.text))), -name.start, name.end) for name in names]
    places += [
        (len(own), -name.start, name.end)
        for name in names
        if acronym in initials(name.text) or not asked.acronyms.isdisjoint(terms_of(name.text))
    ]
    places += [(1, -token.start, token.end) for token in tokenize(text) if token.term in own]
    shared, minus_start, end = max(places, default=(0, 0, 0))
    return (-minus_start, end) if shared else (0, 0)


def _other_name(text: str, names: Sequence[Name], matched: Matched, asked: AskedName) -> Name | None:
    """A name that stands where the claim has its subject: before anything else that the two have in common."""
    own = {term for term, _ in asked.weights}
    for name in names[:NAMES_TRIED]:
        if any(term in matched and term not in own for term in sentence_terms(text[: name.end])):
            return None
        attributed = _ATTRIBUTED.search(text[max(name.start - 10, 0) : name.start])
        if not attributed and not _may_be_spelled(name, asked):
            return name
    return None


def _name_in_its_place(asked: AskedName, text: str, names: Sequence[Name]) -> Name | None:
    """Another name behind the words that the claim has before this one: "the harbour of Velm" for "of Ondal"."""
    if asked.lead is None:
        return None
    for name in names:
        lead = LEAD.search(text[max(name.start - LEAD_CHARS, 0) : name.start])
        if lead and lead_terms(lead) == asked.lead and not _may_be_spelled(name, asked):
            return name
    return None


def _may_be_spelled(name: Name, asked: AskedName) -> bool:
    """Whether a name may be another spelling of the claim's: a word of each starts alike, or most letters are one."""
    starts = {term[:_SPELLING] for term, _ in asked.weights}
    terms = terms_of(name.text)
    if any(term[:_SPELLING] in starts for term in terms):
        return True
    return any(
        term[:1] == own[:1] and SequenceMatcher(None, term, own).ratio() >= _ALIKE
        for term in terms
        for own, _ in asked.weights
    )


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def missing_names(asked: Asked, checks: Sequence[Check], context: frozenset[str]) -> int:
    """How many of the claim's names, whose `checks` come in their order, neither sentence nor context names."""
    return sum(
        check.verdict is not CheckVerdict.AGREES and heaviest(name) not in context
        for name, check in zip(asked.names, checks, strict=True)
    )


def heaviest(name: AskedName) -> str:
    """The term by which a short form of a name is known best."""
    return max(name.weights, key=lambda weighted: weighted[1])[0]
