"""/health and /metrics: for orchestrators and monitoring."""

from flask import Response

from schemas.health import LiveSchema, ReadySchema
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.context import context, services
from service.api.metrics import EXPOSITION_TYPE
from service.api.payload import json_response


def health_blueprint() -> ApiBlueprint:
    """The endpoints that say how the service is."""
    health = ApiBlueprint("health", __name__, description="How the service is.")

    @health.endpoint("GET", "/health/live")
    @health.answers(200, LiveSchema, "The process runs.")
    def get_live() -> Response:
        """Say that the process runs."""
        return json_response({"status": "live"})

    @health.endpoint("GET", "/health/ready")
    @health.answers(200, ReadySchema, "Claims can be answered.")
    @health.fails_with(types.STORE_UNAVAILABLE, types.INDEX_OUTDATED)
    def get_ready() -> Response:
        """Say whether store and verifier are there."""
        store = dict(services().store.check())
        return json_response({"status": "ready", "store": store, "verifier": services().verifier.version})

    @health.endpoint("GET", "/metrics")
    @health.answers(200, {"type": "string"}, "Prometheus' text format.", content_type="text/plain")
    def get_metrics() -> Response:
        """Counts and latencies of all workers."""
        return Response(context().metrics.exposition(), content_type=EXPOSITION_TYPE)

    return health
