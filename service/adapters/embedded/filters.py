"""Article filters as SQL over `articles AS a`. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from service.adapters.embedded.rows import to_micros
from service.application.ports import ArticleFilter

_OUTLETS = "SELECT outlet FROM outlet_keys WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"

OUTLETS_OF_KEYS = f"{_OUTLETS} ORDER BY outlet"
OUTLET_KEY = "outlet"
DOMAIN_KEY = "domain"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition for WHERE and the values of its placeholders."""

    sql: str
    values: tuple[str | int, ...] = ()


def article_condition(where: ArticleFilter) -> Condition:
    """What an article must meet."""
    parts = (
        *_outlet_conditions(where),
        *_date_conditions(where),
        *_language_conditions(where.languages),
        *_id_conditions(where.article_ids),
    )
    return Condition(
        " AND ".join(f"({part.sql})" for part in parts) or "1", tuple(value for part in parts for value in part.values)
    )


def _outlet_conditions(where: ArticleFilter) -> list[Condition]:
    conditions = []
    for kind, wanted, unwanted in (
        (OUTLET_KEY, where.outlets, where.exclude_outlets),
        (DOMAIN_KEY, where.domains, where.exclude_domains),
    ):
        if wanted:
            conditions.append(Condition(f"a.outlet IN ({_OUTLETS})", (kind, json.dumps(wanted))))
        if unwanted:
            conditions.append(
                Condition(f"a.outlet IS NULL OR a.outlet NOT IN ({_OUTLETS})", (kind, json.dumps(unwanted)))
            )
    return conditions


def _date_conditions(where: ArticleFilter) -> list[Condition]:
    bounds = []
    values = []
    if where.published_from is not None:
        bounds.append("a.published >= ?")
        values.append(to_micros(where.published_from))
    if where.published_before is not None:
        bounds.append("a.published < ?")
        values.append(to_micros(where.published_before))
    if not where.include_undated:
        return [Condition(" AND ".join(["a.published IS NOT NULL", *bounds]), tuple(values))]
    if bounds:
        return [Condition(f"a.published IS NULL OR ({' AND '.join(bounds)})", tuple(values))]
    return []


def _language_conditions(languages: Sequence[str]) -> list[Condition]:
    if not languages:
        return []
    return [
        Condition(
            "EXISTS (SELECT 1 FROM json_each(?) AS j"
            " WHERE substr(lower(a.language) || '-', 1, length(j.value) + 1) = j.value || '-')",
            (json.dumps(languages),),
        )
    ]


def _id_conditions(article_ids: Sequence[str]) -> list[Condition]:
    return [Condition("a.id IN (SELECT value FROM json_each(?))", (json.dumps(article_ids),))] if article_ids else []
