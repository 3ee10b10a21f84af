"""What one side denies, asks, plans or doubts, and the other states."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.domain.checks.asked import QUESTION, Asked
from service.domain.checks.matching import Matched, forms, shared_content
from service.domain.checks.words import NEAR, terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.attribution import Attribution
from service.domain.facts.polarity import Cue, CueKind
from service.domain.facts.wording import same_meaning
from service.domain.terms import sentence_terms, tokenize

_POLARITY_SHARE = 0.5
_LEAST_SHARED = 0.3
_DENIALS = ("den", "reject", "dismiss", "disput", "contest", "refut", "rebuff")
# Behind the source's name: " said that it does", " says they had".
_OF_HIMSELF = re.compile(r" (?:\w+ ){1,4}?(?:that )?(?:it|he|she|they|we|I)(?: \w+){0,2} ?", re.ASCII)
# "may have sold" and "is accused of selling" doubt that it sold; "plans to sell" says that it has not yet.
_DOUBTS = ("might", "may", "could")
_ACCUSES = ("accus", "suspect", "charg", "indict", "alleg", "purport")
# A claim that somebody has made up his mind is not met by one who still thinks about it.
_DECIDED = ("plan", "intend", "vow", "pledg", "promis", "agree", "prepar", "set", "due", "order")
_UNDECIDED = (
    "consider",
    "contemplat",
    "weigh",
    "mull",
    "might",
    "may",
    "could",
    "urg",
    "ask",
    "call",
    "advis",
    "seek",
    "hop",
)


def check_opposites(
    asked: Asked, text: str, places: dict[str, int], cues: Sequence[Cue], matched: Matched
) -> Iterator[Check]:
    """Terms whose opposite the sentence states in their place; a negation on one side makes them meet."""
    terms = list(asked.weights)
    for term, opposite in asked.opposites.items():
        others = opposite & places.keys() if term not in matched.stated and term not in matched.converse else None
        if not others:
            continue
        index = terms.index(term)
        around = [places[other] for other in terms[max(index - 1, 0) : index + 2] if other in places]
        others = frozenset(other for other in others if any(abs(places[other] - place) <= NEAR for place in around))
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


def check_negation(
    asked: Asked, text: str, cues: Sequence[Cue], attributions: Sequence[Attribution], matched: Matched
) -> Iterator[Check]:
    """Whether what both sides say is denied on one of them alone, by weight of the terms they share."""
    terms = terms_of(text)
    # What both sides say alike ("rejected" in both) tells them apart on neither.
    own = [cue for cue in asked.cues if cue.kind is CueKind.NEGATION and not set(terms_of(cue.text)) & set(terms)]
    theirs = [
        cue for cue in cues if cue.kind is CueKind.NEGATION and not set(terms_of(cue.text)) & asked.weights.keys()
    ]
    if not own and not theirs:
        return
    negated = asked.negated if own else frozenset()
    if own and misses_denied(asked, frozenset(terms), matched):
        return
    shared = shared_content(asked, matched)
    content = sum(weight for term, weight in asked.weights.items() if term not in asked.name_terms)
    if not shared or sum(shared.values()) < _LEAST_SHARED * content:
        return
    # A claim that denies is judged by what it denies; its other words stand on both sides alike.
    shared = {term: weight for term, weight in shared.items() if term in negated} or shared
    inside, outside = _scoped_terms(text, theirs)
    differing = sum(
        weight
        for term, weight in shared.items()
        if forms(term, matched).isdisjoint(inside if term in negated else outside)
    )
    said = own[0].text if own else None
    cue = theirs[0] if theirs else None
    found = (cue.text, (cue.start, cue.end)) if cue else (None, None)
    if differing >= _POLARITY_SHARE * sum(shared.values()):
        if cue and not own and _is_own_denial(text, cue, attributions):
            matched.denied = True
            reason = f"the sentence reports a denial of it: {cue.text}"
        else:
            reason = _denial_reason(said, cue)
        yield Check(Aspect.NEGATION, CheckVerdict.DIFFERS, reason, said, *found)
    elif own and cue:
        reason = f"both deny it: claim: {said}, sentence: {cue.text}"
        yield Check(Aspect.NEGATION, CheckVerdict.AGREES, reason, said, *found)


def _denial_reason(said: str | None, cue: Cue | None) -> str:
    """Who denies what the other side states: `said` are the claim's denying words, `cue` the sentence's."""
    if said and cue:
        return f"they deny different things: claim: {said}, sentence: {cue.text}"
    return f"the sentence denies it: {cue.text}" if cue else f"the claim denies it: {said}"


def _is_own_denial(text: str, cue: Cue, attributions: Sequence[Attribution]) -> bool:
    """Whether the words are somebody's denial: "Norway denied ...", "Norway says that it does not ...".

    A denial is no more than the word of the one who denies.
    """
    if cue.text.lower().startswith(_DENIALS):
        return True
    return any(
        attribution.end <= cue.start and _OF_HIMSELF.fullmatch(text[attribution.end : cue.start])
        for attribution in attributions
    )


def check_question(asked: Asked, text: str) -> list[Check]:
    """A sentence that asks where the claim states."""
    mark = QUESTION.search(text)
    if mark is None or asked.is_question:
        return []
    return [
        Check(Aspect.MODALITY, CheckVerdict.DIFFERS, "the sentence asks and does not state", None, "?", mark.span(1))
    ]


def check_modality(asked: Asked, text: str, cues: Sequence[Cue], matched: Matched) -> list[Check]:
    """A plan, a wish, a condition or an accusation in the sentence where the claim states a fact."""
    own = [cue for cue in asked.cues if cue.kind is CueKind.MODALITY]
    if own:
        return _check_resolve(own, cues)
    open_cues = [cue for cue in cues if cue.kind is CueKind.MODALITY and not _is_claimed(cue, asked)]
    if not open_cues:
        return []
    shared = shared_content(asked, matched)
    if not shared:
        return []
    _, outside = _scoped_terms(text, open_cues)
    suspended = sum(weight for term, weight in shared.items() if forms(term, matched).isdisjoint(outside))
    if suspended < _POLARITY_SHARE * sum(shared.values()):
        return []
    doubts = (*_DOUBTS, *_ACCUSES)
    cue = next((cue for cue in open_cues if not cue.text.lower().startswith(doubts)), open_cues[0])
    span = cue.start, cue.end
    if cue.text.lower().startswith(_ACCUSES):
        matched.accused = True
        reason = f"the claim states a fact, the sentence accuses only: {cue.text}"
        return [Check(Aspect.MODALITY, CheckVerdict.UNSTATED, reason, None, cue.text, span)]
    doubted = cue.text.lower().startswith(_DOUBTS) or asked.is_future
    reason = f"the claim states a fact, the sentence a plan, a wish or a condition: {cue.text}"
    verdict = CheckVerdict.UNSTATED if doubted else CheckVerdict.DIFFERS
    return [Check(Aspect.MODALITY, verdict, reason, None, cue.text, span)]


def _is_claimed(cue: Cue, asked: Asked) -> bool:
    """Whether the claim says what a cue says: "acquitted" for "cleared of"."""
    terms = terms_of(cue.text)
    return any(term in asked.weights or not same_meaning(term).isdisjoint(asked.weights) for term in terms)


def _check_resolve(own: Sequence[Cue], cues: Sequence[Cue]) -> list[Check]:
    """A decision in the claim, a mere thought in the sentence."""
    theirs = [cue for cue in cues if cue.kind is CueKind.MODALITY]
    decided = next((cue for cue in own if cue.text.lower().startswith(_DECIDED)), None)
    if decided is None or not theirs or not all(cue.text.lower().startswith(_UNDECIDED) for cue in theirs):
        return []
    cue = theirs[0]
    reason = f"claim: {decided.text}, sentence: {cue.text}"
    return [Check(Aspect.MODALITY, CheckVerdict.UNSTATED, reason, decided.text, cue.text, (cue.start, cue.end))]


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


def misses_denied(asked: Asked, terms: frozenset[str], matched: Matched) -> bool:
    """Whether a sentence speaks neither of the thing that the claim denies nor in its denying words."""
    if asked.denied is None:
        return False
    term, words = asked.denied
    return term not in matched and words.isdisjoint(terms)
