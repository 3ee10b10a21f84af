"""Who says so: the sources to which a text attributes what it reports."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source as stated, text[start:end] ("Otto Brandt", "officials", "he"), and the word by which it speaks ("said").

    What a quotation says in the first person is attributed to its speaker ("We"), with the cue "quotation".
    """

    text: str
    start: int
    end: int
    cue: str


QUOTATION = "quotation"

# After any of these somebody speaks.
_SPEAKS = r"said|says|say|told|tells|announc(?:ed|es)|testified|tweeted|alleg(?:ed|es)|insist(?:ed|s)"
# These are other things as often ("the United States", "two notes"): what is said has to follow or to go before.
_MAY_SPEAK = (
    r"stat(?:ed|es?)|claim(?:ed|s)?|report(?:ed|s)?|add(?:ed|s)|argu(?:ed|es)|warn(?:ed|s)?|not(?:ed|es)|writes|wrote"
    r"|explain(?:ed|s)|confirm(?:ed|s)?|acknowledg(?:ed|es)|admit(?:ted|s)|conced(?:ed|es)|den(?:ied|ies)|believ(?:ed|es?)"
    r"|declar(?:ed|es)|estimat(?:ed|es?)|found|finds|conclud(?:ed|es)|suggest(?:ed|s)?|maintain(?:ed|s)|predict(?:ed|s)?"
    r"|disclos(?:ed|es)|reveal(?:ed|s)|recall(?:ed|s)|stress(?:ed|es)|contend(?:ed|s)|show(?:ed|s)?|asserts|asserted"
    r"|accus(?:ed|es)"
)
_CUE = re.compile(
    rf"""
      \b(?P<according>[Aa]ccording[ ]to|[Ii]n[ ]the[ ]words[ ]of|[Aa]s[ ]reported[ ]by)[ ]
    | \b(?=[sta])(?P<speaks>{_SPEAKS})\b
    | \b(?=[a-z])(?P<may>{_MAY_SPEAK})\b(?P<follows>[ ]that\b|:?,?[ ]["\u201c\u2018]|(?=[.,;]|$))?
    """,
    re.VERBOSE,
)
_HINT = re.compile(rf"ccording to|words of|reported by|\b(?:{_SPEAKS}|{_MAY_SPEAK})\b")
_REACH = 90
_FULL_STOP = r"[.](?= |$)(?<!\b[A-Z][.])(?<!\b(?:Mr|Ms|Dr|St)[.])(?<!\b(?:Mrs|Gen|Sen|Rep|Gov)[.])"
_LEFT_END = re.compile(
    rf"[;:!?()\[\]\u201c\u201d\"\u2014\n]|--|[ ][\u2013-][ ]|{_FULL_STOP}"
    r"|\b(?:that|which|but|while|when|because|where|if|although|though|as)\b"
)
_RIGHT_END = re.compile(
    rf"[,;:!?()\[\]\u201c\u201d\"\u2014\n]|{_FULL_STOP}"
    r"|\b(?:who|which|that|whose|in|on|at|after|during|as|and (?=[a-z]+(?:ed|s)\b)|when|while|last|this|to|has|have|had"
    r"|is|was|were|are|citing|adding|will|would|could|can|may|might|must|should|did|does|do)\b"
)
# What stands between two commas before the verb describes the source.
_DESCRIBED = re.compile(r",\s+([^,]{3,70}),\s*$")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)\b[^,]*$")
_NOUN_PHRASE = re.compile(r"(?:the|a|an|one|two|several|its|his|her|their|our|he|she|they)\b|[A-Z]")
_SAID_BEFORE = re.compile(r"[,?!][\"\u201d\u2019']*\s*$|[\"\u201d]\s*$")
_WHO = re.compile(r",? who(?: (?:also|later|once|has|had|have))?\s*$")
_FILLERS = re.compile(
    r"(?:\s+(?:also|now|later|earlier|then|has|have|had|itself|himself|herself|themselves|previously))+\s*$"
)
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)$")
_LEADING = re.compile(
    r"(?:[\s\u2013-]|And\b|But\b|Yet\b|So\b|and\b|or\b|Earlier\b|Later\b|Meanwhile\b|Still\b|However\b|['\u2019]s\b|['\u2018\u2019])*"
)
_LONGEST_SOURCE = 12
_NO_SOURCE = frozenset({"", "to", "not", "has", "had", "what"})
_NOT_SOURCE_END = re.compile(
    r"\b(?:is|was|are|were|be|been|being|to|will|would|not|by|of|the|a|an|could|can|must|may|did|does|do|and|or|in|on|at|for|from|with)$"
)
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{2,})[\"\u201d]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")


def find_attributions(text: str) -> tuple[Attribution, ...]:
    """The sources in a text, in order; each source once."""
    found: dict[int, Attribution] = {}
    if _HINT.search(text):
        for match in _CUE.finditer(text):
            span = _source(text, match)
            if span:
                found.setdefault(span[0], Attribution(text[slice(*span)], *span, cue=_cue(match)))
    if not found:
        return tuple(_first_persons(text))
    return tuple(sorted(found.values(), key=lambda attribution: attribution.start))


def _cue(match: re.Match[str]) -> str:
    return match["according"] or match["speaks"] or match["may"]


def _source(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    if match["according"]:
        return _after(text, match.end())
    begin = max(match.start() - _REACH, 0)
    before = text[begin : match.start()]
    end = match.end("speaks") if match["speaks"] else match.end("may")
    if _SAID_BEFORE.search(before) and _may_follow(text, end + 1, before):
        inverted = _after(text, end + 1)
        if inverted and _ends_statement(text, inverted[1]):
            return inverted
    if match["may"] and (match["follows"] is None or (match["follows"] == "" and "," not in before)):
        return None
    return _before(before, begin)


def _may_follow(text: str, place: int, before: str) -> bool:
    """Whether the speaker may come behind the verb; "Brandt, the mayor, said the port closed" has him before it."""
    if _NOUN_PHRASE.match(text, place) is None:
        return False
    return text[place].isupper() or not _DESCRIBED.search(before)


def _ends_statement(text: str, place: int) -> bool:
    """Whether what follows a speaker is no statement of his: "..., said Otto Brandt, the mayor." """
    rest = text[place : place + 12].lstrip(" ")
    return (
        not rest
        or rest[0] in ',.;:()\u201d"\u2014\n'
        or rest.startswith(("who ", "in ", "on ", "at ", "after ", "during ", "as ", "last ", "this ", "when ", "and "))
    )


def _after(text: str, start: int) -> tuple[int, int] | None:
    start += len(text[start:]) - len(text[start:].lstrip())
    stop = _RIGHT_END.search(text, start, start + _REACH)
    return _trimmed(text, start, stop.start() if stop else min(len(text), start + _REACH))


def _before(before: str, begin: int) -> tuple[int, int] | None:
    """The noun phrase at the end of `before`, without what is put in between: "Brandt, the mayor, said".

    `begin` is where `before` starts in the whole text.
    """
    phrase = _BRACKETED.sub("", _FILLERS.sub("", before.rstrip()))
    who = _WHO.search(phrase)
    described = None if who else _DESCRIBED.search(phrase)
    if who:
        phrase = phrase[: who.start()]
    elif described and not (described[1][0].isupper() and _ARTICLE.search(phrase[: described.start()])):
        phrase = phrase[: described.start()]
    elif described:
        # "The mayor, Otto Brandt, said": the name is the better source.
        phrase = phrase[: described.end() - 1]
    start = max((boundary.end() for boundary in _LEFT_END.finditer(phrase)), default=0)
    start = max(start, phrase.rfind(",") + 1)
    return _trimmed_in(phrase[start:], begin + start)


def _trimmed_in(source: str, offset: int) -> tuple[int, int] | None:
    skipped = _LEADING.match(source)
    start = skipped.end() if skipped else 0
    words = source[start:].strip()
    if words.lower() in _NO_SOURCE or len(words.split()) > _LONGEST_SOURCE or _NOT_SOURCE_END.search(words):
        return None
    return offset + start, offset + start + len(words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    return _trimmed_in(text[start:end], start)


def _first_persons(text: str) -> list[Attribution]:
    """Quotations whose speaker speaks of himself and is named elsewhere."""
    found = []
    for quoted in _QUOTED.finditer(text):
        person = _FIRST_PERSON.search(quoted[1])
        if person:
            start = quoted.start(1) + person.start()
            found.append(Attribution(person[0], start, start + len(person[0]), QUOTATION))
    return found
