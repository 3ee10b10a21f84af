"""Bodies within limits: what is longer stops being read."""

import gzip
import io
import zlib

from urllib3.response import HTTPResponse

_CHUNK_BYTES = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"


_KNOWN_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate", "br"})


class BodyTooLong(Exception):
    """A body of more bytes than allowed."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"holds more than {max_bytes:,} bytes")


def read_body(response: HTTPResponse, *, max_bytes: int, cut: bool = False) -> bytes:
    """The body without its content encoding; little more of it is ever in memory than allowed.

    Raises BodyTooLong for a longer one, unless it is to be `cut`; ValueError for an encoding that nobody knows here.
    """
    encodings = {encoding.strip().lower() for encoding in response.headers.get("Content-Encoding", "").split(",")}
    if not encodings <= _KNOWN_ENCODINGS:
        raise ValueError(f"has the content encoding {', '.join(sorted(encodings))[:100]}")
    parts: list[bytes] = []
    total = 0
    # Not stream(): of a chunked body urllib3 reads the lines between chunks whole, however long they are.
    while part := response.read(_CHUNK_BYTES, decode_content=True):
        parts.append(part)
        total += len(part)
        if total > max_bytes:
            if cut:
                break
            raise BodyTooLong(max_bytes)
    return b"".join(parts)[:max_bytes]


def is_zipped(body: bytes) -> bool:
    """Whether it begins as a gzip file does."""
    return body.startswith(_GZIP_MAGIC)


def unzipped(body: bytes, *, max_bytes: int) -> bytes:
    """A body that is a gzip file (such as sitemap.xml.gz), unpacked; any other as it is.

    Raises BodyTooLong, and ValueError where it is broken.
    """
    if not is_zipped(body):
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            data = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"is no gzip file that can be read: {error}") from error
    if len(data) > max_bytes:
        raise BodyTooLong(max_bytes)
    return data


def media_type(header: str | None) -> str:
    """The lower-case media type of a Content-Type header, "" for none.

    >>> media_type("Text/HTML; charset=UTF-8")
    'text/html'
    """
    return (header or "").partition(";")[0].strip().lower()
