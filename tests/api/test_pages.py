"""POST /v1/pages: none, one or several articles out of a page as scraped."""

from typing import Any

import pytest
from flask.testing import FlaskClient

PAGE = """Home | Shipping | Contact
Sun. June 9th, 2024

Grain returns to the harbour

Ida Holm By Ida Holm Apr12,2024

Photo: Grain ships at the north pier

The harbour of Velm handled 40% more grain in 2023 than in 2022. Its master, Per Lund, expects another record.

According to the port authority, 310 grain ships called at Velm last year.

Ida Holm

By Ida Holm

Ida Holm has covered shipping since 2011. She lives in Velm.

Read more: Ferries run again
"""
SECOND = """

Ferries run again after the storm

Ferries between Velm and Ondal ran again on Tuesday after two days of storm. Nobody was hurt, the operator said.

About 1,200 passengers had waited in Ondal, the operator said on Monday. Buses took some of them to the airport.
"""


def post(client: FlaskClient, **page: Any) -> dict[str, Any]:
    response = client.post("/v1/pages", json=page)
    assert response.status_code == 201
    body: dict[str, Any] = response.get_json()
    return body


def sentences(client: FlaskClient, article: dict[str, Any]) -> list[str]:
    units = client.get(f"/v1/articles/{article['id']}/sentences").get_json()["sentences"]
    return [unit["text"] for unit in units if unit["kind"] == "sentence"]


def test_the_article_of_a_page_is_stored_with_what_the_page_states_of_it(client: FlaskClient) -> None:
    body = post(client, text=PAGE, url="https://www.harbourgazette.example/grain")

    [article] = body["articles"]
    assert article["status"] == "created"
    assert article["title"] == "Grain returns to the harbour"
    assert (article["published_at"], article["published_precision"]) == ("2024-04-12", "day")
    assert article["outlet"]["domain"] == "harbourgazette.example"
    assert sentences(client, article) == [
        "The harbour of Velm handled 40% more grain in 2023 than in 2022.",
        "Its master, Per Lund, expects another record.",
        "According to the port authority, 310 grain ships called at Velm last year.",
    ]


def test_what_belongs_to_no_article_is_listed_with_a_reason(client: FlaskClient) -> None:
    body = post(client, text=PAGE)

    reasons = {part["text"]: part["reason"] for part in body["discarded"]}
    assert reasons["Home | Shipping | Contact"] == "menu"
    assert reasons["Photo: Grain ships at the north pier"] == "caption"
    assert reasons["Read more: Ferries run again"] == "teaser"
    assert any(reason == "author_box" and "covered shipping" in text for text, reason in reasons.items())


def test_a_sentence_of_a_page_is_evidence_and_says_last_year_from_the_byline(client: FlaskClient) -> None:
    post(client, text=PAGE)

    evidence = client.post(
        "/v1/evidence", json={"claim": "310 grain ships called at Velm in 2023.", "claimed_at": "2024-06-01"}
    ).get_json()["evidence"]

    [item] = evidence
    assert item["sentence"]["text"].endswith("310 grain ships called at Velm last year.")
    assert {"claim": "2023", "sentence": "last year", "verdict": "agrees"}.items() <= {
        key: value for check in item["checks"] if check["aspect"] == "date" for key, value in check.items()
    }.items()


def test_several_articles_of_one_address_have_the_same_ids_each_time(client: FlaskClient) -> None:
    url = "https://www.harbourgazette.example/today"

    first = post(client, text=PAGE + SECOND, url=url)["articles"]
    again = post(client, text=PAGE + SECOND, url=url + "?utm_source=mail")["articles"]

    assert len({article["id"] for article in first}) == 2
    assert [article["id"] for article in again] == [article["id"] for article in first]
    assert [article["title"] for article in first] == [
        "Grain returns to the harbour",
        "Ferries run again after the storm",
    ]


def test_html_is_read_as_a_reader_sees_it(client: FlaskClient) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in SECOND.strip().split("\n\n")[1:])
    html = (
        "<html lang=en><head><title>Ferries run again after the storm</title>"
        '<meta property="og:site_name" content="Harbour Gazette">'
        '<meta property="article:published_time" content="2024-04-16T08:00:00+02:00"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>Ferries run again after the storm</h1>{paragraphs}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )

    [article] = post(client, html=html)["articles"]

    assert article["outlet"]["name"] == "Harbour Gazette"
    assert article["published_at"] == "2024-04-16T06:00:00Z"
    assert len(sentences(client, article)) == 4


def test_a_page_without_an_article_is_no_error(client: FlaskClient) -> None:
    body = post(client, text="Home\nShipping\nContact\n\nRead more\n\n© 2024 Harbour Gazette")

    assert body["articles"] == []
    assert {part["text"] for part in body["discarded"]} >= {"Home", "Read more"}


@pytest.mark.parametrize(
    ("page", "pointer", "detail"),
    [
        ({}, "/text", "is required unless html is given"),
        ({"text": "Ships came.", "html": "<p>Ships came.</p>"}, "/html", "must be absent where text is given"),
        ({"text": "Ships came.", "url": "ftp://velm.example"}, "/url", "http"),
        ({"text": "Ships came.", "fetched_at": "2024-04"}, "/fetched_at", "must be a time such as"),
        ({"text": "Ships came.", "outlet": {"name": "The Lantern"}}, "/outlet", "is not a field here"),
    ],
)
def test_bad_input_names_the_field_and_what_is_allowed(
    client: FlaskClient, page: dict[str, Any], pointer: str, detail: str
) -> None:
    response = client.post("/v1/pages", json=page)

    assert response.status_code == 422
    [error] = response.get_json()["errors"]
    assert error["pointer"] == pointer
    assert detail in error["detail"]


def test_a_page_of_ten_megabytes_is_refused_unread(client: FlaskClient) -> None:
    response = client.post("/v1/pages", json={"html": "<p>x</p>" * 1_300_000})

    assert response.status_code == 413
    assert response.mimetype == "application/problem+json"


def test_the_same_key_and_page_again_gives_the_first_answer(client: FlaskClient) -> None:
    answers = [
        client.post("/v1/pages", json={"text": PAGE}, headers={"Idempotency-Key": "page-1"}).get_json()
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert answers[1]["articles"][0]["status"] == "created"


def test_each_sentence_tells_whom_it_credits(client: FlaskClient) -> None:
    text = "Ferries between Velm and Ondal ran again on Tuesday, Reuters reports. Nobody was hurt, the operator said."

    [article] = post(client, text=text)["articles"]
    units = client.get(f"/v1/articles/{article['id']}/sentences").get_json()["sentences"]

    assert article["credited_outlets"] == ["Reuters"]
    assert [unit["credited_outlets"] for unit in units] == [["Reuters"], []]
