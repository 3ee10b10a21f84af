"""Names of people, organisations and places, found by capitals, territories and what may stand between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wordfreq import zipf_frequency

from service.domain.territories import name_words, territory_key


@dataclass(frozen=True, slots=True)
class Name:
    """A name as stated: text[start:end], with the key under which its other forms meet it ("Chinese" = china)."""

    text: str
    start: int
    end: int
    key: str


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d{1,4}/\d{1,4}\b|[^\W_][\w&]*(?:[-'\u2019.](?=\w)[\w&]+)*")
_SENTENCE_START = re.compile(
    r"(?:^|[.!?:;][\"'\u201d\u2019)]*\s|[\"\u201c\u2018(\n\u2014\u2013])[\s\"'\u201c\u2018(]*$"
)
_LINKS = frozenset(
    {"of", "the", "for", "de", "del", "della", "da", "di", "van", "von", "der", "bin", "ibn", "al", "el"}
)
_TITLES_WORDS = """
    president vice prime minister chancellor premier governor senator sen sens representative rep reps secretary
    gen colonel col major captain capt lieutenant lt sergeant sgt admiral judge justice king queen prince
    princess pope bishop cardinal archbishop rabbi imam sheikh dr prof professor mr mrs ms miss sir dame lord
    lady mayor ambassador congressman congresswoman chairman chairwoman chair spokesman spokeswoman spokesperson
    speaker deputy acting former then ex ceo
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_LOWER_WHEN_FIRST_WORDS = """
    a an the this that these those he she it they we you i his her its their our your my in on at by for from of
    to with without under over after before during since until while when where why how what who which whose if
    unless although though because as but and or nor so yet not no yes one two three four five six seven eight
    nine ten eleven twelve both all some many most more several each every any other another such only just even
    also about around nearly almost meanwhile however instead still then there here now once again according
    despite following
"""
_LOWER_WHEN_FIRST = frozenset(_LOWER_WHEN_FIRST_WORDS.split())
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec
"""
CALENDAR = frozenset(_CALENDAR_WORDS.split())
"""Months and weekdays, lower case: capitalised, but no names."""
# A first word that general English holds this often in lower case (Zipf scale) is taken for no name.
_COMMON_WORD = 3.0
_LONGEST_ORDINARY = 30
_VERB_FOLLOWS = re.compile(
    r"(?:'s|\u2019s|,)? (?:is|was|has|had|will|would|can|may|does|did|said|told|made|took|spoke|met|left|gave|came|held"
    r"|went|won|lost|got|kept|led|saw|sent|sold|bought|set|put|ran|grew|fell|rose|built|sought|struck|\w{2,}(?:ed|[^su]s))\b"
)


def find_names(text: str) -> tuple[Name, ...]:
    """Names in the text, in order. Titles before a name ("President") are no part of it.

    Demonyms count as the name of their territory. A word that is capitalised only because a sentence starts with it
    is no name.
    """
    return tuple(_named(text, run) for run in _runs(text))


def name_key(name: str) -> str:
    """A territory's key, else the name's folded words."""
    return territory_key(name) or " ".join(name_words(name))


def initials(name: str) -> frozenset[str]:
    """The acronyms by which a name of several words may go: with and without its small words; lower case.

    >>> sorted(initials("Bureau of Weights"))
    ['bow', 'bw']
    """
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word[0].isupper())
    return frozenset(acronym.lower() for acronym in (every, large) if len(acronym) > 1)


def _named(text: str, run: Sequence[re.Match[str]]) -> Name:
    start, end = run[0].start(), run[-1].end()
    if text[end - 2 : end] in {"'s", "\u2019s"}:
        end -= 2
    return Name(text[start:end], start, end, name_key(text[start:end]))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    links: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(run) and text[(links or run)[-1].end() : word.start()] in {" ", "\u00a0", " & ", ". "}
        if not joined or _ends_name(run[-1][0]):
            if run:
                yield from _split(text, run)
            run, links = [], []
        if _may_name(word[0]):
            run += [*links, word] if run else [word]
            links = []
        elif run and word[0] in _LINKS and len(links) < 2:
            links.append(word)
        elif run:
            yield from _split(text, run)
            run, links = [], []
    if run:
        yield from _split(text, run)


def _may_name(word: str) -> bool:
    return any(char.isupper() for char in word) or "/" in word


def _ends_name(word: str) -> bool:
    return word.endswith(("'s", "\u2019s"))


def _split(text: str, run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Runs without titles, calendar words and sentence-initial common words; a demonym before a title stands alone."""
    first = run[0]
    starts = bool(_SENTENCE_START.search(text[max(first.start() - 8, 0) : first.start()]))
    part: list[re.Match[str]] = []
    for place, word in enumerate(run):
        lower = word[0].lower().rstrip(".")
        if lower in _TITLES or lower in CALENDAR or (starts and place == 0 and _is_ordinary(text, word, len(run))):
            if part:
                yield _without_links(part)
            part = []
        elif part or word[0] not in _LINKS:
            part.append(word)
    if part:
        yield _without_links(part)


def _without_links(part: list[re.Match[str]]) -> list[re.Match[str]]:
    end = len(part)
    while end > 1 and part[end - 1][0] in _LINKS:
        end -= 1
    return part[:end]


def _is_ordinary(text: str, word: re.Match[str], length: int) -> bool:
    """Whether a sentence's first word is capitalised for that reason alone.

    A bare singular before a verb is a name: a common noun would have its article.
    """
    lower = word[0].lower().rstrip(".")
    if lower in _LOWER_WHEN_FIRST:
        return True
    if length > 1 or territory_key(word[0]) or len(lower) > _LONGEST_ORDINARY:
        return False
    if not lower.endswith(("s", "ly")) and _VERB_FOLLOWS.match(text, word.end()):
        return False
    return zipf_frequency(lower, "en") >= _COMMON_WORD
