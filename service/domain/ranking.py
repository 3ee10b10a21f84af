"""The order of an answer: a total order over immutable values.

Supports, then refutes, then not_enough_info; within a stance by the sort keys; ties end in article id and position.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from service.domain.evidence import ArticleHeader, SentenceKey, Stance
from service.domain.outlet import Outlet, outlet_name_key
from service.domain.published import PublishedDate


class SortKey(StrEnum):
    """What evidence may be sorted by; a leading minus means falling."""

    OUTLET = "outlet"
    OLDEST = "published_at"
    NEWEST = "-published_at"
    SUPPORT = "-support_score"
    RELEVANCE = "-relevance_score"


DEFAULT_SORT = (SortKey.OUTLET, SortKey.NEWEST)

_STANCE_ORDER = {stance: order for order, stance in enumerate(Stance)}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_SortValue = tuple[int | float | str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged candidate with all that its rank depends on. `weight` is its coverage in whole term weights."""

    key: SentenceKey
    stance: Stance
    support_score: float
    weight: int
    tier: int | None
    header: ArticleHeader


def rank(judged: Iterable[Judged], sort: Sequence[SortKey] = DEFAULT_SORT) -> list[Judged]:
    """Put judged candidates in the order of the answer."""
    return sorted(judged, key=lambda item: _rank_key(item, sort))


def _rank_key(item: Judged, sort: Sequence[SortKey]) -> tuple[int, tuple[_SortValue, ...], str, int]:
    values = tuple(_sort_value(item, key) for key in sort)
    return _STANCE_ORDER[item.stance], values, item.key.article_id, item.key.position


def _sort_value(item: Judged, key: SortKey) -> _SortValue:
    match key:
        case SortKey.OUTLET:
            return _outlet_value(item.header.outlet, item.tier)
        case SortKey.OLDEST:
            return _date_value(item.header.published, sign=1)
        case SortKey.NEWEST:
            return _date_value(item.header.published, sign=-1)
        case SortKey.SUPPORT:
            return (-item.support_score,)
        case SortKey.RELEVANCE:
            return (-item.weight,)


def _outlet_value(outlet: Outlet, tier: int | None) -> _SortValue:
    unknown = outlet.name is None and outlet.domain is None
    group = 2 if unknown else 1 if tier is None else 0
    domain = outlet.domain or ""
    name = outlet_name_key(outlet.name) if outlet.name else domain
    return group, tier or 0, name, domain


def _date_value(published: PublishedDate | None, *, sign: int) -> _SortValue:
    if published is None:
        return (1,)
    since_epoch = published.start - _EPOCH
    microseconds = (since_epoch.days * 86_400 + since_epoch.seconds) * 1_000_000 + since_epoch.microseconds
    return 0, sign * microseconds, published.coarseness
