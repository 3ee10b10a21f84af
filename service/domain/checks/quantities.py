"""Quantities and ordinals of a claim against a sentence's."""

from collections.abc import Sequence

from service.domain.checks.asked import Asked, AskedQuantity, measured_terms
from service.domain.checks.matching import Matched
from service.domain.checks.words import terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.compare import compare_quantities
from service.domain.facts.quantities import Quantity, find_ordinals
from service.domain.facts.wording import is_same_family, same_meaning

_COUNTED_WORDS = 2
_DISTINCT_DIGITS = 3
_RARE_COUNT = 13
_PARTLY_SHARED, _NOTHING_SHARED = -1, -2
_NEEDS_MEASURE = frozenset({None, "year", "month", "week", "day", "hour", "minute"})


def check_quantities(asked: Asked, quantities: Sequence[Quantity], matched: Matched) -> list[Check]:
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


def _check_quantity(wanted: AskedQuantity, quantities: Sequence[Quantity], matched: Matched, asked: Asked) -> Check:
    """Against the sentence's quantity of the same unit that measures most of the same."""
    comparable = [
        (verdict, quantity)
        for quantity in quantities
        if (verdict := compare_quantities(wanted.quantity, quantity)) is not None
    ]
    said = wanted.quantity.text
    if not comparable and (other := _changed_otherwise(wanted.quantity, quantities)):
        own, stated = f"{wanted.quantity.change} {said}", f"{other.change} {other.text}"
        return Check(
            Aspect.QUANTITY,
            CheckVerdict.DIFFERS,
            f"claim: {own}, sentence: {stated}",
            said,
            other.text,
            (other.start, other.end),
        )
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
    if closest == _PARTLY_SHARED and verdict is CheckVerdict.AGREES and _is_rare(wanted.quantity, quantity):
        closest = 0
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


def _is_rare(wanted: Quantity, quantity: Quantity) -> bool:
    """Whether two counts are one number that is seldom met by chance: "52 lives", "52 people"."""
    return wanted.unit != "%" and wanted.value == quantity.value and quantity.value >= _RARE_COUNT


def _changed_otherwise(wanted: Quantity, quantities: Sequence[Quantity]) -> Quantity | None:
    """The claim's figure for what something rose by, where the claim has it for what it rose to, or the reverse."""
    return next(
        (
            quantity
            for quantity in quantities
            if quantity.unit == wanted.unit
            and quantity.value == wanted.value
            and quantity.change
            and wanted.change
            and quantity.change != wanted.change
        ),
        None,
    )


def check_ordinals(asked: Asked, text: str) -> list[Check]:
    """A "15th" of the claim against another ordinal of the same thing; the sentence may well leave it out."""
    if not asked.ordinals:
        return []
    found = [(ordinal, _next_terms(ordinal)) for ordinal in find_ordinals(text)]
    checks: list[Check] = []
    for wanted in asked.ordinals:
        same = [ordinal for ordinal, counted in found if counted & _next_terms(wanted)]
        if same and all(ordinal.value != wanted.value for ordinal, _ in found):
            other = same[0]
            reason = f"claim: {wanted.text}, sentence: {other.text}"
            span = other.start, other.end
            checks.append(Check(Aspect.QUANTITY, CheckVerdict.DIFFERS, reason, wanted.text, other.text, span))
    return checks


def _next_terms(ordinal: Quantity) -> frozenset[str]:
    return frozenset(terms_of(" ".join(ordinal.measured.split()[:_COUNTED_WORDS])))


def _same_measure(wanted: AskedQuantity, quantity: Quantity, asked: Asked) -> int:
    """How many terms two quantities measure in common; below 0 where they measure different things."""
    own, measured = wanted.measured, measured_terms(quantity)
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


def has_distinct(asked: Asked, checks: Sequence[Check]) -> bool:
    """Whether a figure agrees that is rarely met by chance: a vote's result or three digits that are not zeros.

    `checks` are those of the claim's quantities, in their order.
    """
    return any(
        check.verdict is CheckVerdict.AGREES
        and (wanted.quantity.unit == "votes" or len(f"{wanted.quantity.value:.0f}".rstrip("0")) >= _DISTINCT_DIGITS)
        for wanted, check in zip(asked.quantities, checks, strict=True)
    )


def lacks_amount(asked: Asked, checks: Sequence[Check]) -> bool:
    """Whether a share or an amount with a unit is not stated; counts and durations are put in words more freely.

    `checks` are those of the claim's quantities, in their order.
    """
    return any(
        check.verdict is CheckVerdict.UNSTATED and wanted.quantity.unit not in _NEEDS_MEASURE
        for wanted, check in zip(asked.quantities, checks, strict=True)
    )
