"""Metrics for Prometheus, of all workers together."""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

MULTIPROCESS_DIR = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which workers share their counts."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_CANDIDATES = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000)


class Metrics:
    """Counts of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "claimlink_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._latency = Histogram(
            "claimlink_request_seconds",
            "Time from a request's arrival to its answer.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._candidates = Histogram(
            "claimlink_evidence_candidates",
            "Candidate sentences found for a claim.",
            buckets=_CANDIDATES,
            registry=self._registry,
        )

    def observe_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request; `route` is the path's template, so that ids make no series of their own."""
        self._requests.labels(method, route, str(status)).inc()
        self._latency.labels(method, route).observe(seconds)

    def observe_candidates(self, candidates: int) -> None:
        """Count the candidates of one claim."""
        self._candidates.observe(candidates)

    def exposition(self) -> bytes:
        """All counts in Prometheus' text format: of every worker where they share a folder."""
        registry = self._registry
        if MULTIPROCESS_DIR in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # its constructor has no annotations
        return generate_latest(registry)


EXPOSITION_TYPE = CONTENT_TYPE_LATEST
