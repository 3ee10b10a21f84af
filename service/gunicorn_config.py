"""gunicorn's settings: `gunicorn -c python:service.gunicorn_config service.wsgi:app`.

Options on gunicorn's command line override these.
"""

import os
import shutil
import tempfile
from typing import Any

from service.api.logs import LOG_FORMAT, LOG_NAMES

bind = "127.0.0.1:8080"
workers = 2
threads = 8
worker_class = "service.api.gunicorn_worker.ProblemWorker"

# A worker opens the store itself: handles of the index must not be shared through a fork.
preload_app = False

# Long claims go by POST. 8,190 is the most that gunicorn takes short of no limit at all.
limit_request_line = 8_190
limit_request_fields = 100
limit_request_field_size = 8_190

# Longer than the usual 60 s of a load balancer, so that it never sends on a connection that just closed.
keepalive = 75
# SIGTERM lets what is running finish; the longest deadline that a request may ask for is 60 s.
graceful_timeout = 70
timeout = 120
control_socket_disable = True

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "pythonjsonlogger.json.JsonFormatter", "fmt": LOG_FORMAT, "rename_fields": LOG_NAMES}
    },
    "filters": {"request_id": {"()": "service.api.logs.RequestIdFilter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        # The application logs its requests itself, with their ids.
        "gunicorn.access": {"level": "CRITICAL", "handlers": ["nowhere"], "propagate": False},
    },
}

_METRICS_DIR = "PROMETHEUS_MULTIPROC_DIR"


def on_starting(_server: Any) -> None:
    """Make the folder in which workers share their counts; prometheus-client looks for it when a worker imports it."""
    os.environ[_METRICS_DIR] = tempfile.mkdtemp(prefix="claimlink-metrics-")


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that ended; its counts stay."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # it has no annotations


def on_exit(_server: Any) -> None:
    """Remove the shared counts."""
    shutil.rmtree(os.environ[_METRICS_DIR], ignore_errors=True)
