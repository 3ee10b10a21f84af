"""Logs: one JSON object a line on standard error, with the request's id."""

import logging
from uuid import uuid4

from flask import g, has_request_context
from pythonjsonlogger.json import JsonFormatter

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s"
LOG_NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}

access_logger = logging.getLogger("claimlink.access")


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to log records; null outside of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        if not hasattr(record, "request_id"):
            record.request_id = g.get("request_id") if has_request_context() else None
        return True


def configure_logging(level: str) -> None:
    """Log from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(LOG_FORMAT, rename_fields=LOG_NAMES))
    handler.addFilter(RequestIdFilter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # It reports every request to Elasticsearch at INFO.
    logging.getLogger("elastic_transport").setLevel(max(logging.WARNING, logging.getLogger().level))


def log_access(level: int, *, method: str, path: str, status: int, ms: float, request_id: str) -> None:
    """One line for an answered request."""
    values = {"method": method, "path": path, "status": status, "ms": ms, "request_id": request_id}
    access_logger.log(level, "%s %s %s", method, path, status, extra=values)


def new_request_id() -> str:
    """An id for a request that came without one."""
    return uuid4().hex
