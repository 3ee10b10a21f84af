"""Text without what only its typesetting or its markup put there, and where each character of it stood.

Stored text stays as it came; it is read, and compared, in this form.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_APOSTROPHES = "\u2018\u02bc\u00b4`"
# Blanks that hold a number together; a plain one may part two numbers.
_DIGIT_BLANKS = "\u00a0\u2009\u202f"
_ODD = re.compile(
    rf"""(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?<=[0-9])(?P<group>[{_DIGIT_BLANKS}’])(?=[0-9]{{3}}(?![0-9]))
    | (?P<blank>[{_BLANKS}])
    | (?P<invisible>[{_INVISIBLE}])
    | (?P<marked>[^\W\d_][{_MARKS}]{{1,4}})
    | (?<=[^\W\d_])(?P<apostrophe>[{_APOSTROPHES}])(?=[^\W\d_])
    """,
    re.VERBOSE,
)
# Most texts hold none of it, and two simple looks take a twentieth of the time.
_ODD_CHARACTER = re.compile(rf"[{_BLANKS}{_INVISIBLE}{_MARKS}{_APOSTROPHES}&]")
_SWISS_GROUP = re.compile("[0-9]’")
_READ_AS = {"group": ",", "blank": " ", "invisible": "", "apostrophe": "’"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` is what is read of `origin`; its character at `place` stood at origin[starts[place]:ends[place]].

    Both are empty where the two texts are the same.
    """

    text: str
    origin: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def start_of(self, place: int) -> int:
        """Where the character at `place` starts in the origin; the origin's end for the text's end."""
        if not self.starts:
            return place
        return self.starts[place] if place < len(self.starts) else len(self.origin)

    def end_of(self, place: int) -> int:
        """Where the character before `place` ends in the origin."""
        return self.ends[place - 1] if self.ends and place else place


def plain_text(origin: str) -> PlainText:
    """The text with entities resolved, soft hyphens and the like left out, accents on their letters, plain blanks and
    apostrophes.

    A thin or unbreakable blank between groups of three digits becomes a comma: "12 000" with one is 12,000.
    """
    if _is_plain(origin) or _ODD.search(origin) is None:
        return PlainText(origin, origin)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _ODD.finditer(origin):
        start, end = match.span()
        pieces.append(origin[done:start])
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        read = _read_as(match)
        pieces.append(read)
        starts.extend([start] * len(read))
        ends.extend([end] * len(read))
        done = end
    pieces.append(origin[done:])
    starts.extend(range(done, len(origin)))
    ends.extend(range(done + 1, len(origin) + 1))
    return PlainText("".join(pieces), origin, starts, ends)


def _is_plain(text: str) -> bool:
    if text.isascii():
        return "&" not in text and "`" not in text
    return _ODD_CHARACTER.search(text) is None and _SWISS_GROUP.search(text) is None


def _read_as(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "entity":
            text = unescape(found)
            # What it stands for may itself be no plain blank.
            return text if text == found else plain_text(text).text
        case "marked":
            return unicodedata.normalize("NFC", found)
        case kind:
            return _READ_AS[str(kind)]
