"""Figures of the frames: their spellings, their qualifiers as intervals, and pairs about what a figure measures."""

import random
from dataclasses import dataclass
from typing import Protocol

from training import frame_words as words
from training.pairs import NOT_ENOUGH_INFO, REFUTES, SUPPORTS, Pair

_SMALL = words.SMALL_NUMBERS
_MONEY = ("${}", "€{}", "£{}", "{} dollars", "{} euros", "{} yen", "{} rupees", "{} pesos", "{} pounds", "{} francs")
_NOUNS = {
    "people": "people",
    "jobs": "jobs",
    "votes": "votes",
    "records": "customer records",
    "deaths": "people",
    "goals": "goals",
    "units": "aircraft",
    "times": "times",
    "years": "years",
    "weeks": "weeks",
    "months": "months",
    "days": "days",
    "delegates": "delegates",
    "speed": "km/h",
    "age": "",
}
FIGURE_KINDS = ("money", "pct", *_NOUNS)
# Figures so small or so exact that no newspaper rounds them.
_EXACT = ("goals", "times", "years", "weeks", "months", "days", "age", "units", "deaths")
_RANGES = {
    "people": (60, 90_000),
    "jobs": (40, 9_000),
    "votes": (300, 90_000),
    "records": (4_000, 900_000),
    "deaths": (3, 60),
    "goals": (2, 6),
    "units": (3, 60),
    "times": (2, 14),
    "years": (2, 19),
    "weeks": (2, 14),
    "months": (2, 23),
    "days": (2, 26),
    "delegates": (20, 900),
    "speed": (90, 280),
    "age": (34, 97),
}


@dataclass(frozen=True)
class FigurePair:
    """A figure as the sentence gives it and as the claim does, the label that follows and the kind of pair."""

    told: str
    claimed: str
    label: int
    kind: str


def spell(value: int, rng: random.Random) -> str:
    """A whole number as newspapers write it: a word when small, millions and billions spelled out when round."""
    if value < len(_SMALL) and (value < 10 or rng.random() < 0.5):
        return _SMALL[value]
    for unit, name in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if value >= unit and value % (unit // 100) == 0:
            return f"{value / unit:g} {name}"
    return f"{value:,}"


def rounded(value: int, digits: int = 1) -> int:
    """The value with `digits` leading digits kept, rounded."""
    step = int(10 ** max(len(str(value)) - digits, 0))
    return (value + step // 2) // step * step


class Figures:
    """Draws figures with one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._currency = ""

    def _value(self, kind: str) -> int:
        rng = self.rng
        if kind == "pct":
            return rng.randrange(3, 98)
        if kind == "money":
            return rng.randrange(11, 990) * int(10 ** rng.randrange(4, 8))
        low, high = _RANGES[kind]
        value = rng.randrange(low, high)
        return rounded(value, 2) if kind not in _EXACT and rng.random() < 0.6 else value

    def _text(self, kind: str, value: int, unit: str) -> str:
        if kind == "pct":
            return f"{value}{self.rng.choice(('%', '%', ' per cent', ' percent'))}"
        if kind == "money":
            return unit.format(spell(value, self.rng))
        if kind == "age":
            return str(value)
        noun = _NOUNS[kind]
        if kind == "speed":
            return f"{value} {self.rng.choice((noun, 'kilometres an hour', 'kph'))}"
        return f"{spell(value, self.rng)} {noun}"

    def unit(self, kind: str) -> str:
        return self.rng.choice(_MONEY) if kind == "money" else ""

    def plain(self, kind: str) -> str:
        """A figure of the kind without a qualifier, as "12 weeks" or "40%"."""
        return self._text(kind, self._value(kind), self.unit(kind))

    def related(self, kind: str) -> FigurePair:
        """Two figures of one measure, related by spelling, rounding, a qualifier or a difference."""
        rng, unit, value = self.rng, self.unit(kind), self._value(kind)

        def text(number: int) -> str:
            return self._text(kind, number, unit)

        other = self._other(kind, value)
        choice = rng.random()
        if choice < 0.16:
            return FigurePair(text(value), text(value), SUPPORTS, "same_figure")
        if choice < 0.36 or kind in ("age", "times", "goals"):
            return FigurePair(text(value), text(other), REFUTES, "other_figure")
        if kind not in _EXACT and choice < 0.56:
            return self._rounding(kind, unit)
        return self._qualified(kind, unit)

    def _other(self, kind: str, value: int) -> int:
        while True:
            other = self._value(kind)
            if kind == "money":
                other = rounded(max(int(value * self.rng.choice((0.2, 0.4, 0.6, 1.5, 2, 3, 10))), 10_000), 2)
            if abs(other - value) > 0.15 * value and other != value:
                return other

    def _rounding(self, kind: str, unit: str) -> FigurePair:
        """An exact figure told and the round one beside it claimed, now and then with a qualifier that excludes it."""
        rng = self.rng
        exact, base = self._exact_and_round(kind)
        below = exact < base
        told, claimed = self._text(kind, exact, unit), self._text(kind, base, unit)
        if rng.random() < 0.3:
            return FigurePair(told, f"{'more' if below else 'less'} than {claimed}", REFUTES, "rounding_clash")
        qualifier = rng.choice(("about", "around", "roughly", "nearly" if below else "just over"))
        return FigurePair(told, f"{qualifier} {claimed}", SUPPORTS, "rounding")

    def _exact_and_round(self, kind: str) -> tuple[int, int]:
        rng = self.rng
        if kind in ("pct", "speed"):
            base = rng.randrange(1, 10) * 10 if kind == "pct" else rng.randrange(10, 28) * 10
            return base + rng.choice((-2, -1, 1, 2) if base >= 40 else (-1, 1)), base
        step = 10 ** (rng.randrange(5, 9) if kind == "money" else 2)
        base = rng.randrange(11, 99) * step
        if rng.random() < 0.5:
            base = rng.randrange(2, 10) * 10 * step
        away = max(int(step * rng.uniform(0.02, 0.4)), 1)
        return base + rng.choice((-away, away)), base

    def _qualified(self, kind: str, unit: str) -> FigurePair:
        """A figure told with one qualifier and claimed with another, labelled by the intervals they span."""
        rng = self.rng
        value = rng.randrange(3, 9) * 10 if kind in ("pct", "speed", "deaths") else self._value(kind)
        if kind in ("years", "weeks", "months", "days", "units"):
            value = rng.randrange(6, 24)
        elif kind not in ("pct", "speed", "deaths"):
            value = max(rounded(value, 1), 10)
        lower = value // 2 if kind not in ("pct", "speed", "deaths") else value - 10
        higher = value + value // 2 if kind not in ("pct", "speed", "deaths") else value + 10
        here, below, above = (self._text(kind, number, unit) for number in (value, lower, higher))
        over, under = rng.choice(("more than", "over")), rng.choice(("less than", "under", "fewer than"))
        if kind in ("pct", "money", "speed") and under == "fewer than":
            under = "less than"
        near = rng.choice(("nearly", "almost", "just under"))
        about = rng.choice(("about", "around", "roughly", "some"))
        table = (
            (f"{about} {here}", here, SUPPORTS, "qualifier_implied"),
            (here, f"{about} {here}", SUPPORTS, "qualifier_implied"),
            (f"{near} {here}", f"{about} {here}", SUPPORTS, "qualifier_implied"),
            (f"{near} {here}", f"{under} {above}", SUPPORTS, "qualifier_implied"),
            (f"{over} {here}", f"{over} {below}", SUPPORTS, "qualifier_implied"),
            (f"{over} {here}", f"at least {here}", SUPPORTS, "qualifier_implied"),
            (here, f"{over} {below}", SUPPORTS, "qualifier_implied"),
            (here, f"at least {below}", SUPPORTS, "qualifier_implied"),
            (here, f"{under} {above}", SUPPORTS, "qualifier_implied"),
            (f"up to {here}", f"{under} {above}", SUPPORTS, "qualifier_implied"),
            (f"{near} {here}", f"{over} {here}", REFUTES, "qualifier_clash"),
            (f"{over} {here}", f"{near} {here}", REFUTES, "qualifier_clash"),
            (f"{over} {here}", f"{under} {below}", REFUTES, "qualifier_clash"),
            (f"up to {here}", f"{over} {above}", REFUTES, "qualifier_clash"),
            (f"{under} {below}", f"{over} {here}", REFUTES, "qualifier_clash"),
            (here, f"{over} {above}", REFUTES, "qualifier_clash"),
            (here, f"{under} {below}", REFUTES, "qualifier_clash"),
            (f"{over} {here}", f"{over} {above}", NOT_ENOUGH_INFO, "qualifier_open"),
            (f"at least {here}", f"{over} {above}", NOT_ENOUGH_INFO, "qualifier_open"),
            (f"up to {here}", f"{over} {below}", NOT_ENOUGH_INFO, "qualifier_open"),
            (f"{under} {above}", f"{under} {below}", NOT_ENOUGH_INFO, "qualifier_open"),
        )
        return FigurePair(*rng.choice(table))


@dataclass(frozen=True)
class Measure:
    """Something of a company, a city or a country that is counted: how it is called and in what kind of figure."""

    name: str
    owner: str
    kind: str


_MEASURES = tuple(
    Measure(name, owner, kind)
    for owner, kind, names in (
        ("company", "money", ("sales", "net profit", "debts", "advertising costs", "research spending", "order book")),
        ("company", "pct", ("market share", "profit margin", "share of women on the board", "export share")),
        (
            "country",
            "pct",
            ("unemployment rate", "inflation rate", "literacy rate", "vaccination rate", "forest cover"),
        ),
        ("country", "money", ("trade surplus", "defence budget", "foreign debt", "health spending", "tax revenue")),
        ("city", "pct", ("vacancy rate", "share of households without a car", "recycling rate", "voter turnout")),
        (
            "country",
            "count",
            ("prison population", "annual number of visas", "army strength", "number of hospital beds"),
        ),
        (
            "city",
            "count",
            ("population", "number of taxis", "number of hotel beds", "daily number of ferry passengers"),
        ),
        ("company", "count", ("workforce", "number of shops", "annual output of engines", "number of subscribers")),
    )
    for name in names
)
_PLURAL = ("sales", "debts", "advertising costs")
_VERB = {
    "count": "stood at",
    "pct": "was",
    "money": "amounted to",
}
_SUBJECTS = (
    ("voters", "backed", "the new constitution", "backed the plan to close the port"),
    ("farmers", "used", "treated seed", "owned a tractor"),
    ("households", "had", "running water", "had a telephone"),
    ("pupils", "passed", "the reading test", "passed the swimming test"),
    ("ships", "failed", "the safety inspection", "carried grain"),
    ("patients", "recovered from", "the infection", "lived alone"),
    ("shops", "reopened after", "the flood", "were insured"),
    ("employees", "rejected", "the pay offer", "were older than fifty"),
    ("machine tools", "came from", "abroad", "were older than ten years"),
    ("buses", "ran on", "batteries", "were late"),
    ("flights", "left on", "time", "were full"),
    ("hospitals", "lacked", "clean water", "lacked a surgeon"),
    ("bridges", "needed", "repair", "were built of timber"),
    ("schools", "taught", "music", "had a library"),
    ("oil tankers", "sailed under", "a foreign flag", "were older than fifteen years"),
    ("teachers", "belonged to", "a union", "worked part-time"),
    ("microchips", "came from", "a single supplier", "failed within a year"),
    ("homes", "survived", "the earthquake", "were built of clay"),
)


class Drawing(Protocol):
    """What this module needs of the maker of pairs."""

    rng: random.Random
    figures: Figures

    def maybe(self, share: float) -> bool: ...
    def wrap(self, clause: str, *, said: bool = True) -> str: ...
    def owner(self, kind: str) -> tuple[str, str]: ...


def _count_text(value: int) -> str:
    return f"{value:,}"


def _level(maker: Drawing, measure: Measure, unit: str) -> tuple[int, str]:
    rng = maker.rng
    if measure.kind == "pct":
        value = rng.randrange(4, 80)
        return value, f"{value}{rng.choice(('%', '%', ' per cent'))}"
    if measure.kind == "money":
        value = rng.randrange(11, 990) * 10_000_000
        return value, unit.format(spell(value, rng))
    value = rng.randrange(21, 990) * rng.choice((10, 100))
    return value, _count_text(value)


def _change(maker: Drawing) -> Pair:
    """A measure that moves from one level to another: only the last is the present one."""
    rng = maker.rng
    measure = rng.choice(_MEASURES)
    owner, possessive = maker.owner(measure.owner)
    unit = rng.choice(_MONEY)
    one, two = _level(maker, measure, unit), _level(maker, measure, unit)
    while abs(one[0] - two[0]) < 0.2 * one[0]:
        two = _level(maker, measure, unit)
    up = two[0] > one[0]
    verb, same, wrong = (
        (
            rng.choice(("rose", "climbed", "grew", "increased", "jumped")),
            ("rose", "grew", "went up", "increased"),
            "fell",
        )
        if up
        else (rng.choice(("fell", "dropped", "shrank", "declined", "sank")), ("fell", "went down", "declined"), "rose")
    )
    name = measure.name
    subject = rng.choice((f"{possessive} {name}", f"the {name} of {owner}"))
    year = rng.randrange(2013, 2026)
    when = rng.choice((f" in {year}", f" between {year - 2} and {year}", "", f" within {rng.randrange(2, 6)} years"))
    since = rng.choice(("a year earlier", "before", "the year before"))
    clause = rng.choice(
        (
            f"{subject} {verb} from {one[1]} to {two[1]}{when}",
            f"{subject} {verb} to {two[1]}, from {one[1]} {since}",
            f"{subject} {verb}{when} to {two[1]} from {one[1]}",
        )
    )
    be = "are" if name in _PLURAL else "is"
    sentence = maker.wrap(clause)
    options = (
        (f"{subject} {rng.choice(same)}", SUPPORTS, "change_direction"),
        (f"{subject} {rng.choice(same)} to {two[1]}", SUPPORTS, "change_end"),
        (f"{subject} {wrong}", REFUTES, "change_wrong_way"),
        (f"{subject} {wrong} to {one[1]}", REFUTES, "change_wrong_way"),
        (f"{subject} {be} now {one[1]}", NOT_ENOUGH_INFO, "start_value"),
        (f"{subject} {be} {one[1]}", NOT_ENOUGH_INFO, "start_value"),
        (f"{subject} {rng.choice(same)} to {one[1]}", REFUTES, "change_start_as_end"),
    )
    claim, label, kind = rng.choices(options, (3, 4, 2, 1, 2, 2, 2))[0]
    return Pair(sentence, claim, label, kind)


def _share(maker: Drawing) -> Pair:
    """A share of some things that did something; the claim asks about the same or about another measure."""
    rng = maker.rng
    who, verb, what, other = rng.choice(_SUBJECTS)
    place = rng.choice(words.COUNTRIES).split(":")[0]
    pair = maker.figures.related("pct")
    told = f"{pair.told} of the {who} in {place} {verb} {what}"
    first, second = rng.sample(range(6, 95, 4), 2)
    if maker.maybe(0.35):
        told = f"{first}% of the {who} in {place} {verb} {what}"
        sentence = maker.wrap(f"{told}, and {second}% {other}")
        if maker.maybe(0.5):
            return Pair(sentence, f"{second}% of the {who} in {place} {verb} {what}", REFUTES, "number_of_other")
        claim = f"{first}% of the {who} in {place} {other}"
        return Pair(sentence, claim, REFUTES, "number_of_other")
    if maker.maybe(0.2):
        return Pair(maker.wrap(told), f"{pair.told} of the {who} in {place} {other}", NOT_ENOUGH_INFO, "other_measure")
    claim = f"{pair.claimed} of the {who} in {place} {verb} {what}"
    return Pair(maker.wrap(told), claim, pair.label, pair.kind)


def _victims(maker: Drawing) -> Pair:
    """Dead and injured of one event: each number belongs to its own group."""
    rng = maker.rng
    city = rng.choice(words.MORE_CITIES)
    event = rng.choice(("an explosion", "a train crash", "a landslide", "a fire", "a bus accident", "an earthquake"))
    dead, hurt = rng.sample(range(3, 70), 2)
    low = rng.choice(("at least ", "", ""))
    say = spell
    clause = rng.choice(
        (
            f"{event} in {city} killed {low}{say(dead, rng)} people and injured {say(hurt, rng)}",
            f"{low}{say(dead, rng)} people died and {say(hurt, rng)} were injured in {event} in {city}",
            f"{event} in {city} left {low}{say(dead, rng)} people dead and {say(hurt, rng)} hurt",
        )
    )
    noun = event.split(" ", 1)[1]
    options = [
        (f"{event} in {city} injured {say(hurt, rng)} people", SUPPORTS, "victims"),
        (f"people were killed in {event} in {city}", SUPPORTS, "victims"),
        (f"the {noun} in {city} killed {'at least ' if low else ''}{say(dead, rng)} people", SUPPORTS, "victims"),
        (f"{event} in {city} injured {say(dead, rng)} people", REFUTES, "number_of_other"),
        (f"nobody died in {event} in {city}", REFUTES, "opposite"),
        (
            f"{event} in {rng.choice(words.MORE_CITIES[:20])} killed {say(dead, rng)} people",
            NOT_ENOUGH_INFO,
            "other_name",
        ),
        (f"the {noun} in {city} was caused by human error", NOT_ENOUGH_INFO, "half_covered"),
    ]
    if not low or hurt < dead:
        options.append((f"{event} in {city} killed {say(hurt, rng)} people", REFUTES, "number_of_other"))
    claim, label, kind = rng.choice(options)
    if kind == "other_name" and claim.startswith(f"{event} in {city}"):
        label, kind = SUPPORTS, "victims"
    return Pair(maker.wrap(clause), claim, label, kind)


def _company_facts(maker: Drawing) -> Pair:
    """What an apposition states of a company while the sentence is about something else."""
    rng = maker.rng
    owner, _ = maker.owner("company")
    city, elsewhere = rng.sample(words.MORE_CITIES, 2)
    country, foreign = (row.split(":") for row in rng.sample(words.COUNTRIES, 2))
    good, other = rng.sample(words.GOODS, 2)
    jobs, year = rng.randrange(3, 90) * 100, rng.randrange(1890, 2012)
    pct = rng.randrange(3, 40)
    clause = rng.choice(
        (
            f"{owner}, a {country[1]} maker of {good} with headquarters in {city} and {jobs:,} employees,"
            f" raised its prices by {pct}%",
            f"{owner}, the {country[1]} maker of {good} that was founded in {year}, raised its prices by {pct}%"
            f" and will keep all {jobs:,} employees at its headquarters in {city}",
            f"from its headquarters in {city}, {owner}, a {country[1]} company with {jobs:,} employees that makes"
            f" {good}, announced that it had raised its prices by {pct}%",
        )
    )
    options = (
        (f"{owner} makes {good}", SUPPORTS, "apposition"),
        (f"{owner} is a {country[1]} company", SUPPORTS, "apposition"),
        (f"{owner} has its headquarters in {city}", SUPPORTS, "apposition"),
        (f"{owner} raised its prices", SUPPORTS, "less_specific"),
        (f"{country[1]} company {owner} raised its prices by {pct} per cent", SUPPORTS, "paraphrase"),
        (f"{owner} is a {foreign[1]} company", NOT_ENOUGH_INFO, "other_nationality"),
        (f"{foreign[1]} company {owner} raised its prices by {pct}%", NOT_ENOUGH_INFO, "other_nationality"),
        (f"{owner} has its headquarters in {elsewhere}", NOT_ENOUGH_INFO, "other_name"),
        (f"{owner} makes {other}", NOT_ENOUGH_INFO, "other_thing"),
        (f"{owner} raised its prices by {pct + 7}%", REFUTES, "other_figure"),
        (f"{owner} lowered its prices", REFUTES, "opposite"),
        (f"{owner} raised its prices by {pct}% because of higher wages", NOT_ENOUGH_INFO, "half_covered"),
    )
    claim, label, kind = rng.choice(options)
    return Pair(maker.wrap(clause), claim, label, kind)


def _two_owners(maker: Drawing) -> Pair:
    """Two owners with a figure each: the figure of one is not the other's."""
    rng = maker.rng
    measure = rng.choice(_MEASURES)
    one, ones = maker.owner(measure.owner)
    two, twos = maker.owner(measure.owner)
    unit = rng.choice(_MONEY)
    first, second = _level(maker, measure, unit), _level(maker, measure, unit)
    while first[0] == second[0] or one == two:
        second = _level(maker, measure, unit)
        two, twos = maker.owner(measure.owner)
    verb = _VERB[measure.kind] if measure.name not in _PLURAL else "amounted to"
    clause = rng.choice(
        (
            f"{ones} {measure.name} {verb} {first[1]}, compared with {second[1]} for {two}",
            f"the {measure.name} of {one} {verb} {first[1]} and that of {two} {second[1]}"
            if measure.name not in _PLURAL
            else f"the {measure.name} of {one} {verb} {first[1]} and those of {two} {second[1]}",
            f"{ones} {measure.name} {verb} {first[1]}, while {twos} {verb} {second[1]}",
        )
    )
    more, less = (one, two) if first[0] > second[0] else (two, one)
    compare = "higher than that of" if measure.name not in _PLURAL else "higher than those of"
    be = "were" if measure.name in _PLURAL else "was"
    options = (
        (f"{twos} {measure.name} {verb} {second[1]}", SUPPORTS, "figure_of_second"),
        (f"the {measure.name} of {one} {be} {first[1]}", SUPPORTS, "figure_of_first"),
        (f"the {measure.name} of {more} {be} {compare} {less}", SUPPORTS, "comparison"),
        (f"the {measure.name} of {less} {be} {compare} {more}", REFUTES, "comparison_swapped"),
        (f"{twos} {measure.name} {verb} {first[1]}", REFUTES, "number_of_other"),
        (f"{ones} {measure.name} {verb} {second[1]}", REFUTES, "number_of_other"),
    )
    claim, label, kind = rng.choice(options)
    return Pair(maker.wrap(clause), claim, label, kind)


_BUILDERS = (_change, _share, _victims, _company_facts, _two_owners)


def measure_pair(maker: Drawing) -> Pair:
    """A pair about a figure and what it measures, its claim not yet closed as a sentence."""
    return maker.rng.choices(_BUILDERS, (4, 7, 2, 3, 3))[0](maker)
