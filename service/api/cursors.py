"""Opaque cursors of listings, and the links to their next page."""

import base64
import binascii
import re
from urllib.parse import urlencode

from flask import Request, Response

from service.domain.errors import CursorExpired, MalformedCursor

_ARTICLES = re.compile(r"a\.([A-Za-z0-9._:-]{1,128})", re.ASCII)
_SENTENCES = re.compile(r"s\.(\d{1,9})\.(\d{1,9})", re.ASCII)


def articles_cursor(last_id: str) -> str:
    """The cursor of the articles after this one."""
    return _encode(f"a.{last_id}")


def read_articles_cursor(cursor: str) -> str:
    """The id after which articles go on; raises MalformedCursor."""
    return _decode(cursor, _ARTICLES)[1]


def sentences_cursor(revision: int, position: int) -> str:
    """The cursor of an article's sentences from a position on."""
    return _encode(f"s.{revision}.{position}")


def read_sentences_cursor(cursor: str) -> tuple[int, int]:
    """Revision and position from which sentences go on; raises MalformedCursor."""
    match = _decode(cursor, _SENTENCES)
    return int(match[1]), int(match[2])


def check_revision(cursor_revision: int | None, revision: int) -> None:
    """Raise CursorExpired where the article has another revision than the pages before."""
    if cursor_revision not in {None, revision}:
        raise CursorExpired("the article has a new revision; list its sentences from the start")


def link_next(response: Response, request: Request, cursor: str | None) -> Response:
    """Add the Link header (RFC 8288) to the next page of a listing, with the same parameters."""
    if cursor is not None:
        parameters = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        query = urlencode([*parameters, ("cursor", cursor)])
        response.headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return response


def _encode(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, form: re.Pattern[str]) -> re.Match[str]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise MalformedCursor("this is no cursor of this service") from error
    match = form.fullmatch(text)
    if match is None:
        raise MalformedCursor("this is no cursor of this listing")
    return match
