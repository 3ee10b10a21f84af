"""Search bodies. Nothing a caller writes meets a query parser. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from service.adapters.elasticsearch.client import Document
from service.adapters.elasticsearch.documents import ARTICLE, INTENT, TOMBSTONE, generation_slot, to_micros
from service.application.ports import ArticleFilter
from service.domain.retrieval import split_optional
from service.domain.terms import WeightedTerm

# The most that one search gives back (index.max_result_window).
MAX_HITS = 10_000

OUTLETS_A_PAGE = 10_000

_CANDIDATE_FIELDS = ["article_id", "token", "position", "text", "start", "end"]


def candidate_search(
    terms: Sequence[WeightedTerm],
    floor: int,
    where: ArticleFilter,
    *,
    limit: int,
    within: Collection[str] | None = None,
    without_tokens: Collection[str] = (),
    timeout_s: float | None = None,
) -> Document:
    """Sentences whose terms' weights add up to at least `floor`, those with the most weight first.

    Scores are sums of whole numbers and exact in 32-bit floats below 2**24. `terms` come from merge_terms. `within`
    restricts to some articles, `without_tokens` leaves out sentences of revisions known not to be current.
    """
    optional, needed = split_optional(terms, floor)
    filters = filter_clauses(where)
    if within is not None:
        filters.append({"terms": {"article_id": sorted(within)}})
    body: Document = {
        "query": {
            "bool": {
                "must": [{"bool": {"should": [_weighted(term) for term in needed]}}],
                "should": [_weighted(term) for term in optional],
                "filter": filters,
                "must_not": [{"terms": {"token": sorted(without_tokens)}}] if without_tokens else [],
            }
        },
        "min_score": floor,
        "size": min(limit, MAX_HITS),
        "sort": [{"_score": "desc"}, {"article_id": "asc"}, {"position": "asc"}],
        "track_total_hits": True,
        "source_includes": _CANDIDATE_FIELDS,
    }
    if timeout_s is not None:
        body["timeout"] = f"{max(1, int(timeout_s * 1000))}ms"
    return body


def filter_clauses(where: ArticleFilter) -> list[Document]:
    """What a document of an article within the filter meets."""
    clauses: list[Document] = [
        {"terms": {field: list(values)}}
        for field, values in (
            ("outlet_keys", where.outlets),
            ("domains", where.domains),
            ("languages", where.languages),
            ("article_id", where.article_ids),
        )
        if values
    ]
    clauses += [
        {"bool": {"must_not": [{"terms": {field: list(values)}}]}}
        for field, values in (("outlet_keys", where.exclude_outlets), ("domains", where.exclude_domains))
        if values
    ]
    if (dates := _date_clause(where)) is not None:
        clauses.append(dates)
    return clauses


def _date_clause(where: ArticleFilter) -> Document | None:
    bounds: dict[str, int] = {}
    if where.published_from is not None:
        bounds["gte"] = to_micros(where.published_from)
    if where.published_before is not None:
        bounds["lt"] = to_micros(where.published_before)
    dated: Document = {"range": {"published": bounds}} if bounds else {"exists": {"field": "published"}}
    if not where.include_undated:
        return dated
    if not bounds:
        return None
    return {"bool": {"should": [dated, _UNDATED]}}


def article_search(where: ArticleFilter, *, after: str | None, limit: int) -> Document:
    """Heads of articles within the filter, by id."""
    return _heads_by_id([_IS_ARTICLE, *filter_clauses(where)], after=after, limit=limit)


def missing_generation_search(generation: int, *, after: str | None, limit: int) -> Document:
    """Heads of articles whose current revision has no sentences in a generation, by id."""
    absent = {"bool": {"must_not": [{"term": {"generations": generation}}]}}
    return _heads_by_id([_IS_ARTICLE, absent], after=after, limit=limit)


def leftovers_search(*, written_before: int, limit: int) -> Document:
    """Tombstones and notes on writes that are older than an instant (microseconds since 1970), oldest first."""
    return {
        "query": {
            "bool": {
                "filter": [
                    {"terms": {"type": [TOMBSTONE, INTENT]}},
                    {"range": {"written": {"lt": written_before}}},
                ]
            }
        },
        "size": limit,
        "sort": [{"written": "asc"}],
        "seq_no_primary_term": True,
    }


def expired_search(*, before: int, limit: int) -> Document:
    """Records whose time has passed (microseconds since 1970)."""
    return {
        "query": {"range": {"expires": {"lte": before}}},
        "size": limit,
        "seq_no_primary_term": True,
        "source": False,
    }


def coverage_search(where: ArticleFilter, generation: int, *, after: Mapping[str, Any] | None = None) -> Document:
    """Counts over the articles within the filter; no hits, so Elasticsearch keeps the answer until the next refresh.

    Outlets are counted by pages of a composite aggregation: `cardinality` would be an estimate.
    """
    return {
        "query": {"bool": {"filter": [_IS_ARTICLE, *filter_clauses(where)]}},
        "size": 0,
        "track_total_hits": True,
        "aggs": {
            "sentences": {"sum": {"field": generation_slot(generation)}},
            "indexed": {"max": {"field": "indexed"}},
            "undated": {"filter": _UNDATED},
            "dated": {"filter": _DATED, "aggs": {"newest": _top_date("desc")}},
            "outlets": _outlet_pages(after),
        },
    }


def outlets_search(*, after: Mapping[str, Any] | None = None) -> Document:
    """A page of all outlets, with the number of their articles and their first and last dates."""
    return {
        "query": {"bool": {"filter": [_IS_ARTICLE]}},
        "size": 0,
        "aggs": {
            "outlets": {
                **_outlet_pages(after),
                "aggs": {
                    "dated": {"filter": _DATED, "aggs": {"first": _top_date("asc"), "last": _top_date("desc")}},
                },
            }
        },
    }


_IS_ARTICLE: Document = {"term": {"type": ARTICLE}}
_DATED: Document = {"exists": {"field": "published"}}
_UNDATED: Document = {"bool": {"must_not": [_DATED]}}


def _weighted(term: WeightedTerm) -> Document:
    return {"constant_score": {"filter": {"term": {"terms": term.term}}, "boost": term.weight}}


def _heads_by_id(filters: Sequence[Document], *, after: str | None, limit: int) -> Document:
    body: Document = {
        "query": {"bool": {"filter": list(filters)}},
        "size": min(limit, MAX_HITS),
        "sort": [{"article_id": "asc"}],
        "seq_no_primary_term": True,
        "track_total_hits": False,
    }
    if after is not None:
        body["search_after"] = [after]
    return body


def _top_date(order: str) -> Document:
    # A maximum would come back as a double, which has no room for the microseconds of far years. The finer of two
    # equal starts counts.
    return {
        "top_hits": {
            "size": 1,
            "sort": [{"published": order}, {"coarseness": "asc"}],
            "_source": ["published", "precision"],
        }
    }


def _outlet_pages(after: Mapping[str, Any] | None) -> Document:
    composite: Document = {"size": OUTLETS_A_PAGE, "sources": [{"outlet": {"terms": {"field": "outlet"}}}]}
    if after is not None:
        composite["after"] = dict(after)
    return {"composite": composite}
