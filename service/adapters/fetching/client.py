"""Fetches pages over HTTP: one at a time, at most so often a host, as robots.txt allows, within limits."""

import socket
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from importlib.metadata import metadata
from threading import Lock, Timer

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError
from urllib3.response import HTTPResponse

from service.adapters.fetching import robots
from service.adapters.fetching.addresses import AddressRefused, Endpoint, Target, endpoints, target_of
from service.adapters.fetching.bodies import BodyTooLong, is_zipped, media_type, read_body, unzipped
from service.adapters.fetching.pace import Pace
from service.application.sources import Fetched, RefusalCode, Refused

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_ROBOTS = 1_000
# None stated: what it is shows.
_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_ZIPPED_TYPES = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8"
_LONGEST_URL = 8_000


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one request may cost. Times are in seconds; `total_s` is for all of it, redirects and robots.txt apart.

    `pace_s` lies between requests to a host; a site's crawl-delay may raise it to `most_crawl_delay_s`. A Retry-After
    of up to `most_retry_after_s` is waited for, once. `list_bytes` is for XML (a sitemap may have 50 MB), `page_bytes`
    for anything else, both without content encoding.
    """

    pace_s: float = 1.0
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    page_bytes: int = 10_000_000
    list_bytes: int = 52_428_800
    redirects: int = 5
    most_crawl_delay_s: float = 10.0
    most_retry_after_s: float = 30.0


class _Failed(Exception):
    """A request that gave no body."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.detail)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    retry_after: str | None
    content_type: str | None
    body: bytes


class WebFetcher:
    """Fetches with one name and one pace. Proxies of the environment are not used: they would resolve names anew."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits,
        allow_private: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._allow_private = allow_private
        self._pace = Pace(clock, sleep)
        self._rules: OrderedDict[str, robots.Rules | Refused] = OrderedDict()
        self._tls = ssl.create_default_context()
        # A slim machine may have no certificates of its own.
        self._tls.load_verify_locations(certifi.where())

    def fetch(self, url: str) -> Fetched | Refused:
        """The body at an address that holds HTML, text or XML. Nothing that a server does raises."""
        try:
            return self._followed(url)
        except _Failed as failure:
            return failure.refused
        except AddressRefused as refusal:
            return Refused(refusal.code, refusal.detail)

    def _followed(self, url: str) -> Fetched:
        target = self._target(url)
        for _ in range(self._limits.redirects + 1):
            answer = self._permitted(target)
            if answer.status in _REDIRECTS and answer.location is not None:
                target = self._target(answer.location, base=target.url)
                continue
            if answer.status != 200:
                raise _Failed(_status_refusal(answer.status))
            return Fetched(
                target.url, answer.body, media_type(answer.content_type), answer.content_type, datetime.now(UTC)
            )
        raise _Failed(Refused(RefusalCode.REDIRECTS, f"redirects more than {self._limits.redirects} times"))

    def _target(self, url: str, *, base: str | None = None) -> Target:
        if len(url) > _LONGEST_URL:
            raise AddressRefused(RefusalCode.BAD_ADDRESS, f"has more than {_LONGEST_URL:,} characters")
        try:
            return target_of(url, base=base, any_port=self._allow_private)
        except AddressRefused as refusal:
            if base is None:
                raise
            raise AddressRefused(refusal.code, f"redirects to {url[:200]}, which {refusal.detail}") from refusal

    def _permitted(self, target: Target) -> _Answer:
        """The answer to a request that the site's robots.txt allows; asked again once where it says when."""
        rules = self._rules_of(target)
        if not rules.allow(target.url):
            raise _Failed(Refused(RefusalCode.ROBOTS, "the site's robots.txt does not allow it"))
        pause_s = max(self._limits.pace_s, min(rules.crawl_delay_s, self._limits.most_crawl_delay_s))
        held_s = self._pace.held_s(target.host)
        if held_s > self._limits.most_retry_after_s:
            raise _Failed(_busy(held_s))
        answer = self._asked(target, pause_s)
        if answer.status in {429, 503} and (after_s := _seconds(answer.retry_after)) is not None:
            self._pace.hold(target.host, after_s)
            if after_s > self._limits.most_retry_after_s:
                raise _Failed(_busy(after_s))
            answer = self._asked(target, pause_s)
        return answer

    def _rules_of(self, target: Target) -> robots.Rules:
        rules = self._rules.get(target.origin)
        if rules is None:
            rules = self._fetched_rules(target)
            self._rules[target.origin] = rules
            if len(self._rules) > _MOST_ROBOTS:
                self._rules.popitem(last=False)
        if isinstance(rules, Refused):
            raise _Failed(rules)
        return rules

    def _fetched_rules(self, site: Target) -> robots.Rules | Refused:
        target = replace(site, url=f"{site.origin}/robots.txt", path="/robots.txt")
        try:
            for _ in range(self._limits.redirects + 1):
                answer = self._asked(target, self._limits.pace_s, for_robots=True)
                if answer.status in _REDIRECTS and answer.location is not None:
                    target = self._target(answer.location, base=target.url)
                    continue
                if answer.status >= 500:
                    detail = f"has a robots.txt that answers with status {answer.status}: nothing of it is fetched"
                    return Refused(RefusalCode.ROBOTS_UNREACHABLE, detail)
                return robots.read_rules(answer.body) if answer.status == 200 else robots.NO_RULES
        except _Failed as failure:
            refused = failure.refused
            if refused.code in {RefusalCode.CONNECTION, RefusalCode.TLS}:
                return refused
            return Refused(RefusalCode.ROBOTS_UNREACHABLE, f"has a robots.txt that {refused.detail}")
        except AddressRefused as refusal:
            return Refused(refusal.code, refusal.detail)
        # RFC 9309: after five redirects it counts as one that is not there.
        return robots.NO_RULES

    def _asked(self, target: Target, pause_s: float, *, for_robots: bool = False) -> _Answer:
        try:
            checked = endpoints(target, allow_private=self._allow_private)
        except OSError as error:
            raise _Failed(Refused(RefusalCode.CONNECTION, "has a host that no name server knows")) from error
        self._pace.wait(target.host, pause_s)
        with _Watchdog(self._limits.total_s) as watchdog:
            try:
                connection = self._connection(target, checked, watchdog)
                with closing(connection):
                    answer = self._answer(connection, target, for_robots=for_robots)
                # A connection that the watchdog ended looks like one that the server ended: as a whole answer.
                if watchdog.expired:
                    raise TimeoutError
                return answer
            except BodyTooLong as error:
                raise _Failed(Refused(RefusalCode.TOO_LARGE, str(error))) from error
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                if watchdog.expired:
                    detail = f"took more than {self._limits.total_s:g} s"
                    raise _Failed(Refused(RefusalCode.TIMEOUT, detail)) from error
                raise _Failed(_refusal_of(error)) from error

    def _connection(self, target: Target, checked: list[Endpoint], watchdog: "_Watchdog") -> HTTPConnection:
        read_s = self._limits.read_s
        if target.scheme == "https":
            secure = _CheckedHTTPSConnection(
                target.host, target.port, timeout=read_s, ssl_context=self._tls, cert_reqs="CERT_REQUIRED"
            )
            secure.open_socket = lambda: self._socket(checked, watchdog)
            return secure
        plain = _CheckedHTTPConnection(target.host, target.port, timeout=read_s)
        plain.open_socket = lambda: self._socket(checked, watchdog)
        return plain

    def _socket(self, checked: list[Endpoint], watchdog: "_Watchdog") -> socket.socket:
        """A socket connected to the first of the checked addresses that takes it; raises OSError."""
        failure = OSError("its host has no address")
        for endpoint in checked:
            sock = socket.socket(endpoint.family, socket.SOCK_STREAM)
            try:
                sock.settimeout(self._limits.connect_s)
                sock.connect(endpoint.address)
            except OSError as error:
                sock.close()
                failure = error
                continue
            sock.settimeout(self._limits.read_s)
            watchdog.watch(sock)
            return sock
        raise failure

    def _answer(self, connection: HTTPConnection, target: Target, *, for_robots: bool) -> _Answer:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/plain" if for_robots else _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        connection.request("GET", target.path, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as response:
            answer = _Answer(
                response.status,
                location=response.headers.get("Location"),
                retry_after=response.headers.get("Retry-After"),
                content_type=response.headers.get("Content-Type"),
                body=b"",
            )
            if response.status != 200:
                return answer
            if for_robots:
                body = read_body(response, max_bytes=robots.MOST_BYTES, cut=True)
            else:
                body = self._page_body(response, media_type(answer.content_type))
            return replace(answer, body=body)

    def _page_body(self, response: HTTPResponse, kind: str) -> bytes:
        """The body of a kind that may hold a page or a list of pages; raises _Failed for any other."""
        zipped = kind in _ZIPPED_TYPES
        lists = zipped or _is_xml(kind)
        if not lists and kind not in _PAGE_TYPES:
            raise _Failed(Refused(RefusalCode.CONTENT_TYPE, f"is {kind[:100]}, which holds no page"))
        max_bytes = self._limits.list_bytes if lists else self._limits.page_bytes
        length = response.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > max_bytes:
            raise BodyTooLong(max_bytes)
        body = read_body(response, max_bytes=max_bytes)
        if zipped and not is_zipped(body):
            raise _Failed(Refused(RefusalCode.CONTENT_TYPE, f"is {kind}, which holds no page"))
        return unzipped(body, max_bytes=max_bytes) if zipped or lists else body


def user_agent() -> str:
    """How we name ourselves: name, version, and the project's address where it has one."""
    about = metadata("claimlink")
    pages = [address.rpartition(", ")[2] for address in about.get_all("Project-URL") or ()]
    return " ".join([f"{robots.AGENT}/{about['Version']}", *(f"(+{page})" for page in pages[:1])])


class _CheckedHTTPConnection(HTTPConnection):
    """A connection that never resolves its host's name: it takes the socket that it is given."""

    open_socket: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.open_socket()


class _CheckedHTTPSConnection(HTTPSConnection):
    """The same with TLS, for which the host's name counts."""

    open_socket: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.open_socket()


class _Watchdog:
    """Ends an exchange after so many seconds, however it trickles. `expired` says that it did."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._expire)
        self._timer.daemon = True

    def watch(self, sock: socket.socket) -> None:
        """End this socket when the time is over."""
        # Its own handle: the original one goes into TLS.
        with self._lock:
            self._socket = sock.dup()

    def __enter__(self) -> "_Watchdog":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _expire(self) -> None:
        self.expired = True
        with self._lock:
            if self._socket is not None:
                # It may be closed at the other end.
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


def _is_xml(content_type: str) -> bool:
    return content_type != "application/xhtml+xml" and (content_type.endswith(("/xml", "+xml")))


def _status_refusal(status: int) -> Refused:
    if status == 429:
        return Refused(RefusalCode.BUSY, "asks for fewer requests (status 429)")
    code = RefusalCode.SERVER_ERROR if status >= 500 else RefusalCode.HTTP_STATUS
    return Refused(code, f"answers with status {status}")


def _busy(seconds: float) -> Refused:
    return Refused(RefusalCode.BUSY, f"asks to come back in {seconds:.0f} s")


def _refusal_of(error: Exception) -> Refused:
    """What an exception of the socket, of TLS or of HTTP means, in a few words."""
    # urllib3 wraps the cause of a failed read.
    causes = [error, *(argument for argument in error.args if isinstance(argument, Exception)), error.__cause__]
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Refused(RefusalCode.TLS, f"has no valid certificate or no usable encryption: {_short(error)}")
    if any(isinstance(cause, TimeoutError | ReadTimeoutError) for cause in causes):
        return Refused(RefusalCode.TIMEOUT, "does not answer in time")
    if isinstance(error, DecodeError):
        return Refused(RefusalCode.BROKEN, "has a content encoding that cannot be read")
    if isinstance(error, ValueError):
        return Refused(RefusalCode.BROKEN, _short(error))
    return Refused(RefusalCode.CONNECTION, f"gives no whole answer: {_short(error)}")


def _short(error: Exception) -> str:
    detail = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return " ".join(detail.split())[:200]


def _seconds(retry_after: str | None) -> float | None:
    """How long a Retry-After header asks to wait; None where it says nothing."""
    stated = (retry_after or "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        moment = parsedate_to_datetime(stated)
        return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
