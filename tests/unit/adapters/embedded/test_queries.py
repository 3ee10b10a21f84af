import random
from pathlib import Path

from tantivy import Index, Query

from service.adapters.embedded.index import (
    VersionDocuments,
    apply_changes,
    create_index,
    fresh_searcher,
    search,
    sentence_numbers,
)
from service.adapters.embedded.queries import (
    IndexFilter,
    candidate_query,
    version_query,
)
from service.domain.retrieval import merge_terms
from service.domain.terms import WeightedTerm

TIN, ORE, COIN = WeightedTerm("tin", 5), WeightedTerm("ore", 3), WeightedTerm("coin", 1)


def test_leaving_terms_optional_loses_no_candidate(tmp_path: Path) -> None:
    chance = random.Random(7)
    vocabulary = [f"w{number}" for number in range(30)]
    held = [chance.sample(vocabulary, chance.randint(1, 10)) for _ in range(400)]
    index = index_of(tmp_path, held)

    for _ in range(50):
        terms = merge_terms([WeightedTerm(word, chance.randint(1, 99)) for word in chance.sample(vocabulary, 12)])
        weights = {term.term: term.weight for term in terms}
        floor = chance.randint(1, sum(weights.values()))
        searcher = fresh_searcher(index)
        hits = search(searcher, candidate_query(terms, floor, IndexFilter()), floor=floor, limit=1000)

        sums = {number: sum(weights.get(word, 0) for word in words) for number, words in enumerate(held)}
        found = dict(zip(sentence_numbers(searcher, hits), (score for score, _ in hits), strict=True))
        assert found == {n: weight for n, weight in sums.items() if weight >= floor}


def test_a_version_is_taken_out_by_its_number(tmp_path: Path) -> None:
    index = index_of(tmp_path, [["tin"]] * 3)
    apply_changes(index, purge=(), add=[VersionDocuments(1, None, None, None, [(0, ["tin"])])])

    apply_changes(index, purge=[0], add=())

    searcher = fresh_searcher(index)
    assert searcher.num_docs == 1
    assert len(searcher.search(version_query(1)).hits) == 1
    assert len(searcher.search(Query.all_query()).hits) == 1


def index_of(data_dir: Path, held: list[list[str]]) -> Index:
    index = create_index(data_dir, 1)
    apply_changes(index, purge=(), add=[VersionDocuments(0, None, None, None, list(enumerate(held)))])
    return index
