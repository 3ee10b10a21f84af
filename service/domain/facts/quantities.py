"""Quantities with unit and qualifier, read as intervals."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated: text[start:end], with the interval [low, high] that it and its qualifier allow.

    `unit` is "%", "points" (percentage points), a currency's code ("USD"), a measure ("km", "kg"), "times", "votes"
    (a result such as 51-48, whose other side is `second`), "ordinal" or None for a plain count. `measured` are the
    words after it in its clause, which say what is counted. `is_start` marks where a change starts ("from 9,000 to
    1,200"), which is not the present value. `change` is "by" for what something rose or fell by, "to" for what it
    came to, None where it is neither.
    """

    text: str
    start: int
    end: int
    value: float
    unit: str | None
    qualifier: str | None
    low: float
    high: float
    second: float | None = None
    measured: str = ""
    is_start: bool = False
    change: str | None = None


_SMALL_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TEN_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    word: number
    for number, word in enumerate(
        _SMALL_WORDS,
        start=1,
    )
}
_TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS, start=2)}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SYMBOLS = {"US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SYMBOLS |= {"₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW"}
_UNITS = {
    "%": "%",
    "percent": "%",
    "pc": "%",
    "points": "points",
    "dollar": "USD",
    "usd": "USD",
    "euro": "EUR",
    "eur": "EUR",
    "pound": "GBP",
    "gbp": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "rupee": "INR",
    "km": "km",
    "kilometer": "km",
    "kilometre": "km",
    "mile": "mile",
    "meter": "m",
    "metre": "m",
    "foot": "foot",
    "feet": "foot",
    "inch": "inch",
    "kg": "kg",
    "kilogram": "kg",
    "ton": "t",
    "tonne": "t",
    "barrel": "barrel",
    "acre": "acre",
    "hectare": "hectare",
    "mw": "MW",
    "megawatt": "MW",
    "gw": "GW",
    "gigawatt": "GW",
    "times": "times",
    "fold": "times",
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "hour": "hour",
    "minute": "minute",
}

# Each qualifier with the bounds that it sets, as factors of the value; None leaves that side open, and a bound that is
# not reached ("more than", "nearly") is marked as strict. The width of "about" (5 %) and of "nearly" (10 %) are the
# usual tolerance of newspaper rounding.
_ABOUT, _NEARLY = 0.05, 0.10
_EXACT = "="
_QUALIFIERS: dict[str, str] = {
    **dict.fromkeys(("about", "around", "approximately", "roughly", "some", "circa", "an estimated", "estimated"), "~"),
    **dict.fromkeys(("nearly", "almost", "close to", "just under", "just below", "just over", "just above"), "~"),
    **dict.fromkeys(("more than", "over", "above", "exceeding", "in excess of", "upwards of", "greater than"), ">"),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "a minimum of"), ">="),
    **dict.fromkeys(("less than", "fewer than", "under", "below"), "<"),
    **dict.fromkeys(
        ("up to", "as many as", "as much as", "at most", "no more than", "not more than", "a maximum of"), "<="
    ),
    **dict.fromkeys(("exactly", "precisely", "only", "just", "a record", "a total of"), _EXACT),
}
for _word in ("nearly", "almost", "close to", "just under", "just below"):
    _QUALIFIERS[_word] = "-"
for _word in ("just over", "just above"):
    _QUALIFIERS[_word] = "+"

_QUALIFIER = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _QUALIFIERS), key=len, reverse=True))})"
    r"[ \u00a0](?:the[ \u00a0]|a[ \u00a0]|an[ \u00a0]|some[ \u00a0]|about[ \u00a0])?$",
    re.IGNORECASE,
)
_QUALIFIER_REACH = max(map(len, _QUALIFIERS)) + 8

_WORD_NUMBER = rf"(?:{'|'.join(sorted((*_SMALL, *_TENS), key=len, reverse=True))})"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?"
# What something changed by needs no "of" behind it: "grew by almost a fifth".
_BY_HOW_MUCH = (
    "nearly|almost|about|around|roughly|over|more than|less than|under|at least|up to|just over|just under|close to"
)
_CHANGED_BY = "|".join(
    rf"(?<=\bby[ ]{words.replace(' ', '[ ]')})" for words in ("", *(f"{words} " for words in _BY_HOW_MUCH.split("|")))
)
_NUMBER = re.compile(
    rf"""
    (?P<currency>(?:US|HK|[AC])?\$|[€£¥₹₽₴₩])?[ \u00a0]?
    (?:
        (?<![\w.,/:#])(?<!\w[-\u2011])(?P<digits>{_DIGITS})(?!-\d+-)
            (?:(?P<join>-|\u2013|\u2014|[ ]to[ ](?:(?:US)?[$€£])?)(?P<other>{_DIGITS})(?![\d/:]|[-.]\d))?
            (?:[ \u00a0-]?(?P<scale>{_SCALE}|bn|mn|tn|[kmb](?![\w-]))\b)?
      | \b(?P<part>(?:one|two|three|four|nine)-(?:third|quarter|fifth|tenth)s?
            |(?:{_CHANGED_BY})(?:(?:a|one|two|three|four)[ ](?:third|quarter|fifth|tenth)s?|half)\b
            |(?:(?:a|one|two|three|four|nine)[ ](?:third|quarter|fifth|tenth)s?|half)(?=[ ](?:of|the)\b))
      | \b(?P<out>{_WORD_NUMBER}|\d{{1,3}})[ ](?:in|out[ ]of)[ ](?P<of>{_WORD_NUMBER}|\d{{1,3}})\b(?!,\d)
      | \b(?P<dozen>a|two|three|four|five|six)[ ]dozen\b
      | \b(?P<words>{_WORD_NUMBER}(?:[ -](?:{_WORD_NUMBER}|{_SCALE}|and(?=[ ]{_WORD_NUMBER}))){{0,8}}
            |(?:a|several)[ ](?:{_SCALE})(?:[ ]{_SCALE})?(?![ ]of\b))\b
    )
    (?P<unit>[ \u00a0-]?(?:%|percentage[ ]points?|per[ \u00a0]cents?\b|[A-Za-z]{{2,11}}\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(
    rf"\d|\b(?:{_WORD_NUMBER}|{_SCALE}|half|dozen|third|quarter|fifth|tenth)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:!?()\u201c\u201d\"\n]|,(?!\d)|\b(?:and|but|while|which|that|who)\b")
_NUMBERED = re.compile(r"\b(?:Nos?|Art|Sec)\.[ \u00a0]$")
_BEFORE_NAME = re.compile(r"\b[A-Z][\w.]*[ \u00a0]$")
_REACH = 80
# Stands for a date: it is in no number, so what follows a date is not joined to what precedes it.
_FILL = "|"
_FROM = re.compile(r"\bfrom[ \u00a0]$", re.IGNORECASE)
_TO = re.compile(r"[\w ,\u00a0-]*[ \u00a0]to[ \u00a0]", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[oi]se[sn]?|rising|gr[eo]w(?:s|n|ing|th)?|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*|gain\w*|f[ae]ll(?:s|en|ing)?"
    r"|drop\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|plung\w+|slump\w*|s[aiu]nk|sl[ai]d\w*|cut|reduc\w+|lower\w*|slash\w+"
    r"|trim\w*|rais\w+|lift\w*|boost\w*|hik\w+|narrow\w*|widen\w*|eas\w+|swell\w*|swollen|up|down)\b[^.;:!?]{0,60}?"
    r"\b(by|to)[ \u00a0]$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby[ \u00a0]$", re.IGNORECASE)
_CHANGE_REACH = 90


_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, start=1)}
_ORDINAL = re.compile(rf"\b(?:(?P<digits>\d{{1,4}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b(?= [a-z])", re.I)


def find_ordinals(text: str) -> tuple[Quantity, ...]:
    """Ordinals before a word ("15th anniversary"), in order, with the unit "ordinal"."""
    return tuple(
        Quantity(
            match[0],
            match.start(),
            match.end(),
            value,
            "ordinal",
            None,
            value,
            value,
            measured=_measured(text, match.end()),
        )
        for match in _ORDINAL.finditer(text)
        for value in [float(match["digits"] or _ORDINALS[match["word"].lower()])]
    )


def find_quantities(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Quantities in the text, in order, none overlapping a span of `taken` (sorted; the dates).

    Years, days of a month, ordinals, clock times and numbers inside names are no quantities.
    """
    if not _HINT.search(text):
        return ()
    blanked = _blanked(text, taken)
    return tuple(_marked_starts(blanked, _found(blanked)))


def interval(value: float, qualifier: str | None) -> tuple[float, float]:
    """The closed interval that a value with a qualifier ("nearly", "more than", None) allows."""
    spread = abs(value)
    match _QUALIFIERS.get(qualifier or "", _EXACT):
        case "~":
            return _rounded(value - _ABOUT * spread), _rounded(value + _ABOUT * spread)
        case "-":
            return _rounded(value - _NEARLY * spread), math.nextafter(value, -math.inf)
        case "+":
            return math.nextafter(value, math.inf), _rounded(value + _NEARLY * spread)
        case ">":
            return math.nextafter(value, math.inf), math.inf
        case ">=":
            return value, math.inf
        case "<":
            return -math.inf, math.nextafter(value, -math.inf)
        case "<=":
            return -math.inf, value
        case _:
            return value, value


def _rounded(value: float) -> float:
    """Without what floats add: a twentieth less than 4.1 is 3.895, not 3.8949999999999996."""
    return float(f"{value:.12g}")


def bound(quantity: Quantity) -> str:
    """How a quantity's qualifier bounds it: "=" exactly, "~" about, "-" nearly, "+" just over, ">", ">=", "<", "<="."""
    return _QUALIFIERS.get(quantity.qualifier or "", _EXACT)


def _blanked(text: str, taken: Iterable[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in taken:
        pieces += [text[place:start], _FILL * (end - start)]
        place = end
    return "".join(pieces) + text[place:]


def _found(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        quantity = _read(text, match)
        if quantity:
            yield quantity


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    value, second = _values(match)
    unit, end = _unit(match)
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    if unit is None and _is_no_quantity(text, match, start, end):
        return None
    before = text[max(start - _QUALIFIER_REACH, 0) : start]
    found = _QUALIFIER.search(before)
    qualifier = found[1].lower() if found else None
    low, high = interval(value, qualifier)
    if second is not None:
        if unit is None and second < value and " to " not in match["join"]:
            unit, low, high = "votes", value, value
        else:
            low, high, second = min(value, second), max(value, second), None
    stated = start - len(before) + found.start() if found else start
    return Quantity(text[stated:end], stated, end, value, unit, qualifier, low, high, second, _measured(text, end))


def _values(match: re.Match[str]) -> tuple[float, float | None]:
    if match["digits"]:
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        # "$5 to $7 million": the scale is meant for both ends.
        return _number(match["digits"], scale), None if match["other"] is None else _number(match["other"], scale)
    if match["out"]:
        return 100.0 * _count(match["out"]) / max(_count(match["of"]), 1.0), None
    if match["words"]:
        return _spelled(match["words"].lower()), None
    if match["dozen"]:
        return 12.0 * _SMALL.get(match["dozen"].lower(), 1), None
    part = match["part"].lower().replace("-", " ").split()
    if part == ["half"]:
        return 50.0, None
    return 100.0 * _SMALL.get(part[0], 1) / _FRACTIONS[part[1].rstrip("s")], None


def _count(number: str) -> float:
    return float(number) if number.isdecimal() else _spelled(number.lower())


def _number(digits: str, scale: float) -> float:
    # Decimal: as floats 4.1 times 1e6 is a little less than 4,100,000.
    return float(Decimal(digits.replace(",", "")) * Decimal(scale))


def _spelled(words: str) -> float:
    total = current = 0.0
    for word in words.replace("-", " ").split():
        if word in _SMALL or word in _TENS:
            current += _SMALL.get(word) or _TENS[word]
        elif word == "hundred":
            current = max(current, 1.0) * 100
        elif word in _SCALES:
            total += max(current, 1.0) * _SCALES[word]
            current = 0.0
    return total + current


def _unit(match: re.Match[str]) -> tuple[str | None, int]:
    stated = (match["unit"] or "").strip(" \u00a0-").lower()
    end = match.start("unit") if match["unit"] else match.end()
    if match["currency"]:
        return _SYMBOLS[match["currency"].upper()], end
    if match["part"] or match["out"]:
        return "%", end
    if stated.startswith(("per cent", "per\u00a0cent")):
        return "%", match.end()
    if stated.startswith("percentage"):
        return "points", match.end()
    known = _UNITS.get(stated) or _UNITS.get(stated.removesuffix("s"))
    return (known, match.end()) if known else (None, end)


def _is_no_quantity(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Years, ordinals, clock times, list numbers and numbers in names, which carry no unit."""
    digits = match["digits"]
    after = text[end : end + 2]
    if digits is None:
        # "one" is more often a pronoun than a count.
        return bool(match["words"]) and match["words"].lower() == "one"
    if after[:1].isalpha() or (after[:1] in {"/", ":", "\u2032"} and after[1:].isdigit()):
        return True
    if match["scale"] or match["other"] or "," in digits or "." in digits:
        return False
    if len(digits) > 1 and digits[0] == "0":
        return True
    if len(digits) == 4 and 1000 <= int(digits) <= 2100:
        return not _QUALIFIER.search(text[max(start - _QUALIFIER_REACH, 0) : start])
    if _NUMBERED.search(text[max(start - 5, 0) : start]):
        return True
    named = _BEFORE_NAME.search(text[max(start - 40, 0) : start])
    # "Boeing 737 crashed" is a name, "Nearly 40 ships" is not.
    return (
        bool(named)
        and not _QUALIFIER.search(text[max(start - _QUALIFIER_REACH, 0) : start])
        and not (re.match(r"[ \u00a0-][a-z]", after))
    )


def _measured(text: str, end: int) -> str:
    """The words of the clause that follow a quantity."""
    after = text[end : end + _REACH]
    stop = _BREAK.search(after)
    return _plain(after[: stop.start()] if stop else after)


def _plain(words: str) -> str:
    return " ".join(words.replace(_FILL, " ").split())


def _marked_starts(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    found = [part for quantity in quantities for part in _split_change(text, quantity)]
    for quantity, following in pairwise([*(_marked_change(text, quantity) for quantity in found), None]):
        if quantity is not None and following is not None and _is_change(text, quantity, following):
            yield replace(quantity, is_start=True)
        elif quantity is not None:
            yield quantity


def _split_change(text: str, quantity: Quantity) -> tuple[Quantity, ...]:
    """ "from 9,000 to 1,200" and "by 5% to 40%" are no ranges: they name two values."""
    middle = quantity.text.find(" to ")
    if middle < 0:
        return (quantity,)
    if not _FROM.search(text[max(quantity.start - 6, 0) : quantity.start]):
        before = text[max(quantity.start - _CHANGE_REACH, 0) : quantity.start]
        if not (_BY.search(before) and _CHANGE.search(before)):
            return (quantity,)
    ends = sorted((quantity.low, quantity.high))
    if quantity.value != ends[0]:
        ends.reverse()
    at = quantity.start + middle
    return (
        replace(quantity, text=quantity.text[:middle], end=at, value=ends[0], low=ends[0], high=ends[0]),
        replace(quantity, text=quantity.text[middle + 4 :], start=at + 4, value=ends[1], low=ends[1], high=ends[1]),
    )


def _marked_change(text: str, quantity: Quantity) -> Quantity:
    change = _CHANGE.search(text[max(quantity.start - _CHANGE_REACH, 0) : quantity.start])
    return replace(quantity, change=change[1].lower()) if change else quantity


def _is_change(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Whether the first is where a change starts; a start value with a date of its own is a plain statement."""
    return (
        following.unit == quantity.unit
        and following.start - quantity.end <= _REACH
        and bool(_FROM.search(text[max(quantity.start - 6, 0) : quantity.start]))
        and bool(_TO.fullmatch(text[quantity.end : following.start]))
    )
