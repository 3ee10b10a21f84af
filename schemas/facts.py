"""What a claim or a sentence states, as it goes out."""

import math
from typing import Any

from marshmallow import fields

from schemas.base import ApiSchema, shown, shown_list, shown_word
from service.domain.facts import Facts
from service.domain.facts.polarity import CueKind

# Far more than anybody states, and fewer than binary fractions go wrong by: 0.9 times 40 shows as 36.
_SIGNIFICANT_DIGITS = 12


class QuantitySchema(ApiSchema):
    """A number as stated, with the interval that it and its qualifier allow (null: open), and what it measures.

    `change` is `by` for what something rose or fell by, `to` for what it came to.
    """

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    value = shown(fields.Float)
    unit = shown(fields.String, nullable=True)
    qualifier = shown(fields.String, nullable=True)
    low = shown(fields.Float, nullable=True)
    high = shown(fields.Float, nullable=True)
    second = shown(fields.Float, nullable=True, description="The other side of a vote's result: 48 in 51-48.")
    measured = shown(fields.String, description="The words after it in its clause, which say what is counted.")
    change = shown_word(("by", "to"), nullable=True)
    is_start = shown(fields.Boolean, description="Whether a change starts there: 9,000 in `from 9,000 to 1,200`.")


class DateMentionSchema(ApiSchema):
    """A date as stated, with the first and last day that it may mean; null where that is not known.

    Of a date without a year `month`, `day` and `weekday` are what it names.
    """

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    first = shown(fields.String, nullable=True)
    last = shown(fields.String, nullable=True)
    month = shown(fields.Integer, nullable=True, description="1 to 12.")
    day = shown(fields.Integer, nullable=True, description="Of the month.")
    weekday = shown(fields.Integer, nullable=True, description="0 is Monday.")


class NameSchema(ApiSchema):
    """A name as stated."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    key = shown(fields.String, description="The form in which its spellings meet.")


class CueSchema(ApiSchema):
    """A word that denies (`negation`) or leaves open (`modality`) what follows it, up to `scope_end`."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    scope_end = shown(fields.Integer)
    kind = shown_word(CueKind)


class AttributionSchema(ApiSchema):
    """A source to which the text attributes what it reports."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    cue = shown(fields.String, description='The word by which it speaks ("said"); "quotation" for a quoted "we".')


class CreditSchema(ApiSchema):
    """An outlet that the text names as its source."""

    name = shown(fields.String, description="The outlet's usual name, whichever the text has.")
    start = shown(fields.Integer)
    end = shown(fields.Integer)


class FactsSchema(ApiSchema):
    """What was read in a claim or a sentence; text[start:end] counts code points of that."""

    quantities = shown_list(QuantitySchema)
    dates = shown_list(DateMentionSchema)
    names = shown_list(NameSchema)
    negated = shown(fields.Boolean, description="Whether any of the cues is a negation.")
    cues = shown_list(CueSchema)
    attributions = shown_list(AttributionSchema)
    credits = shown_list(CreditSchema)


def facts_body(facts: Facts) -> dict[str, Any]:
    """A FactsSchema."""
    return {
        "quantities": [
            {
                "text": quantity.text,
                "start": quantity.start,
                "end": quantity.end,
                "value": _rounded(quantity.value),
                "unit": quantity.unit,
                "qualifier": quantity.qualifier,
                "low": _bound(quantity.low),
                "high": _bound(quantity.high),
                "second": None if quantity.second is None else _rounded(quantity.second),
                "measured": quantity.measured,
                "change": quantity.change,
                "is_start": quantity.is_start,
            }
            for quantity in facts.quantities
        ],
        "dates": [
            {
                "text": date.text,
                "start": date.start,
                "end": date.end,
                "first": date.first and date.first.isoformat(),
                "last": date.last and date.last.isoformat(),
                "month": date.month,
                "day": date.day,
                "weekday": date.weekday,
            }
            for date in facts.dates
        ],
        "names": [{"text": name.text, "start": name.start, "end": name.end, "key": name.key} for name in facts.names],
        "negated": facts.negated,
        "cues": [
            {
                "text": cue.text,
                "start": cue.start,
                "end": cue.end,
                "scope_end": cue.scope_end,
                "kind": cue.kind.value,
            }
            for cue in facts.cues
        ],
        "attributions": [
            {"text": source.text, "start": source.start, "end": source.end, "cue": source.cue}
            for source in facts.attributions
        ],
        "credits": [{"name": credit.name, "start": credit.start, "end": credit.end} for credit in facts.credits],
    }


def _bound(value: float) -> float | None:
    return _rounded(value) if math.isfinite(value) else None


def _rounded(value: float) -> float:
    return float(f"{value:.{_SIGNIFICANT_DIGITS}g}")
