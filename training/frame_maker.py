"""Draws names, details and the newspaper sentences around a clause."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from training import frame_words as words
from training.frame_figures import FIGURE_KINDS, Figures
from training.frame_language import CITIES, COUNTRIES, PEOPLE, Frame, Name, close

_VOICE = (
    "officials",
    "witnesses",
    "two people familiar with the matter",
    "local media",
    "a spokesperson",
    "court papers",
)


class Maker:
    """Draws names, figures and wrappers; holds the one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.figures = Figures(rng)

    def maybe(self, share: float) -> bool:
        return self.rng.random() < share

    def name(self, kind: str, *, unlike: tuple[str, ...] = ()) -> Name:
        """A name of the given kind that could not be taken for one of `unlike`."""
        while True:
            name = self._name(kind)
            if not any(name.text.startswith(other) or other.startswith(name.text) for other in unlike):
                return name

    def _name(self, kind: str) -> Name:
        rng = self.rng
        if kind in PEOPLE:
            female = self.maybe(0.5)
            text = f"{rng.choice(words.FEMALE if female else words.MALE)} {rng.choice(words.SURNAMES)}"
            return Name(text, kind, female)
        stem, country = rng.choice(words.COMPANY_STEMS), rng.choice(COUNTRIES)
        city = rng.choice(CITIES)
        if kind == "company":
            text = f"{stem} {rng.choice(words.COMPANY_KINDS)}" if self.maybe(0.75) else stem
        elif kind == "bank":
            text = f"{stem} {rng.choice(words.BANK_KINDS)}"
        elif kind == "airline":
            text = f"{stem} {rng.choice(words.AIRLINE_KINDS)}"
        elif kind == "country":
            text = country[0]
        elif kind == "city":
            text = city
        elif kind == "team":
            text = f"{city} {rng.choice(words.TEAM_KINDS)}"
        elif kind == "police":
            text = f"the {city} police department"
        elif kind == "court":
            text = rng.choice((f"a court in {city}", f"a {country[1]} court", f"the district court of {city}"))
        elif kind == "prosecutor":
            text = rng.choice((f"the prosecutor's office in {city}", f"the {country[1]} public prosecutor"))
        elif kind == "hospital":
            text = rng.choice(
                (f"{city} General Hospital", f"the {stem} Clinic in {city}", f"{stem} Children's Hospital")
            )
        elif kind == "museum":
            text = rng.choice((f"the {stem} Museum", f"the {city} Museum of Art", f"the {stem} Gallery in {city}"))
        elif kind == "university":
            text = rng.choice((f"the University of {city}", f"{stem} College", f"{city} Technical University"))
        elif kind == "good":
            text = rng.choice(words.GOODS)
        else:
            text = rng.choice(_LISTED[kind])
        return Name(text, kind)

    def owner(self, kind: str) -> tuple[str, str]:
        """The text of a name of the kind, and its possessive."""
        name = self.name(kind)
        return name.text, name.possessive

    def apposition(self, name: Name) -> str:
        """The name with what a newspaper would add about it between commas."""
        rng = self.rng
        city, country = rng.choice(CITIES), rng.choice(COUNTRIES)
        if name.type in ("company", "airline", "bank"):
            good, rival = rng.choice(words.GOODS), self.name("company", unlike=(name.text,)).text
            jobs = rng.randrange(2, 90) * 100
            return name.text + rng.choice(
                (
                    f", a maker of {good} based in {city},",
                    f", a {country[1]} company with {jobs:,} employees,",
                    f", which was founded in {rng.randrange(1890, 2012)} and is listed in {city},",
                    f", a rival of {rival},",
                    f", best known for its {good},",
                    f" of {country[0]}",
                )
            )
        if name.type in PEOPLE:
            role = rng.choice(words.ROLES)
            return name.text + rng.choice(
                (
                    f", a {role} from {city},",
                    f", {rng.randrange(31, 79)},",
                    f", a {country[1]} {role},",
                    f", who grew up in {city},",
                    f", once a {role} at {self.name('company').text},",
                )
            )
        if name.type in ("team", "group", "party", "union"):
            return name.text + rng.choice(
                (
                    f", founded in {rng.randrange(1920, 2012)},",
                    f", which has {rng.randrange(3, 90)},000 members,",
                    ", long short of money,",
                    f", led by {self.name('person').text},",
                )
            )
        return name.text

    def details(self, frame: Frame) -> list["Detail"]:
        """One choice of every detail of the frame, in random order of which a caller takes some."""
        details = [self.detail(rivals) for rivals in frame.details]
        self.rng.shuffle(details)
        return details

    def detail(self, rivals: tuple[str, ...]) -> "Detail":
        order = list(rivals)
        self.rng.shuffle(order)
        slot = re.search(r"\{(\w+)\}", order[0])
        kind = slot.group(1) if slot else ""
        if kind in ("city", "country", "company", "good", "year", "month", "day"):
            one, two = (order[0].replace(f"{{{kind}}}", text) for text in self._two(kind))
            return Detail(one, two, kind, "")
        if kind:
            return Detail(order[0], order[0], "figure", kind)
        return Detail(order[0], order[1] if len(order) > 1 else "", "reason", "")

    def _two(self, kind: str) -> tuple[str, str]:
        rng = self.rng
        if kind == "year":
            first_year, second_year = rng.sample(range(2009, 2027), 2)
            return str(first_year), str(second_year)
        if kind == "month":
            one, two = rng.sample(words.MONTHS, 2)
            if self.maybe(0.4):
                year = rng.randrange(2014, 2027)
                return f"{one} {year}", f"{two} {year}"
            return one, two
        if kind == "day":
            if self.maybe(0.6):
                one, two = rng.sample(words.WEEKDAYS, 2)
                return one, two
            month = rng.choice(words.MONTHS)
            one, two = (str(day) for day in rng.sample(range(1, 29), 2))
            return (f"{month} {one}", f"{month} {two}") if self.maybe(0.5) else (f"{one} {month}", f"{two} {month}")
        first = self.name(kind)
        return first.text, self.name(kind, unlike=(first.text,)).text

    def filler(self, *, past: bool = False) -> str:
        """A clause about something else, with a name and a figure of its own; `past` gives one in the past tense."""
        rng = self.rng
        company, person = self.name("company").text, self.name("person").text
        city, country = rng.choice(CITIES), rng.choice(COUNTRIES)
        good, pct = rng.choice(words.GOODS), rng.randrange(2, 60)
        return rng.choice(
            (
                f"{company} cut its prices for {good} by {pct}%",
                f"unemployment in {country[0]} fell to {rng.randrange(3, 19)}.{rng.randrange(1, 9)}%",
                f"{company} said it would hire {rng.randrange(2, 90) * 10} people in {city}",
                f"a {country[1]} court postponed a hearing about {company}",
                f"heavy rain closed roads around {city} for {rng.randrange(2, 9)} days",
                f"shares in {company} gained {pct}%",
                f"{person} called for a vote in {country[0]}",
                f"a strike at {company} entered its {rng.choice(('second', 'third', 'fifth'))} week",
                f"{person} presented a plan for {rng.randrange(2, 40)} new schools in {city}",
                f"the {country[1]} government raised the tax on {good} by {pct}%",
                f"{company} lost a contract for {good} worth ${rng.randrange(2, 90)} million",
                f"{person} was elected to the council of {city}",
                f"a storm tore the roof off a hall in {city}",
                *(
                    []
                    if past
                    else [
                        f"{person} is to open a trade fair in {city}",
                        f"the price of {good} has doubled since {rng.randrange(2015, 2024)}",
                        f"{rng.randrange(12, 950)} visitors are expected at a museum in {city}",
                        f"{country[0]} is preparing for local elections",
                        f"{company} has yet to publish its accounts",
                        f"negotiations between {company} and {self.name('union').text} continue",
                    ]
                ),
            )
        )

    def wrap(self, clause: str, *, said: bool = True) -> str:
        """The clause as a newspaper sentence, often with a lead-in, a source or a second clause."""
        rng = self.rng
        if self.maybe(0.18):
            return close(clause)
        if self.maybe(0.15):
            clause = f"{clause}, {rng.choice(('while', 'and', 'but'))} {self.filler(past=True)}"
        day, person = rng.choice(words.WEEKDAYS), self.name("person").text
        source = rng.choice(_VOICE)
        outlet = (
            f"the {rng.choice(CITIES)} {rng.choice(('Courier', 'Gazette', 'Herald', 'Tribune', 'Post', 'Observer'))}"
        )
        shapes: list[Callable[[], str]] = [
            lambda: f"{clause}, while {self.filler()}",
            lambda: f"{clause}, and {self.filler()}",
            lambda: f"{clause}, even as {self.filler()}",
            lambda: f"{clause}; {self.filler()}",
            lambda: f"while {self.filler()}, {clause}",
            lambda: f"as {self.filler()}, {clause}",
            lambda: f"{rng.choice(words.LEAD_INS)}, {clause}",
            lambda: f"{rng.choice(words.LEAD_INS)}, {clause}, while {self.filler()}",
            lambda: f"{clause}, {rng.choice(words.COMMENTS).format(person=person)}",
            lambda: f"{clause}, in what {outlet} described as a first in the region",
            lambda: f"{clause}, shortly before {self.filler(past=True)}",
        ]
        if said:
            agency = self.name("agency").text
            shapes += [
                lambda: f"{clause}, {source} said on {day}",
                lambda: f"{clause}, {outlet} reported",
                lambda: f"according to a report by {agency}, {clause}",
                lambda: f"{source} said that {clause}",
                lambda: f"{clause}, according to {source}, while {self.filler()}",
                lambda: f"{outlet} reported on {day} that {clause} and that {self.filler()}",
                lambda: f"{clause}, {person} told {outlet}",
            ]
        return close(rng.choice(shapes)())

    def wrap_noun(self, noun: str) -> str:
        rng = self.rng
        ending = rng.choice(
            (
                f"led to a long debate in the {rng.choice(CITIES)} press",
                "drew little attention at the time",
                f"came up when {self.name('person').text} spoke to reporters on {rng.choice(words.WEEKDAYS)}",
                f"took many by surprise, while {self.filler()}",
                f"made headlines as {self.filler()}",
                f"featured in a report by {self.name('agency').text}",
                f"met with approval from {self.name('person').text}, a {rng.choice(words.ROLES)} abroad",
                f"had few consequences at first, {self.name('person').text} recalled",
                f"pleased {self.name('person').text}, who had long called for it, and {self.filler()}",
            )
        )
        return close(f"{noun} {ending}")


_LISTED: dict[str, list[str]] = {
    "agency": words.AGENCIES,
    "regulator": words.REGULATORS,
    "group": words.GROUPS,
    "party": words.PARTIES,
    "union": words.UNIONS,
    "river": words.RIVERS,
    "ship": words.SHIPS,
    "disease": words.DISEASES,
    "storm": words.STORMS,
    "film": words.FILMS,
}


@dataclass(frozen=True)
class Detail:
    """An adjunct of a frame, a rival of it, and what it is about; `figure` is the kind of figure it holds."""

    text: str
    rival: str
    about: str
    figure: str


@dataclass(frozen=True)
class Cast:
    """The parties, the thing and the figure of one telling of a frame."""

    a: Name
    b: Name
    c: Name
    thing: str
    figure: str

    def fill(self, template: str, maker: Maker | None = None) -> str:
        """The template with its slots filled; a maker given adds appositions to some names."""
        shown = {key: name.text for key, name in (("a", self.a), ("b", self.b), ("c", self.c))}
        if maker is not None and maker.maybe(0.55):
            key = maker.rng.choice("ab")
            shown[key] = maker.apposition(self.a if key == "a" else self.b)
        slots = {
            **shown,
            "as": self.a.possessive,
            "bs": self.b.possessive,
            "cs": self.c.possessive,
            "its": self.a.its,
            "t": self.thing,
            **dict.fromkeys(FIGURE_KINDS, self.figure),
        }
        if "surrender {bs}" in template:
            slots["bs"] = self.b.its
        return template.format_map(slots)

    def swapped(self) -> "Cast":
        return Cast(self.b, self.a, self.c, self.thing, self.figure)


def figure_kind(frame: Frame) -> str:
    """The kind of figure in what follows the frame's verb, or nothing."""
    for kind in FIGURE_KINDS:
        if f"{{{kind}}}" in frame.object:
            return kind
    return ""


def draw_cast(maker: Maker, frame: Frame) -> Cast:
    """Parties, a thing and a figure for the frame."""
    a = maker.name(frame.a)
    b = maker.name(frame.b, unlike=(a.text,))
    c = maker.name(frame.c, unlike=(a.text, b.text))
    kind = figure_kind(frame)
    figure = maker.figures.plain(kind) if kind else ""
    return Cast(a, b, c, maker.rng.choice(frame.things) if frame.things else "", figure)


def plain_details(maker: Maker, details: list[Detail], most: int) -> list[str]:
    """The texts of at most `most` of the details, their figures filled."""
    texts = []
    for detail in details[: maker.rng.randrange(most + 1)]:
        text = detail.text
        if detail.figure:
            text = text.replace(f"{{{detail.figure}}}", maker.figures.plain(detail.figure))
        texts.append(text)
    return texts
