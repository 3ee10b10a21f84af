"""Evidence requests in, evidence out."""

import math
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from marshmallow import ValidationError

from schemas.evidence import (
    AskedEvidence,
    EvidenceAnswerSchema,
    evidence_body,
    evidence_query_schema,
    evidence_request_schema,
)
from service.application.copies import Copy
from service.application.kept_answers import Totals
from service.application.link_claim import EvidenceItem, EvidencePage, EvidenceRequest
from service.application.ports import ArticleFilter
from service.domain.article import WarningNote
from service.domain.claim import Claim
from service.domain.evidence import (
    ArticleHeader,
    Aspect,
    Candidate,
    Check,
    CheckVerdict,
    Context,
    Coverage,
    SentenceKey,
    Stance,
    Verdict,
)
from service.domain.facts import Facts
from service.domain.facts.quantities import Quantity
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from service.domain.ranking import SortKey
from service.domain.terms import WeightedTerm
from service.settings import Limits

SCHEMA = evidence_request_schema(Limits())
CLAIM = "Grain trade grew by more than 40%."


def messages(body: Any) -> Any:
    with pytest.raises(ValidationError) as caught:
        SCHEMA.load(body)
    return caught.value.messages


def test_a_claim_alone_asks_with_the_defaults_of_the_use_case() -> None:
    assert SCHEMA.load({"claim": CLAIM}) == AskedEvidence(EvidenceRequest(CLAIM), cursor=None, claim=CLAIM)


def test_every_option_reaches_the_use_case() -> None:
    asked = SCHEMA.load(
        {
            "claim": CLAIM,
            "claimed_at": "2024-04-12",
            "stances": ["supports", "refutes"],
            "filters": {
                "outlets": ["HARBOUR  Gazette", "NorthWire.example"],
                "exclude_outlets": ["Rumour"],
                "domains": ["News.example"],
                "exclude_domains": ["old.news.example"],
                "published_from": "2023",
                "published_to": "2024-02",
                "include_undated": False,
                "languages": ["en-GB"],
                "article_ids": ["grain-1"],
            },
            "outlet_tiers": [["Harbour Gazette"]],
            "sort": ["-support_score"],
            "min_support_score": 0.5,
            "max_candidates": 10,
            "deadline_ms": 500,
            "limit": 7,
            "cursor": None,
        }
    )

    request = asked.request
    assert request.where == ArticleFilter(
        outlets=("harbour gazette", "northwire.example"),
        exclude_outlets=("rumour",),
        domains=("news.example",),
        exclude_domains=("old.news.example",),
        published_from=datetime(2023, 1, 1, tzinfo=UTC),
        published_before=datetime(2024, 3, 1, tzinfo=UTC),
        include_undated=False,
        languages=("en-gb",),
        article_ids=("grain-1",),
    )
    assert request.tiers is not None
    assert request.tiers.tier_of(Outlet("harbour gazette")) == 1
    assert (request.stances, request.sort) == ((Stance.SUPPORTS, Stance.REFUTES), (SortKey.SUPPORT,))
    assert (request.min_support_score, request.max_candidates, request.deadline_ms, request.limit) == (0.5, 10, 500, 7)
    assert request.claimed_at == datetime(2024, 4, 12, tzinfo=UTC)


def test_no_tiers_at_all_differ_from_the_server_s_tiers() -> None:
    assert SCHEMA.load({"claim": CLAIM, "outlet_tiers": []}).request.tiers is not None
    assert SCHEMA.load({"claim": CLAIM, "outlet_tiers": None}).request.tiers is None


def test_a_day_is_inclusive_to_its_end_and_a_time_to_itself() -> None:
    day = SCHEMA.load({"claim": CLAIM, "filters": {"published_to": "2024-02-29"}}).request.where
    time = SCHEMA.load({"claim": CLAIM, "filters": {"published_to": "2024-02-29T12:00:00Z"}}).request.where

    assert day.published_before == datetime(2024, 3, 1, tzinfo=UTC)
    assert time.published_before == datetime(2024, 2, 29, 12, 0, 0, 1, tzinfo=UTC)


def test_a_query_asks_the_same_as_a_body() -> None:
    query = {
        "claim": CLAIM,
        "outlet": ["Harbour Gazette"],
        "stance": ["refutes"],
        "limit": "7",
        "include_undated": "false",
        "min_support_score": "0.5",
        "published_from": "2023",
    }
    body = {
        "claim": CLAIM,
        "filters": {"outlets": ["Harbour Gazette"], "include_undated": False, "published_from": "2023"},
        "stances": ["refutes"],
        "limit": 7,
        "min_support_score": 0.5,
    }

    assert evidence_query_schema(Limits()).load(query) == SCHEMA.load(body)


@pytest.mark.parametrize("claim", ["", "   ", "?!", "—", "\u200f", "👍", "x" * 2001, "a\x00b", 5, ["a"], None])
def test_a_claim_without_a_letter_or_digit_or_over_the_limit_is_refused(claim: Any) -> None:
    assert list(messages({"claim": claim})) == ["claim"]


def test_dates_in_the_wrong_order_are_refused() -> None:
    filters = {"published_from": "2024-03", "published_to": "2024-02"}

    assert messages({"claim": CLAIM, "filters": filters}) == {
        "filters": {"published_to": ["must not be before published_from"]}
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stances", []),
        ("stances", ["maybe"]),
        ("sort", ["rank"]),
        ("sort", "outlet"),
        ("limit", 0),
        ("limit", True),
        ("max_candidates", 10_001),
        ("deadline_ms", 0),
        ("min_support_score", 1.5),
        ("filters", None),
        ("filters", {"outlet": "A"}),
        ("outlet_tiers", ["A"]),
        ("outlet_tiers", [[]]),
        ("cursor", 5),
    ],
)
def test_a_value_that_is_not_allowed_is_named(field: str, value: Any) -> None:
    assert list(messages({"claim": CLAIM, field: value})) == [field]


def a_page() -> EvidencePage:
    quantity = Quantity("more than 40%", 21, 34, 40.0, "%", "more than", math.nextafter(40.0, math.inf), math.inf)
    key = SentenceKey("grain-1", 2, 3)
    outlet = Outlet("Harbour Gazette", "harbourgazette.example")
    header = ArticleHeader("grain-1", 2, "Grain", "https://a.example/x", outlet, parse_published("2024-04-12"), "en")
    checks = (Check(Aspect.QUANTITY, CheckVerdict.AGREES, "41% is more than 40%", "more than 40%", "41%", (18, 21)),)
    return EvidencePage(
        claim=Claim(
            CLAIM,
            datetime(2024, 4, 12, tzinfo=UTC),
            "en",
            (WeightedTerm("grain", 500),),
            Facts(quantities=(quantity,)),
            (WarningNote("short", "one word"),),
        ),
        totals=Totals(supports=1, refutes=0, outlets=1, independent_sources=1, candidates=4, verified=4),
        incomplete_reason=None,
        evidence=(
            EvidenceItem(
                1,
                Verdict(Stance.SUPPORTS, 0.9, checks),
                0.8,
                Candidate(key, 400, "Trade in grain rose 41%.", 10, 34, header),
                Context(("First.", "It was a good year."), "Prices fell."),
                tier=1,
                credited=("Meridian Wire",),
                copies=(Copy(SentenceKey("wire-1", 1, 0), Outlet("Meridian Wire"), is_origin=True),),
            ),
        ),
        coverage=Coverage(1, 4, 1, parse_published("2024-04-12"), datetime(2024, 5, 1, tzinfo=UTC), 0),
        next_cursor=None,
    )


def test_an_answer_goes_out_as_its_schema_says() -> None:
    body = orjson.loads(orjson.dumps(evidence_body(a_page())))

    assert EvidenceAnswerSchema().load(body) == body


def test_an_open_interval_has_no_bound() -> None:
    [quantity] = evidence_body(a_page())["claim"]["facts"]["quantities"]

    assert quantity["high"] is None


def test_context_is_the_nearest_sentence_on_either_side() -> None:
    [item] = evidence_body(a_page())["evidence"]

    assert item["sentence"]["context_before"] == "It was a good year."
    assert item["sentence"]["context_after"] == "Prices fell."


def test_every_option_of_the_use_case_can_be_asked_for() -> None:
    other_names = {"where": "filters", "tiers": "outlet_tiers"}
    options = {other_names.get(field.name, field.name) for field in dataclass_fields(EvidenceRequest)}

    assert options == set(SCHEMA.fields) - {"cursor"}
