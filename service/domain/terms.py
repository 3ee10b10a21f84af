"""Text to terms: the one analysis for claims, sentences and both engines.

A term is a lower-case stem, a number, or a territory's key; it holds no blank. What is written apart in one text and
joined in another meets because a sentence offers both: "micro-electronics" gives micro, electron and microelectron,
"South Korea" gives south, korea and southkorea. A claim asks for one of the two alone, so that its total weight does
not grow by a hyphen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]  # it comes without type hints
from wordfreq import zipf_frequency

from service.domain.plain_text import plain_text
from service.domain.territories import (
    FIRST_WORDS,
    LONGEST_NAME,
    fold,
    name_words,
    territory_key,
    territory_name,
    territory_of_words,
)

ANALYSIS_VERSION = "3"
"""Names this analysis and that of the facts; an index made by another version answers wrongly and is refused."""

_FLOOR_PERCENT = 30
COVERAGE_FLOOR = _FLOOR_PERCENT / 100
"""The share of a claim's weight that a sentence must hold to be a candidate (tests/quality states what it loses)."""

_HEAVIEST = 750
_LIGHTEST = 200
_LONGEST_TERM = 64


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term of a claim and the weight a sentence gains by holding it.

    Weights are whole numbers so that any engine's 32-bit sum of them is exact, in whatever order it adds.
    """

    term: str
    weight: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or name as it stands: text[start:end] in code points, and the term that the index holds for it."""

    text: str
    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token within a surface; `word` is its folded form, `weight` what it adds to a claim, 0 if it asks nothing."""

    start: int
    end: int
    term: str
    word: str
    weight: int


# Words of grammar: they carry no weight in a claim, so a sentence need not offer them.
_GRAMMAR_WORDS = """
    a about after all also am an and any are as at be because been before being but by can could did do does doing
    for from had has have having he her hers him his how i if in into is it its just may me might more most must my no
    nor not of off on or other our ours out over shall she should so some such than that the their theirs them then
    there these they this those through to too under until up us very was we were what when where which while who whom
    whose why will with would you your yours s t d m ll re ve
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())

_TWO_TO_NINETEEN = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
"""
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL_NUMBERS = {word: str(value) for value, word in enumerate(_TWO_TO_NINETEEN.split(), start=2)}
_TENS = {word: str(10 * value) for value, word in enumerate(_TWENTY_TO_NINETY.split(), start=2)}
NUMBER_WORDS = {**_SMALL_NUMBERS, **_TENS}
"""Numbers in letters, two to ninety, and their digits."""

_UNITS_AFTER_TENS = {"one": 1} | {word: int(value) for word, value in _SMALL_NUMBERS.items() if len(value) == 1}

_SYMBOLS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "%": "percent", "‰": "permille"}
_UNITS_IN_FULL = (
    "km kg cm mm mph kmh gw mw kw kwh mwh ghz mhz gb tb mb lb lbs ft million billion trillion thousand am pm"
)
# What may stand right behind a number: ordinals say nothing more than the number, short forms have a long one.
_NUMBER_ENDS = {
    **dict.fromkeys(["st", "nd", "rd", "th"], ""),
    **dict.fromkeys(["bn", "b"], "billion"),
    **dict.fromkeys(["mn", "mln", "m"], "million"),
    **dict.fromkeys(["tn", "trn"], "trillion"),
    "k": "thousand",
    "pc": "percent",
    "pct": "percent",
    "percent": "percent",
    **{unit: unit for unit in _UNITS_IN_FULL.split()},
}
_AFTER_CURRENCY_ONLY = frozenset({"b", "m", "k"})
_SYNONYMS = {"pct": "percent", "bn": "billion", "mn": "million", "tn": "trillion"}

# Closed lists of what British and American spelling differ in; -ise and -ize are a rule.
_OUR = re.compile(
    r"^(arm|behavi|cand|clam|col|enam|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|"
    r"splend|tum|val|vap|vig)our"
)
_RE = re.compile(r"^(cent|theat|met|kilomet|centimet|millimet|lit|fib|calib|spect|somb|lust)re(s?)$")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|er|ers|es|ing|ation|ations)$")
_CE = {"defence": "defense", "offence": "offense", "licence": "license", "programme": "program"}

# First parts that are rarely words of their own, as single letters are ("e-mail"): "anti-war" is "antiwar".
_PREFIX_WORDS = """
    anti auto bi bio co counter cross cyber de eco electro ex extra hyper in infra inter intra macro mega meta micro
    mid mini mis multi nano neo non out over para photo poly post pre pro proto pseudo quasi re semi socio sub super
    tele trans tri ultra un under uni up vice
"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())
# A joined form is a word where wordfreq knows it at least this well (Zipf scale); rarer ones are slips of writers
# ("longterm" 2.75, "fulltime" 2.85, beside "lawmaker" 3.07, "ceasefire" 3.32).
_JOINED_WORD = 3.0
_JOINED_WITH_PREFIX = 2.0


def _ranges(chars: Iterable[int]) -> str:
    """A regular expression's character class body for code points in rising order."""
    spans: list[tuple[int, int]] = []
    for char in chars:
        if spans and spans[-1][1] == char - 1:
            spans[-1] = (spans[-1][0], char)
        else:
            spans.append((char, char))
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


# Scripts written without blanks: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003134f"
)
_LAST_SCRIPT = 0x1FFFF
_MARKS = _ranges(char for char in range(0x300, _LAST_SCRIPT) if unicodedata.category(chr(char)) in {"Mn", "Mc"})
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W_{_UNSPACED}]"
_REST = rf"(?:{_LETTER}|[{_INVISIBLE}{_MARKS}])"
_WORD = rf"{_LETTER}{_REST}*(?:['’ʼ]{_LETTER}{_REST}*)*"
_TOKEN = re.compile(
    rf"""(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?           # U.S., D.C.
    | (?:\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)+){_REST}*  # 9,000 and 2.5bn
    | (?i:per\s+cent)\b
    | (?:\b(?:US|A|C|NZ|HK|S))?\$                          # US$
    | {_WORD}(?:[-‐‑]{_WORD})*
    | [€£¥₹%％٪‰]
    | [{_UNSPACED}][{_UNSPACED}{_MARKS}]*
    """,
    re.VERBOSE,
)
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]")
_PART = re.compile(r"[^-‐‑]+")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)*)(.*)", re.DOTALL)
_CONTRACTION = re.compile(r"'(?:s|re|ve|ll|d|m)$")

_stemmer = Stemmer.Stemmer("english")


def tokenize(text: str) -> list[Token]:
    """Every token of a text, in order of start, then of length; common words too.

    Compounds and names of several words come whole as well as in parts, so tokens may overlap.
    """
    plain = plain_text(text)
    spans = ((plain.start_of(start), plain.end_of(end), piece) for start, end, piece in _scan(plain.text))
    return [Token(text[start:end], start, end, piece.term) for start, end, piece in spans]


def sentence_terms(text: str) -> tuple[str, ...]:
    """The terms that an index holds for a sentence, each once, in order of first appearance.

    Words of grammar are left out: no claim has a term for them.
    """
    text = plain_text(text).text
    terms: dict[str, None] = {}
    for surface in _TOKEN.findall(text):
        found, may_start_name = _surface_terms(surface)
        if may_start_name:
            return tuple(dict.fromkeys(piece.term for _, _, piece in _scan(text) if piece.term not in _GRAMMAR))
        for term in found:
            terms[term] = None
    return tuple(terms)


def claim_terms(text: str) -> tuple[WeightedTerm, ...]:
    """The terms that a claim asks for, each once, in order of first appearance, with a weight above 0.

    Where two words of the claim share a term, the larger weight counts.
    """
    weights: dict[str, int] = {}
    for _, _, piece in _scan(plain_text(text).text):
        if piece.weight:
            weights[piece.term] = max(piece.weight, weights.get(piece.term, 0))
    return tuple(WeightedTerm(term, weight) for term, weight in weights.items())


def floor_weight(terms: Iterable[WeightedTerm]) -> int:
    """The smallest whole weight that reaches the coverage floor of a claim with these terms; at least 1."""
    total = sum(term.weight for term in terms)
    return max(1, -(-total * _FLOOR_PERCENT // 100))


@lru_cache(maxsize=65536)
def _weight_of(word: str) -> int:
    """A word's weight in a claim: 7.5 less its Zipf frequency in general English, in hundredths; 0 below 2.00.

    The frequencies are wordfreq's frozen table, so a weight is the same on every engine and every day. A territory
    weighs what its name weighs, whatever the claim calls it.
    """
    # A word longer than any in the table is unknown to it; wordfreq would take it apart at length.
    zipf = zipf_frequency(word, "en") if len(word) <= _LONGEST_TERM else 0.0
    weight = _HEAVIEST - round(zipf * 100)
    return weight if weight >= _LIGHTEST else 0


def _scan(text: str) -> Iterator[tuple[int, int, _Piece]]:
    """Pieces of a text with their place, names of several words recognised."""
    found: list[tuple[int, int, _Piece]] = []
    currency_before = False
    for match in _TOKEN.finditer(text):
        surface, offset = match.group(), match.start()
        for piece in _pieces(surface, currency_before):
            found.append((offset + piece.start, offset + piece.end, piece))
        currency_before = surface[-1] in _SYMBOLS
    return iter(_with_names(found))


def _with_names(found: list[tuple[int, int, _Piece]]) -> list[tuple[int, int, _Piece]]:
    named: list[tuple[int, int, _Piece]] = []
    index = 0
    while index < len(found):
        length, key = _name_at(found, index)
        if key is None:
            named.append(found[index])
            index += 1
            continue
        parts = found[index : index + length]
        start, end = parts[0][0], parts[-1][1]
        whole = _Piece(0, end - start, key, key, _weight_of(territory_name(key) or key))
        first, *others = (
            (begin, stop, _Piece(piece.start, piece.end, piece.term, piece.word, 0)) for begin, stop, piece in parts
        )
        named += [first, (start, end, whole), *others]
        index += length
    return named


def _name_at(found: list[tuple[int, int, _Piece]], index: int) -> tuple[int, str | None]:
    if found[index][2].word not in FIRST_WORDS:
        return 0, None
    words = tuple(piece.word for _, _, piece in found[index : index + LONGEST_NAME])
    for length in range(len(words), 1, -1):
        key = territory_of_words(words[:length])
        if key is not None:
            return length, key
    return 0, None


def _surface_terms(surface: str) -> tuple[tuple[str, ...], bool]:
    """A surface's terms without words of grammar, and whether it needs a look at its neighbours."""
    return _cached_terms(surface) if len(surface) <= _LONGEST_TERM else _uncached_terms(surface)


def _uncached_terms(surface: str) -> tuple[tuple[str, ...], bool]:
    pieces = _pieces(surface, False)
    terms = tuple(dict.fromkeys(piece.term for piece in pieces if piece.term not in _GRAMMAR))
    needs_neighbours = any(piece.word in FIRST_WORDS for piece in pieces) or surface[-1] in "$€£¥₹"
    return terms, needs_neighbours


_cached_terms = lru_cache(maxsize=131072)(_uncached_terms)


def _pieces(surface: str, currency_before: bool) -> tuple[_Piece, ...]:
    if len(surface) > _LONGEST_TERM:
        return _analyse(surface, currency_before)
    return _cached_pieces(surface, currency_before)


def _analyse(surface: str, currency_before: bool) -> tuple[_Piece, ...]:
    if _UNSPACED_RUN.match(surface):
        return tuple(_pairs(surface))
    parts = list(_PART.finditer(surface))
    if len(parts) == 1 or ("." in surface and not surface[0].isdecimal()):
        return tuple(_simple(surface, 0, currency_before))
    return tuple(_compound(surface, parts, currency_before))


_cached_pieces = lru_cache(maxsize=65536)(_analyse)


def _pairs(surface: str) -> Iterator[_Piece]:
    """Characters of an unspaced script two by two: a pair is about a word."""
    if len(surface) == 1:
        yield _Piece(0, 1, fold(surface), surface, _weight_of(surface))
    for start in range(len(surface) - 1):
        pair = surface[start : start + 2]
        yield _Piece(start, start + 2, "".join(fold(pair).split()), pair, _weight_of(pair))


def _compound(surface: str, parts: list[re.Match[str]], currency_before: bool) -> Iterator[_Piece]:
    pieces = [
        piece
        for index, part in enumerate(parts)
        for piece in _simple(part.group(), part.start(), currency_before and index == 0)
    ]
    joined = _joined(surface, parts)
    if joined is None:
        yield from pieces
        return
    if joined.weight:
        pieces = [_Piece(piece.start, piece.end, piece.term, piece.word, 0) for piece in pieces]
    yield from pieces[:1]
    yield joined
    yield from pieces[1:]


def _joined(surface: str, parts: list[re.Match[str]]) -> _Piece | None:
    """The compound as one word; its weight is above 0 where a claim should ask for it in place of its parts."""
    key = territory_of_words(name_words(surface))
    if key is not None:
        return _Piece(0, len(surface), key, key, _weight_of(territory_name(key) or key))
    if len(parts) != 2:
        return None
    first, second = (_bare(part.group()) for part in parts)
    if first in _TENS and second in _UNITS_AFTER_TENS:
        number = str(int(_TENS[first]) + _UNITS_AFTER_TENS[second])
        return _Piece(0, len(surface), number, number, _weight_of(number))
    if not (first.isalpha() and second.isalnum()):
        return None
    word = first + second
    prefixed = len(first) == 1 or first in _PREFIXES
    asks = (len(first) == 1 and second[0].isdecimal()) or (
        len(word) <= _LONGEST_TERM and zipf_frequency(word, "en") >= (_JOINED_WITH_PREFIX if prefixed else _JOINED_WORD)
    )
    return _Piece(0, len(surface), _term(word), word, _weight_of(word) if asks else 0)


def _simple(part: str, offset: int, currency_before: bool) -> Iterator[_Piece]:
    """The pieces of a part without hyphens, `offset` code points into its surface."""
    symbol = unicodedata.normalize("NFKC", part[-1]).replace("٪", "%")
    if symbol in _SYMBOLS:
        word = _SYMBOLS[symbol]
        yield _Piece(offset, offset + len(part), word, word, _weight_of(word))
        return
    word = fold(part)
    if len(word.split()) > 1:
        yield _Piece(offset, offset + len(part), "percent", "percent", _weight_of("percent"))
        return
    if word[:1].isdecimal():
        yield from _number(part, offset, currency_before)
        return
    bare = _bare(part)
    end = offset + _bare_length(part)
    if not bare:
        return
    if bare == "not":
        yield _Piece(offset, offset + len(part), bare, bare, 0)
        return
    key = territory_key(part[: end - offset])
    if key is not None:
        yield _Piece(offset, end, key, bare, _weight_of(territory_name(key) or key))
    elif bare in NUMBER_WORDS:
        yield _Piece(offset, end, NUMBER_WORDS[bare], bare, _weight_of(bare))
    else:
        weight = 0 if bare in _GRAMMAR else _weight_of(bare)
        yield _Piece(offset, end, _term(bare), bare, weight)


def _number(part: str, offset: int, currency_before: bool) -> Iterator[_Piece]:
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in fold(part))
    match = _NUMBER.match(digits)
    if match is None:
        return
    whole, decimals, rest = match.groups()
    value = whole.replace(",", "").lstrip("0") or "0"
    if decimals.count(".") == 1:
        decimals = decimals.rstrip("0").rstrip(".")
    value = (value + decimals)[:_LONGEST_TERM]
    # Folding may change how long the part is; then its pieces share its whole span.
    same_length = len(digits) == len(part)
    cut = offset + (match.end(2) if same_length else len(part))
    end = offset + len(part)
    rest = rest.removesuffix("'s")
    long_form = _NUMBER_ENDS.get(rest)
    if rest and (long_form is None or (rest in _AFTER_CURRENCY_ONLY and not currency_before)):
        word = _letters(digits.replace("\u2044", "/"))
        yield _Piece(offset, end, word[:_LONGEST_TERM], word, _weight_of(word))
        return
    yield _Piece(offset, cut if rest else end, value, value, _weight_of(value))
    if long_form:
        yield _Piece(cut if same_length else offset, end, _term(long_form), long_form, _weight_of(long_form))


def _bare(part: str) -> str:
    """A word folded, without periods, contraction or anything else that is no letter, digit or mark."""
    word = fold(part).replace("ʼ", "'")
    return "not" if word.endswith("n't") else _letters(_CONTRACTION.sub("", word))


def _bare_length(part: str) -> int:
    """How many code points of a part its bare word takes up."""
    contraction = re.search(r"(?i:['’ʼ](?:s|re|ve|ll|d|m))$", part)
    return contraction.start() if contraction else len(part)


def _letters(word: str) -> str:
    return (
        word
        if word.isalnum()
        else "".join(char for char in word if char == "/" or unicodedata.category(char)[0] in "LMN")
    )


def in_one_spelling(word: str) -> str:
    """A folded word in American spelling, a short "bn" or "pct" in full."""
    word = _SYNONYMS.get(word) or _CE.get(word.removesuffix("s")) or word
    return _ISE.sub(r"iz\1", _RE.sub(r"\1er\2", _OUR.sub(r"\1or", word)))


def _term(word: str) -> str:
    """The stem of a folded word in one spelling, cut at 64 characters; grammar words stay as they are."""
    if word in _GRAMMAR:
        return word
    word = in_one_spelling(word)
    stem: str = _stemmer.stemWord(word[:_LONGEST_TERM])
    return stem or word[:_LONGEST_TERM]
