"""/v1/outlets: who published what is held."""

from flask import Response

from schemas.articles import OutletListSchema, outlet_summary_body
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.context import services
from service.api.payload import json_response


def outlets_blueprint() -> ApiBlueprint:
    """The endpoint of outlets."""
    outlets = ApiBlueprint("outlets", __name__, description="Outlets and their tiers.")

    @outlets.endpoint("GET", "/v1/outlets")
    @outlets.takes_no_query
    @outlets.answers(200, OutletListSchema, "The outlets.")
    @outlets.fails_with(types.VALIDATION, types.STORE_UNAVAILABLE)
    def get_outlets() -> Response:
        """List every outlet that has an article.

        A tier is applied when a claim is answered, so changing the outlets file needs no new indexing.
        """
        tiers = services().tiers
        summaries = services().store.outlets()
        bodies = [outlet_summary_body(summary, tiers.tier_of(summary.outlet)) for summary in summaries]
        return json_response({"outlets": bodies})

    return outlets
