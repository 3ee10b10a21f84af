"""/v1/pages: pages as scraped, with none, one or several articles in them."""

from typing import Any

from flask import Response, request

from schemas.articles import IdempotencyHeaders, IndexQuery
from schemas.pages import IndexedPageSchema, indexed_page_body, page_input_schema
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.context import services
from service.api.idempotency import once
from service.api.payload import json_response
from service.application.index_pages import PageDraft, index_page
from service.settings import Limits

_EXAMPLE = {
    "url": "https://harbourgazette.example/2024/grain",
    "fetched_at": "2024-04-14T08:00:00Z",
    "text": (
        "Home | Shipping | Contact\n\nGrain returns to the harbour\n\nBy Ida Holm, April 12, 2024\n\n"
        "The harbour handled 40% more grain in 2023 than a year before. Its master expects another record.\n\n"
        "Read more: Ferries run again"
    ),
}


def pages_blueprint(limits: Limits) -> ApiBlueprint:
    """The endpoint that takes whole pages."""
    pages = ApiBlueprint("pages", __name__, description="Pages as scraped, and the articles in them.")

    @pages.endpoint("POST", "/v1/pages")
    @pages.takes_at_most(limits.page_bytes)
    @pages.takes(page_input_schema(limits), example=_EXAMPLE)
    @pages.takes(IndexQuery, location="query")
    @pages.takes(IdempotencyHeaders, location="headers")
    @pages.answers(201, IndexedPageSchema, "The articles of the page, stored, and what was left out.")
    @pages.fails_with(
        types.MALFORMED_REQUEST,
        types.IDEMPOTENCY_KEY_IN_USE,
        types.CONTENT_TOO_LARGE,
        types.UNSUPPORTED_MEDIA_TYPE,
        types.VALIDATION,
        types.IDEMPOTENCY_KEY_REUSED,
        types.STORE_UNAVAILABLE,
    )
    def post_page(draft: PageDraft, query: dict[str, Any], headers: dict[str, Any]) -> Response:
        """Index the articles of a page, its menus, captions, author boxes and teasers left out.

        Outlet, date and language of each article are what the page states, null where it does not. Articles of one
        page that share its address have ids of their own, the same ones each time.
        """

        def answer() -> Response:
            return json_response(indexed_page_body(index_page(services(), draft, refresh=query["refresh"])), 201)

        return once(headers.get("idempotency_key"), "POST /v1/pages", request.get_data(), answer)

    return pages
