"""Who does what to whom: the verbs of a text with their parties, active and passive alike.

This is no full parse. It knows the small words of English and the forms of its verbs; where they do not tell who acts,
nobody is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from service.domain.facts.names import CALENDAR, initials
from service.domain.facts.seats import COUNTRY_BY_SEAT
from service.domain.facts.verbs import verb_forms
from service.domain.terms import sentence_terms
from service.domain.territories import territory_key


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what stands in a role: text[start:end] and the terms by which it is known.

    A pronoun has no terms: it may stand for anybody.
    """

    terms: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, text[start:end], with its parties by role, all in one clause; `verb` is its term.

    Roles are "agent" and "patient" and the prepositions of the others ("to", "from", "than"); of a passive the one who
    acts is the agent. A role that is not there is not stated. `is_future` marks "will" and "would", `is_past` a past or
    perfect form.
    """

    verb: str
    start: int
    end: int
    roles: dict[str, tuple[Party, ...]] = field(default_factory=dict)
    is_future: bool = False
    is_past: bool = False


_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St)\.|(?:[A-Z]\.){1,4}|\d[\d.,/]*\d|[^\W_]+(?:[.&'\u2019-](?=\w)[^\W_]+)*"
    r"|[$\u20ac\u00a3%]|[^\w\s]"
)
_SAID_TO_BE = re.compile(r"\b(?:is|was|are|were) $")
_BEING_CHARS = 6
_KINDS_WORDS = """
    det the a an this these those some any no each every another both all several many most mr. mrs. ms. dr. sen. rep.
    det gov. gen. st.
    own his her its their our my your whose
    be is are was were be been being am
    have has have had having
    do do does did
    modal will would can could may might shall should must cannot
    pronoun he she it they we i you him them us me himself herself itself themselves
    relative who which that whom
    start when while because if although though since where after before until as whether unless but
    and and or nor &
    to to
    preposition of in on at by for from with without against into over under about between among during through near
    preposition than toward towards upon via across within per despite including like around above below behind beyond
    preposition amid alongside outside inside off out up down throughout following regarding
    adverb not n't never also later already still just only now then soon ago again yet even instead ahead together
    calendar yesterday today tomorrow
"""
_KINDS = {word: kind for kind, *words in map(str.split, _KINDS_WORDS.strip().splitlines()) for word in words}
_KINDS |= dict.fromkeys(CALENDAR - {"may", "march"}, "calendar")
_NO_ADVERBS_WORDS = "supply apply reply multiply imply comply family assembly anomaly monopoly rally bully"
_NO_ADVERBS = frozenset(_NO_ADVERBS_WORDS.split())
# What these do their country or company does.
_METONYMS = frozenset(
    sentence_terms(
        "government administration ministry army navy military troop force police parliament board management"
        " leadership company firm group party campaign state authorities officials council court city port town"
        " republic bureau department office agency association federation union university bank"
    )
)
_TWO_OBJECTS = frozenset(
    sentence_terms("give gave given lend lent send sent sell sold pay paid owe offer award grant show")
)
_REACH = 16
# What these count is a time or an amount, which does nothing and has nothing done to it.
_MEASURES = frozenset(
    sentence_terms(
        "year month week day decade quarter century hour minute time percent points million billion trillion thousand"
        " euros dollars pounds monday today o'clock"
    )
)
_NOMINAL = frozenset({"det", "own", "word", "name", "number"})
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", "\u201c", "\u201d", '"', "start", "relative", "and"})


@dataclass(slots=True)
class _Item:
    """A noun phrase ("np"), a verb ("verb"), or a small word by its kind."""

    kind: str
    start: int
    end: int
    terms: frozenset[str] = frozenset()
    word: str = ""
    verb: str = ""
    form: str = ""
    passive: bool = False
    future: bool = False
    past: bool = False


def find_deeds(text: str) -> tuple[Deed, ...]:
    """The verbs of a text with their parties, in order."""
    items = _items(text)
    subjects: dict[int, list[Party] | None] = {}
    deeds = []
    for place, item in enumerate(items):
        if item.kind == "verb":
            subjects[place] = _undescribed(text, _subject(items, place, subjects))
            deeds.append(_deed(items, place, subjects[place]))
    return tuple(deeds)


def _undescribed(text: str, parties: list[Party] | None) -> list[Party] | None:
    """Whom a clause says to be something may be anybody here: "Vela is a 2010 film written by Ode"."""
    if not parties:
        return parties
    return [
        Party(frozenset(), party.start, party.end)
        if _SAID_TO_BE.search(text[max(party.start - _BEING_CHARS, 0) : party.start])
        else party
        for party in parties
    ]


@lru_cache(maxsize=32768)
def _term(word: str) -> str:
    terms = sentence_terms(word)
    return COUNTRY_BY_SEAT.get(terms[-1], terms[-1]) if terms else ""


@lru_cache(maxsize=8192)
def _terms_of_name(name: str) -> frozenset[str]:
    """What a name of several words goes by besides them: its territory and its initials."""
    territory = territory_key(name)
    return initials(name) | ({territory} if territory else set())


@lru_cache(maxsize=32768)
def _kind(word: str) -> str:
    lower = word.lower()
    if len(word) > 1 and word.isupper():
        return "name"
    if word in ("May", "March"):
        return "calendar"
    if lower in _KINDS:
        return _KINDS[lower]
    if lower[0].isdecimal():
        return "number"
    if not (word[0].isalnum() or word[0] in "$\u20ac\u00a3%"):
        return word
    if word[0].isupper():
        return "name"
    if word[0].isdigit() or word[0] in "$\u20ac\u00a3%":
        return "number"
    return "adverb" if word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS else "word"


def _items(text: str) -> list[_Item]:
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    kinds = [_kind(word) for word, _, _ in words]
    items: list[_Item] = []
    place = 0
    while place < len(words):
        kind = kinds[place]
        if kind in ("be", "have", "do", "modal"):
            item, place = _verb_group(words, kinds, place)
            items.append(item)
        elif kind == "word" and (form := _finite(words, kinds, place)):
            word, start, end = words[place]
            items.append(_Item("verb", start, end, verb=_term(word), form=form, past=form == "d"))
            place += 1
        elif kind in _NOMINAL:
            item, place = _noun_phrase(words, kinds, place)
            items.append(item)
        else:
            word, start, end = words[place]
            if kind == "calendar" and items and items[-1].kind == "preposition":
                # "On Monday Brandt sued" has no party on Monday.
                items.pop()
            if kind not in ("adverb", "calendar"):
                items.append(_Item(kind, start, end, word=word.lower()))
            place += 1
    return items


def _verb_group(words: Sequence[tuple[str, int, int]], kinds: Sequence[str], place: int) -> tuple[_Item, int]:
    """An auxiliary with the verb that it helps, or a verb of its own."""
    first = place
    has_be = has_modal = has_have = future = past = False
    main = place
    while place < len(words) and kinds[place] in ("be", "have", "do", "modal", "adverb"):
        word = words[place][0].lower()
        if kinds[place] != "adverb":
            main = place
        has_be |= kinds[place] == "be"
        has_have |= kinds[place] == "have"
        has_modal |= kinds[place] in ("modal", "do")
        future |= word in ("will", "would", "shall")
        past |= word in ("was", "were", "had", "did", "has", "have", "been")
        place += 1
    if place < len(words) and kinds[place] == "word":
        forms = verb_forms(words[place][0])
        is_verb = ("d" in forms and (has_be or has_have)) or ("g" in forms and has_be) or ("b" in forms and has_modal)
        if is_verb:
            word, _, end = words[place]
            passive = has_be and "d" in forms and not word.endswith("ing")
            verb = _Item("verb", words[first][1], end, verb=_term(word), form="d" if passive else "f", passive=passive)
            verb.future, verb.past = future, past
            return verb, place + 1
    word, _, end = words[main]
    return (
        _Item("verb", words[first][1], end, verb="", form="f", future=future, past=past, word=word.lower()),
        main + 1,
    )


def _finite(words: Sequence[tuple[str, int, int]], kinds: Sequence[str], place: int) -> str:
    """The form in which a word is the verb of its clause here, empty where it is a noun or describes one."""
    word = words[place][0]
    forms = verb_forms(word)
    if not forms:
        return ""
    before = place - 1
    while before >= 0 and kinds[before] == "adverb":
        before -= 1
    previous = kinds[before] if before >= 0 else ""
    after = place + 1
    while after < len(words) and kinds[after] == "adverb":
        after += 1
    following = kinds[after] if after < len(words) else ""
    if previous == "to":
        return "b" if "b" in forms else ""
    if "g" in forms:
        # "denied selling", "accused of selling" have a verb in them, "a building" has not.
        gerund = previous in ("preposition", "start") or (before >= 0 and "d" in verb_forms(words[before][0]))
        return "g" if gerund and following not in ("be", "have", "modal", "") else ""
    if previous in ("det", "own", "preposition", "number", "be", "have", "modal", "") or _is_possessive(words, before):
        return ""
    if "d" in forms and "b" not in forms:
        described = previous == "word" and following == "word" and place + 2 < len(words) and kinds[place + 2] == "be"
        return "" if described else "d"
    if following in ("be", "have", "modal", "do") or (following == "word" and _is_past(words[after][0])):
        return ""
    if previous in ("and", ",") and "d" not in forms:
        return ""
    if following in ("preposition", "to", "and", ",", ".", "", "calendar") and previous != "pronoun":
        later = range(after, len(words))
        if "d" not in forms and any(
            kinds[at] in ("be", "have", "modal") or (kinds[at] == "word" and _is_past(words[at][0])) for at in later
        ):
            return ""
    if previous == "word" and _is_past(words[before][0]):
        # "announced sanctions", "said exports rose"
        return ""
    if "s" in forms:
        return "s" if previous in ("name", "word", "relative", "pronoun", ",", ")", "calendar") else ""
    if "d" in forms:
        return "d" if previous in ("name", "word", "relative", "pronoun", ",", ")", "and", "calendar") else ""
    plural = previous in ("name", "pronoun", "relative") or (previous == "word" and words[before][0].endswith("s"))
    return "b" if plural and following not in ("", ".", ",", "and") else ""


def _is_past(word: str) -> bool:
    forms = verb_forms(word)
    return "d" in forms and "b" not in forms


def _is_possessive(words: Sequence[tuple[str, int, int]], place: int) -> bool:
    return place >= 0 and words[place][0].endswith(("'s", "\u2019s", "s'", "s\u2019"))


def _noun_phrase(words: Sequence[tuple[str, int, int]], kinds: Sequence[str], place: int) -> tuple[_Item, int]:
    """A noun phrase: known by its last noun and the names before it, not by what has it ("Falk's deputy")."""
    first = place
    begin = place
    owner = ""
    while place < len(words) and (kinds[place] in _NOMINAL or _joins_names(words, kinds, place)):
        if place > first and kinds[place] == "det":
            break
        if kinds[place] == "word" and place > first and _finite(words, kinds, place):
            break
        if place > first and kinds[place] == "word" and kinds[place - 1] == "name" and _gives_to(words, first):
            break
        place += 1
        if _is_possessive(words, place - 1):
            owner = _term(words[place - 1][0])
            begin = place
    if begin == place:
        begin = first
    last = place - 1
    head = _term(words[last][0])
    if all(kinds[at] != "name" for at in range(begin, place)) and (kinds[last] == "number" or head in _MEASURES):
        return _Item("amount", words[first][1], words[last][2]), place
    terms = {term for at in range(begin, place) if kinds[at] == "name" and (term := _term(words[at][0]))}
    if head:
        terms.add(head)
    names = [words[at][0] for at in range(begin, place) if kinds[at] == "name"]
    if len(names) > 1:
        terms |= _terms_of_name(" ".join(names))
    if owner and head in _METONYMS:
        terms.add(owner)
    return _Item("np", words[first][1], words[last][2], frozenset(terms)), place


def _joins_names(words: Sequence[tuple[str, int, int]], kinds: Sequence[str], place: int) -> bool:
    """Whether an ampersand stands between two parts of one name."""
    return words[place][0] == "&" and 0 < place < len(words) - 1 and kinds[place - 1] == kinds[place + 1] == "name"


def _gives_to(words: Sequence[tuple[str, int, int]], first: int) -> bool:
    return first > 0 and _term(words[first - 1][0]) in _TWO_OBJECTS


def _party(item: _Item) -> Party:
    return Party(item.terms if item.kind == "np" else frozenset(), item.start, item.end)


def _subject(items: Sequence[_Item], place: int, subjects: dict[int, list[Party] | None]) -> list[Party] | None:
    """Who stands before a verb as its subject; None where that is not told."""
    verb = items[place]
    at = place - 1
    if at >= 0 and items[at].kind == "to":
        at -= 1
        return subjects.get(at) if at >= 0 and items[at].kind == "verb" and not items[at].passive else None
    if verb.form == "g":
        if at >= 0 and items[at].kind == "preposition":
            at -= 1
        return subjects.get(at) if at >= 0 and items[at].kind == "verb" else None
    if at >= 0 and items[at].kind == "and":
        earlier = [other for other in range(at) if items[other].kind == "verb"]
        return subjects.get(earlier[-1]) if earlier else None
    described: frozenset[str] = frozenset()
    if at >= 0 and items[at].kind == ",":
        # What stands between two commas describes what is before it.
        opening = next((other for other in range(at - 1, -1, -1) if items[other].kind == ","), -1)
        if opening < 0:
            return None
        described = items[opening + 1].terms
        at = opening - 1
    if at >= 0 and items[at].kind == "relative":
        at -= 1
        if at >= 0 and items[at].kind == ",":
            at -= 1
        return [_party(items[at])] if at >= 0 and items[at].kind == "np" else None
    parties = _group_before(items, at)
    if parties and described:
        parties[0] = Party(parties[0].terms | described, parties[0].start, parties[0].end)
    return parties


def _group_before(items: Sequence[_Item], at: int) -> list[Party] | None:
    """The noun phrases that end at an item: "Ada, Ola and the mayor of Tolm"."""
    parties: list[Party] = []
    while at >= 0 and items[at].kind in ("np", "pronoun"):
        held: frozenset[str] = frozenset()
        end = items[at].end
        while at >= 2 and items[at - 1].kind == "preposition" and items[at - 2].kind in ("np", "pronoun"):
            of = items[at - 1].word == "of"
            held = held | items[at].terms if of else frozenset()
            at -= 2
        if at >= 1 and items[at - 1].kind in ("preposition", "to"):
            return parties or None
        own = items[at]
        terms = own.terms | held if own.terms & _METONYMS else own.terms
        parties.append(Party(terms if own.kind == "np" else frozenset(), own.start, own.end if not held else end))
        if at >= 2 and items[at - 1].kind in (",", "and"):
            at -= 3 if items[at - 1].kind == "and" and items[at - 2].kind == "," and at >= 3 else 2
        else:
            at -= 1
            break
    # "saw two boats and three ferries, and Ola left": what another verb has before it is not this one's.
    return parties[: 1 if at >= 0 and items[at].kind in ("verb", "preposition", "to", "amount") else None] or None


def _deed(items: Sequence[_Item], place: int, subject: list[Party] | None) -> Deed:
    verb = items[place]
    roles: dict[str, tuple[Party, ...]] = {}
    at = place + 1
    term = verb.verb
    if not term and verb.word in ("is", "are", "was", "were") and at < len(items) and items[at].kind == "np":
        # "is north of Peru", "was an ally of Peru": what it is says the deed.
        described = items[at]
        if at + 1 < len(items) and items[at + 1].kind == "preposition" and len(described.terms) == 1:
            (term,) = described.terms
            at += 1
    while at < len(items) and items[at].kind == "amount":
        at += 2 if at + 1 < len(items) and items[at + 1].word == "of" else 1
    direct, at = _group_after(items, at)
    others: dict[str, list[Party]] = {}
    while at < len(items) and at <= place + _REACH:
        if items[at].kind in ("preposition", "to") and at + 1 < len(items) and items[at + 1].kind in ("np", "pronoun"):
            word = items[at].word
            parties, at = _group_after(items, at + 1)
            others.setdefault(word, []).extend(parties)
        elif items[at].kind == "amount":
            at += 2 if at + 1 < len(items) and items[at + 1].word == "of" else 1
        elif items[at].kind == "np" and direct:
            # "lent Chile money"
            direct.append(_party(items[at]))
            at += 1
        else:
            break
    reduced = verb.form == "d" and not direct and ("by" in others or _is_reduced(items, place))
    passive = verb.passive or reduced
    agents = others.pop("by", []) if passive else subject
    patients = subject if passive else direct
    if passive and direct:
        others.setdefault("what", []).extend(direct)
    if agents:
        roles["agent"] = tuple(agents)
    if patients:
        roles["patient"] = tuple(patients)
    roles.update({word: tuple(parties) for word, parties in others.items() if parties})
    return Deed(term, verb.start, verb.end, roles, verb.future, verb.past)


def _is_reduced(items: Sequence[_Item], place: int) -> bool:
    """Whether a participle describes the noun before it: "boats built in Oslo sank"."""
    for at in range(place - 1, -1, -1):
        if items[at].kind == "verb":
            return True
        if items[at].kind in _BREAKS:
            break
    for at in range(place + 1, len(items)):
        if items[at].kind == "verb":
            subject = items[at - 1].kind in ("np", "pronoun") and items[at - 2].kind != "preposition"
            return items[at].form != "g" and items[at - 1].kind != "to" and not subject
        if items[at].kind in _BREAKS:
            break
    return False


def _group_after(items: Sequence[_Item], at: int) -> tuple[list[Party], int]:
    """The noun phrases that start at an item, and the place behind them; a new clause's subject is not theirs."""
    parties: list[Party] = []
    while at < len(items) and items[at].kind in ("np", "pronoun"):
        held = items[at]
        parties.append(_party(held))
        at += 1
        while at + 1 < len(items) and items[at].word == "of" and items[at + 1].kind == "np":
            if held.terms & _METONYMS:
                parties[-1] = Party(parties[-1].terms | items[at + 1].terms, held.start, items[at + 1].end)
            at += 2
        ahead = at
        while ahead < len(items) and items[ahead].kind in (",", "and"):
            ahead += 1
        joined = ahead > at and ahead < len(items) and items[ahead].kind in ("np", "pronoun")
        if not joined or (ahead + 1 < len(items) and items[ahead + 1].kind == "verb"):
            break
        at = ahead
    return parties, at
