"""Dates as people write them in bylines: in words, in figures, or counted from now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from babel import Locale

from service.domain.published import Precision, PublishedDate


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """text[start:end] states the date."""

    start: int
    end: int
    date: PublishedDate


def find_written_date(text: str, *, language: str | None, fetched_at: datetime | None) -> PublishedDate | None:
    """The first date that a short text such as a byline states, None where it states none.

    `language` (BCP 47, any case) decides the order of day and month in figures; where neither it nor the figures do,
    the date is as coarse as its year. "3 hours ago" counts from `fetched_at` (aware) and is nothing without it; so is
    "April 16" without a year, the latest such day that is not after it.
    A clock time counts where its offset from UTC is stated; else the date is a day.
    """
    found = next(written_dates(text, language=language, fetched_at=fetched_at), None)
    return found.date if found else None


def written_dates(text: str, *, language: str | None, fetched_at: datetime | None) -> Iterator[WrittenDate]:
    """Dates in the order in which they stand in the text, none overlapping; see find_written_date."""
    text = _OTHER_DIGIT.sub(lambda digit: str(int(digit.group())), text)
    at = 0
    while match := _DATE.search(text, at):
        # What looked like a date and is none may hold one: "Desk 4 May 2024".
        at = match.start() + 1
        date = _date_of(match, (language or "").casefold(), fetched_at)
        if date is None:
            continue
        end = match.end()
        clock = _CLOCK.match(text, end) if date.precision == "day" else None
        if clock:
            end = clock.end()
            date = _at_clock(date, clock)
        yield WrittenDate(match.start(), end, date)
        at = end


_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_YEAR = r"(?:1[6-9]|20|21)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|\d\d)(?!\d)"
# Two words name some months of the Levant.
_WORD = r"[^\W\d_]{3,12}(?:[ ](?:الثاني|الأول|الاول))?"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª°.])?"
_OF = r"(?:\s{0,3}(?:de[ ]|del[ ]|of[ ]))?"
_GAP = r"\s{0,3}"
# A scraped byline may be glued to what stands before it: "Jane DoeApril 16, 2024".
_BOUNDARY = r"(?=\w)(?:(?<!\w)|(?<=_)|(?<=[^\W\d_])(?=\d)|(?-i:(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])))"
_YEARLESS = rf"(?![/.:-]\d)(?![\W]{{0,4}}{_YEAR})"
_DATE = re.compile(
    rf"""
    {_BOUNDARY}(?:
      (?P<iso_y>{_YEAR})(?P<mark>[-/.])(?P<iso_m>\d\d?)(?P=mark)(?P<iso_d>\d\d?)(?!\d)
    | (?P<cjk_y>{_YEAR}){_GAP}[年년]{_GAP}(?P<cjk_m>\d\d?){_GAP}[月월]{_GAP}(?P<cjk_d>\d\d?){_GAP}[日일]
    | (?<![./-])(?P<first>\d\d?){_GAP}(?P<sep>[./-]){_GAP}(?P<second>\d\d?){_GAP}(?P=sep){_GAP}(?P<num_y>{_SHORT_YEAR})
    | (?P<dm_d>\d\d?){_ORDINAL}[ \t\u00a0-]{{0,3}}{_OF}{_GAP}(?P<dm_m>{_WORD})(?:[/][^\W\d_]{{3,12}})?
        [.]?,?-?{_OF}{_GAP}(?P<dm_y>{_YEAR})(?!\d)
    | (?P<md_m>{_WORD})[.]?{_GAP}(?P<md_d>\d\d?){_ORDINAL}{_GAP},?{_GAP}(?P<md_y>{_YEAR})(?!\d)
    | (?P<my_m>{_WORD})[.]?,?{_OF}{_GAP}(?P<my_y>{_YEAR})(?!\d)
    | (?P<ago>(?:há|ha|hace|il[ ]y[ ]a|vor|منذ|قبل)[ ])?(?P<ago_n>\d{{1,3}}|an?|one|um|uma|una|un|une|einem|einer)
        {_GAP}(?P<ago_unit>[^\W\d_]{{1,12}})(?![^\W\d_])(?(ago)|[ ](?:ago|atrás|fa|назад|тому)(?!\w))
    | (?P<day>today|yesterday|hoje|ontem|hoy|ayer|aujourd['’]hui|hier|heute|gestern|oggi|ieri
        |сегодня|вчера|сьогодні|вчора|اليوم|أمس|just[ ]now)(?!\w)
    | (?P<nd_d>\d\d?){_ORDINAL}[ ]{_OF}(?P<nd_m>{_WORD})(?!\w){_YEARLESS}
    | (?P<nm_m>{_WORD})[.]?[ ](?P<nm_d>\d\d?){_ORDINAL}(?!\w){_YEARLESS}
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""\s{0,3}(?:[T,|/·•–—-]|at|à|às|as|a[ ]las|um|alle|ore|в|о|об)?\s{0,3}
    (?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.]\d{1,9})?)?)?(?!\d)
    \s?(?P<half>[ap][.]?m(?![^\W\d_])[.]?)?
    \s?(?:[(]?(?P<zone>Z|UTC|GMT|EST|EDT|CDT|PST|PDT|CET|CEST|EET|EEST|MSK)(?![^\W\d_])[)]?)?
    (?P<offset>(?:(?<=UTC)|(?<=GMT)|(?<=\d)|(?<=\d[ ]))[+-]\d\d?(?::?\d\d)?(?!\d))?""",
    re.VERBOSE | re.IGNORECASE,
)
# Hours from UTC; abbreviations that mean several zones (BST, CST, IST) are left out.
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "pst": -8, "pdt": -7, "cet": 1, "cest": 2}
_ZONES |= {"eet": 2, "eest": 3, "msk": 3}

_LANGUAGES = (
    *("en", "pt", "es", "fr", "de", "it", "ru", "uk", "ar", "ar_LB", "ar_MA", "ar_DZ", "nl", "pl", "tr", "ro", "cs"),
    *("sv", "da", "nb", "fi", "el", "bg", "hr", "id", "ca"),
)
# CLDR has one short form; bylines use more.
_MORE_MONTHS = {"sept": 9, "fevr": 2, "setembro": 9, "marco": 3}

_MONTH_FIRST = ("en-us", "en-ph")
# English bylines alone stand in both orders.
_EITHER_ORDER = ("", "en", "en-ca")

_UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "hour": """hour hours hr hrs h min mins minute minutes second seconds sec secs hora horas minuto minutos
            segundos heure heures stunde stunden minuten sekunden ora ore minuti час часа часов минут минуты минуту
            година години годин хвилин хвилини ساعة ساعات دقيقة دقائق""",
        "day": "day days d dia dias día días jour jours tag tage tagen giorno giorni день дня дней дні днів يوم أيام",
        "week": """week weeks wk wks semana semanas semaine semaines woche wochen settimana settimane неделю недели
            недель тиждень тижні тижнів أسبوع أسابيع""",
        "month": """month months mes meses mês mois monat monate monaten mese mesi месяц месяца месяцев місяць місяці
            місяців شهر أشهر""",
        "year": "year years ano anos año años an ans jahr jahre jahren anno anni год года лет рік роки років سنة سنوات",
    }.items()
    for word in words.split()
}
# Small units: how much of a fetched day an "ago" takes away.
_MINUTES = re.compile(r"(?:min|sec|seg|sek|мин|хв|دقي|دقا)")
_YESTERDAY = frozenset(("yesterday", "ontem", "ayer", "hier", "gestern", "ieri", "вчера", "вчора", "أمس"))


def _date_of(match: re.Match[str], language: str, fetched_at: datetime | None) -> PublishedDate | None:
    groups = match.groupdict()
    if groups["iso_y"]:
        return _dated(groups["iso_y"], int(groups["iso_m"]), int(groups["iso_d"]))
    if groups["cjk_y"]:
        return _dated(groups["cjk_y"], int(groups["cjk_m"]), int(groups["cjk_d"]))
    if groups["num_y"]:
        return _in_figures(int(groups["first"]), int(groups["second"]), groups["num_y"], groups["sep"], language)
    for kind in ("dm", "md", "my"):
        if groups[f"{kind}_m"]:
            month = _month(groups[f"{kind}_m"], language)
            day = groups.get(f"{kind}_d")
            return _dated(groups[f"{kind}_y"], month, int(day) if day else None) if month else None
    if fetched_at is None:
        return None
    for kind in ("nd", "nm"):
        if groups[f"{kind}_m"]:
            months = _months_in(language.split("-")[0])
            return _latest(months, groups[f"{kind}_m"], int(groups[f"{kind}_d"]), fetched_at)
    if groups["day"]:
        back = timedelta(days=groups["day"].casefold() in _YESTERDAY)
        return _day(fetched_at - back)
    return _ago(groups, fetched_at)


def _latest(months: Mapping[str, int], word: str, day: int, fetched_at: datetime) -> PublishedDate | None:
    """The last such day up to that of fetching; None where the language has no such month or it no such day."""
    month = months.get(word.casefold())
    today = fetched_at.astimezone(UTC)
    if month is None or not day:
        return None
    # The 29th of February may be eight years back.
    for year in range(today.year, today.year - 9, -1):
        date = _dated(str(year), month, day)
        if date and date.start <= today:
            return date
    return None


def _in_figures(first: int, second: int, year: str, mark: str, language: str) -> PublishedDate | None:
    if len(year) == 2:
        year = f"20{int(year):02}"
    if mark == "." or first > 12 or first == second:
        return _dated(year, second, first)
    if second > 12:
        return _dated(year, first, second)
    if language in _EITHER_ORDER:
        return _dated(year, None, None)
    return _dated(year, first, second) if language in _MONTH_FIRST else _dated(year, second, first)


def _ago(groups: Mapping[str, str | None], fetched_at: datetime) -> PublishedDate | None:
    stated, word = groups["ago_n"] or "", (groups["ago_unit"] or "").casefold()
    count = int(stated) if stated.isdecimal() else 1
    unit = _UNITS.get(word)
    try:
        match unit:
            case "hour":
                return _day(fetched_at - (timedelta(minutes=count) if _MINUTES.match(word) else timedelta(hours=count)))
            case "day":
                return _day(fetched_at - timedelta(days=count))
            case "week":
                last, first = fetched_at - timedelta(weeks=count), fetched_at - timedelta(weeks=count + 1)
                month = last.month if (first.year, first.month) == (last.year, last.month) else None
                return _dated(str(last.year), month, None) if first.year == last.year else None
            case "month":
                months = fetched_at.year * 12 + fetched_at.month - 1 - count
                return _dated(str(months // 12), months % 12 + 1, None)
            case "year":
                return _dated(str(fetched_at.year - count), None, None)
    except OverflowError:
        return None
    return None


def _day(moment: datetime) -> PublishedDate:
    return PublishedDate(moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0), "day")


def _dated(year: str, month: int | None, day: int | None) -> PublishedDate | None:
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        return PublishedDate(datetime(int(year), month or 1, day or 1, tzinfo=UTC), precision)
    except ValueError:
        return None


def _at_clock(date: PublishedDate, clock: re.Match[str]) -> PublishedDate:
    zone, offset, half = clock["zone"], clock["offset"], (clock["half"] or "").casefold()
    if not (zone or offset) or not (clock["minute"] or half):
        return date
    hour = int(clock["hour"])
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    try:
        local = date.start.replace(hour=hour, minute=int(clock["minute"] or 0), second=int(clock["second"] or 0))
        moment = local.replace(tzinfo=timezone(_offset(zone, offset))).astimezone(UTC)
    except (ValueError, OverflowError):
        return date
    return PublishedDate(moment, "time")


def _offset(zone: str | None, offset: str | None) -> timedelta:
    hours = timedelta(hours=_ZONES[zone.casefold()]) if zone else timedelta()
    if not offset:
        return hours
    figures = offset[1:].replace(":", "")
    if len(figures) > 2:
        shift = timedelta(hours=int(figures[:-2]), minutes=int(figures[-2:]))
    else:
        shift = timedelta(hours=int(figures))
    return hours + (shift if offset[0] == "+" else -shift)


def _month(word: str, language: str) -> int | None:
    """The month that a word names in the language or, where that knows no such month, in whatever language."""
    key = word.casefold()
    own = _months_in(language.split("-")[0]) if language else {}
    return own.get(key) or _any_months().get(key)


@lru_cache(maxsize=64)
def _months_in(language: str) -> Mapping[str, int]:
    months: dict[str, int] = {}
    for name in _LANGUAGES:
        if name.split("_")[0] != language:
            continue
        forms = Locale.parse(name).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, form in forms[context][width].items():
                    months.setdefault(form.casefold().rstrip("."), number)
    return months


@lru_cache(maxsize=1)
def _any_months() -> Mapping[str, int]:
    """Month names of every language; without those that name different months in different languages."""
    numbers: dict[str, set[int]] = {}
    for name in _LANGUAGES:
        for form, number in _months_in(name.split("_")[0]).items():
            numbers.setdefault(form, set()).add(number)
    single = {form: next(iter(found)) for form, found in numbers.items() if len(found) == 1 and len(form) > 2}
    return single | _MORE_MONTHS
