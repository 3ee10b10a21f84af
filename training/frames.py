"""Training pairs made by rule from hand-written frames: what a verb's parties, figures and mood let a sentence support.

The frames lie in frames.toml, what fills them in frame_words.py. Everything is drawn from one seeded generator, so the
same count and seed give the same pairs.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training import frame_figures as figures
from training import frame_words as words
from training.frame_figures import FIGURE_KINDS, Figures
from training.pairs import NOT_ENOUGH_INFO, REFUTES, SUPPORTS, Pair

NAMED = ("company", "bank", "airline", "person", "scientist", "country", "city", "team", "agency", "group", "party")
PEOPLE = ("person", "scientist")
_VOICE = (
    "officials",
    "witnesses",
    "two people familiar with the matter",
    "local media",
    "a spokesperson",
    "court papers",
)


_PREPOSITIONS = ("as", "of", "with", "for", "from", "in", "against", "to", "on", "over", "down")


@dataclass(frozen=True)
class Name:
    """One party: its text and what kind of thing it is."""

    text: str
    type: str
    female: bool = False

    @property
    def possessive(self) -> str:
        return self.text + ("'" if self.text.endswith("s") else "'s")

    @property
    def subject(self) -> str:
        if self.type in PEOPLE:
            return "she" if self.female else "he"
        return "it"

    @property
    def its(self) -> str:
        return {"she": "her", "he": "his", "it": "its"}[self.subject]


@dataclass(frozen=True)
class Frame:
    """One way of speaking about two parties; the fields follow the keys explained in frames.toml."""

    name: str
    a: str
    b: str
    c: str
    base: str
    third: str
    past: str
    participle: str
    ing: str
    object: str
    state: bool
    has_passive: bool
    willed: bool
    same: tuple[str, ...]
    nouns: tuple[str, ...]
    weaker: tuple[str, ...]
    near: tuple[str, ...]
    opposite: tuple[str, ...]
    swap: int | None
    things: tuple[str, ...]
    details: tuple[tuple[str, ...], ...]

    @property
    def plain(self) -> str:
        return f"{{a}} {self.third if self.state else self.past} {self.object}"

    @property
    def forms(self) -> tuple[str, ...]:
        """All clauses that state the frame."""
        forms = [self.plain, *self.same]
        if not self.state:
            forms.append(f"{{a}} has {self.participle} {self.object}")
        if self.object.startswith("{b}") and self.has_passive:
            verb, rest = f"{'is' if self.state else 'was'} {self.participle}", self.object[3:]
            agent_first = not rest or rest.split()[0] in _PREPOSITIONS
            forms.append(f"{{b}} {verb} by {{a}}{rest}" if agent_first else f"{{b}} {verb}{rest} by {{a}}")
        return tuple(dict.fromkeys(forms))

    @property
    def dated(self) -> tuple[str, ...]:
        """The forms that bear a date: those that are not in the perfect."""
        return tuple(form for form in self.forms if not form.startswith("{a} has " + self.participle))

    @property
    def denied(self) -> tuple[str, ...]:
        """All clauses that state the frame's opposite with a negation."""
        if self.state:
            return (f"{{a}} does not {self.base} {self.object}",)
        return (f"{{a}} did not {self.base} {self.object}", f"{{a}} has not {self.participle} {self.object}")


def _frame(row: dict[str, Any]) -> Frame:
    base, third, past, participle, ing = row["v"].split()
    return Frame(
        name=row["n"],
        a=row["a"],
        b=row["b"],
        c=row.get("c", "country" if row["n"] == "mediate" else "person"),
        base=base,
        third=third,
        past=past,
        participle=participle,
        ing=ing,
        object=row.get("o", "{b}"),
        state=row.get("st", False),
        has_passive=not row.get("np", False),
        willed=not row.get("nw", False),
        same=tuple(row.get("p", ())),
        nouns=tuple(row.get("N", ())),
        weaker=tuple(row.get("w", ())),
        near=tuple(row.get("x", ())),
        opposite=tuple(row.get("r", ())),
        swap=row.get("s"),
        things=tuple(row.get("t", ())),
        details=tuple(tuple(detail.split("|")) for detail in row.get("d", ())),
    )


def load_frames() -> tuple[Frame, ...]:
    """All frames of frames.toml, in its order."""
    text = (Path(__file__).parent / "frames.toml").read_text(encoding="utf-8")
    return tuple(_frame(row) for row in tomllib.loads(text)["frame"])


FRAMES = load_frames()
_STATES = tuple(frame for frame in FRAMES if frame.state and frame.name != "border")
COUNTRIES = tuple(line.split(":") for line in words.COUNTRIES)
CITIES = tuple(dict.fromkeys([country[2] for country in COUNTRIES] + words.MORE_CITIES))


def tidy(text: str) -> str:
    """The text with the seams of its parts mended: doubled commas, blanks, a and an."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r",(\s*,)+", ",", text)
    text = re.sub(r"\s+,", ",", text)
    text = re.sub(r",+([.;:?!])", r"\1", text)
    text = re.sub(r"\b([Aa]) (?=(?:[aeioAEIO]|8\d?\b|8[,.]|11\b|18\b)(?!ne\b|uropean))", r"\1n ", text)
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])", r"\1 ", text)


def close(text: str) -> str:
    """The text as a sentence: first letter upper case, full stop at its end."""
    text = tidy(text.rstrip(" ,") + ".")
    return text[:1].upper() + text[1:]


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


def _figure_kind(frame: Frame) -> str:
    for kind in FIGURE_KINDS:
        if f"{{{kind}}}" in frame.object:
            return kind
    return ""


def _cast(maker: Maker, frame: Frame) -> tuple[Cast, Cast]:
    """Two casts of the frame with the same parties that differ in nothing; the second is the claim's."""
    a = maker.name(frame.a)
    b = maker.name(frame.b, unlike=(a.text,))
    c = maker.name(frame.c, unlike=(a.text, b.text))
    kind = _figure_kind(frame)
    figure = maker.figures.plain(kind) if kind else ""
    cast = Cast(a, b, c, maker.rng.choice(frame.things) if frame.things else "", figure)
    return cast, cast


def _plain_details(maker: Maker, details: list[Detail], most: int) -> list[str]:
    texts = []
    for detail in details[: maker.rng.randrange(most + 1)]:
        text = detail.text
        if detail.figure:
            text = text.replace(f"{{{detail.figure}}}", maker.figures.plain(detail.figure))
        texts.append(text)
    return texts


def _told(maker: Maker, cast: Cast, frame: Frame, template: str | None = None) -> str:
    """A sentence that states the frame, with details the claim need not know of."""
    template = template or maker.rng.choice(frame.forms)
    details = _plain_details(maker, maker.details(frame), 2) if template in frame.dated else []
    return maker.wrap(" ".join([cast.fill(template, maker), *details]))


def _claimed(maker: Maker, cast: Cast, frame: Frame, template: str | None = None) -> str:
    return close(cast.fill(template or maker.rng.choice(frame.forms)))


# Each builder takes the maker and a frame and gives a pair, or None where the frame has no such pair.
Builder = Callable[[Maker, Frame], Pair | None]


def _paraphrase(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    one, two = maker.rng.sample(frame.forms, 2)
    return Pair(_told(maker, cast, frame, one), _claimed(maker, cast, frame, two), SUPPORTS, "paraphrase")


def _noun(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.nouns:
        return None
    cast, _ = _cast(maker, frame)
    sentence = maker.wrap_noun(cast.fill(maker.rng.choice(frame.nouns)))
    return Pair(sentence, _claimed(maker, cast, frame), SUPPORTS, "nominalised")


def _weaker(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.weaker:
        return None
    cast, _ = _cast(maker, frame)
    claim = _claimed(maker, cast, frame, maker.rng.choice(frame.weaker))
    return Pair(_told(maker, cast, frame), claim, SUPPORTS, "less_specific")


def _stronger(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.weaker:
        return None
    cast, _ = _cast(maker, frame)
    sentence = maker.wrap(cast.fill(maker.rng.choice(frame.weaker), maker))
    return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "more_specific")


# Frames that imply none of their near misses, so that these may stand in the claim as well.
_INDEPENDENT = frozenset(words.INDEPENDENT_FRAMES)


def _near(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    near = maker.rng.choice(frame.near)
    if frame.name not in _INDEPENDENT or maker.maybe(0.5):
        sentence = maker.wrap(cast.fill(near, maker))
        return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "near_miss")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, near), NOT_ENOUGH_INFO, "near_miss")


def _near_same(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    near = maker.rng.choice(frame.near)
    return Pair(maker.wrap(cast.fill(near, maker)), close(cast.fill(near)), SUPPORTS, "restated")


def _opposite(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.opposite:
        return None
    cast, _ = _cast(maker, frame)
    opposite = maker.rng.choice(frame.opposite)
    if maker.maybe(0.5):
        sentence = maker.wrap(cast.fill(opposite, maker))
        return Pair(sentence, _claimed(maker, cast, frame), REFUTES, "opposite")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, opposite), REFUTES, "opposite")


def _negated(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    denied = maker.rng.choice(frame.denied)
    if maker.maybe(0.5):
        return Pair(maker.wrap(cast.fill(denied, maker)), _claimed(maker, cast, frame), REFUTES, "negated")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, denied), REFUTES, "negated")


def _negation_kept(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    denied = list(frame.denied)
    if not frame.state:
        denied += [f"{{a}} never {frame.past} {frame.object}"]
    sentence = maker.wrap(cast.fill(maker.rng.choice(denied), maker))
    return Pair(sentence, close(cast.fill(frame.denied[0])), SUPPORTS, "negation_kept")


def _swapped(maker: Maker, frame: Frame) -> Pair | None:
    if frame.swap is None:
        return None
    cast, _ = _cast(maker, frame)
    if frame.swap == SUPPORTS:
        claim = _claimed(maker, cast.swapped(), frame)
        return Pair(_told(maker, cast, frame), claim, SUPPORTS, "symmetric")
    sentence = _told(maker, cast, frame)
    return Pair(sentence, _claimed(maker, cast.swapped(), frame), frame.swap, "swapped")


def _other_name(maker: Maker, frame: Frame) -> Pair | None:
    cast, _ = _cast(maker, frame)
    if maker.maybe(0.5):
        other = Cast(maker.name(frame.a, unlike=(cast.a.text, cast.b.text)), cast.b, cast.c, cast.thing, cast.figure)
    else:
        other = Cast(cast.a, maker.name(frame.b, unlike=(cast.a.text, cast.b.text)), cast.c, cast.thing, cast.figure)
    claim = maker.rng.choice(frame.denied if maker.maybe(0.15) else frame.forms)
    return Pair(_told(maker, cast, frame), _claimed(maker, other, frame, claim), NOT_ENOUGH_INFO, "other_name")


def _other_thing(maker: Maker, frame: Frame) -> Pair | None:
    if len(frame.things) < 2:
        return None
    cast, _ = _cast(maker, frame)
    thing = maker.rng.choice([other for other in frame.things if other != cast.thing])
    other = Cast(cast.a, cast.b, cast.c, thing, cast.figure)
    forms = [form for form in frame.forms if "{t}" in form]
    sentence = _told(maker, cast, frame, maker.rng.choice(forms))
    return Pair(sentence, _claimed(maker, other, frame, maker.rng.choice(forms)), NOT_ENOUGH_INFO, "other_thing")


_PLANS = (
    "{a} plans to {base} {o}",
    "{a} is preparing to {base} {o}",
    "{a} has announced plans to {base} {o}",
    "{a} intends to {base} {o}",
    "{a} is considering whether to {base} {o}",
    "{a} agreed in principle to {base} {o}",
    "{a} vowed to {base} {o}",
    "{a} wants to {base} {o}",
)
_EXPECTED = (
    "{a} is expected to {base} {o}",
    "{a} may {base} {o}",
    "{a} could {base} {o} before long",
    "analysts expect {a} to {base} {o}",
    "{a} is likely to {base} {o}",
    "many hope that {a} will {base} {o}",
)
_OPEN = (
    "it is unclear whether {fact}",
    "reporters asked whether {fact}",
    "nobody could confirm that {fact}",
    "the question of whether {fact} remains open",
    "an inquiry is to establish whether {fact}",
)
_IF = (
    "jobs would be at risk if {a} were to {base} {o}",
    "prices would rise should {a} {base} {o}",
    "unless talks succeed, {a} might {base} {o}",
    "it would be a scandal if {a} were to {base} {o}",
)
_TRIED = (
    "{a} tried to {base} {o}",
    "{a} made an attempt to {base} {o}",
    "{a} was urged to {base} {o}",
    "{a} was asked to {base} {o}",
    "{a} threatened to {base} {o}",
    "critics warned {a} not to {base} {o}",
    "{a} promised to {base} {o}",
)
_FAILED = (
    "{a} failed to {base} {o}",
    "{a} refused to {base} {o}",
    "{a} decided not to {base} {o}",
    "{a} tried in vain to {base} {o}",
    "{a} was unable to {base} {o}",
    "{a} stopped short of {ing} {o}",
)
_DENIED = (
    "{a} denied {ing} {o}",
    "{a} denied that {it} {past} {o}",
    "{a} rejected claims that {it} {past} {o}",
    "{a} dismissed as false reports that {it} {past} {o}",
)
_DENIALS = ("{a} denies {ing} {o}", "{a} says {it} {not} {base} {o}", "{a} denied {ing} {o}")
_ACCUSED = (
    "{a} was accused of {ing} {o}",
    "{a} is suspected of {ing} {o}",
    "{a} faces allegations of {ing} {o}",
    "rumours that {fact} went around",
    "critics allege that {fact}",
)
_ENDED = (
    "{a} stopped {ing} {o}",
    "{a} no longer {third} {o}",
    "{a} has ceased to {base} {o}",
)


def _mood(maker: Maker, frame: Frame, cast: Cast, template: str, *, rich: bool) -> str:
    """A mood's clause: its own slots take the verb, then the parties fill what is left."""
    fact = maker.rng.choice(frame.forms)
    said = frame.third if frame.state else "had " + frame.participle
    for slot, text in (
        ("{base}", frame.base),
        ("{ing}", frame.ing),
        ("{third}", frame.third),
        ("{past}", said),
        ("{it}", cast.a.subject),
        ("{not}", "does not" if frame.state else "did not"),
        ("{pp}", frame.participle),
        ("{o}", frame.object),
        ("{fact}", fact),
    ):
        template = template.replace(slot, text)
    return cast.fill(template, maker if rich else None)


def _mood_builder(templates: tuple[str, ...], label: int, kind: str, *, state_too: bool = True) -> Builder:
    def build(maker: Maker, frame: Frame) -> Pair | None:
        if (frame.state and not state_too) or not (frame.willed or kind in ("question", "expectation", "condition")):
            return None
        cast, _ = _cast(maker, frame)
        clause = _mood(maker, frame, cast, maker.rng.choice(templates), rich=True)
        return Pair(maker.wrap(clause, said=False), _claimed(maker, cast, frame), label, kind)

    return build


def _mood_kept_builder(sentences: tuple[str, ...], claims: tuple[str, ...], kind: str) -> Builder:
    def build(maker: Maker, frame: Frame) -> Pair | None:
        if not frame.willed or (frame.state and kind != "denial_kept"):
            return None
        cast, _ = _cast(maker, frame)
        sentence = maker.wrap(_mood(maker, frame, cast, maker.rng.choice(sentences), rich=True), said=False)
        claim = close(_mood(maker, frame, cast, maker.rng.choice(claims), rich=False))
        return Pair(sentence, claim, SUPPORTS, kind)

    return build


def _other_mood(maker: Maker, frame: Frame) -> Pair | None:
    """A claim of a plan, a denial or an accusation where the sentence states the fact or another mood."""
    if not frame.willed or frame.state:
        return None
    cast, _ = _cast(maker, frame)
    told, claimed = maker.rng.sample((_PLANS[:4], _DENIED, _ACCUSED[:3]), 2)
    claim = close(_mood(maker, frame, cast, maker.rng.choice(claimed), rich=False))
    if maker.maybe(0.5):
        return Pair(_told(maker, cast, frame), claim, NOT_ENOUGH_INFO, "other_mood")
    clause = _mood(maker, frame, cast, maker.rng.choice(told), rich=True)
    return Pair(maker.wrap(clause, said=False), claim, NOT_ENOUGH_INFO, "other_mood")


def _ended(maker: Maker, _frame: Frame) -> Pair | None:
    frame = maker.rng.choice(_STATES)
    cast, _ = _cast(maker, frame)
    clause = _mood(maker, frame, cast, maker.rng.choice(_ENDED), rich=True)
    if maker.maybe(0.3):
        return Pair(maker.wrap(clause), close(cast.fill(frame.denied[0])), SUPPORTS, "ended_kept")
    return Pair(maker.wrap(clause), _claimed(maker, cast, frame), REFUTES, "ended")


def _used_to(maker: Maker, _frame: Frame) -> Pair | None:
    frame = maker.rng.choice(_STATES)
    cast, _ = _cast(maker, frame)
    sentence = maker.wrap(_mood(maker, frame, cast, "{a} used to {base} {o}", rich=True))
    return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "used_to")


def _office(maker: Maker, frame: Frame) -> Pair | None:
    """Somebody who belongs to a party does it, not the party."""
    cast, _ = _cast(maker, frame)
    if cast.a.type in PEOPLE:
        form = maker.rng.choice(("{} deputy", "{} brother", "{} former adviser", "{} lawyer", "{} predecessor"))
        holder = form.format(cast.a.possessive)
    elif cast.a.type in ("company", "bank", "airline"):
        form = maker.rng.choice(("a supplier of {}", "a former manager of {}", "a rival of {}", "a customer of {}"))
        holder = form.format(cast.a.text)
    elif cast.a.type == "country":
        form = maker.rng.choice(("a neighbour of {}", "a trading partner of {}", "a company from {}"))
        holder = form.format(cast.a.text)
    else:
        return None
    told = Cast(Name(holder, "other"), cast.b, cast.c, cast.thing, cast.figure)
    return Pair(_told(maker, told, frame), _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "belongs_to_party")


_RELATIONS = {
    "company": ("a rival of {x}", "a supplier of {x}", "a company once owned by {x}", "the largest customer of {x}"),
    "person": ("a former adviser to {x}", "a cousin of {x}", "a pupil of {x}", "the successor of {x} in another post"),
    "country": ("a neighbour of {x}", "an ally of {x}", "a trading partner of {x}"),
    "team": ("a rival of {x}", "the former club of the coach of {x}"),
    "agency": ("a partner of {x}", "an offshoot of {x}"),
    "group": ("an ally of {x}", "an enemy of {x}"),
}


def _beside_the_party(maker: Maker, frame: Frame) -> Pair | None:
    """A name that only tells who the first party is takes its place in the claim."""
    if frame.a not in _RELATIONS:
        return None
    cast, _ = _cast(maker, frame)
    other = maker.name(frame.a, unlike=(cast.a.text, cast.b.text))
    relation = maker.rng.choice(_RELATIONS[frame.a]).format(x=other.text)
    told = Cast(Name(f"{cast.a.text}, {relation},", "told"), cast.b, cast.c, cast.thing, cast.figure)
    form = maker.rng.choice([form for form in frame.forms if "{as}" not in form])
    sentence = maker.wrap(told.fill(form))
    if maker.maybe(0.4):
        return Pair(sentence, _claimed(maker, cast, frame), SUPPORTS, "party_with_apposition")
    claimed = Cast(other, cast.b, cast.c, cast.thing, cast.figure)
    return Pair(sentence, _claimed(maker, claimed, frame), NOT_ENOUGH_INFO, "name_in_apposition")


def _detail_pair(maker: Maker, frame: Frame) -> Pair | None:
    """A claim with a detail of the sentence, another one, or one that the sentence does not state."""
    details = maker.details(frame)
    if not details:
        return None
    cast, _ = _cast(maker, frame)
    first, rest = details[0], details[1:]
    one, two = maker.rng.choice(frame.dated), maker.rng.choice(frame.dated)
    told, claimed = cast.fill(one, maker), cast.fill(two)
    more = _plain_details(maker, rest, 1)
    choice = maker.rng.random()
    if first.figure:
        slot = f"{{{first.figure}}}"
        if choice < 0.25:
            claim = close(f"{claimed} {first.text.replace(slot, maker.figures.plain(first.figure))}")
            return Pair(maker.wrap(" ".join([told, *more])), claim, NOT_ENOUGH_INFO, "half_covered")
        pair = maker.figures.related(first.figure)
        sentence = maker.wrap(" ".join([told, first.text.replace(slot, pair.told), *more]))
        return Pair(sentence, close(f"{claimed} {first.text.replace(slot, pair.claimed)}"), pair.label, pair.kind)
    if choice < 0.35:
        sentence = maker.wrap(" ".join([told, first.text, *more]))
        return Pair(sentence, close(f"{claimed} {first.text}"), SUPPORTS, "detail_kept")
    if choice < 0.65 or not first.rival:
        sentence = maker.wrap(" ".join([told, *more]))
        return Pair(sentence, close(f"{claimed} {first.text}"), NOT_ENOUGH_INFO, "half_covered")
    sentence = maker.wrap(" ".join([told, first.text, *more]))
    claim = close(f"{claimed} {first.rival}")
    if first.about in ("month", "day"):
        return Pair(sentence, claim, NOT_ENOUGH_INFO if frame.state else REFUTES, "other_date")
    kind = "other_year" if first.about == "year" else "other_detail"
    return Pair(sentence, claim, NOT_ENOUGH_INFO, kind)


def _figure_in_object(maker: Maker, frame: Frame) -> Pair | None:
    kind = _figure_kind(frame)
    if not kind:
        return None
    cast, _ = _cast(maker, frame)
    forms = [form for form in frame.forms if f"{{{kind}}}" in form]
    pair = maker.figures.related(kind)
    told = Cast(cast.a, cast.b, cast.c, cast.thing, pair.told)
    claimed = Cast(cast.a, cast.b, cast.c, cast.thing, pair.claimed)
    sentence = _told(maker, told, frame, maker.rng.choice(forms))
    return Pair(sentence, _claimed(maker, claimed, frame, maker.rng.choice(forms)), pair.label, pair.kind)


def _listed(maker: Maker, frame: Frame) -> Pair | None:
    """One of several who are named is a party; one who is not named is none."""
    if frame.a not in NAMED or frame.state or frame.swap in (SUPPORTS, REFUTES) or "{its}" in frame.object:
        return None
    if "its " in frame.object or "itself" in frame.object:
        return None
    cast, _ = _cast(maker, frame)
    others: list[str] = []
    while len(others) < 3:
        others.append(maker.name(frame.a, unlike=(cast.a.text, cast.b.text, *others)).text)
    names = [cast.a.text, *others[: maker.rng.choice((1, 2))]]
    maker.rng.shuffle(names)
    listed = ", ".join(names[:-1]) + " and " + names[-1]
    told = Cast(Name(listed, "list"), cast.b, cast.c, cast.thing, cast.figure)
    sentence = maker.wrap(told.fill(frame.plain))
    if maker.maybe(0.7):
        return Pair(sentence, _claimed(maker, cast, frame), SUPPORTS, "list_member")
    other = Cast(Name(others[2], frame.a), cast.b, cast.c, cast.thing, cast.figure)
    return Pair(sentence, _claimed(maker, other, frame), NOT_ENOUGH_INFO, "not_in_list")


def _crossed(maker: Maker, frame: Frame) -> Pair | None:
    """Two tellings of the frame in one sentence: what is true of each pair of parties is not true across."""
    one, _ = _cast(maker, frame)
    two, _ = _cast(maker, frame)
    if len({one.a.text, one.b.text, two.a.text, two.b.text}) < 4 or "{c}" in frame.object:
        return None
    form, other_form = maker.rng.choice(frame.dated), maker.rng.choice(frame.dated)
    link = maker.rng.choice((", while", ", and", "; at the same time", ", whereas", ", a week after"))
    first, second = one.fill(form), two.fill(other_form)
    figured = [detail for detail in (maker.detail(rivals) for rivals in frame.details) if detail.figure]
    if figured and maker.maybe(0.6):
        detail = figured[0]
        slot = f"{{{detail.figure}}}"
        here, there = (detail.text.replace(slot, maker.figures.plain(detail.figure)) for _ in range(2))
        if here == there:
            return None
        if maker.maybe(0.35):
            claim = close(f"{one.fill(maker.rng.choice(frame.dated))} {there}")
            return Pair(close(f"{first}{link} {second} {there}"), claim, NOT_ENOUGH_INFO, "number_of_other_event")
        sentence = close(f"{first} {here}{link} {second} {there}")
        claimed, kept = one.fill(maker.rng.choice(frame.dated)), maker.maybe(0.4)
        if kept:
            return Pair(sentence, close(f"{claimed} {here}"), SUPPORTS, "one_of_two_events")
        return Pair(sentence, close(f"{claimed} {there}"), REFUTES, "number_of_other")
    sentence = close(f"{first}{link} {second}")
    if maker.maybe(0.45):
        return Pair(sentence, _claimed(maker, maker.rng.choice((one, two)), frame), SUPPORTS, "one_of_two_events")
    across = Cast(one.a, two.b, one.c, one.thing, one.figure)
    return Pair(sentence, _claimed(maker, across, frame), NOT_ENOUGH_INFO, "crossed_parties")


_ANAPHORS = {
    "company": ("the company", "it", "the group", "the firm"),
    "airline": ("the airline", "the carrier", "it"),
    "bank": ("the bank", "the lender", "it"),
    "country": ("the country", "it"),
    "team": ("the club", "the team", "it"),
    "agency": ("the organisation", "it"),
    "group": ("the group", "it"),
    "regulator": ("the authority", "the regulator", "it"),
    "party": ("the party", "it"),
}
_BEFORE = (
    "{x} has had a difficult year.",
    "Few names come up as often this week as that of {x}.",
    "The week began quietly for {x}.",
    "{x} has long been in the news.",
    "All eyes are on {x}.",
    "Little had been heard of {x} for months.",
    "Much has been written about {x} since {year}.",
)
_TITLES = (
    "A busy week for {x}",
    "{x}: what we know",
    "What next for {x}?",
    "{x} in the spotlight",
    "The long road of {x}",
)


def _resolved(maker: Maker, frame: Frame) -> Pair | None:
    """A pronoun or a general noun for the first party, which the sentence before or the title names."""
    cast, _ = _cast(maker, frame)
    if cast.a.type in PEOPLE:
        anaphor = cast.a.subject
    elif cast.a.type in _ANAPHORS:
        anaphor = maker.rng.choice(_ANAPHORS[cast.a.type])
    else:
        return None
    if anaphor == "it" and cast.b.type == cast.a.type and maker.maybe(0.5):
        return None
    told = Cast(Name(anaphor, "anaphor"), cast.b, cast.c, cast.thing, cast.figure)
    clause = told.fill(frame.plain)
    sentence = close(" ".join([clause, *_plain_details(maker, maker.details(frame), 2)]))
    right = maker.maybe(0.6)
    named = cast.a if right else maker.name(frame.a, unlike=(cast.a.text, cast.b.text))
    claim = _claimed(maker, cast, frame)
    label, kind = (SUPPORTS, "resolved") if right else (NOT_ENOUGH_INFO, "resolved_to_other")
    if maker.maybe(0.6):
        year = str(maker.rng.randrange(2012, 2025))
        before = close(maker.rng.choice(_BEFORE).format(x=maker.apposition(named), year=year).rstrip("."))
        return Pair(sentence, claim, label, kind, before=before)
    title = maker.rng.choice(_TITLES).format(x=named.text)
    return Pair(sentence, claim, label, kind, title=title[:1].upper() + title[1:])


def _stated_beside(maker: Maker, frame: Frame) -> Pair | None:
    """The same first party in another event: no support."""
    cast, _ = _cast(maker, frame)
    others = [other for other in FRAMES if other.a == frame.a and other.name != frame.name]
    if not others:
        return None
    other = maker.rng.choice(others)
    theirs, _ = _cast(maker, other)
    b = cast.b if other.b == frame.b else theirs.b
    told = Cast(cast.a, b, theirs.c, theirs.thing, theirs.figure)
    if b.text == cast.a.text or {frame.name, other.name} <= _OVERLAP:
        return None
    return Pair(_told(maker, told, other), _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "other_event")


# Frames close enough that one may say what another says.
_OVERLAP = frozenset(words.OVERLAPPING_FRAMES)

_KINDS: tuple[tuple[Builder, float], ...] = (
    (_paraphrase, 17.0),
    (_noun, 5.0),
    (_weaker, 4.0),
    (_near_same, 2.5),
    (_negation_kept, 1.5),
    (_stronger, 2.0),
    (_near, 5.0),
    (_opposite, 6.0),
    (_negated, 5.0),
    (_swapped, 9.0),
    (_other_name, 3.5),
    (_other_thing, 2.0),
    (_mood_builder(_PLANS, NOT_ENOUGH_INFO, "plan", state_too=False), 1.5),
    (_mood_builder(_EXPECTED, NOT_ENOUGH_INFO, "expectation", state_too=False), 1.0),
    (_mood_builder(_OPEN, NOT_ENOUGH_INFO, "question"), 1.0),
    (_mood_builder(_IF, NOT_ENOUGH_INFO, "condition", state_too=False), 0.8),
    (_mood_builder(_TRIED, NOT_ENOUGH_INFO, "attempt", state_too=False), 1.2),
    (_mood_builder(_DENIED, NOT_ENOUGH_INFO, "denial"), 2.0),
    (_mood_builder(_ACCUSED, NOT_ENOUGH_INFO, "accusation"), 1.5),
    (_mood_builder(_FAILED, REFUTES, "failure", state_too=False), 3.0),
    (_mood_kept_builder(_DENIED, _DENIALS, "denial_kept"), 2.0),
    (_mood_kept_builder(_PLANS[:4], ("{a} plans to {base} {o}", "{a} intends to {base} {o}"), "plan_kept"), 2.0),
    (_mood_kept_builder(_ACCUSED[:3], ("{a} is alleged to have {pp} {o}",), "accusation_kept"), 1.0),
    (_ended, 3.0),
    (_used_to, 1.0),
    (_office, 2.0),
    (_detail_pair, 18.0),
    (_figure_in_object, 6.0),
    (_listed, 3.0),
    (_crossed, 6.0),
    (_beside_the_party, 4.0),
    (_other_mood, 2.0),
    (_resolved, 6.0),
    (_stated_beside, 1.5),
)


def _one(maker: Maker) -> Pair | None:
    if maker.maybe(0.2):
        pair = figures.measure_pair(maker)
        return replace(pair, claim=close(pair.claim))
    builder = maker.rng.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    return builder(maker, maker.rng.choice(FRAMES))


def _stream(seed: int) -> Iterator[Pair]:
    maker = Maker(random.Random(seed))  # noqa: S311
    while True:
        pair = _one(maker)
        if pair is not None and tidy(pair.sentence) != tidy(pair.claim):
            yield pair


def frame_pairs(count: int, seed: int) -> list[Pair]:
    """`count` distinct pairs drawn with `seed`; the same arguments give the same pairs in the same order."""
    pairs: dict[tuple[str, str], Pair] = {}
    for pair in _stream(seed):
        if len(pairs) >= count:
            break
        pairs.setdefault((pair.sentence, pair.claim), pair)
    return list(pairs.values())
