"""/v1/articles."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import GRAIN, GRAIN_CLAIM


def test_a_new_article_is_created_and_located(any_client: FlaskClient) -> None:
    response = any_client.post("/v1/articles", json=GRAIN)

    assert response.status_code == 201
    assert response.headers["Location"] == "/v1/articles/grain-1"
    body = response.get_json()
    assert (body["status"], body["revision"], body["published_precision"]) == ("created", 1, "day")
    assert body["outlet"] == {"name": "Harbour Gazette", "domain": "harbourgazette.example"}
    assert any_client.get(response.headers["Location"]).headers["ETag"] == response.headers["ETag"]


def test_the_same_article_again_is_unchanged_and_another_text_is_a_new_revision(any_client: FlaskClient) -> None:
    first = any_client.post("/v1/articles", json=GRAIN)
    again = any_client.post("/v1/articles", json=GRAIN)
    other = any_client.post("/v1/articles", json={**GRAIN, "text": "No grain came to Lindhaven."})

    assert [answer.status_code for answer in (first, again, other)] == [201, 200, 200]
    assert [answer.get_json()["status"] for answer in (first, again, other)] == ["created", "unchanged", "updated"]
    assert first.headers["ETag"] == again.headers["ETag"] != other.headers["ETag"]


def test_text_is_stored_unchanged(client: FlaskClient) -> None:
    text = "\ufeff Grain\u00a0came.\r\n\r\nمرحبا 😀 e\u0301\n"

    client.post("/v1/articles", json={"id": "odd", "text": text})

    assert client.get("/v1/articles/odd").get_json()["text"] == text


def test_html_is_turned_into_text(client: FlaskClient) -> None:
    paragraphs = "".join(f"<p>The harbour of Lindhaven took {n} ships of grain in April.</p>" for n in (20, 30, 40))
    page = f"<html><head><title>Grain</title></head><body><nav>Home</nav><article>{paragraphs}</article></body></html>"

    response = client.post("/v1/articles", json={"id": "page", "html": page})

    assert response.status_code == 201
    text = client.get("/v1/articles/page").get_json()["text"]
    assert "took 30 ships" in text
    assert "<p>" not in text


def test_a_page_that_states_no_usable_address_is_indexed_without_one(client: FlaskClient) -> None:
    page = '<link rel="canonical" href="https://gazette.example:99999/grain"><p>The harbour handled grain in 2023.</p>'

    response = client.post("/v1/articles", json={"html": page})

    assert (response.status_code, response.get_json()["url"]) == (201, None)


def test_html_without_text_is_refused(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={"html": "<html><body></body></html>"})

    assert response.status_code == 422
    assert response.get_json()["errors"] == [{"pointer": "/html", "detail": "holds no text that a reader would see"}]


def test_nothing_is_invented(client: FlaskClient) -> None:
    body = client.post("/v1/articles", json={"text": "Grain came."}).get_json()

    assert body["outlet"] == {"name": None, "domain": None}
    assert (body["title"], body["url"], body["published_at"]) == (None, None, None)
    assert body["published_precision"] == "unknown"


def test_an_article_tells_when_it_was_changed_as_precisely_as_it_was_said(any_client: FlaskClient) -> None:
    body = any_client.post("/v1/articles", json={**GRAIN, "modified_at": "2024-04-13T10:00+02:00"}).get_json()

    assert (body["modified_at"], body["modified_precision"]) == ("2024-04-13T08:00:00Z", "time")
    [listed] = any_client.get("/v1/articles").get_json()["articles"]
    assert (listed["modified_at"], listed["modified_precision"]) == ("2024-04-13T08:00:00Z", "time")
    again = any_client.post("/v1/articles", json={**GRAIN, "modified_at": "2024-04"}).get_json()
    assert (again["status"], again["modified_at"], again["modified_precision"]) == ("updated", "2024-04", "month")


def test_an_article_that_states_no_change_has_none(client: FlaskClient) -> None:
    body = client.post("/v1/articles", json=GRAIN).get_json()

    assert (body["modified_at"], body["modified_precision"], body["warnings"]) == (None, "unknown", [])


def test_a_change_that_is_no_date_is_refused(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={**GRAIN, "modified_at": "13.04.2024"})

    assert response.status_code == 422
    assert [error["pointer"] for error in response.get_json()["errors"]] == ["/modified_at"]


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"published_at": "2999"}, "published_in_future"),
        ({"published_at": "1970-01-01"}, "published_before_1990"),
        ({"published_at": "2024-04-12", "modified_at": "2024-04-11"}, "modified_before_published"),
    ],
)
def test_dates_that_cannot_be_right_are_kept_and_warned_of(
    client: FlaskClient, dates: dict[str, str], code: str
) -> None:
    answer = client.post("/v1/articles", json={**GRAIN, **dates})

    assert answer.status_code == 201
    [listed] = client.get("/v1/articles").get_json()["articles"]
    for body in (answer.get_json(), client.get("/v1/articles/grain-1").get_json(), listed):
        assert [warning["code"] for warning in body["warnings"]] == [code]
        assert {name: body[name] for name in dates} == dates


def test_a_sentence_in_another_language_is_told_and_supports_nothing(any_client: FlaskClient) -> None:
    sentences = (
        "The harbour of Lindhaven handled 40% more grain in 2023.",
        "O porto de Lindhaven recebeu 40% mais navios e mercadorias durante o ano de 2023.",
        "It rained.",
    )
    any_client.post("/v1/articles", json={"id": "a1", "text": " ".join(sentences)})

    listed = any_client.get("/v1/articles/a1/sentences").get_json()["sentences"]
    found = any_client.post("/v1/evidence", json={"claim": GRAIN_CLAIM}).get_json()["evidence"]

    assert [sentence["language"] for sentence in listed] == ["en", "pt", None]
    assert [item["sentence"]["text"] for item in found] == [sentences[0]]


def test_an_article_names_whom_it_credits(any_client: FlaskClient) -> None:
    text = "The harbour handled more grain, Reuters reported. Ships wait, according to Reuters and the BBC."

    body = any_client.post("/v1/articles", json={"id": "a1", "text": text}).get_json()

    assert body["credited_outlets"] == ["Reuters", "BBC"]
    assert any_client.get("/v1/articles/a1").get_json()["credited_outlets"] == ["Reuters", "BBC"]


def test_an_id_is_derived_from_the_url_where_none_is_given(client: FlaskClient) -> None:
    first = client.post("/v1/articles", json={"text": "Grain came.", "url": "https://a.example/x?utm_source=mail"})
    again = client.post("/v1/articles", json={"text": "Grain came late.", "url": "http://A.example/x#top"})

    assert first.get_json()["id"] == again.get_json()["id"]
    assert again.get_json()["status"] == "updated"


def test_an_article_is_searchable_once_it_is_acknowledged(any_client: FlaskClient) -> None:
    any_client.post("/v1/articles", json=GRAIN)

    evidence = any_client.post("/v1/evidence", json={"claim": GRAIN_CLAIM}).get_json()["evidence"]

    assert [item["article"]["id"] for item in evidence] == ["grain-1"]


def test_refresh_may_be_given_up(client: FlaskClient) -> None:
    assert client.post("/v1/articles?refresh=false", json=GRAIN).status_code == 201
    assert client.post("/v1/articles?refresh=no", json=GRAIN).status_code == 422


def test_a_cached_article_is_not_sent_again(client_with_grain: FlaskClient) -> None:
    etag = client_with_grain.get("/v1/articles/grain-1").headers["ETag"]

    same = client_with_grain.get("/v1/articles/grain-1", headers={"If-None-Match": etag})
    other = client_with_grain.get("/v1/articles/grain-1", headers={"If-None-Match": '"another"'})

    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", etag)
    assert other.status_code == 200


def test_a_compressed_article_has_an_etag_of_its_own_that_works_as_well(client: FlaskClient) -> None:
    client.post("/v1/articles", json={**GRAIN, "text": GRAIN["text"] * 5})
    gzip = {"Accept-Encoding": "gzip"}

    compressed = client.get("/v1/articles/grain-1", headers=gzip)
    etag = compressed.headers["ETag"]

    assert compressed.headers["Content-Encoding"] == "gzip"
    assert client.get("/v1/articles/grain-1", headers={**gzip, "If-None-Match": etag}).status_code == 304
    assert client.delete("/v1/articles/grain-1", headers={"If-Match": etag}).status_code == 204


def test_a_deleted_article_is_gone_from_every_answer(any_client: FlaskClient) -> None:
    any_client.post("/v1/articles", json=GRAIN)

    deleted = any_client.delete("/v1/articles/grain-1")

    assert (deleted.status_code, deleted.data) == (204, b"")
    assert any_client.get("/v1/articles/grain-1").status_code == 404
    assert any_client.get("/v1/articles/grain-1/sentences").status_code == 404
    assert any_client.delete("/v1/articles/grain-1").status_code == 404
    assert any_client.post("/v1/evidence", json={"claim": GRAIN_CLAIM}).get_json()["evidence"] == []


def test_delete_with_if_match_takes_only_the_revision_that_was_read(any_client: FlaskClient) -> None:
    old = any_client.post("/v1/articles", json=GRAIN).headers["ETag"]
    new = any_client.post("/v1/articles", json={**GRAIN, "title": "Another"}).headers["ETag"]

    assert any_client.delete("/v1/articles/grain-1", headers={"If-Match": old}).status_code == 412
    assert any_client.delete("/v1/articles/grain-1", headers={"If-Match": "no etag"}).status_code == 412
    assert any_client.delete("/v1/articles/grain-1", headers={"If-Match": f'"x", {new}'}).status_code == 204


def test_if_match_with_a_star_takes_whatever_there_is(client_with_grain: FlaskClient) -> None:
    assert client_with_grain.delete("/v1/articles/grain-1", headers={"If-Match": "*"}).status_code == 204


@pytest.mark.parametrize("article_id", ["nope", "bulky", "x" * 500, "%00", "%F0%9F%98%80", "a%20b", "..."])
def test_an_unknown_article_is_not_found(client: FlaskClient, article_id: str) -> None:
    for path in (f"/v1/articles/{article_id}", f"/v1/articles/{article_id}/sentences"):
        response = client.get(path)

        assert response.status_code == 404
        assert response.get_json()["type"] == "/problems/article-not-found"


def pages(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    """Follow the Link headers."""
    found = []
    while path:
        response = client.get(path)
        assert response.status_code == 200
        found.append(response.get_json())
        link = re.fullmatch(r'<(.+)>; rel="next"', response.headers.get("Link", ""))
        assert (link is None) == (found[-1]["next_cursor"] is None)
        path = link[1] if link else ""
    return found


def test_articles_are_listed_by_id_in_pages(any_client: FlaskClient) -> None:
    for number in (3, 1, 5, 2, 4):
        any_client.post("/v1/articles", json={"id": f"a{number}", "text": f"Ship {number} came."})

    found = pages(any_client, "/v1/articles?limit=2")

    assert [[article["id"] for article in page["articles"]] for page in found] == [["a1", "a2"], ["a3", "a4"], ["a5"]]
    assert "text" not in found[0]["articles"][0]


def test_listed_articles_may_be_filtered_and_links_keep_the_filter(client: FlaskClient) -> None:
    for number in range(6):
        outlet = {"name": "Harbour Gazette" if number % 2 else "Northwire"}
        body = {"id": f"a{number}", "text": "Ships came.", "outlet": outlet, "published_at": f"2024-0{number + 1}"}
        client.post("/v1/articles", json=body)

    found = pages(client, "/v1/articles?outlet=harbour%20gazette&published_to=2024-04-30&limit=1")

    assert [article["id"] for page in found for article in page["articles"]] == ["a1", "a3"]


def test_sentences_are_listed_with_their_places(client_with_grain: FlaskClient) -> None:
    text = client_with_grain.get("/v1/articles/grain-1").get_json()["text"]

    found = pages(client_with_grain, "/v1/articles/grain-1/sentences?limit=1")

    sentences = [sentence for page in found for sentence in page["sentences"]]
    assert len(found) == len(sentences) == 4
    assert [sentence["position"] for sentence in sentences] == [0, 1, 2, 3]
    assert all(text[sentence["start"] : sentence["end"]] == sentence["text"] for sentence in sentences)


def test_sentences_are_listed_with_what_they_state(any_client: FlaskClient) -> None:
    text = "Orvane did not sell more than 40% of its trucks last year, officials said."
    any_client.post("/v1/articles", json={"id": "a1", "text": text, "published_at": "2024-04-12"})

    [sentence] = any_client.get("/v1/articles/a1/sentences").get_json()["sentences"]

    assert sentence["facts"] == {
        "quantities": [
            {
                "text": "more than 40%",
                "start": 20,
                "end": 33,
                "value": 40.0,
                "unit": "%",
                "qualifier": "more than",
                "low": 40.0,
                "high": None,
                "second": None,
                "measured": "of its trucks",
                "change": None,
                "is_start": False,
            }
        ],
        "dates": [
            {
                "text": "last year",
                "start": 48,
                "end": 57,
                "first": "2023-01-01",
                "last": "2023-12-31",
                "month": None,
                "day": None,
                "weekday": None,
            }
        ],
        "names": [{"text": "Orvane", "start": 0, "end": 6, "key": "orvane"}],
        "negated": True,
        "cues": [{"text": "not", "start": 11, "end": 14, "scope_end": 57, "kind": "negation"}],
        "attributions": [{"text": "officials", "start": 59, "end": 68, "cue": "said"}],
        "credits": [],
    }


def test_a_sentence_states_the_same_as_the_claim_in_its_words(client_with_grain: FlaskClient) -> None:
    answer = client_with_grain.post("/v1/evidence", json={"claim": GRAIN_CLAIM}).get_json()
    [item] = answer["evidence"]

    sentence = client_with_grain.get(item["links"]["sentence"]).get_json()

    assert sentence["text"] == GRAIN_CLAIM
    assert sentence["facts"] == answer["claim"]["facts"]


def test_one_sentence_has_the_id_that_evidence_gives_it(client_with_grain: FlaskClient) -> None:
    [item] = client_with_grain.post("/v1/evidence", json={"claim": GRAIN_CLAIM}).get_json()["evidence"]

    sentence = client_with_grain.get(item["links"]["sentence"]).get_json()

    assert {key: sentence[key] for key in ("id", "text", "start", "end", "position", "sha256")} == {
        key: item["sentence"][key] for key in ("id", "text", "start", "end", "position", "sha256")
    }


@pytest.mark.parametrize("position", ["99", "999999999"])
def test_a_position_beyond_the_article_is_not_found(client_with_grain: FlaskClient, position: str) -> None:
    response = client_with_grain.get(f"/v1/articles/grain-1/sentences/{position}")

    assert (response.status_code, response.get_json()["type"]) == (404, "/problems/sentence-not-found")


@pytest.mark.parametrize("position", ["-1", "one", "1.0", "9" * 5000, "%D9%A1"])
def test_what_is_no_position_is_not_found(client_with_grain: FlaskClient, position: str) -> None:
    assert client_with_grain.get(f"/v1/articles/grain-1/sentences/{position}").status_code == 404


def test_sentences_of_a_replaced_article_are_listed_anew(client_with_grain: FlaskClient) -> None:
    cursor = client_with_grain.get("/v1/articles/grain-1/sentences?limit=1").get_json()["next_cursor"]
    client_with_grain.post("/v1/articles", json={**GRAIN, "text": "All is new. All of it."})

    response = client_with_grain.get(f"/v1/articles/grain-1/sentences?cursor={cursor}")

    assert (response.status_code, response.get_json()["type"]) == (410, "/problems/cursor-expired")


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/articles/grain-1/sentences", "/v1/evidence"])
def test_a_cursor_that_was_never_given_out_is_refused(client_with_grain: FlaskClient, path: str) -> None:
    response = client_with_grain.get(f"{path}?cursor=garbage")

    assert (response.status_code, response.get_json()["type"]) == (400, "/problems/malformed-cursor")


def test_outlets_are_listed_with_what_is_held_of_them(any_client: FlaskClient) -> None:
    any_client.post("/v1/articles", json=GRAIN)
    any_client.post("/v1/articles", json={**GRAIN, "id": "grain-2", "published_at": "2023"})
    any_client.post("/v1/articles", json={"id": "nameless", "text": "Ships came."})

    assert any_client.get("/v1/outlets").get_json()["outlets"] == [
        {
            "name": "Harbour Gazette",
            "domain": "harbourgazette.example",
            "tier": None,
            "articles": 2,
            "first_published_at": "2023",
            "last_published_at": "2024-04-12",
        }
    ]
