"""Web archives: the pages in a WARC file (ISO 28500), compressed or not.

Read with limits on every line and every record, which the libraries for it do not have: a small compressed archive may
hold a header line without end.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from http.client import HTTPResponse as PlainResponse
from typing import IO

from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from service.adapters.fetching.bodies import BodyTooLong, is_zipped, media_type, read_body
from service.application.sources import ArchivedPage, ArchivedRecord, RefusalCode, Refused
from service.domain.address import parse_http_url

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_LONGEST_LINE = 16_384
_MOST_HEADERS = 200
_CHUNK_BYTES = 1 << 16
# What HTTP headers may add to a body.
_HTTP_HEAD_BYTES = 1 << 17
_MOST_LENGTH_DIGITS = 15


class _Damaged(Exception):
    """The archive cannot be read on from here."""


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    url: str | None
    at: datetime | None
    content_type: str | None
    length: int


class WarcReader:
    """Reads the responses and resources that hold HTML."""

    def read(self, file: IO[bytes], *, max_bytes: int, after: int = 0) -> Iterator[ArchivedRecord]:
        """Each response, resource and revisit after the first so many records; others are passed over.

        Where the archive is damaged or ends too early, the last item says so.
        """
        number = 0
        try:
            stream = _unzipping(file)
            while (record := _next_record(stream)) is not None:
                number += 1
                if number <= after:
                    _skip(stream, record.length)
                elif (found := _read_record(stream, record, max_bytes)) is not None:
                    yield ArchivedRecord(number, record.url, found)
        except (_Damaged, OSError, EOFError, zlib.error) as error:
            reason = "ends too early" if isinstance(error, EOFError) else f"cannot be read on: {error}"
            yield ArchivedRecord(number + 1, None, Refused(RefusalCode.BROKEN, f"the archive {reason}"))


def _unzipping(file: IO[bytes]) -> IO[bytes]:
    buffered = io.BufferedReader(file, _CHUNK_BYTES)  # type: ignore[type-var]  # it takes any binary file
    return gzip.GzipFile(fileobj=buffered) if is_zipped(buffered.peek(2)) else buffered  # type: ignore[return-value]


def _next_record(stream: IO[bytes]) -> _Record | None:
    """The next record's headers; None at the end. The stream then stands at its block."""
    line = b"\r\n"
    while line and not line.strip():
        line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith((b"WARC/1.", b"WARC/0.")):
        raise _Damaged("a record of WARC/1.0 or 1.1 should begin here")
    headers = _headers(stream)
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= _MOST_LENGTH_DIGITS):
        raise _Damaged("a record does not say how long it is")
    return _Record(
        kind=headers.get("warc-type", "").lower(),
        url=_url(headers.get("warc-target-uri", "").strip("<>")),
        at=_moment(headers.get("warc-date", "")),
        content_type=headers.get("content-type"),
        length=int(length),
    )


def _headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if not line:
            raise EOFError
        if not line.endswith(b"\n"):
            raise _Damaged("a record has a header line that is too long")
        text = line.decode("utf-8", "replace")
        if not text.strip():
            return headers
        if text[0] in " \t" and last:
            headers[last] = f"{headers[last]} {text.strip()}"[:_LONGEST_LINE]
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        headers[last] = value.strip()
    raise _Damaged("a record has too many headers")


def _read_record(stream: IO[bytes], record: _Record, max_bytes: int) -> ArchivedPage | Refused | None:
    """The record's page; None for one that is none by its kind. Reads the record to its end."""
    if record.kind == "response":
        block = _block(stream, record.length, max_bytes + _HTTP_HEAD_BYTES)
        return _too_long(max_bytes) if block is None else _response_page(record, block, max_bytes)
    if record.kind == "resource" and media_type(record.content_type) in _PAGE_TYPES:
        block = _block(stream, record.length, max_bytes)
        if block is None:
            return _too_long(max_bytes)
        return ArchivedPage(block, record.content_type, record.at)
    _skip(stream, record.length)
    if record.kind == "resource":
        return Refused(RefusalCode.NOT_A_PAGE, _kind(record.content_type))
    if record.kind == "revisit":
        return Refused(RefusalCode.REVISIT, "refers to a response that was stored before")
    return None


def _block(stream: IO[bytes], length: int, max_bytes: int) -> bytes | None:
    """A record's block, None for one that is too long; either way the stream stands after it."""
    if length > max_bytes:
        _skip(stream, length)
        return None
    block = stream.read(length)
    if len(block) < length:
        raise EOFError
    return block


def _skip(stream: IO[bytes], length: int) -> None:
    while length:
        chunk = stream.read(min(length, _CHUNK_BYTES))
        if not chunk:
            raise EOFError
        length -= len(chunk)


def _response_page(record: _Record, block: bytes, max_bytes: int) -> ArchivedPage | Refused:
    if media_type(record.content_type) not in {"application/http", ""}:
        return Refused(RefusalCode.NOT_A_PAGE, _kind(record.content_type))
    plain = PlainResponse(_Bytes(block))  # type: ignore[arg-type]  # it asks its socket for no more than a file
    try:
        plain.begin()
        content_type = plain.headers.get("Content-Type")
        if plain.status != 200:
            return Refused(RefusalCode.NOT_A_PAGE, f"is a response with status {plain.status}")
        if media_type(content_type) not in _PAGE_TYPES:
            return Refused(RefusalCode.NOT_A_PAGE, _kind(content_type))
        response = HTTPResponse(
            body=plain,
            headers=dict(plain.headers.items()),
            status=plain.status,
            preload_content=False,
            # Archives hold bodies whose chunks were joined, and lengths from before that.
            enforce_content_length=False,
        )
        body = read_body(response, max_bytes=max_bytes)
    except BodyTooLong:
        return _too_long(max_bytes)
    except (HTTPException, HTTPError, ValueError, OSError) as error:
        return Refused(RefusalCode.BROKEN, f"is no HTTP response that can be read: {error}"[:300])
    return ArchivedPage(body, content_type, record.at)


def _kind(content_type: str | None) -> str:
    return f"is {media_type(content_type)[:100] or 'of no stated kind'}"


def _too_long(max_bytes: int) -> Refused:
    return Refused(RefusalCode.TOO_LARGE, str(BodyTooLong(max_bytes)))


class _Bytes:
    """Bytes in the place of a socket."""

    def __init__(self, block: bytes) -> None:
        self._file = io.BytesIO(block)

    def makefile(self, _mode: str) -> IO[bytes]:
        return self._file


def _url(text: str) -> str | None:
    try:
        return parse_http_url(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
