"""Headers that keep browsers safe, and CORS for the front ends that settings name."""

from flask import Flask, Response, request
from werkzeug.datastructures import ETags

_EXPOSED = "Link, Location, ETag, Retry-After, X-Request-ID"
_ALLOWED_HEADERS = "Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-ID"
_ALLOWED_METHODS = "GET, HEAD, POST, DELETE"
_PREFLIGHT_SECONDS = "600"

# The pages hold no script; their one style sheet stands in the page.
_CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def secure_headers(app: Flask) -> None:
    """Send nosniff and a content security policy with every answer, and forbid caches what no view allowed them."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Content-Security-Policy", _CONTENT_SECURITY_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        return response


def allow_origins(app: Flask, origins: tuple[str, ...]) -> None:
    """Answer CORS requests of these origins ("*" for all); none are answered where there is none."""
    if not origins:
        return

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        if "*" in origins:
            headers["Access-Control-Allow-Origin"] = "*"
        else:
            response.vary.add("Origin")
            origin = request.headers.get("Origin")
            if origin not in origins:
                return response
            headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = _EXPOSED
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            headers["Access-Control-Allow-Methods"] = _ALLOWED_METHODS
            headers["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
            headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
        return response


def answer_conditionally(app: Flask) -> None:
    """Answer 304 where If-None-Match names the answer's ETag; runs after compression, which makes its own ETag."""

    @app.after_request
    def condition(response: Response) -> Response:
        if request.method in {"GET", "HEAD"} and response.status_code == 200 and "ETag" in response.headers:
            response.make_conditional(request)
        return response


def strong_etags(etags: ETags) -> list[str]:
    """The strong entity tags of an If-Match header, as the store writes them: quoted, for the uncompressed answer."""
    return [f'"{tag.partition(":")[0]}"' for tag in etags]
