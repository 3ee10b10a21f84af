"""What a reading holds of a claim, with every check and its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.domain.checks.asked import Asked
from service.domain.checks.attribution import check_attribution
from service.domain.checks.context import (
    BACK_REFERENCE,
    Reference,
    context_terms,
    has_rivals,
    kept_context,
    resolve,
    resolved_check,
    subject_terms,
)
from service.domain.checks.dates import check_dates
from service.domain.checks.matching import match, shared_content
from service.domain.checks.names import check_name, missing_names
from service.domain.checks.polarity import (
    check_modality,
    check_negation,
    check_opposites,
    check_question,
    misses_denied,
)
from service.domain.checks.quantities import check_ordinals, check_quantities, has_distinct, lacks_amount
from service.domain.checks.roles import check_future, check_roles
from service.domain.checks.words import NEAR, terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict, Reading


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
    for the claim's thing allows the claim's and others ("more than 4 million" for "5 million"); `denied` that it
    contradicts the claim by somebody's denial alone, which is no more than his word;
    `absent_names` counts the claim's names that are not in the sentence itself, `rival_names` says that it has others;
    `unstated_dates` counts the dates of the claim that neither the sentence nor, where it has none, its article tells;
    `missing_predicate` that the claim's verb has no counterpart in it, in no other form or words; `accused`
    that it only accuses somebody of what the claim states; `lacks_amount` that it does not state a share or an amount
    with a unit that the claim states: of such candidates of labelled claims 5 support and 330 do not.
    """

    stated: float
    reworded: float
    in_context: float
    resolved: float
    heaviest_missing: float
    closeness: float
    frame: float
    missing_names: int
    absent_names: int
    rival_names: bool
    unstated_quantities: int
    unstated_dates: int
    leaves_open: bool
    only_names: bool
    distinct_quantity: bool
    suspended: bool
    unasserted: bool
    misses_denied: bool
    contradiction: bool
    denied: bool
    missing_predicate: bool
    accused: bool
    lacks_amount: bool
    checks: tuple[Check, ...]

    @property
    def rule_out_support(self) -> bool:
        """Whether the sentence cannot support the claim.

        A check differs, it only accuses of what is claimed, or it lacks an amount that the claim states.
        """
        return self.accused or self.lacks_amount or any(check.verdict is CheckVerdict.DIFFERS for check in self.checks)


def examine(asked: Asked, reading: Reading) -> Findings:
    """Compare a claim with a sentence, with the sentences before it and the article's title as context."""
    text, facts = reading.candidate.text, reading.facts
    order = terms_of(text)
    terms = frozenset(order)
    matched = match(asked, terms)
    published = reading.candidate.header.published
    date_checks = check_dates(asked, facts.dates, published.start.date() if published else None, text, matched)
    quantity_checks = check_quantities(asked, facts.quantities, matched)
    name_checks = [check_name(name, text, facts.names, terms, matched) for name in asked.names]
    places = {term: place for place, term in enumerate(order)}
    role = check_roles(asked, text, terms, matched)
    matched.reworded.update(matched.converse)
    polarity_checks = [
        *check_opposites(asked, text, places, facts.cues, matched),
        *check_negation(asked, text, facts.cues, facts.attributions, matched),
    ]
    question = check_question(asked, text)
    modality = [*question, *(check_modality(asked, text, facts.cues, matched) or check_future(asked, text, terms))]
    missing = {term: weight for term, weight in asked.weights.items() if term not in matched}
    around = _surroundings(asked, reading, missing)
    reference = around.reference
    if reference:
        name_checks = [
            resolved_check(reference, name.name.text) if name.is_subject else check
            for name, check in zip(asked.names, name_checks, strict=True)
        ]
    ordinal_checks = check_ordinals(asked, text)
    if _denies_another(asked, polarity_checks, (*quantity_checks, *ordinal_checks, *name_checks)):
        polarity_checks = _left_open(polarity_checks)
        quantity_checks, ordinal_checks = _left_open(quantity_checks), _left_open(ordinal_checks)
        name_checks = _left_open(name_checks)
        matched.contradicted.clear()
    checks = (
        *quantity_checks,
        *ordinal_checks,
        *date_checks,
        *name_checks,
        *polarity_checks,
        *modality,
        *role,
        *check_attribution(asked, facts.attributions),
    )
    total = asked.total or 1
    return Findings(
        stated=sum(asked.weights[term] for term in matched.stated) / total,
        reworded=sum(asked.weights[term] for term in matched.reworded) / total,
        in_context=sum(weight for term, weight in missing.items() if term in around.referred) / total,
        resolved=sum(missing[term] for term in subject_terms(asked)) / total if reference and reference.place else 0.0,
        heaviest_missing=max((weight for term, weight in missing.items() if term not in around.referred), default=0)
        / total,
        closeness=_closeness(asked, places),
        frame=sum(weight for term, weight in asked.weights.items() if term in matched or term in matched.contradicted)
        / total,
        missing_names=missing_names(
            asked, name_checks, around.terms if around.referred else kept_context(around.terms, asked, facts.names)
        ),
        absent_names=_count(name_checks, CheckVerdict.UNSTATED) + _count(name_checks, CheckVerdict.DIFFERS),
        rival_names=has_rivals(asked, facts.names),
        unstated_quantities=_count(quantity_checks, CheckVerdict.UNSTATED),
        unstated_dates=_count(date_checks, CheckVerdict.UNSTATED),
        leaves_open=matched.leaves_open,
        only_names=not shared_content(asked, matched),
        distinct_quantity=has_distinct(asked, quantity_checks),
        suspended=bool(modality),
        unasserted=bool(question) or (bool(modality) and bool(asked.negated)),
        misses_denied=misses_denied(asked, terms, matched),
        contradiction=bool(matched.contradicted)
        or any(check.verdict is CheckVerdict.DIFFERS for check in (*polarity_checks, *ordinal_checks)),
        denied=matched.denied,
        accused=matched.accused,
        lacks_amount=lacks_amount(asked, quantity_checks),
        missing_predicate=asked.predicate in missing and asked.predicate not in matched.contradicted,
        checks=(_check_coverage(asked, missing), *checks),
    )


def _denies_another(asked: Asked, polarity: Sequence[Check], others: Sequence[Check]) -> bool:
    """Whether the claim denies what the sentence states of another: "was not the first" and "was the second"."""
    denied_by_claim = [check for check in polarity if check.verdict is CheckVerdict.DIFFERS]
    return (
        bool(asked.negated)
        and bool(denied_by_claim)
        and all(check.claim and not check.sentence for check in denied_by_claim)
        and any(check.verdict is CheckVerdict.DIFFERS for check in others)
    )


def _left_open(checks: Sequence[Check]) -> list[Check]:
    return [
        replace(check, verdict=CheckVerdict.UNSTATED) if check.verdict is CheckVerdict.DIFFERS else check
        for check in checks
    ]


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The terms before a sentence and in the title, those that it refers back to, and whom it opens with."""

    terms: frozenset[str]
    referred: frozenset[str]
    reference: Reference | None


def _surroundings(asked: Asked, reading: Reading, missing: dict[str, int]) -> _Surroundings:
    """Where to look up what a sentence misses of the claim."""
    if not missing:
        return _Surroundings(frozenset(), frozenset(), None)
    terms = context_terms(reading)
    reference = resolve(asked, missing, reading)
    if reference and reference.place is None:
        # What another name is nearer to is not looked up farther away.
        terms -= subject_terms(asked)
    return _Surroundings(terms, terms if BACK_REFERENCE.search(reading.candidate.text) else frozenset(), reference)


def _check_coverage(asked: Asked, missing: dict[str, int]) -> Check:
    if not missing:
        return Check(Aspect.COVERAGE, CheckVerdict.AGREES, "every word of the claim has its counterpart")
    words = ", ".join(asked.words[term] for term in missing)
    return Check(Aspect.COVERAGE, CheckVerdict.UNSTATED, f"not in the sentence: {words}", words)


def _closeness(asked: Asked, places: dict[str, int]) -> float:
    found = [places[term] for term in asked.weights if term in places]
    near = sum(abs(left - right) <= NEAR for left, right in pairwise(found))
    return near / max(1, len(asked.weights) - 1)


def _count(checks: Iterable[Check], verdict: CheckVerdict) -> int:
    return sum(check.verdict is verdict for check in checks)
