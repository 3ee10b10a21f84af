"""Articles as they come in and go out."""

from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from schemas.articles import FullArticleSchema, article_input_schema, full_article_body
from service.application.index_articles import ArticleDraft
from service.domain.article import Article, StoredArticle, WarningNote
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from service.settings import Limits

SCHEMA = article_input_schema(Limits())


def messages(body: dict[str, Any]) -> Any:
    with pytest.raises(ValidationError) as caught:
        SCHEMA.load(body)
    return caught.value.messages


def test_an_article_is_read_as_it_was_stated() -> None:
    draft = SCHEMA.load(
        {
            "id": "grain:1",
            "url": "https://harbourgazette.example/grain",
            "outlet": {"name": "Harbour Gazette", "domain": "HarbourGazette.example"},
            "published_at": "2024-04",
            "modified_at": "2024-05-01",
            "language": "en-GB",
            "text": " Grain came.\n",
        }
    )

    assert draft == ArticleDraft(
        id="grain:1",
        url="https://harbourgazette.example/grain",
        outlet=Outlet("Harbour Gazette", "harbourgazette.example"),
        published=parse_published("2024-04"),
        modified=parse_published("2024-05-01"),
        language="en-gb",
        text=" Grain came.\n",
    )


def test_null_is_as_good_as_absent() -> None:
    names = ("id", "url", "title", "outlet", "published_at", "modified_at", "language", "html")

    assert SCHEMA.load({**dict.fromkeys(names), "text": "Grain."}) == ArticleDraft(text="Grain.")


def test_exactly_one_of_text_and_html_is_given() -> None:
    assert messages({}) == {"text": ["is required unless html is given"]}
    assert messages({"text": "a", "html": "<p>a"}) == {"html": ["must be absent where text is given"]}


@pytest.mark.parametrize("article_id", ["", "bulk", ".", "..", "a b", "a/b", "é", "x" * 129, "a\n", "a\x00"])
def test_an_id_that_could_not_stand_in_a_path_is_refused(article_id: str) -> None:
    assert list(messages({"id": article_id, "text": "Grain."})) == ["id"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "harbourgazette.example",
        "ftp://a.example",
        "http://",
        "http://[::1",
        "http://a.example:99999/",
        "http://a.example:x/",
        "https://a b.example/",
        "https://a.example/\n",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_http_url_is_refused(url: str) -> None:
    assert list(messages({"url": url, "text": "Grain."})) == ["url"]


@pytest.mark.parametrize("date", ["12 April 2024", "2024-13", "2024-02-30", "0000", "2024-04-12T25:00:00Z"])
def test_a_date_that_does_not_exist_is_refused(date: str) -> None:
    assert list(messages({"published_at": date, "text": "Grain."})) == ["published_at"]


def test_an_article_goes_out_as_its_schema_says() -> None:
    stored = StoredArticle(
        Article("grain", "Grain came.", published=parse_published("2024-04"), modified=parse_published("2024-03")),
        revision=2,
        first_seen_at=datetime(2024, 4, 12, tzinfo=UTC),
        indexed_at=datetime(2024, 4, 13, tzinfo=UTC),
        sentence_count=1,
        warnings=(WarningNote("no_outlet", "the outlet is not known"),),
        credited=("Hill Post", "Bay News"),
    )

    body = full_article_body(stored)

    assert FullArticleSchema().load(body) == body
    assert list(body) == [*list(FullArticleSchema().fields)]
    assert (body["published_at"], body["published_precision"]) == ("2024-04", "month")
    assert (body["modified_at"], body["modified_precision"]) == ("2024-03", "month")
    assert body["credited_outlets"] == ["Hill Post", "Bay News"]
    assert [warning["code"] for warning in body["warnings"]] == ["no_outlet", "modified_before_published"]
    assert body["outlet"] == {"name": None, "domain": None}
