"""Which sentences of real pages are found to be the same one, against pairs marked by reading the pages."""

from itertools import combinations

from service.domain.copies import copy_groups
from service.domain.evidence import ArticleHeader, Candidate, SentenceKey
from tests.quality.gold import needs_gold, news_articles, seed_units

# A sentence is named by its page's place in alphabetical order and its unit's place in it. Marked are sentences carried
# over whole, shortened, lengthened or with a few words changed, not what is told in other words.
SEED_COPIES = {
    ((0, 8), (4, 8)),
    ((0, 8), (4, 31)),
    ((0, 9), (4, 9)),
    ((0, 9), (4, 32)),
    ((1, 5), (4, 51)),
    ((1, 6), (4, 52)),
    ((1, 7), (4, 53)),
    ((1, 8), (2, 17)),
    ((1, 8), (4, 54)),
    ((1, 9), (4, 55)),
    ((1, 10), (4, 56)),
    ((1, 11), (4, 57)),
    ((1, 14), (4, 59)),
    ((2, 11), (3, 9)),
    ((2, 12), (3, 10)),
    ((2, 17), (4, 54)),
    ((4, 8), (4, 31)),
    ((4, 9), (4, 32)),
    ((4, 40), (4, 71)),
}

# By the article's place in the file and the sentence's in it.
NEWS_COPIES = {
    ((6, 2), (7, 3)),
    ((6, 3), (7, 4)),
    ((6, 5), (7, 7)),
    ((6, 5), (8, 12)),
    ((7, 6), (8, 11)),
    ((7, 7), (8, 12)),
    ((9, 6), (10, 5)),
    ((9, 6), (11, 7)),
    ((9, 7), (10, 6)),
    ((9, 8), (10, 16)),
    ((9, 8), (11, 10)),
    ((9, 9), (10, 17)),
    ((9, 9), (11, 11)),
    ((10, 5), (11, 7)),
    ((10, 7), (11, 8)),
    ((10, 16), (11, 10)),
    ((10, 17), (11, 11)),
}

Place = tuple[int, int]


def candidate(article_id: str, position: int, text: str) -> Candidate:
    return Candidate(SentenceKey(article_id, 1, position), 1, text, 0, len(text), ArticleHeader(article_id, 1))


def in_order(one: Place, other: Place) -> tuple[Place, Place]:
    return min(one, other), max(one, other)


def found_pairs(candidates: dict[Place, Candidate]) -> set[tuple[Place, Place]]:
    """Pairs of a group that stand in different articles."""
    place_by_key = {candidate.key: place for place, candidate in candidates.items()}
    return {
        in_order(place_by_key[one.key], place_by_key[other.key])
        for group in copy_groups(list(candidates.values()))
        for one, other in combinations(group, 2)
        if one.key.article_id != other.key.article_id
    }


@needs_gold
def test_copies_on_scraped_pages_are_found_and_nothing_else() -> None:
    found = found_pairs(
        {
            (page, place): candidate(f"{page}-{unit['article']}", place, unit["text"])
            for page, (_, units) in enumerate(sorted(seed_units().items()))
            for place, unit in enumerate(units)
            if unit["kind"] == "sentence"
        }
    )

    print(
        f"copies on scraped pages: {len(found & SEED_COPIES)} of {len(SEED_COPIES)}, {len(found - SEED_COPIES)} wrong"
    )
    assert found - SEED_COPIES == set()
    assert SEED_COPIES - found == set()


@needs_gold
def test_copies_in_news_articles_are_found_and_nothing_else() -> None:
    found = found_pairs(
        {
            (number, place): candidate(article["article"], place, text)
            for number, article in enumerate(news_articles())
            for place, text in enumerate(article["sentences"])
        }
    )

    print(
        f"copies in news articles: {len(found & NEWS_COPIES)} of {len(NEWS_COPIES)}, {len(found - NEWS_COPIES)} wrong"
    )
    assert found - NEWS_COPIES == set()
    assert NEWS_COPIES - found == set()
