"""Pairs made by rule from labelled ones: the same claim with a name, a number, a year or its parties changed.

Every change that both sides share is also made on both sides at once. So a corrupted claim is supported by its
corrupted sentence, and a claim's wording alone tells nothing: the construction of FEVER Symmetric (Schuster et al.
2019).
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from training.pairs import NOT_ENOUGH_INFO, NOT_SUPPORTED, REFUTES, SUPPORTS, Pair

_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)*")
_OPENING_NAME = re.compile(r"^[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NUMBER = re.compile(r"\b(?!(?:1[89]|20)\d\d\b)\d+(?:,\d{3})*(?:\.\d+)?\b")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|can|could|should|would|did|does)\b(?! (?:not|n't|never))"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_QUALIFIERS = (
    ("nearly", "more than"),
    ("almost", "over"),
    ("less than", "more than"),
    ("at least", "fewer than"),
    ("up to", "more than"),
    ("under", "over"),
    ("just under", "just over"),
)
_DENIED = re.compile(r"\b(?:not|no|never|none|neither|nor)\b|n't\b", re.IGNORECASE)
# A claim can nearly always be negated, rarely changed otherwise.
_NEGATED_SHARE = 0.3
# What somebody may say of a claim's statement, and how such a sentence stands to the claim.
_WRAPPINGS = (
    ("{} denied that {}", NOT_ENOUGH_INFO),
    ("If {1}, {0} will have to answer for it.", NOT_ENOUGH_INFO),
    ("{} asked whether {}", NOT_ENOUGH_INFO),
    ("{} is considering a plan under which {}", NOT_ENOUGH_INFO),
    ("{} said that {}", SUPPORTS),
    ("According to {}, {}", SUPPORTS),
    ("{} confirmed on Monday that {}", SUPPORTS),
    ("It is not true that {1}, {0} said.", REFUTES),
)
_SPEAKERS = (
    "officials",
    "the ministry",
    "a spokeswoman",
    "the report",
    "two people familiar with the matter",
    "critics",
)
_ADDED = (
    " in {year}",
    " in {name}",
    " after a dispute with {name}",
    ", together with {name}",
    " for the {ordinal} time",
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_LONGEST_OWN_CLAIM = 22
_LEAST_OWN_CLAIM = 6


def corrupted_pairs(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """What can be made of the supported pairs among `pairs`; some of each kind for every one of them."""
    names = sorted({name for pair in pairs for name in _names(pair.claim)})
    made: list[Pair] = []
    for pair in pairs:
        if pair.label == SUPPORTS:
            made += _changed(pair, names, rng)
            made += _half_covered(pair, names, rng)
            made += _own_claim(pair, names, rng)
            made += _wrapped(pair, rng)
    return made


def _changed(pair: Pair, names: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """One changed detail at a time: in the claim alone, in the sentence alone (both lose support), and in both."""
    changes = [change for change in _changes(pair, names, rng) if change is not None]
    rng.shuffle(changes)
    for kind, on_claim, on_sentence in changes[:2]:
        claim, sentence = on_claim(pair.claim), on_sentence(pair.sentence)
        if claim == pair.claim:
            continue
        label = REFUTES if kind in {"qualifier", "negation"} else NOT_SUPPORTED
        yield Pair(pair.sentence, claim, label, f"changed {kind}", pair.before, pair.title)
        if sentence != pair.sentence:
            yield Pair(sentence, claim, SUPPORTS, f"changed {kind}, both", pair.before, pair.title)
            if rng.random() < 0.5:
                yield Pair(sentence, pair.claim, label, f"changed {kind}, sentence", pair.before, pair.title)


Change = tuple[str, Callable[[str], str], Callable[[str], str]]


def _changes(pair: Pair, names: Sequence[str], rng: random.Random) -> Iterator[Change | None]:
    yield _swap_token("year", _YEAR, pair, lambda year: str(int(year) + rng.choice((-7, -3, -2, -1, 1, 2, 5))))
    yield _swap_token("number", _NUMBER, pair, lambda number: _other_number(number, rng))
    yield _swap_token("month", _MONTH, pair, lambda month: rng.choice([other for other in _MONTHS if other != month]))
    yield _swap_name(pair, names, rng)
    yield _swap_parties(pair)
    yield _swap_qualifier(pair)
    if rng.random() < _NEGATED_SHARE:
        yield _negate(pair)


def _swap_token(kind: str, pattern: re.Pattern[str], pair: Pair, other: Callable[[str], str]) -> Change | None:
    found = [match.group() for match in pattern.finditer(pair.claim)]
    shared = [token for token in found if re.search(rf"\b{re.escape(token)}\b", pair.sentence)]
    if not shared:
        return None
    old = shared[0]
    return _replacing(kind, old, other(old))


def _replacing(kind: str, old: str, new: str) -> Change:
    pattern = re.compile(rf"\b{re.escape(old)}\b")

    def replaced(text: str) -> str:
        return pattern.sub(lambda _: new, text)

    return kind, replaced, replaced


def _other_number(number: str, rng: random.Random) -> str:
    value = float(number.replace(",", ""))
    if "." in number:
        return f"{value * rng.choice((0.5, 0.8, 1.3, 2.1)):.1f}"
    changed = (
        int(value) + rng.choice((1, 2, 3)) if value < 10 else int(value * rng.choice((0.5, 0.7, 0.9, 1.2, 1.5, 3)))
    )
    return f"{changed:,}" if "," in number else str(changed)


def _names(text: str) -> list[str]:
    found = [match.group() for match in _NAME.finditer(text)]
    if opening := _OPENING_NAME.match(text):
        found.insert(0, opening.group())
    return [name for name in found if name not in _MONTHS and name != "I"]


def _swap_name(pair: Pair, names: Sequence[str], rng: random.Random) -> Change | None:
    shared = [name for name in _names(pair.claim) if name in pair.sentence]
    if not shared:
        return None
    old = rng.choice(shared)
    words = old.count(" ")
    for _ in range(20):
        new = rng.choice(names)
        if new.count(" ") == words and new.lower() not in f"{pair.claim} {pair.sentence}".lower():
            return _replacing("name", old, new)
    return None


def _swap_parties(pair: Pair) -> Change | None:
    """The first and the last name of the claim exchanged; in the sentence as well where it has both."""
    names = _names(pair.claim)
    if len(names) < 2 or names[0] == names[-1] or names[0] in names[-1] or names[-1] in names[0]:
        return None
    first, last = names[0], names[-1]
    both = re.compile(rf"\b(?:{re.escape(first)}|{re.escape(last)})\b")
    if not (first in pair.sentence and last in pair.sentence):
        return None

    def exchanged(text: str) -> str:
        return both.sub(lambda match: last if match.group() == first else first, text)

    return "parties", exchanged, exchanged


def _swap_qualifier(pair: Pair) -> Change | None:
    for one, other in _QUALIFIERS:
        for old, new in ((one, other), (other, one)):
            counted = re.compile(rf"\b{old}(?= [$€£]?\d)")
            if counted.search(pair.claim) and counted.search(pair.sentence):
                return _replacing("qualifier", old, new)
    return None


def _negate(pair: Pair) -> Change | None:
    if _DENIED.search(pair.claim) or not _AUXILIARY.search(pair.claim):
        return None

    def negated(text: str) -> str:
        return _AUXILIARY.sub(lambda match: f"{match.group()} not", text, count=1)

    return "negation", negated, lambda sentence: sentence


def _half_covered(pair: Pair, names: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """The claim with a detail that the sentence does not state."""
    if rng.random() > 0.35:
        return
    detail = rng.choice(_ADDED).format(
        year=rng.randint(1950, 2024), name=rng.choice(names), ordinal=rng.choice(_ORDINALS)
    )
    if detail.split()[-1].lower() in pair.sentence.lower():
        return
    claim = pair.claim.rstrip(" .") + detail + "."
    yield Pair(pair.sentence, claim, NOT_SUPPORTED, "half covered", pair.before, pair.title)


def _own_claim(pair: Pair, names: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """A sentence is its own claim, and not when a detail of that is changed."""
    if rng.random() > 0.3 or not _LEAST_OWN_CLAIM <= len(pair.sentence.split()) <= _LONGEST_OWN_CLAIM:
        return
    own = Pair(pair.sentence, pair.sentence, SUPPORTS, "own claim", pair.before, pair.title)
    changed = [change for change in _changes(own, names, rng) if change is not None]
    if not changed:
        return
    yield own
    kind, on_claim, _ = rng.choice(changed)
    claim = on_claim(own.claim)
    if claim != own.claim:
        label = REFUTES if kind in {"qualifier", "negation"} else NOT_SUPPORTED
        yield Pair(pair.sentence, claim, label, f"own claim, {kind}", pair.before, pair.title)


def _wrapped(pair: Pair, rng: random.Random) -> Iterator[Pair]:
    """The claim's statement as reported, asked, supposed or denied by somebody."""
    if rng.random() > 0.12 or not pair.claim[:1].isupper():
        return
    frame, label = rng.choice(_WRAPPINGS)
    statement = pair.claim.rstrip(" .")
    if statement.split()[0] in {"The", "A", "An", "There", "It", "In", "He", "She", "They"}:
        statement = statement[0].lower() + statement[1:]
    sentence = frame.format(rng.choice(_SPEAKERS), statement)
    sentence = sentence[0].upper() + sentence[1:]
    yield Pair(sentence if sentence.endswith(".") else f"{sentence}.", pair.claim, label, f"wrapped {label}")
