"""/v1/evidence."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import GRAIN, GRAIN_CLAIM, Served

OUTLETS = ("Harbour Gazette", "Northwire", "Daily Rumour")


def add_stories(client: FlaskClient, number: int, *, prefix: str = "s") -> None:
    """Articles of three outlets in turn, a day apart, each with one sentence that supports GRAIN_CLAIM."""
    for index in range(number):
        name = OUTLETS[index % 3]
        body = {
            "id": f"{prefix}{index:02}",
            "url": f"https://news.example/{prefix}{index}",
            "outlet": {"name": name, "domain": name.lower().replace(" ", "") + ".example"},
            "published_at": f"2024-04-{index + 1:02}",
            "text": f"Dispatch number {index}. {GRAIN_CLAIM} Nobody was surprised.",
        }
        assert client.post("/v1/articles", json=body).status_code == 201


def ask(client: FlaskClient, **options: Any) -> dict[str, Any]:
    response = client.post("/v1/evidence", json={"claim": GRAIN_CLAIM, **options})
    assert response.status_code == 200, response.get_data(as_text=True)
    body: dict[str, Any] = response.get_json()
    return body


def ids(body: dict[str, Any]) -> list[str]:
    return [item["article"]["id"] for item in body["evidence"]]


def test_a_supporting_sentence_comes_verbatim_with_its_place_and_links(any_client: FlaskClient) -> None:
    any_client.post("/v1/articles", json=GRAIN)

    body = ask(any_client)

    [item] = body["evidence"]
    sentence = item["sentence"]
    assert sentence["text"] == GRAIN["text"][sentence["start"] : sentence["end"]] == GRAIN_CLAIM
    assert sentence["context_before"] is None or sentence["context_before"] in GRAIN["text"]
    assert sentence["context_after"] == "Officials welcomed the news."
    assert item["stance"] == "supports"
    assert item["checks"]
    assert item["links"]["article"] == "/v1/articles/grain-1"
    assert item["links"]["source"].startswith("https://harbourgazette.example/2024/grain#:~:text=The%20harbour")
    assert (body["totals"]["supports"], body["totals"]["outlets"], body["complete"]) == (1, 1, True)
    assert body["coverage"] == {
        "articles": 1,
        "sentences": body["coverage"]["sentences"],
        "outlets": 1,
        "newest_published_at": "2024-04-12",
        "last_indexed_at": body["coverage"]["last_indexed_at"],
        "undated_articles": 0,
    }


def test_nothing_found_is_an_answer(any_client: FlaskClient) -> None:
    body = ask(any_client)

    assert (body["evidence"], body["complete"], body["next_cursor"]) == ([], True, None)
    assert body["coverage"]["articles"] == 0


def add_wire_story(client: FlaskClient) -> None:
    """A wire's story, two outlets that carry it (one credits the wire), and a fourth that has it by itself."""
    for article_id, name, published_at, text in [
        ("wire", "Meridian Wire", "2024-04-12T09:00:00Z", f"{GRAIN_CLAIM} Prices fell."),
        ("echo", "Beacon", "2024-04-12", f"{GRAIN_CLAIM} Officials were pleased, according to Meridian Wire."),
        ("late", "The Lantern", None, "The harbour of Lindhaven handled 40 per cent more grain in 2023, it said."),
        ("own", "Ondal Courier", "2024-04-11", "In 2023 Lindhaven's harbour handled 40% more grain than before."),
    ]:
        body = {"id": article_id, "outlet": {"name": name}, "published_at": published_at, "text": text}
        assert client.post("/v1/articles", json=body).status_code == 201


def test_a_sentence_lists_its_copies_with_the_origin_first(any_client: FlaskClient) -> None:
    add_wire_story(any_client)

    items = {item["article"]["id"]: item for item in ask(any_client)["evidence"]}

    assert items["late"]["copies"] == [
        {
            "article_id": "wire",
            "outlet": {"name": "Meridian Wire", "domain": None},
            "sentence_id": "wire:1:0",
            "origin": True,
        },
        {
            "article_id": "echo",
            "outlet": {"name": "Beacon", "domain": None},
            "sentence_id": "echo:1:0",
            "origin": False,
        },
    ]
    assert [(copy["article_id"], copy["origin"]) for copy in items["wire"]["copies"]] == [
        ("echo", False),
        ("late", False),
    ]
    assert items["own"]["copies"] == []
    assert items["echo"]["credited_outlets"] == ["Meridian Wire"]


def test_sources_that_depend_on_one_another_count_once(any_client: FlaskClient) -> None:
    add_wire_story(any_client)

    totals = ask(any_client)["totals"]

    assert (totals["supports"], totals["outlets"], totals["independent_sources"]) == (4, 4, 2)


def test_a_copy_outside_the_filters_is_neither_listed_nor_used(client: FlaskClient) -> None:
    add_wire_story(client)

    body = ask(client, filters={"outlets": ["The Lantern", "Ondal Courier"]})

    assert [item["copies"] for item in body["evidence"]] == [[], []]
    assert body["totals"]["independent_sources"] == 2


def test_evidence_is_ranked_by_outlet_then_newest_first(client: FlaskClient) -> None:
    add_stories(client, 6)

    assert ids(ask(client)) == ["s05", "s02", "s03", "s00", "s04", "s01"]


def test_tiers_of_the_request_come_first_by_name_or_domain(client: FlaskClient) -> None:
    add_stories(client, 6)

    body = ask(client, outlet_tiers=[["northwire.example"], ["HARBOUR GAZETTE"]])

    assert ids(body) == ["s04", "s01", "s03", "s00", "s05", "s02"]
    assert [item["outlet"]["tier"] for item in body["evidence"]] == [1, 1, 2, 2, None, None]


def test_evidence_may_be_sorted_by_date_alone(client: FlaskClient) -> None:
    add_stories(client, 3)

    assert ids(ask(client, sort=["published_at"])) == ["s00", "s01", "s02"]
    assert ids(ask(client, sort=["-published_at"])) == ["s02", "s01", "s00"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"outlets": ["northwire"]}, ["s01"]),
        ({"outlets": ["Northwire.example", "Daily Rumour"]}, ["s01", "s02"]),
        ({"exclude_outlets": ["NORTHWIRE", "dailyrumour.example"]}, ["s00"]),
        ({"domains": ["harbourgazette.EXAMPLE"]}, ["s00"]),
        ({"exclude_domains": ["example"]}, None),
        ({"exclude_domains": ["harbourgazette.example"]}, ["s01", "s02"]),
        ({"published_from": "2024-04-02"}, ["s01", "s02"]),
        ({"published_to": "2024-04-02"}, ["s00", "s01"]),
        ({"published_from": "2024-04-02", "published_to": "2024-04-02"}, ["s01"]),
        ({"published_from": "2024", "published_to": "2024-04"}, ["s00", "s01", "s02"]),
        ({"published_to": "2023"}, []),
        ({"languages": ["fr"]}, []),
        ({"article_ids": ["s02", "nope"]}, ["s02"]),
    ],
)
def test_filters_never_leak(client: FlaskClient, filters: dict[str, Any], expected: list[str] | None) -> None:
    add_stories(client, 3)

    response = client.post("/v1/evidence", json={"claim": GRAIN_CLAIM, "filters": filters, "sort": ["published_at"]})

    if expected is None:
        assert response.status_code == 422
        return
    body = response.get_json()
    assert ids(body) == expected
    assert body["totals"]["supports"] == body["totals"]["outlets"] == body["coverage"]["articles"] == len(expected)


def test_undated_articles_may_be_left_out(client: FlaskClient) -> None:
    client.post("/v1/articles", json={"id": "undated", "text": f"Dispatch. {GRAIN_CLAIM}"})

    assert ids(ask(client)) == ["undated"]
    assert ids(ask(client, filters={"include_undated": False})) == []


def test_a_link_asks_the_same_as_a_body(client: FlaskClient) -> None:
    add_stories(client, 6)
    body = ask(client, filters={"outlets": ["Northwire", "Daily Rumour"], "published_from": "2024-04-03"}, limit=10)

    query = {
        "claim": GRAIN_CLAIM,
        "outlet": ["Northwire", "Daily Rumour"],
        "published_from": "2024-04-03",
        "limit": "10",
    }
    answer = client.get("/v1/evidence", query_string=query)

    assert answer.get_json() == body


def test_pages_agree_with_one_page_while_articles_come_in_that_would_rank_first(any_client: FlaskClient) -> None:
    add_stories(any_client, 7)
    whole = ask(any_client)

    response = any_client.post("/v1/evidence", json={"claim": GRAIN_CLAIM, "limit": 1})
    paged = response.get_json()["evidence"]
    number = 0
    while link := re.fullmatch(r'<(.+)>; rel="next"', response.headers.get("Link", "")):
        number += 1
        any_client.post(
            "/v1/articles",
            json={"outlet": {"name": "Aardvark"}, "text": f"Note {number}. {GRAIN_CLAIM}", "published_at": "2025"},
        )
        response = any_client.get(link[1])
        paged += response.get_json()["evidence"]

    assert paged == whole["evidence"]
    assert [item["rank"] for item in paged] == [1, 2, 3, 4, 5, 6, 7]
    assert response.get_json()["next_cursor"] is None


def test_later_pages_list_the_copies_that_still_stand(client: FlaskClient) -> None:
    add_wire_story(client)
    [_, whole, *_] = ask(client, sort=["published_at"], stances=["supports"])["evidence"]
    first = ask(client, limit=1, sort=["published_at"])
    query = {"cursor": first["next_cursor"], "limit": 1}
    before = client.get("/v1/evidence", query_string=query).get_json()

    client.delete("/v1/articles/wire")
    after = client.get("/v1/evidence", query_string=query).get_json()

    assert (before["evidence"], before["totals"]) == ([whole], first["totals"])
    assert [copy["article_id"] for copy in whole["copies"]] == ["wire", "late"]
    assert [(copy["article_id"], copy["origin"]) for copy in after["evidence"][0]["copies"]] == [("late", False)]


def test_a_cursor_works_by_post_with_the_claim_repeated(client: FlaskClient) -> None:
    add_stories(client, 3)
    first = ask(client, limit=2)

    second = ask(client, limit=2, cursor=first["next_cursor"])
    other = client.post("/v1/evidence", json={"claim": "Ships came.", "cursor": first["next_cursor"]})

    assert [item["rank"] for item in second["evidence"]] == [3]
    assert (other.status_code, other.get_json()["errors"][0]["pointer"]) == (422, "/cursor")


def test_a_sentence_deleted_between_two_pages_drops_out(client: FlaskClient) -> None:
    add_stories(client, 3)
    first = ask(client, limit=1)
    client.delete("/v1/articles/s00")

    second = client.get("/v1/evidence", query_string={"cursor": first["next_cursor"], "limit": 5}).get_json()

    assert ids(first) + ids(second) == ["s02", "s01"]


def test_a_cursor_expires_after_a_quarter_of_an_hour(serve: Callable[..., Served]) -> None:
    served = serve()
    client = served.app.test_client()
    add_stories(client, 2)
    query = {"cursor": ask(client, limit=1)["next_cursor"]}

    in_time = at(served, timedelta(minutes=14)).get("/v1/evidence", query_string=query)
    too_late = at(served, timedelta(minutes=16)).get("/v1/evidence", query_string=query)

    assert in_time.status_code == 200
    assert (too_late.status_code, too_late.get_json()["type"]) == (410, "/problems/cursor-expired")


def at(served: Served, later: timedelta) -> FlaskClient:
    """A client of the same service, so much later."""
    context = served.app.extensions["claimlink"]
    services = replace(served.services, clock=lambda: served.services.clock() + later)
    served.app.extensions["claimlink"] = replace(context, services=services)
    return served.app.test_client()


def test_totals_count_what_was_judged_whatever_is_asked_to_be_seen(client: FlaskClient) -> None:
    add_stories(client, 3)
    client.post("/v1/articles", json={"id": "less", "text": "The harbour of Lindhaven handled 12% more grain in 2023."})

    every = ask(client, stances=["supports", "refutes", "not_enough_info"])
    refutes = ask(client, stances=["refutes"])

    assert every["totals"] == refutes["totals"]
    assert every["totals"]["verified"] == len(every["evidence"]) >= 4
    assert all(item["stance"] == "refutes" for item in refutes["evidence"])
    stances = [item["stance"] for item in every["evidence"]]
    assert stances == sorted(stances, key=["supports", "refutes", "not_enough_info"].index)


def test_supports_below_the_asked_score_are_left_out(client: FlaskClient) -> None:
    add_stories(client, 2)
    [first, *_] = ask(client)["evidence"]

    at_least = ask(client, min_support_score=first["support_score"])
    above = client.get("/v1/evidence", query_string={"claim": GRAIN_CLAIM, "min_support_score": "1"}).get_json()

    assert len(at_least["evidence"]) == 2
    assert len(above["evidence"]) == above["totals"]["supports"] == 2 * (first["support_score"] == 1)


def test_more_candidates_than_asked_for_make_an_answer_incomplete(client: FlaskClient) -> None:
    add_stories(client, 3)

    body = ask(client, max_candidates=2)

    assert (body["complete"], body["incomplete_reason"]) == (False, "max_candidates")
    assert (body["totals"]["candidates"], body["totals"]["verified"]) == (3, 2)


def test_a_deadline_is_taken_and_an_answer_says_whether_it_was_met(client: FlaskClient) -> None:
    add_stories(client, 3)

    body = ask(client, deadline_ms=60_000)

    assert (body["complete"], body["incomplete_reason"], len(body["evidence"])) == (True, None, 3)


def test_a_claim_that_cannot_be_judged_well_is_answered_with_a_warning(client_with_grain: FlaskClient) -> None:
    body = ask(client_with_grain, claim="Grain")

    assert body["warnings"]
    assert set(body["warnings"][0]) == {"code", "detail"}


def test_what_was_read_in_the_claim_is_shown(client: FlaskClient) -> None:
    facts = ask(client)["claim"]["facts"]

    [quantity] = facts["quantities"]
    assert GRAIN_CLAIM[quantity["start"] : quantity["end"]] == quantity["text"]
    assert (quantity["value"], quantity["unit"]) == (40.0, "%")
    assert [date["text"] for date in facts["dates"]] == ["2023"]
    assert facts["negated"] is False


def test_a_batch_answers_each_request_with_its_own_status(any_client: FlaskClient) -> None:
    any_client.post("/v1/articles", json=GRAIN)
    good = {"claim": GRAIN_CLAIM}
    items = [
        good,
        {"claim": "?!"},
        5,
        {"claim": GRAIN_CLAIM, "cursor": "garbage"},
        {"cliam": "x"},
        {**good, "limit": 1},
    ]

    answers = any_client.post("/v1/evidence/batch", json={"items": items}).get_json()["items"]

    assert [answer["status"] for answer in answers] == [200, 422, 422, 400, 422, 200]
    assert answers[0]["body"] == ask(any_client)
    assert answers[1]["body"]["errors"] == [{"pointer": "/claim", "detail": "must hold a letter or a digit"}]
    assert answers[3]["body"]["type"] == "/problems/malformed-cursor"


def test_a_batch_has_a_least_and_a_most(small_limits_client: FlaskClient) -> None:
    for items in ([], [{"claim": "Ships came."}] * 3, None, {}):
        response = small_limits_client.post("/v1/evidence/batch", json={"items": items})

        assert response.status_code == 422
        assert response.get_json()["errors"][0]["pointer"] == "/items"
