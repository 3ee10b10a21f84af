from service.application.index_pages import page_article_ids
from service.domain.article import Article

URL = "https://lantern.example/today"


def test_an_article_that_has_its_address_to_itself_is_known_by_it() -> None:
    alone = page_article_ids([Article("", "Ships came.", url=URL, title="Ships")])
    renamed = page_article_ids([Article("", "Ships left.", url=URL + "#top", title="Ships leave")])

    assert alone == renamed


def test_articles_that_share_an_address_are_known_by_their_titles_wherever_they_stand() -> None:
    ships = Article("", "Ships came.", url=URL, title="Ships")
    trains = Article("", "Trains came.", url=URL, title="Trains")

    first, second = page_article_ids([ships, trains])

    assert first != second
    assert page_article_ids([trains, ships]) == [second, first]


def test_without_titles_they_are_known_by_how_their_texts_begin() -> None:
    articles = [Article("", "Ships came.", url=URL), Article("", "Trains came.", url=URL)]

    assert len(set(page_article_ids(articles))) == 2


def test_articles_that_nothing_tells_apart_are_counted() -> None:
    twins = [Article("", "Ships came.", url=URL, title="Ships")] * 2

    ids = page_article_ids(twins)

    assert len(set(ids)) == 2
    assert page_article_ids(twins) == ids


def test_articles_without_an_address_are_known_by_what_they_state() -> None:
    ids = page_article_ids([Article("", "Ships came.", title="Ships"), Article("", "Trains came.", title="Trains")])

    assert len(set(ids)) == 2
    assert all(article_id.startswith("art-") for article_id in ids)
