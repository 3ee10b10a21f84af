"""/v1/outlets: who published what is held."""

from flask import Response

from schemas.articles import OutletListSchema, outlet_summary_body
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.context import services
from service.api.payload import json_response
from service.application.outlets import list_outlets


def outlets_blueprint() -> ApiBlueprint:
    """The endpoint of outlets."""
    outlets = ApiBlueprint("outlets", __name__, description="Outlets and their tiers.")

    @outlets.endpoint("GET", "/v1/outlets")
    @outlets.takes_no_query
    @outlets.answers(200, OutletListSchema, "The outlets.")
    @outlets.fails_with(types.VALIDATION, types.STORE_UNAVAILABLE)
    def get_outlets() -> Response:
        """List every outlet that has an article.

        Several spellings that the server's outlets file knows as one outlet are listed as one, under its main name. The
        file is applied when a request is answered, so changing it needs no new indexing.
        """
        listed = list_outlets(services().outlets, services().store)
        return json_response({"outlets": [outlet_summary_body(item.summary, item.tier) for item in listed]})

    return outlets
