"""/v1/evidence: a claim in, every sentence that supports it out."""

from typing import Any
from urllib.parse import urlencode

from flask import Response
from marshmallow import Schema, ValidationError

from schemas.evidence import (
    AskedEvidence,
    BatchAnswerSchema,
    EvidenceAnswerSchema,
    batch_schema,
    evidence_body,
    evidence_query_schema,
    evidence_request_schema,
)
from schemas.refusals import invalid_input
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.context import context, services
from service.api.payload import json_response
from service.api.problems import problem_of
from service.application.link_claim import EvidencePage, link_claim, next_page
from service.domain.errors import ClaimlinkError, IndexOutdated, StoreUnavailable
from service.settings import Limits

EVIDENCE_PATH = "/v1/evidence"

_LINK = {
    "Link": {"description": 'The next page, rel="next", by GET; absent on the last.', "schema": {"type": "string"}}
}
_EXAMPLE = {
    "claim": "The harbour handled 40% more grain in 2023.",
    "claimed_at": "2024-04-12",
    "filters": {"published_from": "2024", "exclude_outlets": ["Daily Rumour"]},
    "outlet_tiers": [["Harbour Gazette", "northwire.example"]],
    "limit": 20,
}


def evidence_blueprint(limits: Limits) -> ApiBlueprint:
    """The endpoints that link claims to evidence."""
    evidence = ApiBlueprint("evidence", __name__, description="Sentences that support or refute a claim.")
    request_schema = evidence_request_schema(limits)

    @evidence.endpoint("POST", EVIDENCE_PATH)
    @evidence.takes_no_query
    @evidence.takes(request_schema, example=_EXAMPLE)
    @evidence.answers(200, EvidenceAnswerSchema, "The evidence; also where there is none.", headers=_LINK)
    @evidence.fails_with(
        types.MALFORMED_REQUEST,
        types.MALFORMED_CURSOR,
        types.CURSOR_EXPIRED,
        types.CONTENT_TOO_LARGE,
        types.UNSUPPORTED_MEDIA_TYPE,
        types.VALIDATION,
        types.STORE_UNAVAILABLE,
    )
    def post_evidence(asked: AskedEvidence) -> Response:
        """Find every sentence with a stance towards a claim.

        Sentences come verbatim, ranked by outlet and date. `complete` says whether every candidate was judged. When
        there is a next page the ranked list is kept for 15 minutes, so that pages agree with one another.
        """
        return _paged(_answer(asked), asked.request.limit)

    @evidence.endpoint("GET", EVIDENCE_PATH)
    @evidence.takes(evidence_query_schema(limits), location="query")
    @evidence.answers(200, EvidenceAnswerSchema, "The evidence; also where there is none.", headers=_LINK)
    @evidence.fails_with(
        types.MALFORMED_REQUEST,
        types.MALFORMED_CURSOR,
        types.CURSOR_EXPIRED,
        types.VALIDATION,
        types.STORE_UNAVAILABLE,
    )
    def get_evidence(asked: AskedEvidence) -> Response:
        """Find every sentence with a stance towards a claim, by a link.

        As by POST, without outlet_tiers; a list is its parameter repeated: outlet=A&outlet=B.
        """
        return _paged(_answer(asked), asked.request.limit)

    @evidence.endpoint("POST", f"{EVIDENCE_PATH}/batch")
    @evidence.takes_no_query
    @evidence.takes(batch_schema(limits, request_schema), example={"items": [_EXAMPLE]})
    @evidence.answers(200, BatchAnswerSchema, "The answers in order, each with its own status.")
    @evidence.fails_with(
        types.MALFORMED_REQUEST,
        types.CONTENT_TOO_LARGE,
        types.UNSUPPORTED_MEDIA_TYPE,
        types.VALIDATION,
        types.STORE_UNAVAILABLE,
    )
    def post_batch(batch: dict[str, Any]) -> Response:
        """Answer many evidence requests at once.

        What is wrong with one costs that one alone; where the store is away the whole batch is a 503.
        """
        return json_response({"items": [_batch_item(request_schema, item) for item in batch["items"]]})

    return evidence


def _answer(asked: AskedEvidence) -> EvidencePage:
    if asked.cursor is not None:
        return next_page(services(), asked.cursor, limit=asked.request.limit, claim=asked.claim)
    page = link_claim(services(), asked.request)
    context().metrics.observe_candidates(page.totals.candidates)
    return page


def _paged(page: EvidencePage, limit: int) -> Response:
    response = json_response(evidence_body(page))
    if page.next_cursor is not None:
        query = urlencode({"cursor": page.next_cursor, "limit": limit})
        response.headers["Link"] = f'<{EVIDENCE_PATH}?{query}>; rel="next"'
    return response


def _batch_item(schema: Schema, item: Any) -> dict[str, Any]:
    try:
        body = evidence_body(_answer(schema.load(item)))
    except ValidationError as error:
        body = problem_of(invalid_input(error.messages))
    except (StoreUnavailable, IndexOutdated):
        # The other requests of the batch would only wait in vain for the same store.
        raise
    except ClaimlinkError as error:
        body = problem_of(error)
    return {"status": body.get("status", 200), "body": body}
