"""What views reach besides their arguments."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from service.api.metrics import Metrics
from service.application.services import Services
from service.settings import Limits

_EXTENSION = "claimlink"


@dataclass(frozen=True, slots=True)
class ApiContext:
    """The use cases' ports, the limits and the metrics of one application."""

    services: Services
    limits: Limits
    metrics: Metrics


def set_context(app: Flask, context: ApiContext) -> None:
    """Give an application what its views reach."""
    app.extensions[_EXTENSION] = context


def context() -> ApiContext:
    """The context of the application that handles the current request."""
    return cast(ApiContext, current_app.extensions[_EXTENSION])


def services() -> Services:
    """The ports of the application that handles the current request."""
    return context().services
