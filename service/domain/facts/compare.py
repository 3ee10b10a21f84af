"""Quantities and dates of a claim against those of a sentence, as intervals."""

import re
from dataclasses import replace

from service.domain.evidence import CheckVerdict
from service.domain.facts.dates import DateMention
from service.domain.facts.quantities import Quantity, bound

_ROUGH = {"~", "-", "+"}
# A rounded figure stands for one that differs from it by less than this share: "$2 million" for $1,982,400. Small
# numbers and percentages are not rounded that way, but 89.6% is 90%.
_ROUNDING = 0.025
_LEAST_ROUNDED = 100.0
_HALF_POINT = 0.5
_SMALLER_UNITS = {"km": ("m", 1000.0), "t": ("kg", 1000.0), "GW": ("MW", 1000.0)}


def compare_quantities(claim: Quantity, sentence: Quantity) -> CheckVerdict | None:
    """Whether the sentence's quantity grants the claim's; None where the two cannot be compared (unit, or the start of
    a change against a present value).

    It agrees when every value that the sentence allows is one that the claim allows, when either is a rounding of the
    other, or when the sentence is vague about the very value that the claim names. It differs when no value satisfies
    both. Else the sentence leaves the claim open.
    """
    if claim.unit != sentence.unit:
        claim, sentence = _in_one_unit(claim, sentence)
    if claim.unit != sentence.unit or (sentence.is_start and not claim.is_start):
        return None
    if claim.change and sentence.change and claim.change != sentence.change:
        # What it rose by against what it rose to.
        return None
    if claim.unit == "votes":
        same = (claim.value, claim.second) == (sentence.value, sentence.second)
        return CheckVerdict.AGREES if same else CheckVerdict.DIFFERS
    if claim.low <= sentence.low and sentence.high <= claim.high:
        return CheckVerdict.AGREES
    if sentence.high < claim.low or claim.high < sentence.low:
        return _disjoint(claim, sentence)
    vague = bound(sentence) in _ROUGH and bound(claim) in _ROUGH | {"="}
    if vague and (sentence.low <= claim.value <= sentence.high or claim.value == sentence.value):
        return CheckVerdict.AGREES
    return CheckVerdict.UNSTATED


def _in_one_unit(claim: Quantity, sentence: Quantity) -> tuple[Quantity, Quantity]:
    """Both in the smaller unit of a kind ("km", "m"), or as they are where they measure other things."""
    own, theirs = _SMALLER_UNITS.get(claim.unit or ""), _SMALLER_UNITS.get(sentence.unit or "")
    if own and own[0] == sentence.unit:
        return _scaled(claim, *own), sentence
    if theirs and theirs[0] == claim.unit:
        return claim, _scaled(sentence, *theirs)
    return claim, sentence


def _scaled(quantity: Quantity, unit: str, factor: float) -> Quantity:
    value, low, high = (round(number * factor, 6) for number in (quantity.value, quantity.low, quantity.high))
    return replace(quantity, unit=unit, value=value, low=low, high=high)


def _disjoint(claim: Quantity, sentence: Quantity) -> CheckVerdict:
    bounds = {bound(claim), bound(sentence)}
    if claim.value == sentence.value and "=" in bounds:
        # "nearly 70%" is printed as 70%, and 70% as "nearly 70%"; "more than 70%" grants neither.
        if bounds & _ROUGH:
            return CheckVerdict.AGREES
        return CheckVerdict.UNSTATED if bound(claim) == "=" else CheckVerdict.DIFFERS
    if bounds == {"="} and claim.low == claim.high and sentence.low == sentence.high and _is_rounding(claim, sentence):
        return CheckVerdict.AGREES
    return CheckVerdict.DIFFERS


def _is_rounding(claim: Quantity, sentence: Quantity) -> bool:
    largest = max(abs(claim.value), abs(sentence.value))
    distance = abs(claim.value - sentence.value)
    if claim.unit == "%":
        # A claim's "third" is 33.33 and more; 33.3% is as exact as it says.
        return distance <= _HALF_POINT and (claim.value == round(claim.value) or claim.value != round(claim.value, 2))
    if largest < _LEAST_ROUNDED or distance > _ROUNDING * largest:
        return False
    return _significant_digits(claim.value) < _significant_digits(sentence.value)


def _significant_digits(value: float) -> int:
    return len(re.sub(r"[.-]|e.*", "", f"{value:.12g}").strip("0"))


def compare_dates(claim: DateMention, sentence: DateMention) -> CheckVerdict | None:
    """Whether the sentence's date grants the claim's: a more precise one does, a coarser one leaves it open.

    None where the two cannot be compared (a weekday against a year, a relative date without a reference).
    """
    if sentence.weekday is not None and claim.weekday is None and sentence.first and sentence.last:
        return _compare_weekday(claim, sentence)
    if claim.weekday is not None and sentence.weekday is not None:
        return CheckVerdict.AGREES if claim.weekday == sentence.weekday else CheckVerdict.DIFFERS
    if claim.first and claim.last and sentence.first and sentence.last:
        if claim.first <= sentence.first and sentence.last <= claim.last:
            return CheckVerdict.AGREES
        apart = sentence.last < claim.first or claim.last < sentence.first
        return CheckVerdict.DIFFERS if apart else CheckVerdict.UNSTATED
    if claim.month and sentence.month:
        if claim.month != sentence.month or (claim.day and sentence.day and claim.day != sentence.day):
            return CheckVerdict.DIFFERS
        known = claim.day in (None, sentence.day) and claim.first is None
        return CheckVerdict.AGREES if known else CheckVerdict.UNSTATED
    return None


def _compare_weekday(claim: DateMention, sentence: DateMention) -> CheckVerdict | None:
    """A weekday of an article, which is one of two days, against a date."""
    days = {day for day in (sentence.first, sentence.last) if day}
    if claim.first and claim.last:
        granted = [claim.first <= day <= claim.last for day in days]
    elif claim.month:
        granted = [day.month == claim.month and claim.day in (None, day.day) for day in days]
    else:
        return None
    if not any(granted):
        return CheckVerdict.DIFFERS
    return CheckVerdict.AGREES if all(granted) or claim.day else CheckVerdict.UNSTATED
