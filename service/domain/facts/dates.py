"""Dates in a text, read as intervals."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as stated: text[start:end], with the first and the last day it may mean; None where that is unstated.

    `month` (1..12), `day` and `weekday` (0 is Monday) hold what a date without a year names.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_QUARTERS |= {"last": 4}
_NUMBER_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBER_WORDS |= {"nine": 9, "ten": 10}

_YEAR = r"(?:19|20)\d\d"
# Month names stand capitalised in running text; "May", "March" and "Mar" need company to be one.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_LONE_MONTH = (
    r"(?:(?:January|February|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Apr|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.)"
    r"|(?:(?<=\b[Ii]n[ ])|(?<=\b[Oo]f[ ])|(?<=\b[Bb]y[ ])|(?<=\b[Ll]ast[ ])|(?<=\b[Tt]his[ ])|(?<=\b[Nn]ext[ ])"
    r"|(?<=\b[Ss]ince[ ])|(?<=\b[Uu]ntil[ ])|(?<=\b[Ee]arly[ ])|(?<=\b[Ll]ate[ ]))(?:May|March))"
)
# A capital elsewhere makes it a name ("USA Today").
_OPENS = r"(?:^|(?<=[\"'(\u201c\u2018]))"
# "In May 2,000 people" and "In May 20% of" name no day.
_NO_AMOUNT = r"(?!\.\d|,\d{3}(?!\d)|[ \u00a0]?%|[ \u00a0](?:per[ ]?cent|thousand|million|billion|trillion)\b)"
_DATE = re.compile(
    rf"""
      \b(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)\b
    | \b(?P<quarter>(?i:first|second|third|fourth|final|last|1st|2nd|3rd|4th))[ \u00a0]quarter
        (?:[ \u00a0](?:of[ \u00a0])?(?P<quarter_y>{_YEAR}|(?:last|this)[ \u00a0]year))?\b
    | \bQ(?P<q>[1-4])[ \u00a0](?P<q_y>{_YEAR})\b
    | \b(?P<md_m>{_MONTH})[ \u00a0]?(?P<md_d>[0-3]?\d)(?:st|nd|rd|th)?\b{_NO_AMOUNT}(?:,?[ \u00a0](?P<md_y>{_YEAR})\b)?
    | \b(?P<dm_d>[0-3]?\d)(?:st|nd|rd|th)?[ \u00a0](?:of[ \u00a0])?(?P<dm_m>{_MONTH})(?!\w|\.?[ ]\d{{1,2}}\b)
        (?:,?[ \u00a0](?P<dm_y>{_YEAR})\b)?
    | \b(?P<my_m>{_MONTH}),?[ \u00a0](?:of[ \u00a0])?(?P<my_y>{_YEAR}|(?:last|this)[ \u00a0]year)\b
    | \b(?P<month>{_LONE_MONTH})(?!\w)
    | \b(?P<rel>(?i:last|this|next|previous|current))[ \u00a0](?P<rel_unit>year|quarter|month|week)\b
    | \b(?P<ago>\d{{1,2}}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|a))
        [ \u00a0](?P<ago_unit>year|month|week|day|decade)s?[ \u00a0](?:ago|earlier)\b
    | (?P<day>\b(?:yesterday|today|tomorrow)|{_OPENS}(?:Yesterday|Today|Tomorrow))\b(?!['\u2019]s)
    | \b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b
    | (?<![\w$\u20ac\u00a3.,\u2013-])(?P<span_y>{_YEAR})(?:-|\u2013|[ ]to[ ]|/)(?P<span_z>{_YEAR}|\d\d)\b(?![-,.]\d|%)
    | (?:\b(?P<side>(?i:early|late|mid))[ -])?(?<![\w$\u20ac\u00a3.,/])(?P<year>{_YEAR})(?P<decade>s)?\b
        (?![,.]\d|[ ]?%|[ \u00a0](?:per[ ]?cent|dollars|euros|people|times|million|billion)\b|[-\u2013/]\w)
    """,
    re.VERBOSE | re.ASCII,
)
_HINT = re.compile(
    r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|days?\b|yesterday|[Tt]omorrow|year|month|quarter|week|decade",
    re.ASCII,
)


def find_dates(text: str, reference: date | None = None) -> tuple[DateMention, ...]:
    """Dates in the text, in order, none overlapping.

    Relative ones ("last year") are read from `reference`, the day of publication or of the claim; without it their
    interval is unstated. A weekday is one of the two next to that day, its interval reaches from the one to the other;
    the interval of a month without a year is unstated.
    """
    if not _HINT.search(text):
        return ()
    return tuple(_mention(match, reference) for match in _DATE.finditer(text))


def _mention(match: re.Match[str], reference: date | None) -> DateMention:
    groups = match.groupdict()
    first_last: tuple[date, date] | None = None
    month = day = weekday = None
    match match.lastgroup and _kind(groups):
        case "iso":
            first_last = _days(int(groups["iso_y"]), int(groups["iso_m"]), int(groups["iso_d"]))
        case "quarter":
            year = _year_of(groups["quarter_y"], reference)
            if year is not None:
                first_last = _quarter(year, _QUARTERS[groups["quarter"].lower()])
            elif groups["quarter"].lower() == "last" and reference and not groups["quarter_y"]:
                first_last = _relative("last", "quarter", reference)
        case "q":
            first_last = _quarter(int(groups["q_y"]), int(groups["q"]))
        case "md" | "dm" as kind:
            month, day = _month(groups[f"{kind}_m"]), int(groups[f"{kind}_d"])
            if groups[f"{kind}_y"]:
                first_last = _days(int(groups[f"{kind}_y"]), month, day)
        case "my":
            month = _month(groups["my_m"])
            year = _year_of(groups["my_y"], reference)
            if year is not None:
                first_last = _days(year, month)
        case "month":
            month = _month(groups["month"])
        case "rel":
            first_last = _relative(groups["rel"].lower(), groups["rel_unit"], reference) if reference else None
        case "ago":
            first_last = _ago(groups["ago"].lower(), groups["ago_unit"], reference) if reference else None
        case "day":
            step = {"yesterday": -1, "today": 0, "tomorrow": 1}[groups["day"].lower()]
            moved = _moved(reference, step) if reference else None
            first_last = (moved, moved) if moved else None
        case "weekday":
            weekday = _WEEKDAYS[groups["weekday"].lower()]
            first_last = _around(reference, weekday) if reference else None
        case "span":
            first_last = _years(int(groups["span_y"]), _second_year(groups["span_y"], groups["span_z"]))
        case _:
            first_last = _years(int(groups["year"]), int(groups["year"]) + (9 if groups["decade"] else 0))
    first, last = first_last or (None, None)
    return DateMention(match[0], match.start(), match.end(), first, last, month, day, weekday)


def _kind(groups: dict[str, str | None]) -> str:
    keys = ("iso_y", "quarter", "q", "md_m", "dm_m", "my_m", "month", "rel", "ago", "day", "weekday", "span_y")
    return next((key.partition("_")[0] for key in keys if groups[key] is not None), "year")


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _year_of(stated: str | None, reference: date | None) -> int | None:
    if stated is None:
        return None
    if stated.isdigit():
        return int(stated)
    if reference is None:
        return None
    return reference.year - 1 if stated.startswith("last") else reference.year


def _second_year(first: str, second: str) -> int:
    return int(second) if len(second) == 4 else int(first[:2] + second)


def _years(first: int, last: int) -> tuple[date, date] | None:
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _days(year: int, month: int, day: int | None = None) -> tuple[date, date] | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day),) * 2 if 1 <= day <= length else None


def _quarter(year: int, quarter: int) -> tuple[date, date] | None:
    first, last = _days(year, 3 * quarter - 2), _days(year, 3 * quarter)
    return (first[0], last[1]) if first and last else None


def _relative(which: str, unit: str, reference: date) -> tuple[date, date] | None:
    step = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    match unit:
        case "year":
            year = reference.year + step
            return _years(year, year) if 1 <= year <= 9999 else None
        case "quarter":
            year, quarter = divmod(reference.year * 4 + (reference.month - 1) // 3 + step, 4)
            return _quarter(year, quarter + 1)
        case "month":
            year, month = divmod(reference.year * 12 + reference.month - 1 + step, 12)
            return _days(year, month + 1)
        case _:
            # A week is counted loosely: newsrooms differ on whether it starts on Sunday or on Monday.
            middle = _moved(reference, 7 * step)
            first, last = (_moved(middle, -7), _moved(middle, 7)) if middle else (None, None)
            return (first, last) if first and last else None


def _ago(count: str, unit: str, reference: date) -> tuple[date, date] | None:
    number = int(count) if count.isdigit() else _NUMBER_WORDS[count]
    if unit == "month":
        year, month = divmod(reference.year * 12 + reference.month - 1 - number, 12)
        return _days(year, month + 1)
    if unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1)
        # "two weeks ago" is no more exact than its unit.
        leeway = 3 if unit == "week" else 0
        first, last = _moved(reference, -days - leeway), _moved(reference, leeway - days)
        return (first, last) if first and last else None
    if unit == "decade":
        return None
    year = reference.year - number
    # "two years ago" leaves the neighbouring year open.
    return _years(max(year - 1, 1), year) if year >= 1 else None


def _around(reference: date, weekday: int) -> tuple[date, date] | None:
    """The weekday's days before and after a day of publication: news looks back as well as ahead."""
    back = _moved(reference, -((reference.weekday() - weekday) % 7))
    ahead = _moved(back, 7) if back and back != reference else back
    return (back, ahead) if back and ahead else None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
