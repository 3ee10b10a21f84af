"""What a claim or a sentence states, as it goes out."""

import math
from typing import Any

from marshmallow import fields

from schemas.base import ApiSchema, shown, shown_list
from service.domain.facts import Facts

# Far more than anybody states, and fewer than binary fractions go wrong by: 0.9 times 40 shows as 36.
_SIGNIFICANT_DIGITS = 12


class QuantitySchema(ApiSchema):
    """A number as stated, with the interval that it and its qualifier allow (null: open)."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    value = shown(fields.Float)
    unit = shown(fields.String, nullable=True)
    qualifier = shown(fields.String, nullable=True)
    low = shown(fields.Float, nullable=True)
    high = shown(fields.Float, nullable=True)


class DateMentionSchema(ApiSchema):
    """A date as stated, with the first and last day that it may mean; null where that is not known."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    first = shown(fields.String, nullable=True)
    last = shown(fields.String, nullable=True)


class NameSchema(ApiSchema):
    """A name as stated."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    key = shown(fields.String, description="The form in which its spellings meet.")


class AttributionSchema(ApiSchema):
    """A source to which the text attributes what it reports."""

    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    cue = shown(fields.String, description='The word by which it speaks ("said"); "quotation" for a quoted "we".')


class FactsSchema(ApiSchema):
    """What was read in a claim or a sentence; text[start:end] counts code points of that."""

    quantities = shown_list(QuantitySchema)
    dates = shown_list(DateMentionSchema)
    names = shown_list(NameSchema)
    negated = shown(fields.Boolean)
    attributions = shown_list(AttributionSchema)


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
            }
            for date in facts.dates
        ],
        "names": [{"text": name.text, "start": name.start, "end": name.end, "key": name.key} for name in facts.names],
        "negated": facts.negated,
        "attributions": [
            {"text": source.text, "start": source.start, "end": source.end, "cue": source.cue}
            for source in facts.attributions
        ],
    }


def _bound(value: float) -> float | None:
    return _rounded(value) if math.isfinite(value) else None


def _rounded(value: float) -> float:
    return float(f"{value:.{_SIGNIFICANT_DIGITS}g}")
