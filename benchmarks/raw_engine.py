"""The engines' own queries, without the service: what its times are held against."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tantivy
from elasticsearch import Elasticsearch

from service.adapters.elasticsearch.queries import candidate_search
from service.adapters.embedded.index import fresh_searcher, open_index
from service.adapters.embedded.queries import SCHEMA, IndexFilter, candidate_query
from service.application.ports import EVERY_ARTICLE
from service.domain.retrieval import merge_terms
from service.domain.terms import claim_terms, floor_weight

_CANDIDATES = 1_000
_BM25_HITS = 200


@dataclass(frozen=True, slots=True)
class RawEngine:
    """`coverage` takes the best 1,000 sentences by coverage of a claim, `bm25` the best 200 by BM25."""

    coverage: Callable[[str], object]
    bm25: Callable[[str], object]


def raw_tantivy(data_dir: Path) -> RawEngine:
    """The embedded store's index, opened beside the service."""
    [path] = data_dir.glob("index-*")
    searcher = fresh_searcher(open_index(data_dir, int(path.name.removeprefix("index-"))))

    def coverage(claim: str) -> object:
        terms = claim_terms(claim)
        query = candidate_query(merge_terms(terms), floor_weight(terms), IndexFilter())
        return searcher.search(query, limit=_CANDIDATES, count=False)

    def bm25(claim: str) -> object:
        terms = [
            tantivy.Query.term_query(SCHEMA, "term", term.term, index_option="basic") for term in claim_terms(claim)
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return searcher.search(query, limit=_BM25_HITS, count=False)

    return RawEngine(coverage, bm25)


def raw_elasticsearch(url: str, index: str) -> RawEngine:
    """The sentences index behind an alias, asked without the service for what the service would ask."""
    client = Elasticsearch(url, request_timeout=60)

    def coverage(claim: str) -> object:
        terms = claim_terms(claim)
        body = candidate_search(merge_terms(terms), floor_weight(terms), EVERY_ARTICLE, limit=_CANDIDATES)
        return client.search(index=index, **body)

    def bm25(claim: str) -> object:
        query = {"bool": {"should": [{"term": {"terms": term.term}} for term in claim_terms(claim)]}}
        return client.search(index=index, query=query, size=_BM25_HITS, source=False)

    return RawEngine(coverage, bm25)
