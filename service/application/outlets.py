"""Outlets as answers show them: every spelling that the server's outlets file knows is one outlet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.application.ports import ArticleFilter, ArticleStore, OutletSummary
from service.domain.evidence import Candidate
from service.domain.outlet import Outlet, OutletRegistry, outlet_order
from service.domain.published import PublishedDate


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet, its tier in the server's outlets file, and what the store holds of it under all its spellings."""

    summary: OutletSummary
    tier: int | None


def widened_filter(outlets: OutletRegistry, where: ArticleFilter) -> ArticleFilter:
    """The filter with every spelling of the outlets that it names."""
    if not where.outlets and not where.exclude_outlets:
        return where
    return replace(
        where,
        outlets=outlets.spellings(where.outlets),
        exclude_outlets=outlets.spellings(where.exclude_outlets),
    )


def under_canonical_outlets(outlets: OutletRegistry, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with the outlets file's names for their outlets, and for those that their articles credit."""
    if not outlets.entries:
        return tuple(candidates)
    canonical: dict[Outlet, Outlet] = {}
    shown = []
    for candidate in candidates:
        header = candidate.header
        if header.outlet not in canonical:
            canonical[header.outlet] = outlets.canonical(header.outlet)
        credited = outlets.canonical_names(header.credited)
        header = replace(header, outlet=canonical[header.outlet], credited=credited)
        shown.append(candidate if header == candidate.header else replace(candidate, header=header))
    return tuple(shown)


def list_outlets(outlets: OutletRegistry, store: ArticleStore) -> list[ListedOutlet]:
    """Every outlet that has an article, by its canonical name's key, then domain; nameless ones last."""
    together: dict[tuple[str, str] | None, list[OutletSummary]] = {}
    for summary in store.outlets():
        together.setdefault(outlets.identity(summary.outlet), []).append(summary)
    merged = [_merged(outlets, summaries) for summaries in together.values()]
    return [
        ListedOutlet(summary, outlets.tier_of(summary.outlet))
        for summary in sorted(merged, key=lambda summary: outlet_order(summary.outlet))
    ]


def _merged(outlets: OutletRegistry, summaries: Sequence[OutletSummary]) -> OutletSummary:
    """What is held of one outlet; of several domains none is shown where the outlets file states no main one."""
    spellings = sorted({outlets.canonical(summary.outlet) for summary in summaries}, key=outlet_order)
    domains = {outlet.domain for outlet in spellings}
    return OutletSummary(
        outlet=spellings[0] if len(domains) == 1 else Outlet(spellings[0].name),
        articles=sum(summary.articles for summary in summaries),
        first_published=min(
            (summary.first_published for summary in summaries if summary.first_published), key=_first, default=None
        ),
        last_published=max(
            (summary.last_published for summary in summaries if summary.last_published), key=_last, default=None
        ),
    )


def _first(date: PublishedDate) -> tuple[object, int]:
    return date.start, date.coarseness


def _last(date: PublishedDate) -> tuple[object, int]:
    return date.start, -date.coarseness
