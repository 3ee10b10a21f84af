import pytest

from service.application.index_articles import canonical_url, derived_article_id
from service.domain.article import Article
from service.domain.outlet import Outlet
from service.domain.published import parse_published


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example/story?id=7",
        "http://LANTERN.example/story?id=7",
        "https://lantern.example:443/story?id=7#top",
        "https://lantern.example/story?utm_source=mail&id=7&fbclid=x",
    ],
)
def test_addresses_of_one_page_have_one_canonical_form(url: str) -> None:
    assert canonical_url(url) == "https://lantern.example/story?id=7"


@pytest.mark.parametrize(
    "url", ["https://lantern.example/story?id=8", "https://lantern.example:8443/story?id=7", "https://beacon.example/"]
)
def test_other_pages_have_another_canonical_form(url: str) -> None:
    assert canonical_url(url) != canonical_url("https://lantern.example/story?id=7")


def test_an_address_decides_the_id_whatever_else_changes() -> None:
    first = Article("", "Ships came.", url="https://lantern.example/1", title="Ships")
    second = Article("", "Ships left.", url="http://lantern.example/1#end")

    assert derived_article_id(first) == derived_article_id(second)


def test_the_same_wire_text_from_two_outlets_makes_two_articles() -> None:
    lantern = Article("", "Ships came.", outlet=Outlet("The Lantern"))
    beacon = Article("", "Ships came.", outlet=Outlet("Beacon"))

    assert derived_article_id(lantern) != derived_article_id(beacon)


def test_without_an_address_the_date_and_the_title_tell_articles_apart() -> None:
    articles = [
        Article("", "Ships came."),
        Article("", "Ships came.", title="Ships"),
        Article("", "Ships came.", published=parse_published("2024-04-12")),
    ]

    assert len({derived_article_id(article) for article in articles}) == 3
