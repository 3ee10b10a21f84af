"""The frames of frames.toml, their surface forms, and how the seams of a made sentence are mended."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training import frame_words as words

NAMED = ("company", "bank", "airline", "person", "scientist", "country", "city", "team", "agency", "group", "party")
PEOPLE = ("person", "scientist")
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
