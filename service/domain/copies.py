"""The same sentence in several articles: carried over whole, shortened, lengthened or lightly edited.

Two sentences are the same one where most of the shorter one's shingles, its runs of three words, stand in the other
(Broder 1997, containment), and neither states what the other does not allow: another figure, name, weekday or month, a
denial, the opposite, or the names swapped.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain.evidence import Candidate
from service.domain.facts.names import CALENDAR, find_names, initials
from service.domain.facts.polarity import CueKind, find_cues
from service.domain.facts.wording import opposite_meaning
from service.domain.terms import NUMBER_WORDS, in_one_spelling, sentence_terms
from service.domain.territories import fold, territory_key

# Shares in hundredths of the shorter one's. On real pages (tests/quality/test_copies.py) copies hold .67 and more,
# paraphrases up to .61; a copy whose clauses changed places holds .57, with nearly all words.
_SHINGLES_SHARED = 65
_SHINGLES_SHARED_REORDERED = 50
_WORDS_SHARED_REORDERED = 90
_SAID_SHARED = 50
# A frame such as "The council said in a statement on Tuesday that" makes seven shingles, a long name up to six.
_LEAST_SHARED = 8
_LEAST_SHARED_REORDERED = 6
# Shorter ones (up to five words) stand in other sentences by accident; they are copies of equal ones only.
_LEAST_SHINGLES = 4

# A run of three words that so many different sentences hold is a phrase of its time ("on the condition") and leads to
# no copies. With the second bound it keeps the work in proportion to the number of candidates, whatever they hold.
_MOST_GROUPS_WITH_A_SHINGLE = 50
_MOST_COMPARED = 8

_BEFORE_WORDS = 4
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NO_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b|\s?(?:%|per\s?cent\b|pct\b))?|[^\W\d_]+(?:['’.][^\W\d_]+)*", re.IGNORECASE
)
_NUMBER_PARTS = re.compile(r"([\d.,]+)\s?(\D*)")
_SAYS_THAT = re.compile(
    r"\b(?:said|says|told|announced|reported|stated|added|confirmed|warned|wrote)\b(?:\W+\w+){0,8}?\W+that\b"
)
_MORE_THAN = frozenset(
    {("more", "than"), ("greater", "than"), ("higher", "than"), ("at", "least"), ("", "over"), ("", "above")}
)
_LESS_THAN = frozenset(
    {
        ("less", "than"),
        ("fewer", "than"),
        ("lower", "than"),
        ("at", "most"),
        ("up", "to"),
        ("", "nearly"),
        ("", "almost"),
        ("", "under"),
        ("", "below"),
    }
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_ORDINAL_IN_DIGITS = {word: f"{place}{_ORDINAL_ENDS.get(place, 'th')}" for place, word in enumerate(_ORDINALS, start=1)}
_WEEKDAYS = frozenset(name[:3] for name in CALENDAR if name.endswith("day"))
_MONTHS = frozenset(name[:3] for name in CALENDAR) - _WEEKDAYS


def is_copy(text: str, other: str) -> bool:
    """Whether the two are one sentence, carried over with light edits at the most; the order does not matter."""
    words, other_words = _words(text), _words(other)
    if words == other_words:
        return bool(words)
    fuller, shorter = sorted((_Form(words, text), _Form(other_words, other)), key=_Form.order)
    return _is_shorter_form(shorter, fuller)


def copy_groups(candidates: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """Groups of candidates that are the same sentence and stand in two articles or more; any order gives the same.

    In a group each is a copy of the others, up to its eight fullest wordings, so that no chain of small edits joins two
    sentences that differ. A candidate is in one group at the most: that of the wording that shares most with it.
    Members come by article id, then position; groups by their first member.
    """
    members: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in sorted(candidates, key=_place):
        words = _words(candidate.text)
        if words:
            members.setdefault(words, []).append(candidate)
    forms = sorted((_Form(words, same[0].text) for words, same in members.items()), key=_Form.order)
    groups: list[tuple[Candidate, ...]] = []
    for group in _grouped(forms):
        same = [member for form in group for member in members[form.words]]
        if len({member.key.article_id for member in same}) > 1:
            groups.append(tuple(sorted(same, key=_place)))
    return sorted(groups, key=lambda group: _place(group[0]))


def _place(candidate: Candidate) -> tuple[str, int, int]:
    key = candidate.key
    return key.article_id, key.position, key.revision


@dataclass(frozen=True, slots=True)
class _Named:
    """A name's key and words, the acronyms that it may go by, and the words before and behind it."""

    key: str
    words: frozenset[str]
    initials: frozenset[str]
    place: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a wording states that its copy must not state otherwise.

    `spans` are the places of its words in the text; what somebody says begins with the word at `said_from`. `more_than`
    and `less_than` are figures with a qualifier such as "at least" or "nearly".
    """

    spans: tuple[tuple[int, int], ...]
    said_from: int
    figures: Counter[str]
    more_than: frozenset[str]
    less_than: frozenset[str]
    weekdays: Counter[str]
    months: Counter[str]
    names: tuple[_Named, ...]
    acronyms: frozenset[str]
    cues: tuple[tuple[int, CueKind], ...]


class _Form:
    """A wording: the words of one or more equal sentences, and the text of one of them."""

    __slots__ = ("shingles", "text", "words")

    def __init__(self, words: tuple[str, ...], text: str) -> None:
        self.words = words
        self.text = text
        self.shingles = frozenset(_shingles(words))

    def order(self) -> tuple[int, tuple[str, ...]]:
        """The fullest first."""
        return -len(self.shingles), self.words


def _grouped(forms: Sequence[_Form]) -> list[list[_Form]]:
    """Wordings of the same sentence. `forms` come fullest first, so each is looked for in fuller ones."""
    repeated = _repeated(forms)
    groups: list[list[_Form]] = []
    groups_with: dict[int, list[int]] = {}
    for form in forms:
        telling = form.shingles & repeated
        found = _group_for(form, telling, groups, groups_with)
        if found is not None:
            groups[found].append(form)
            continue
        for shingle in telling:
            groups_with.setdefault(shingle, []).append(len(groups))
        groups.append([form])
    return groups


def _repeated(forms: Sequence[_Form]) -> set[int]:
    """Shingles that two wordings or more hold: in most answers few, so that little is left to index."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for form in forms:
        repeated |= form.shingles & seen
        seen |= form.shingles
    return repeated


def _group_for(
    form: _Form, telling: frozenset[int], groups: Sequence[Sequence[_Form]], groups_with: dict[int, list[int]]
) -> int | None:
    """The group of which the wording is another form; of several, that whose fullest form shares most with it."""
    least = _SHINGLES_SHARED_REORDERED * len(form.shingles)
    if 100 * len(telling) < least:
        return None
    found = [groups_with[shingle] for shingle in telling if shingle in groups_with]
    rare = [places for places in found if len(places) <= _MOST_GROUPS_WITH_A_SHINGLE]
    shared = Counter(place for places in rare for place in places)
    frequent = len(found) - len(rare)
    near = [place for place, count in shared.items() if 100 * (count + frequent) >= least]
    for place in sorted(near, key=lambda place: (-shared[place], place))[:_MOST_COMPARED]:
        if all(_is_shorter_form(form, fuller) for fuller in groups[place][:_MOST_COMPARED]):
            return place
    return None


def _is_shorter_form(form: _Form, fuller: _Form) -> bool:
    shared = form.shingles & fuller.shingles
    return _shares_enough(form, fuller, len(shared)) and _agree(form, fuller, shared)


def _shares_enough(form: _Form, fuller: _Form, shared: int) -> bool:
    every = len(form.shingles)
    if every < _LEAST_SHINGLES:
        return False
    if 100 * shared >= _SHINGLES_SHARED * every and shared >= min(every, _LEAST_SHARED):
        return True
    if 100 * shared < _SHINGLES_SHARED_REORDERED * every or shared < _LEAST_SHARED_REORDERED:
        return False
    words = frozenset(form.words)
    return 100 * len(words & frozenset(fuller.words)) >= _WORDS_SHARED_REORDERED * len(words)


def _agree(form: _Form, fuller: _Form, shared: frozenset[int]) -> bool:
    """Whether nothing that one states forbids that the other is the same sentence."""
    words, fuller_words = frozenset(form.words), frozenset(fuller.words)
    stated, more = _stated(form.text), _stated(fuller.text)
    return (
        _say_the_same(form, fuller, stated.said_from)
        and stated.figures <= more.figures
        and not _differ(stated.figures | _ones(form), more.figures | _ones(fuller))
        and not (stated.more_than & more.less_than or stated.less_than & more.more_than)
        and not _differ(stated.weekdays, more.weekdays)
        and not _differ(stated.months, more.months)
        and not _say_the_opposite(words - fuller_words, fuller_words - words)
        and not _name_others(stated, words, more, fuller_words)
        and not _swap_names(stated, more)
        and _cues_within(form, stated, shared) == _cues_within(fuller, more, shared)
    )


def _say_the_same(form: _Form, fuller: _Form, said_from: int) -> bool:
    """Whether they share what is said, and not only who said so, when and where."""
    said = frozenset(_shingles(form.words[said_from:]))
    return 100 * len(said & fuller.shingles) >= _SAID_SHARED * len(said)


def _ones(form: _Form) -> Counter[str]:
    """One is a figure beside two, but is dropped as easily as "a" is."""
    return Counter(word for word in form.words if word == "one")


def _differ(left: Counter[str], right: Counter[str]) -> bool:
    return bool(left - right) and bool(right - left)


def _say_the_opposite(left: frozenset[str], right: frozenset[str]) -> bool:
    right_terms = frozenset(term for word in right for term in _terms(word))
    return any(opposite_meaning(term) & right_terms for word in left for term in _terms(word))


def _name_others(left: _Stated, left_words: frozenset[str], right: _Stated, right_words: frozenset[str]) -> bool:
    """Whether each names somebody whom the other does not, short forms of a name taken for the name."""
    return _has_other_name(left, right, right_words) and _has_other_name(right, left, left_words)


def _has_other_name(stated: _Stated, other: _Stated, other_words: frozenset[str]) -> bool:
    return any(
        not name.words <= other_words
        and name.key not in other_words
        and not name.initials & other.acronyms
        and not any(name.words <= others.initials for others in other.names)
        for name in stated.names
    )


def _swap_names(left: _Stated, right: _Stated) -> bool:
    """Whether two names stand in each other's places."""
    places, other_places = _places_of_names(left), _places_of_names(right)
    name_at = {place: key for key, found in other_places.items() for place in found}
    moved = {key: found for key, found in places.items() if found.isdisjoint(other_places.get(key, ()))}
    return any(
        other in moved and not moved[other].isdisjoint(other_places.get(key, ()))
        for key, found in moved.items()
        for place in found
        if (other := name_at.get(place)) is not None
    )


def _places_of_names(stated: _Stated) -> dict[str, set[tuple[str, str]]]:
    places: dict[str, set[tuple[str, str]]] = {}
    for name in stated.names:
        places.setdefault(name.key, set()).add(name.place)
    return places


def _cues_within(form: _Form, stated: _Stated, shared: frozenset[int]) -> Counter[CueKind]:
    """What denies or suspends what the two share: from just before the first shared word to just behind the last."""
    places = [place for place, shingle in enumerate(_shingles(form.words)) if shingle in shared]
    start = stated.spans[max(places[0] - _BEFORE_WORDS, 0)][0]
    end = stated.spans[min(places[-1] + 3, len(stated.spans) - 1)][1]
    return Counter(kind for place, kind in stated.cues if start <= place < end)


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """Runs of three words as 64-bit hashes: of 10,000 sentences of 30 words two meet by chance once in 10^8 answers."""
    return map(hash, zip(words, words[1:], words[2:], strict=False))


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(_word, _TOKEN.findall(_visible(text))))


def _visible(text: str) -> str:
    if text.isascii() or not any(char in text for char in _INVISIBLE):
        return text
    return text.translate(_NO_INVISIBLE)


@lru_cache(maxsize=65_536)
def _word(token: str) -> str:
    """A word as shingles hold it: folded, in one spelling, numbers in digits, a demonym as its country."""
    if number := _NUMBER_PARTS.fullmatch(token):
        digits, end = number[1].replace(",", ""), number[2].lower()
        return digits + ("%" if end.startswith(("%", "p")) else end)
    name = token.removesuffix("'s").removesuffix("’s")
    if territory := territory_key(name):
        return territory
    word = fold(name).replace(".", "").replace("'", "")
    return NUMBER_WORDS.get(word) or _ORDINAL_IN_DIGITS.get(word) or in_one_spelling(word)


@lru_cache(maxsize=65_536)
def _terms(word: str) -> tuple[str, ...]:
    return sentence_terms(word)


@lru_cache(maxsize=8192)
def _stated(text: str) -> _Stated:
    text = _visible(text)
    tokens = list(_TOKEN.finditer(text))
    words = [_word(token[0]) for token in tokens]
    dates = [word[:3] for token, word in zip(tokens, words, strict=True) if word in CALENDAR and token[0][0].isupper()]
    frame = _SAYS_THAT.search(text)
    return _Stated(
        spans=tuple(token.span() for token in tokens),
        said_from=sum(token.start() < frame.end() for token in tokens) if frame else 0,
        figures=Counter(word for word in words if word[0].isdigit()),
        more_than=frozenset(_figures_after(words, _MORE_THAN)),
        less_than=frozenset(_figures_after(words, _LESS_THAN)),
        weekdays=Counter(date for date in dates if date in _WEEKDAYS),
        months=Counter(date for date in dates if date in _MONTHS),
        names=tuple(_named(text, tokens, words)),
        acronyms=frozenset(word for token, word in zip(tokens, words, strict=True) if token[0].isupper()),
        cues=tuple((cue.start, cue.kind) for cue in find_cues(text)),
    )


def _figures_after(words: Sequence[str], qualifiers: frozenset[tuple[str, str]]) -> Iterator[str]:
    for before, qualifier, word in zip(["", "", *words], ["", *words], words, strict=False):
        if word[0].isdigit() and ((before, qualifier) in qualifiers or ("", qualifier) in qualifiers):
            yield word


def _named(text: str, tokens: Sequence[re.Match[str]], words: Sequence[str]) -> Iterator[_Named]:
    starts = [token.start() for token in tokens]
    # What stands in brackets explains a name that stands before them, mostly.
    for name in find_names(_BRACKETED.sub(lambda bracketed: " " * len(bracketed[0]), text)):
        first, end = bisect_left(starts, name.start), bisect_left(starts, name.end)
        place = (words[first - 1] if first else "", words[end] if end < len(words) else "")
        yield _Named(name.key, frozenset(words[first:end]), initials(name.text), place)
