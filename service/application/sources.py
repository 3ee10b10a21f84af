"""What pages are found in: addresses to fetch, feeds and sitemaps that list them, and archives that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO, Protocol

from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate


class RefusalCode(StrEnum):
    """Why a source gave no article."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    INVALID = "invalid"
    NO_ARTICLE = "no_article"
    BAD_ADDRESS = "bad_address"
    PRIVATE_ADDRESS = "private_address"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    REDIRECTS = "redirects"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    BUSY = "busy"
    HTTP_STATUS = "http_status"
    SERVER_ERROR = "server_error"
    CONTENT_TYPE = "content_type"
    LIMIT = "limit"
    # What was passed over on purpose.
    NOT_FETCHED = "not_fetched"
    NOT_A_PAGE = "not_a_page"
    REVISIT = "revisit"
    BEFORE_SINCE = "before_since"
    LISTED_TWICE = "listed_twice"
    DONE_BEFORE = "done_before"


# A later try may go otherwise.
PASSING = frozenset(
    {
        RefusalCode.ROBOTS_UNREACHABLE,
        RefusalCode.CONNECTION,
        RefusalCode.TLS,
        RefusalCode.TIMEOUT,
        RefusalCode.BUSY,
        RefusalCode.SERVER_ERROR,
        RefusalCode.LIMIT,
        RefusalCode.NOT_FETCHED,
    }
)

# Nothing that was asked for is missing.
ON_PURPOSE = frozenset(
    {
        RefusalCode.NOT_FETCHED,
        RefusalCode.NOT_A_PAGE,
        RefusalCode.REVISIT,
        RefusalCode.BEFORE_SINCE,
        RefusalCode.LISTED_TWICE,
        RefusalCode.DONE_BEFORE,
    }
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing came of a source; `detail` says why in words that go after its name."""

    code: RefusalCode
    detail: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as it came, without its transfer and content encodings.

    `url` is where the last redirect led, `media_type` in lower case, "" where none was sent, `content_type` the header
    that it stood in, `at` (aware) when it came.
    """

    url: str
    body: bytes
    media_type: str
    content_type: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page that a feed or a sitemap lists, and what the list says of it. `html` is its whole content, where given."""

    url: str
    title: str | None = None
    published: PublishedDate | None = None
    modified: PublishedDate | None = None
    outlet: Outlet = NO_OUTLET
    language: str | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class ListedSitemap:
    """A sitemap that a sitemap index lists."""

    url: str
    modified: PublishedDate | None = None


Listed = ListedPage | ListedSitemap | Refused


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page in a web archive; `content_type` is its header, `at` (aware) when it was fetched."""

    body: bytes
    content_type: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """A record of a web archive by its number, from 1, and where its page was."""

    number: int
    url: str | None
    content: ArchivedPage | Refused


class Fetcher(Protocol):
    """Gets what stands at an address. Nothing that a server does raises."""

    def fetch(self, url: str) -> Fetched | Refused:
        """The body at the address, after redirects."""


class ListingReader(Protocol):
    """Reads RSS, Atom and sitemaps. Nothing in them raises, and no entity is expanded."""

    def is_listing(self, body: bytes) -> bool:
        """Whether the body's first element is that of a feed or a sitemap."""

    def read(self, body: bytes, *, url: str | None) -> Iterator[Listed]:
        """What it lists, in its order; relative addresses count from `url`. A Refused says what could not be read."""


class ArchiveReader(Protocol):
    """Reads web archives (WARC). What is broken is a Refused; what came before it stays."""

    def read(self, file: IO[bytes], *, max_bytes: int, after: int = 0) -> Iterator[ArchivedRecord]:
        """Each record after the first so many that might be a page; a body holds at most `max_bytes`."""


class BodyDecoder(Protocol):
    """Turns a page's bytes into text, by byte order mark, Content-Type and what it states itself. Nothing raises."""

    def __call__(self, data: bytes, content_type: str | None) -> str:
        """The page's text."""


@dataclass(frozen=True, slots=True)
class PageSources:
    """The ways to pages, put together by `wiring`."""

    fetcher: Fetcher
    listings: ListingReader
    archives: ArchiveReader
    decode_html: BodyDecoder
