"""A claim against a sentence read in its context: what agrees, what differs, and why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from service.domain.claim import Claim
from service.domain.evidence import Aspect, Check, CheckVerdict, Reading
from service.domain.facts.compare import compare_dates, compare_quantities
from service.domain.facts.dates import DateMention, find_dates
from service.domain.facts.names import Name, find_names, initials
from service.domain.facts.polarity import Cue, CueKind, find_cues
from service.domain.facts.quantities import Quantity, find_ordinals, find_quantities
from service.domain.facts.roles import Roles, find_roles, is_swapped
from service.domain.facts.seats import COUNTRY_BY_SEAT
from service.domain.facts.wording import family_key, is_same_family, opposite_meaning, same_meaning
from service.domain.terms import Token, sentence_terms, tokenize

# The limits below are chosen on the labelled claims of tests/quality: a step up or down of any one of them costs less
# than .03 of F1 there, of most of them nothing.
# Two terms of a claim count as close in a sentence when at most this many of its terms lie from one to the other.
_NEAR = 4
_WHOLE_NAME = 2 / 3
_SURNAME_WEIGHT = 300
_DISTINCT_DIGITS = 3
_SPELLING = 3
# Whose parties are swapped is asked only where the sentence says about the same.
_SAYS_ENOUGH = 0.5
_KEPT_LENGTH = 1000
_NAMES_TRIED = 5
_MEASURED_WORDS = 4
_COUNTED_WORDS = 2
_POLARITY_SHARE = 0.5
_LEAST_SHARED = 0.3
_PARTLY_SHARED, _NOTHING_SHARED = -1, -2
_NEEDS_MEASURE = frozenset({None, "year", "month", "week", "day", "hour", "minute"})

_BACK_REFERENCE = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|who|the [a-z]+)\b", re.IGNORECASE
)
_OPENING_REFERENCE = re.compile(
    r"\W*(?:(?:And|But|Yet|So|Earlier|Later|Meanwhile|However),? )?"
    r"(?:(?:He|She|It|They|His|Her|Its|Their|This|These)\b|The (?=[a-z]))"
)
_PERSONAL = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them|i|we|my|our|you)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(\?)[\s\"'\u201d\u2019)\]]*$")
_LEAD = re.compile(r"\b(\w+) (of|in|near|at|for|from|by|with|against|to|on|over|into) (?:the )?$", re.IGNORECASE)
_LEAD_CHARS = 60
_FUTURE = re.compile(r"\b(?:will|would|shall|going to)\b", re.IGNORECASE)
# "may have sold" and "is accused of selling" doubt that it sold; "plans to sell" says that it has not yet.
_DOUBTS = ("might", "may", "could", "accus", "suspect")
_ATTRIBUTED = re.compile(r"\b(?:to|by|from|in|at|on|of)(?: the)? $", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?:worth )?of ((?:(?!(?:came|come|is|are|was|were|has|have|had|in|from|to|by|on|at|who|which|that|and|said|used"
    r"|use|uses|will|would|could)\b)[\w'\u2019-]+ ?){1,7})",
    re.IGNORECASE,
)

# "70% of about $3 million in machine tool imports" measures the imports.
_AMOUNT = re.compile(
    r"(?:\b(?:approximately|about|around|roughly|nearly|almost|some|over|more than|less than) )?"
    r"[$\u20ac\u00a3]?\d[\d.,]*(?: (?:thousand|million|billion|trillion))?(?: (?:worth of|worth|of|in))? ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name of a claim: its terms with their weights, and the acronyms by which a text may call it.

    `lead` is the term and the preposition right before it ("harbour", "of").
    """

    name: Name
    weights: tuple[tuple[str, int], ...]
    acronyms: frozenset[str]
    is_subject: bool
    lead: tuple[tuple[str, ...], str] | None


@dataclass(frozen=True, slots=True)
class AskedQuantity:
    """A quantity of a claim, the terms that spell it, and the terms of what it measures."""

    quantity: Quantity
    terms: frozenset[str]
    measured: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A date of a claim and the terms that spell it."""

    date: DateMention
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim made ready to be compared with many sentences.

    `words` shows each term as the claim has it; `changeable` are the terms that a sentence may state or contradict
    without holding them.
    """

    weights: dict[str, int]
    opposites: dict[str, frozenset[str]]
    words: dict[str, str]
    total: int
    names: tuple[AskedName, ...]
    name_terms: frozenset[str]
    quantities: tuple[AskedQuantity, ...]
    ordinals: tuple[Quantity, ...]
    dates: tuple[AskedDate, ...]
    fact_terms: frozenset[str]
    cues: tuple[Cue, ...]
    negated: frozenset[str]
    denied: tuple[str, frozenset[str]] | None
    is_future: bool
    is_question: bool
    roles: Roles
    changeable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a reading was found to hold of a claim; shares are of the claim's term weight, 0..1.

    `stated` is said in the sentence, in the claim's words or as an equal quantity, date or name; `reworded` in words of
    the same meaning; `in_context` only before it or in the title, where the sentence refers back; `resolved` the
    part of that which is the claim's subject, where the sentence opens with "The company" or "She"; `heaviest_missing`
    is the share of the heaviest term that is in none of these; `closeness` the share of neighbouring terms
    of the claim that stand close together in the sentence; `frame` what is stated, reworded or contradicted;
    `unasserted` that the sentence asks, or plans what the claim denies; `misses_denied` that it does not speak of the
    very thing that the claim denies; `only_names` that the two share nothing but names; `leaves_open` that its figure
    for the claim's thing allows the claim's and others ("more than 4 million" for "5 million").
    """

    stated: float
    reworded: float
    in_context: float
    resolved: float
    heaviest_missing: float
    closeness: float
    frame: float
    missing_names: int
    unstated_quantities: int
    leaves_open: bool
    only_names: bool
    distinct_quantity: bool
    suspended: bool
    unasserted: bool
    misses_denied: bool
    contradiction: bool
    checks: tuple[Check, ...]

    @property
    def rule_out_support(self) -> bool:
        """Whether the sentence cannot support the claim, whatever else it holds of it."""
        return (
            any(check.verdict is CheckVerdict.DIFFERS for check in self.checks)
            or self.misses_denied
            or self.only_names
            or self.leaves_open
            or self.missing_names > 0
        )


@dataclass(frozen=True, slots=True)
class Glance:
    """The most that `examine` may still find, from the sentence's terms alone; shares as in Findings.

    `attainable` is stated or may turn out to be: as an equal quantity or date, another form of a name, or an opposite;
    `reworded` as in Findings; `elsewhere` could only be in the context. `coverage` says what is missing.
    """

    attainable: float
    reworded: float
    elsewhere: float
    closeness: float
    coverage: Check


@dataclass(slots=True)
class _Matched:
    """Terms of the claim that the sentence holds, by how it holds them."""

    stated: set[str]
    reworded: dict[str, frozenset[str]]
    contradicted: set[str]
    turned: set[str]
    leaves_open: bool = False

    def __contains__(self, term: str) -> bool:
        return term in self.stated or term in self.reworded


def ask(claim: Claim) -> Asked:
    """Make a claim ready for `examine`."""
    weights = {term.term: term.weight for term in claim.terms}
    tokens = [token for token in tokenize(claim.text) if token.term in weights]
    facts = claim.facts
    names = tuple(_asked_names(claim, tokens, weights))
    quantities = tuple(
        AskedQuantity(quantity, _terms_within(tokens, quantity), _measured(quantity)) for quantity in facts.quantities
    )
    dates = tuple(AskedDate(mention, _terms_within(tokens, mention)) for mention in facts.dates)
    fact_terms = frozenset(
        term for terms in (*(asked.terms for asked in quantities), *(asked.terms for asked in dates)) for term in terms
    )
    name_terms = frozenset(term for name in names for term, _ in name.weights)
    opposites = {term: opposite for term in weights if (opposite := opposite_meaning(term))}
    negations = [cue for cue in facts.cues if cue.kind is CueKind.NEGATION]
    return Asked(
        weights=weights,
        opposites=opposites,
        words={token.term: token.text for token in reversed(tokens)},
        total=sum(weights.values()),
        names=names,
        name_terms=name_terms,
        quantities=quantities,
        ordinals=tuple(
            ordinal
            for ordinal in find_ordinals(claim.text)
            if not any(mention.start <= ordinal.start < mention.end for mention in facts.dates)
        ),
        dates=dates,
        fact_terms=fact_terms,
        cues=facts.cues,
        negated=frozenset(token.term for token in tokens if any(cue.covers(token.start) for cue in negations)),
        denied=_denied(tokens, negations),
        is_future=bool(_FUTURE.search(claim.text)),
        is_question=bool(_QUESTION.search(claim.text)),
        roles=_roles(claim.text, weights),
        changeable=fact_terms | name_terms | opposites.keys(),
    )


def glance(asked: Asked, text: str) -> Glance:
    """Look at a sentence's terms alone: a fraction of what `examine` costs, for most candidates enough."""
    order = _terms(text)
    matched = _match(asked, frozenset(order))
    missing = {term: weight for term, weight in asked.weights.items() if term not in matched}
    reworded = sum(asked.weights[term] for term in matched.reworded)
    elsewhere = sum(weight for term, weight in missing.items() if term not in asked.changeable)
    total = asked.total or 1
    return Glance(
        attainable=(asked.total - reworded - elsewhere) / total,
        reworded=reworded / total,
        elsewhere=elsewhere / total,
        closeness=_closeness(asked, {term: place for place, term in enumerate(order)}),
        coverage=_check_coverage(asked, missing),
    )


def examine(asked: Asked, reading: Reading) -> Findings:
    """Compare a claim with a sentence, with the sentences before it and the article's title as context."""
    text = reading.candidate.text
    order = _terms(text)
    terms = frozenset(order)
    matched = _match(asked, terms)
    published = reading.candidate.header.published
    dates, quantities = _facts(asked, text, published.start.date() if published else None)
    date_checks = _check_dates(asked, dates, matched)
    quantity_checks = _check_quantities(asked, quantities, matched)
    name_checks = [_check_name(name, text, terms, matched) for name in asked.names]
    cues = find_cues(text)
    places = {term: place for place, term in enumerate(order)}
    polarity_checks = [
        *_check_opposites(asked, text, places, cues, matched),
        *_check_negation(asked, text, cues, matched),
    ]
    question = _check_question(asked, text)
    modality = [*question, *_check_modality(asked, text, cues, matched)]
    role = _check_roles(asked, text, terms, matched)
    missing = {term: weight for term, weight in asked.weights.items() if term not in matched}
    context = _context_terms(reading) if missing else frozenset[str]()
    referred = context if _BACK_REFERENCE.search(text) else frozenset[str]()
    ordinal_checks = _check_ordinals(asked, text)
    checks = (*quantity_checks, *ordinal_checks, *date_checks, *name_checks, *polarity_checks, *modality, *role)
    total = asked.total or 1
    return Findings(
        stated=sum(asked.weights[term] for term in matched.stated) / total,
        reworded=sum(asked.weights[term] for term in matched.reworded) / total,
        in_context=sum(weight for term, weight in missing.items() if term in referred) / total,
        resolved=_resolved_weight(asked, missing, reading) / total,
        heaviest_missing=max((weight for term, weight in missing.items() if term not in referred), default=0) / total,
        closeness=_closeness(asked, places),
        frame=sum(weight for term, weight in asked.weights.items() if term in matched or term in matched.contradicted)
        / total,
        missing_names=_missing_names(asked, name_checks, context if referred else _kept(context, asked, text)),
        unstated_quantities=_count(quantity_checks, CheckVerdict.UNSTATED),
        leaves_open=matched.leaves_open,
        only_names=not _shared_content(asked, matched),
        distinct_quantity=_has_distinct(asked, quantity_checks),
        suspended=bool(modality),
        unasserted=bool(question) or (bool(modality) and bool(asked.negated)),
        misses_denied=_misses_denied(asked, terms, matched),
        contradiction=bool(matched.contradicted)
        or any(check.verdict is CheckVerdict.DIFFERS for check in (*polarity_checks, *ordinal_checks)),
        checks=(_check_coverage(asked, missing), *checks),
    )


def _asked_names(claim: Claim, tokens: Sequence[Token], weights: dict[str, int]) -> Iterator[AskedName]:
    for name in claim.facts.names:
        spelled = dict.fromkeys(token.term for token in tokens if name.start <= token.start and token.end <= name.end)
        if spelled:
            opening = claim.text[: name.start].strip().lower() in {"", "the"}
            lead = _LEAD.search(claim.text[max(name.start - _LEAD_CHARS, 0) : name.start])
            yield AskedName(
                name,
                tuple((term, weights[term]) for term in spelled),
                initials(name.text),
                opening,
                _lead_of(lead) if lead and _terms(lead[1]) else None,
            )


def _roles(text: str, weights: dict[str, int]) -> Roles:
    """The claim's roles; of its actions those whose word carries weight."""
    return find_roles(text, words=frozenset(weights), adjacent=True)


def _denied(tokens: Sequence[Token], negations: Sequence[Cue]) -> tuple[str, frozenset[str]] | None:
    """The first term that the claim denies, with the terms of the denying words."""
    for token in tokens:
        for cue in negations:
            if cue.covers(token.start):
                return token.term, frozenset(_terms(cue.text))
    return None


def _misses_denied(asked: Asked, terms: frozenset[str], matched: _Matched) -> bool:
    if asked.denied is None:
        return False
    term, words = asked.denied
    return term not in matched and words.isdisjoint(terms)


def _terms_within(tokens: Iterable[Token], mention: Quantity | DateMention) -> frozenset[str]:
    return frozenset(token.term for token in tokens if mention.start <= token.start and token.end <= mention.end)


def _measured(quantity: Quantity) -> frozenset[str]:
    """What a quantity counts: for a share the words after "of", for a plain count or a time the nearest words."""
    if quantity.unit == "%":
        share = _SHARE_OF.match(_AMOUNT.sub("", quantity.measured))
        return _without_numbers(_terms(share[1])) if share else frozenset()
    return _without_numbers(_terms(" ".join(quantity.measured.split()[:_MEASURED_WORDS])))


def _without_numbers(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if not term[0].isdigit())


def _terms(text: str) -> tuple[str, ...]:
    # Neighbours of candidates are often candidates, or neighbours of others; texts of unusual length would fill memory.
    return _kept_terms(text) if len(text) <= _KEPT_LENGTH else sentence_terms(text)


_kept_terms = lru_cache(maxsize=8192)(sentence_terms)


def _match(asked: Asked, terms: frozenset[str]) -> _Matched:
    countries = {COUNTRY_BY_SEAT[term] for term in terms & COUNTRY_BY_SEAT.keys()}
    matched = _Matched(set(), {}, set(), set())
    families: dict[str, list[str]] = {}
    for other in terms:
        families.setdefault(family_key(other), []).append(other)
    for term in asked.weights:
        if term in terms or term in countries:
            matched.stated.add(term)
        elif term not in asked.name_terms and term not in asked.fact_terms:
            others = same_meaning(term) & terms or frozenset(
                other for other in families.get(family_key(term), ()) if is_same_family(term, other)
            )
            if others:
                matched.reworded[term] = others
    return matched


def _facts(asked: Asked, text: str, reference: date | None) -> tuple[tuple[DateMention, ...], tuple[Quantity, ...]]:
    if not asked.quantities and not asked.dates:
        return (), ()
    dates = find_dates(text, reference)
    if not asked.quantities:
        return dates, ()
    return dates, find_quantities(text, [(mention.start, mention.end) for mention in dates])


def _check_quantities(asked: Asked, quantities: Sequence[Quantity], matched: _Matched) -> list[Check]:
    """A quantity of the sentence that grants one of the claim's is not held against another one of them."""
    checks: list[Check] = []
    for wanted in asked.quantities:
        others = [other.quantity for other in asked.quantities if other is not wanted]
        left = [
            quantity
            for quantity in quantities
            if not any(compare_quantities(other, quantity) is CheckVerdict.AGREES for other in others)
            or compare_quantities(wanted.quantity, quantity) is CheckVerdict.AGREES
        ]
        checks.append(_check_quantity(wanted, left, matched, asked))
    return checks


def _check_quantity(wanted: AskedQuantity, quantities: Sequence[Quantity], matched: _Matched, asked: Asked) -> Check:
    """Against the sentence's quantity of the same unit that measures most of the same."""
    comparable = [
        (verdict, quantity)
        for quantity in quantities
        if (verdict := compare_quantities(wanted.quantity, quantity)) is not None
    ]
    said = wanted.quantity.text
    if not comparable:
        return Check(
            Aspect.QUANTITY, CheckVerdict.UNSTATED, f"claim: {said}; the sentence states no such quantity", said
        )
    common = [_same_measure(wanted, quantity, asked) for _, quantity in comparable]
    if max(common) > 0:
        # Where one figure is of the claim's thing, a figure of some other thing is not.
        common = [
            _PARTLY_SHARED if shared == 0 and quantity.measured else shared
            for shared, (_, quantity) in zip(common, comparable, strict=True)
        ]
    ranked = [
        (min(shared, 0), verdict is CheckVerdict.AGREES, shared, -place)
        for place, (shared, (verdict, _)) in enumerate(zip(common, comparable, strict=True))
    ]
    _, _, closest, place = max(ranked)
    verdict, quantity = comparable[-place]
    span = quantity.start, quantity.end
    reason = f"claim: {said}, sentence: {quantity.text}"
    if closest < 0:
        reason += "; they measure different things"
        # A figure of the claim that the sentence gives for something else alone is no support of it.
        apart = closest == _NOTHING_SHARED and verdict is CheckVerdict.AGREES
        verdict = CheckVerdict.DIFFERS if apart else CheckVerdict.UNSTATED
    elif verdict is CheckVerdict.AGREES:
        matched.stated |= wanted.terms
    elif verdict is CheckVerdict.DIFFERS and not closest and quantity.unit in _NEEDS_MEASURE:
        verdict = CheckVerdict.UNSTATED
    elif verdict is CheckVerdict.DIFFERS:
        matched.contradicted |= wanted.terms
    else:
        matched.leaves_open = True
    return Check(Aspect.QUANTITY, verdict, reason, said, quantity.text, span)


def _check_ordinals(asked: Asked, text: str) -> list[Check]:
    """A "15th" of the claim against another ordinal of the same thing; the sentence may well leave it out."""
    if not asked.ordinals:
        return []
    found = [(ordinal, _next_terms(ordinal)) for ordinal in find_ordinals(text)]
    checks: list[Check] = []
    for wanted in asked.ordinals:
        same = [ordinal for ordinal, counted in found if counted & _next_terms(wanted)]
        if same and all(ordinal.value != wanted.value for ordinal in same):
            other = same[0]
            reason = f"claim: {wanted.text}, sentence: {other.text}"
            span = other.start, other.end
            checks.append(Check(Aspect.QUANTITY, CheckVerdict.DIFFERS, reason, wanted.text, other.text, span))
    return checks


def _next_terms(ordinal: Quantity) -> frozenset[str]:
    return frozenset(_terms(" ".join(ordinal.measured.split()[:_COUNTED_WORDS])))


def _same_measure(wanted: AskedQuantity, quantity: Quantity, asked: Asked) -> int:
    """How many terms two quantities measure in common; below 0 where they measure different things."""
    own, measured = wanted.measured, _measured(quantity)
    common = {
        term: {other for other in own if other == term or other in same_meaning(term) or is_same_family(term, other)}
        for term in measured
    }
    shared = {term for term, others in common.items() if others}
    if quantity.unit == "%":
        theirs = measured - shared - asked.name_terms
        ours = own.difference(*common.values()) - asked.name_terms
        if theirs and ours:
            return _PARTLY_SHARED if shared - asked.name_terms else _NOTHING_SHARED
    elif own and measured and not shared:
        if quantity.unit in _NEEDS_MEASURE:
            return _PARTLY_SHARED
        if _is_of_something(wanted, quantity):
            return _NOTHING_SHARED
    return len(shared)


def _is_of_something(wanted: AskedQuantity, quantity: Quantity) -> bool:
    """Whether both say of what they are so much: "tonnes of grain", "tonnes of coal"."""
    return wanted.quantity.measured.startswith("of ") and quantity.measured.startswith("of ")


def _check_dates(asked: Asked, dates: Sequence[DateMention], matched: _Matched) -> list[Check]:
    """A date of the sentence that grants one date of the claim says nothing about the claim's other ones."""
    granting = {
        mention
        for wanted in asked.dates
        for mention in dates
        if compare_dates(wanted.date, mention) is CheckVerdict.AGREES
    }
    return [_check_date(wanted, dates, granting, matched) for wanted in asked.dates]


def _check_date(
    wanted: AskedDate, dates: Sequence[DateMention], granting: set[DateMention], matched: _Matched
) -> Check:
    said = wanted.date.text
    found: dict[CheckVerdict, DateMention] = {}
    for other in dates:
        compared = compare_dates(wanted.date, other)
        if compared is CheckVerdict.AGREES or (compared is not None and other not in granting):
            found.setdefault(compared, other)
    for verdict in (CheckVerdict.AGREES, CheckVerdict.UNSTATED, CheckVerdict.DIFFERS):
        mention = found.get(verdict)
        if mention:
            if verdict is CheckVerdict.AGREES:
                matched.stated |= wanted.terms
            reason = f"claim: {said}, sentence: {mention.text}"
            return Check(Aspect.DATE, verdict, reason, said, mention.text, (mention.start, mention.end))
    return Check(Aspect.DATE, CheckVerdict.UNSTATED, f"claim: {said}; the sentence states no such date", said)


def _check_name(asked: AskedName, text: str, terms: frozenset[str], matched: _Matched) -> Check:
    said = asked.name.text
    own_terms = [term for term, _ in asked.weights]
    if _is_named(asked, text, terms, matched):
        matched.stated.update(own_terms)
        for term in own_terms:
            matched.reworded.pop(term, None)
        return Check(Aspect.NAME, CheckVerdict.AGREES, f"the sentence names {said}", said, *_quoted(asked, text))
    if asked.is_subject and not matched.stated.intersection(own_terms) and not _PERSONAL.search(text):
        other = _other_name(text, matched, asked)
        if other:
            reason = f"claim: {said}, sentence: {other.text}"
            return Check(Aspect.NAME, CheckVerdict.DIFFERS, reason, said, other.text, (other.start, other.end))
    if rival := _name_in_its_place(asked, text):
        reason = f"claim: {said}, sentence: {rival.text}"
        return Check(Aspect.NAME, CheckVerdict.DIFFERS, reason, said, rival.text, (rival.start, rival.end))
    return Check(Aspect.NAME, CheckVerdict.UNSTATED, f"the sentence does not name {said}", said)


def _is_named(asked: AskedName, text: str, terms: frozenset[str], matched: _Matched) -> bool:
    """By all its terms, a surname, most of a long name, or an acronym on either side."""
    held = sum(weight for term, weight in asked.weights if term in matched.stated)
    if held == sum(weight for _, weight in asked.weights):
        return True
    if len(asked.weights) > 1:
        last, weight = asked.weights[-1]
        surname = (
            len(asked.weights) <= 3
            and last in matched.stated
            and weight >= _SURNAME_WEIGHT
            and not _is_of_another(last, asked, text)
        )
        if surname or held >= _WHOLE_NAME * sum(weight for _, weight in asked.weights):
            return True
        return not asked.acronyms.isdisjoint(terms)
    acronym = asked.name.text.replace(".", "")
    return acronym.isupper() and any(acronym.lower() in initials(name.text) for name in find_names(text))


def _is_of_another(last: str, asked: AskedName, text: str) -> bool:
    """Whether the sentence has a name's last word in other names alone: "Halcyon Foods" is not Lantern Foods."""
    own = {term for term, _ in asked.weights}
    ending = [terms for name in find_names(text) if last in (terms := _terms(name.text))]
    return bool(ending) and all(terms[-1] == last and len(terms) > 1 and own.isdisjoint(terms[:-1]) for terms in ending)


def _quoted(asked: AskedName, text: str) -> tuple[str, tuple[int, int]] | tuple[None, None]:
    start = text.find(asked.name.text)
    return (asked.name.text, (start, start + len(asked.name.text))) if start >= 0 else (None, None)


def _other_name(text: str, matched: _Matched, asked: AskedName) -> Name | None:
    """A name that stands where the claim has its subject: before anything else that the two have in common."""
    own = {term for term, _ in asked.weights}
    for name in find_names(text)[:_NAMES_TRIED]:
        if any(term in matched and term not in own for term in sentence_terms(text[: name.end])):
            return None
        attributed = _ATTRIBUTED.search(text[max(name.start - 10, 0) : name.start])
        if not attributed and not _may_be_spelled(name, asked):
            return name
    return None


def _name_in_its_place(asked: AskedName, text: str) -> Name | None:
    """Another name behind the words that the claim has before this one: "the harbour of Velm" for "of Ondal"."""
    if asked.lead is None:
        return None
    for name in find_names(text):
        lead = _LEAD.search(text[max(name.start - _LEAD_CHARS, 0) : name.start])
        if lead and _lead_of(lead) == asked.lead and not _may_be_spelled(name, asked):
            return name
    return None


def _lead_of(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    return _terms(match[1]), match[2].lower()


def _may_be_spelled(name: Name, asked: AskedName) -> bool:
    """Whether a name may be another spelling of the claim's: a word of each starts alike."""
    starts = {term[:_SPELLING] for term, _ in asked.weights}
    return any(term[:_SPELLING] in starts for term in _terms(name.text))


def _check_opposites(
    asked: Asked, text: str, places: dict[str, int], cues: Sequence[Cue], matched: _Matched
) -> Iterator[Check]:
    """Terms whose opposite the sentence states in their place; a negation on one side makes them meet."""
    terms = list(asked.weights)
    for term, opposite in asked.opposites.items():
        others = opposite & places.keys() if term not in matched.stated else None
        if not others:
            continue
        index = terms.index(term)
        around = [places[other] for other in terms[max(index - 1, 0) : index + 2] if other in places]
        others = frozenset(other for other in others if any(abs(places[other] - place) <= _NEAR for place in around))
        if not others:
            continue
        inside, _ = _scoped_terms(text, [cue for cue in cues if cue.kind is CueKind.NEGATION])
        if (term in asked.negated) != bool(others & inside):
            matched.reworded[term] = others
            matched.turned.add(term)
            continue
        matched.reworded.pop(term, None)
        matched.contradicted.add(term)
        other = next((token for token in tokenize(text) if token.term in others), None)
        if other:
            reason = f"opposite: claim: {asked.words[term]}, sentence: {other.text}"
            span = other.start, other.end
            yield Check(Aspect.NEGATION, CheckVerdict.DIFFERS, reason, asked.words[term], other.text, span)


def _check_negation(asked: Asked, text: str, cues: Sequence[Cue], matched: _Matched) -> Iterator[Check]:
    """Whether what both sides say is denied on one of them alone, by weight of the terms they share."""
    terms = _terms(text)
    own = [cue for cue in asked.cues if cue.kind is CueKind.NEGATION and not set(_terms(cue.text)) & set(terms)]
    theirs = [cue for cue in cues if cue.kind is CueKind.NEGATION and not set(_terms(cue.text)) & asked.weights.keys()]
    if not own and not theirs:
        return
    negated = asked.negated if own else frozenset()
    if own and _misses_denied(asked, frozenset(terms), matched):
        return
    shared = _shared_content(asked, matched)
    content = sum(weight for term, weight in asked.weights.items() if term not in asked.name_terms)
    if not shared or sum(shared.values()) < _LEAST_SHARED * content:
        return
    # A claim that denies is judged by what it denies; its other words stand on both sides alike.
    shared = {term: weight for term, weight in shared.items() if term in negated} or shared
    inside, outside = _scoped_terms(text, theirs)
    differing = sum(
        weight
        for term, weight in shared.items()
        if _forms(term, matched).isdisjoint(inside if term in negated else outside)
    )
    said = own[0].text if own else None
    cue = theirs[0] if theirs else None
    found = (cue.text, (cue.start, cue.end)) if cue else (None, None)
    if differing >= _POLARITY_SHARE * sum(shared.values()):
        reason = f"the sentence denies it: {cue.text}" if cue and not own else f"the claim denies it: {said}"
        yield Check(Aspect.NEGATION, CheckVerdict.DIFFERS, reason, said, *found)
    elif own and cue:
        yield Check(Aspect.NEGATION, CheckVerdict.AGREES, "both deny it", said, *found)


def _check_question(asked: Asked, text: str) -> list[Check]:
    """A sentence that asks where the claim states."""
    mark = _QUESTION.search(text)
    if mark is None or asked.is_question:
        return []
    return [
        Check(Aspect.MODALITY, CheckVerdict.DIFFERS, "the sentence asks and does not state", None, "?", mark.span(1))
    ]


def _check_modality(asked: Asked, text: str, cues: Sequence[Cue], matched: _Matched) -> list[Check]:
    """A plan, a wish or a condition in the sentence where the claim states a fact."""
    if any(cue.kind is CueKind.MODALITY for cue in asked.cues):
        return []
    open_cues = [
        cue for cue in cues if cue.kind is CueKind.MODALITY and not set(_terms(cue.text)) & asked.weights.keys()
    ]
    if not open_cues:
        return []
    shared = _shared_content(asked, matched)
    if not shared:
        return []
    _, outside = _scoped_terms(text, open_cues)
    suspended = sum(weight for term, weight in shared.items() if _forms(term, matched).isdisjoint(outside))
    if suspended < _POLARITY_SHARE * sum(shared.values()):
        return []
    cue = next((cue for cue in open_cues if not cue.text.lower().startswith(_DOUBTS)), open_cues[0])
    doubted = cue.text.lower().startswith(_DOUBTS) or asked.is_future
    reason = f"the sentence states a plan, a wish or a condition: {cue.text}"
    verdict = CheckVerdict.UNSTATED if doubted else CheckVerdict.DIFFERS
    return [Check(Aspect.MODALITY, verdict, reason, None, cue.text, (cue.start, cue.end))]


def _shared_content(asked: Asked, matched: _Matched) -> dict[str, int]:
    """What the two have in common besides names, a denied opposite left out: a denial is about that."""
    apart = asked.name_terms | matched.turned
    return {term: weight for term, weight in asked.weights.items() if term in matched and term not in apart}


def _forms(term: str, matched: _Matched) -> frozenset[str]:
    return matched.reworded.get(term) or frozenset((term,))


def _scoped_terms(text: str, cues: Iterable[Cue]) -> tuple[frozenset[str], frozenset[str]]:
    """The terms within the scopes of these cues, and the terms outside them."""
    inside: set[str] = set()
    outside: set[str] = set()
    place = 0
    for cue in cues:
        if cue.end >= place:
            outside.update(sentence_terms(text[place : cue.end]))
            inside.update(sentence_terms(text[cue.end : cue.scope_end]))
            place = cue.scope_end
    outside.update(sentence_terms(text[place:]))
    return frozenset(inside), frozenset(outside)


def _check_roles(asked: Asked, text: str, terms: frozenset[str], matched: _Matched) -> list[Check]:
    roles = asked.roles
    held = sum(weight for term, weight in asked.weights.items() if term in matched)
    if held < _SAYS_ENOUGH * asked.total:
        return []
    words = frozenset(word for _, word, _ in roles.actions) | frozenset(word for _, word in roles.leading)
    acts = any({actor, verb, patient} <= terms for actor, verb, patient in roles.actions)
    gives = bool(roles.sources and roles.recipients)
    leads = len(asked.name_terms & terms) > 1 and any(word in terms for _, word in roles.leading)
    if not (acts or gives or leads) or not is_swapped(roles, find_roles(text, words=words)):
        return []
    return [Check(Aspect.ROLE, CheckVerdict.DIFFERS, "the sentence has the two parties the other way round")]


def _check_coverage(asked: Asked, missing: dict[str, int]) -> Check:
    if not missing:
        return Check(Aspect.COVERAGE, CheckVerdict.AGREES, "every word of the claim has its counterpart")
    words = ", ".join(asked.words[term] for term in missing)
    return Check(Aspect.COVERAGE, CheckVerdict.UNSTATED, f"not in the sentence: {words}", words)


def _resolved_weight(asked: Asked, missing: dict[str, int], reading: Reading) -> int:
    subject = next((name for name in asked.names if name.is_subject), None)
    if subject is None or not all(term in missing for term, _ in subject.weights):
        return 0
    if not _OPENING_REFERENCE.match(reading.candidate.text):
        return 0
    nearest = _terms(reading.context.before[-1]) if reading.context.before else ()
    title = _terms(reading.candidate.header.title or "")
    heaviest = _heaviest(subject)
    return sum(weight for _, weight in subject.weights) if heaviest in nearest or heaviest in title else 0


def _context_terms(reading: Reading) -> frozenset[str]:
    known: set[str] = set()
    for text in (*reading.context.before[-2:], reading.candidate.header.title or ""):
        known.update(_terms(text))
    known.update([COUNTRY_BY_SEAT[term] for term in known & COUNTRY_BY_SEAT.keys()])
    return frozenset(known)


def _closeness(asked: Asked, places: dict[str, int]) -> float:
    found = [places[term] for term in asked.weights if term in places]
    near = sum(abs(left - right) <= _NEAR for left, right in pairwise(found))
    return near / max(1, len(asked.weights) - 1)


def _missing_names(asked: Asked, checks: Sequence[Check], context: frozenset[str]) -> int:
    return sum(
        check.verdict is not CheckVerdict.AGREES and _heaviest(name) not in context
        for name, check in zip(asked.names, checks, strict=True)
    )


def _kept(context: frozenset[str], asked: Asked, text: str) -> frozenset[str]:
    """The context, but nothing where the sentence refers to nothing before it and names somebody or some place else."""
    rivals = any(asked.name_terms.isdisjoint(_terms(name.text)) for name in find_names(text)[:_NAMES_TRIED])
    return frozenset() if rivals else context


def _heaviest(name: AskedName) -> str:
    """The term by which a short form of a name is known best."""
    return max(name.weights, key=lambda weighted: weighted[1])[0]


def _has_distinct(asked: Asked, checks: Sequence[Check]) -> bool:
    """Whether a figure that is rarely met by chance agrees: a vote's result or three digits that are not zeros."""
    return any(
        check.verdict is CheckVerdict.AGREES
        and (wanted.quantity.unit == "votes" or len(f"{wanted.quantity.value:.0f}".rstrip("0")) >= _DISTINCT_DIGITS)
        for wanted, check in zip(asked.quantities, checks, strict=True)
    )


def _count(checks: Iterable[Check], verdict: CheckVerdict) -> int:
    return sum(check.verdict is verdict for check in checks)
