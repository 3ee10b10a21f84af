"""Training pairs made by rule from hand-written frames: what a verb's parties, figures and mood let a sentence support.

The frames lie in frames.toml, what fills them in frame_words.toml. Everything is drawn from one seeded generator: the
same count and seed give the same pairs.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from training import frame_figures as figures
from training import frame_words as words
from training.frame_language import FRAMES, NAMED, PEOPLE, Frame, Name, close, tidy
from training.frame_maker import Cast, Maker, draw_cast, figure_kind, plain_details
from training.pairs import NOT_ENOUGH_INFO, REFUTES, SUPPORTS, Pair

_STATES = tuple(frame for frame in FRAMES if frame.state and frame.name != "border")


def _told(maker: Maker, cast: Cast, frame: Frame, template: str | None = None) -> str:
    """A sentence that states the frame, with details the claim need not know of."""
    template = template or maker.rng.choice(frame.forms)
    details = plain_details(maker, maker.details(frame), 2) if template in frame.dated else []
    return maker.wrap(" ".join([cast.fill(template, maker), *details]))


def _claimed(maker: Maker, cast: Cast, frame: Frame, template: str | None = None) -> str:
    return close(cast.fill(template or maker.rng.choice(frame.forms)))


# Each builder takes the maker and a frame and gives a pair, or None where the frame has no such pair.
Builder = Callable[[Maker, Frame], Pair | None]


def _paraphrase(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    one, two = maker.rng.sample(frame.forms, 2)
    return Pair(_told(maker, cast, frame, one), _claimed(maker, cast, frame, two), SUPPORTS, "paraphrase")


def _noun(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.nouns:
        return None
    cast = draw_cast(maker, frame)
    sentence = maker.wrap_noun(cast.fill(maker.rng.choice(frame.nouns)))
    return Pair(sentence, _claimed(maker, cast, frame), SUPPORTS, "nominalised")


def _weaker(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.weaker:
        return None
    cast = draw_cast(maker, frame)
    claim = _claimed(maker, cast, frame, maker.rng.choice(frame.weaker))
    return Pair(_told(maker, cast, frame), claim, SUPPORTS, "less_specific")


def _stronger(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.weaker:
        return None
    cast = draw_cast(maker, frame)
    sentence = maker.wrap(cast.fill(maker.rng.choice(frame.weaker), maker))
    return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "more_specific")


# Frames that imply none of their near misses, so that these may stand in the claim as well.
_INDEPENDENT = frozenset(words.INDEPENDENT_FRAMES)


def _near(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    near = maker.rng.choice(frame.near)
    if frame.name not in _INDEPENDENT or maker.maybe(0.5):
        sentence = maker.wrap(cast.fill(near, maker))
        return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "near_miss")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, near), NOT_ENOUGH_INFO, "near_miss")


def _near_same(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    near = maker.rng.choice(frame.near)
    return Pair(maker.wrap(cast.fill(near, maker)), close(cast.fill(near)), SUPPORTS, "restated")


def _opposite(maker: Maker, frame: Frame) -> Pair | None:
    if not frame.opposite:
        return None
    cast = draw_cast(maker, frame)
    opposite = maker.rng.choice(frame.opposite)
    if maker.maybe(0.5):
        sentence = maker.wrap(cast.fill(opposite, maker))
        return Pair(sentence, _claimed(maker, cast, frame), REFUTES, "opposite")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, opposite), REFUTES, "opposite")


def _negated(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    denied = maker.rng.choice(frame.denied)
    if maker.maybe(0.5):
        return Pair(maker.wrap(cast.fill(denied, maker)), _claimed(maker, cast, frame), REFUTES, "negated")
    return Pair(_told(maker, cast, frame), _claimed(maker, cast, frame, denied), REFUTES, "negated")


def _negation_kept(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    denied = list(frame.denied)
    if not frame.state:
        denied += [f"{{a}} never {frame.past} {frame.object}"]
    sentence = maker.wrap(cast.fill(maker.rng.choice(denied), maker))
    return Pair(sentence, close(cast.fill(frame.denied[0])), SUPPORTS, "negation_kept")


def _swapped(maker: Maker, frame: Frame) -> Pair | None:
    if frame.swap is None:
        return None
    cast = draw_cast(maker, frame)
    if frame.swap == SUPPORTS:
        claim = _claimed(maker, cast.swapped(), frame)
        return Pair(_told(maker, cast, frame), claim, SUPPORTS, "symmetric")
    sentence = _told(maker, cast, frame)
    return Pair(sentence, _claimed(maker, cast.swapped(), frame), frame.swap, "swapped")


def _other_name(maker: Maker, frame: Frame) -> Pair | None:
    cast = draw_cast(maker, frame)
    if maker.maybe(0.5):
        other = Cast(maker.name(frame.a, unlike=(cast.a.text, cast.b.text)), cast.b, cast.c, cast.thing, cast.figure)
    else:
        other = Cast(cast.a, maker.name(frame.b, unlike=(cast.a.text, cast.b.text)), cast.c, cast.thing, cast.figure)
    claim = maker.rng.choice(frame.denied if maker.maybe(0.15) else frame.forms)
    return Pair(_told(maker, cast, frame), _claimed(maker, other, frame, claim), NOT_ENOUGH_INFO, "other_name")


def _other_thing(maker: Maker, frame: Frame) -> Pair | None:
    if len(frame.things) < 2:
        return None
    cast = draw_cast(maker, frame)
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
        cast = draw_cast(maker, frame)
        clause = _mood(maker, frame, cast, maker.rng.choice(templates), rich=True)
        return Pair(maker.wrap(clause, said=False), _claimed(maker, cast, frame), label, kind)

    return build


def _mood_kept_builder(sentences: tuple[str, ...], claims: tuple[str, ...], kind: str) -> Builder:
    def build(maker: Maker, frame: Frame) -> Pair | None:
        if not frame.willed or (frame.state and kind != "denial_kept"):
            return None
        cast = draw_cast(maker, frame)
        sentence = maker.wrap(_mood(maker, frame, cast, maker.rng.choice(sentences), rich=True), said=False)
        claim = close(_mood(maker, frame, cast, maker.rng.choice(claims), rich=False))
        return Pair(sentence, claim, SUPPORTS, kind)

    return build


def _other_mood(maker: Maker, frame: Frame) -> Pair | None:
    """A claim of a plan, a denial or an accusation where the sentence states the fact or another mood."""
    if not frame.willed or frame.state:
        return None
    cast = draw_cast(maker, frame)
    told, claimed = maker.rng.sample((_PLANS[:4], _DENIED, _ACCUSED[:3]), 2)
    claim = close(_mood(maker, frame, cast, maker.rng.choice(claimed), rich=False))
    if maker.maybe(0.5):
        return Pair(_told(maker, cast, frame), claim, NOT_ENOUGH_INFO, "other_mood")
    clause = _mood(maker, frame, cast, maker.rng.choice(told), rich=True)
    return Pair(maker.wrap(clause, said=False), claim, NOT_ENOUGH_INFO, "other_mood")


def _ended(maker: Maker, _frame: Frame) -> Pair | None:
    frame = maker.rng.choice(_STATES)
    cast = draw_cast(maker, frame)
    clause = _mood(maker, frame, cast, maker.rng.choice(_ENDED), rich=True)
    if maker.maybe(0.3):
        return Pair(maker.wrap(clause), close(cast.fill(frame.denied[0])), SUPPORTS, "ended_kept")
    return Pair(maker.wrap(clause), _claimed(maker, cast, frame), REFUTES, "ended")


def _used_to(maker: Maker, _frame: Frame) -> Pair | None:
    frame = maker.rng.choice(_STATES)
    cast = draw_cast(maker, frame)
    sentence = maker.wrap(_mood(maker, frame, cast, "{a} used to {base} {o}", rich=True))
    return Pair(sentence, _claimed(maker, cast, frame), NOT_ENOUGH_INFO, "used_to")


def _office(maker: Maker, frame: Frame) -> Pair | None:
    """Somebody who belongs to a party does it, not the party."""
    cast = draw_cast(maker, frame)
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
    cast = draw_cast(maker, frame)
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
    cast = draw_cast(maker, frame)
    first, rest = details[0], details[1:]
    one, two = maker.rng.choice(frame.dated), maker.rng.choice(frame.dated)
    told, claimed = cast.fill(one, maker), cast.fill(two)
    more = plain_details(maker, rest, 1)
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
    kind = figure_kind(frame)
    if not kind:
        return None
    cast = draw_cast(maker, frame)
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
    cast = draw_cast(maker, frame)
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
    one = draw_cast(maker, frame)
    two = draw_cast(maker, frame)
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
    cast = draw_cast(maker, frame)
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
    sentence = close(" ".join([clause, *plain_details(maker, maker.details(frame), 2)]))
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
    cast = draw_cast(maker, frame)
    others = [other for other in FRAMES if other.a == frame.a and other.name != frame.name]
    if not others:
        return None
    other = maker.rng.choice(others)
    theirs = draw_cast(maker, other)
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
    (_swapped, 11.0),
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
