"""Fetching, from a site on this machine."""

import gzip
import resource
import socket
import time
import zlib
from collections.abc import Callable
from email.utils import formatdate
from functools import partial
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any

import brotli
import pytest

from service.adapters.fetching.client import FetchLimits, WebFetcher, user_agent
from service.application.sources import Fetched, RefusalCode, Refused
from tests.loopback import Site

PAGE = "<html><body><p>Rain fell in Holm.</p></body></html>"

ENCODINGS = [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", partial(brotli.compress, quality=1))]


def fetcher(*, allow_private: bool = True, sleep: Callable[[float], None] = time.sleep, **limits: Any) -> WebFetcher:
    chosen = FetchLimits(**{"pace_s": 0.0, "connect_s": 2.0, "read_s": 2.0, "total_s": 5.0, **limits})
    return WebFetcher(user_agent=user_agent(), limits=chosen, allow_private=allow_private, sleep=sleep)


def refusal(found: Fetched | Refused) -> RefusalCode:
    assert isinstance(found, Refused), found
    return found.code


class TestPages:
    def test_a_page_comes_with_its_address_and_what_its_header_says(self, site: Site) -> None:
        url = site.add("/a", PAGE, Content_Type="Text/HTML; charset=ISO-8859-1")

        found = fetcher().fetch(url)

        assert isinstance(found, Fetched)
        assert (found.url, found.body.decode()) == (url, PAGE)
        assert (found.media_type, found.content_type) == ("text/html", "Text/HTML; charset=ISO-8859-1")

    def test_we_say_who_we_are(self, site: Site) -> None:
        fetcher().fetch(site.add("/a", PAGE))

        agents = {headers["User-Agent"] for _, _, headers in site.asked}
        assert agents == {user_agent()}
        assert user_agent().startswith("claimlink/0.")

    @pytest.mark.parametrize(("encoding", "encoded"), ENCODINGS)
    def test_an_encoded_page_is_decoded(self, site: Site, encoding: str, encoded: Callable[[bytes], bytes]) -> None:
        found = fetcher().fetch(site.add("/a", encoded(PAGE.encode()), Content_Encoding=encoding))

        assert isinstance(found, Fetched)
        assert found.body.decode() == PAGE

    def test_a_chunked_page_is_whole(self, site: Site) -> None:
        def chunked(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            for part in (b"Rain ", b"fell."):
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            handler.wfile.write(b"0\r\n\r\n")

        site.answers["/a"] = chunked

        found = fetcher().fetch(site.url("/a"))

        assert isinstance(found, Fetched)
        assert found.body == b"Rain fell."

    @pytest.mark.parametrize(
        ("status", "code"),
        [
            (404, RefusalCode.HTTP_STATUS),
            (410, RefusalCode.HTTP_STATUS),
            (403, RefusalCode.HTTP_STATUS),
            (500, RefusalCode.SERVER_ERROR),
            (429, RefusalCode.BUSY),
        ],
    )
    def test_a_status_other_than_200_gives_no_page(self, site: Site, status: int, code: RefusalCode) -> None:
        assert refusal(fetcher().fetch(site.add("/a", PAGE, status=status))) is code

    @pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "application/octet-stream", "nonsense"])
    def test_what_is_neither_text_nor_xml_is_refused_unread(self, site: Site, content_type: str) -> None:
        found = fetcher().fetch(site.add("/a", b"\x89PNG", Content_Type=content_type))

        assert refusal(found) is RefusalCode.CONTENT_TYPE

    def test_a_compressed_sitemap_is_unpacked(self, site: Site) -> None:
        body = b"<urlset/>"

        found = fetcher().fetch(site.add("/s.xml.gz", gzip.compress(body), Content_Type="application/x-gzip"))

        assert isinstance(found, Fetched)
        assert found.body == body


class TestRedirects:
    def test_five_redirects_are_followed_and_the_last_address_counts(self, site: Site) -> None:
        for number in range(5):
            site.add(f"/{number}", status=302, Location=f"{number + 1}")
        site.add("/5", PAGE)

        found = fetcher().fetch(site.url("/0"))

        assert isinstance(found, Fetched)
        assert found.url == site.url("/5")

    def test_a_loop_ends(self, site: Site) -> None:
        site.add("/a", status=301, Location="/b")
        site.add("/b", status=301, Location="/a")

        found = fetcher().fetch(site.url("/a"))

        assert refusal(found) is RefusalCode.REDIRECTS
        assert len(site.paths) == 1 + 6

    @pytest.mark.parametrize(
        ("location", "code"),
        [
            ("file:///etc/passwd", RefusalCode.BAD_ADDRESS),
            ("http://2130706433/", RefusalCode.BAD_ADDRESS),
            ("http://user:secret@127.0.0.1/", RefusalCode.BAD_ADDRESS),
            ("http://[", RefusalCode.BAD_ADDRESS),
        ],
    )
    def test_a_redirect_to_what_is_never_fetched_is_refused(self, site: Site, location: str, code: RefusalCode) -> None:
        assert refusal(fetcher().fetch(site.add("/a", status=302, Location=location))) is code


class TestPrivateAddresses:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
    def test_this_machine_is_not_asked(self, site: Site, host: str) -> None:
        found = fetcher(allow_private=False).fetch(f"http://{host}/")

        assert refusal(found) is RefusalCode.PRIVATE_ADDRESS
        assert site.asked == []

    def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name server that changes its mind between check and connection changes nothing."""
        looked_up: list[str] = []
        real = socket.getaddrinfo

        def once(host: str, port: int, **options: Any) -> Any:
            looked_up.append(host)
            return real("127.0.0.1" if host == "news.example" else host, port, **options)

        monkeypatch.setattr(socket, "getaddrinfo", once)
        site.add("/a", PAGE)

        found = fetcher().fetch(site.url("/a", host="news.example"))

        assert isinstance(found, Fetched)
        # Once for robots.txt, once for the page.
        assert looked_up == ["news.example", "news.example"]
        assert {headers["Host"] for _, _, headers in site.asked} == {f"news.example:{site.port}"}

    def test_a_redirect_to_a_private_address_is_refused_after_a_public_page(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The site stands for a public one; where it leads does not."""
        public = {"127.0.0.1"}
        monkeypatch.setattr("service.adapters.fetching.addresses.is_public", lambda address: address in public)
        monkeypatch.setattr("service.adapters.fetching.addresses._PORTS", frozenset({80, site.port}))
        url = site.add("/a", status=302, Location=f"http://127.0.0.2:{site.port}/secret")

        found = fetcher(allow_private=False).fetch(url)

        assert refusal(found) is RefusalCode.PRIVATE_ADDRESS
        assert site.paths == ["/robots.txt", "/a"]

    def test_a_robots_txt_that_redirects_to_a_private_address_is_not_followed(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        public = {"127.0.0.1"}
        monkeypatch.setattr("service.adapters.fetching.addresses.is_public", lambda address: address in public)
        monkeypatch.setattr("service.adapters.fetching.addresses._PORTS", frozenset({80, site.port}))
        site.add("/robots.txt", status=302, Location=f"http://127.0.0.2:{site.port}/secret")

        found = fetcher(allow_private=False).fetch(site.add("/a", PAGE))

        assert refusal(found) is RefusalCode.PRIVATE_ADDRESS
        assert site.paths == ["/robots.txt"]

    def test_proxies_of_the_environment_are_not_used(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")

        assert isinstance(fetcher().fetch(site.add("/a", PAGE)), Fetched)


class TestLimits:
    def test_a_body_without_end_is_given_up(self, site: Site) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while True:
                handler.wfile.write(b"x" * 65_536)

        site.answers["/a"] = endless

        found = fetcher(page_bytes=1_000_000).fetch(site.url("/a"))

        assert found == Refused(RefusalCode.TOO_LARGE, "holds more than 1,000,000 bytes")

    def test_a_length_that_is_too_large_is_believed(self, site: Site) -> None:
        def long(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", "99999999999")
            handler.end_headers()

        site.answers["/a"] = long

        assert refusal(fetcher().fetch(site.url("/a"))) is RefusalCode.TOO_LARGE

    @pytest.mark.parametrize(("encoding", "encoded"), ENCODINGS)
    def test_a_bomb_stops_at_the_limit(self, site: Site, encoding: str, encoded: Callable[[bytes], bytes]) -> None:
        url = site.add("/a", encoded(bytes(100_000_000)), Content_Encoding=encoding)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        found = fetcher(page_bytes=1_000_000).fetch(url)

        assert refusal(found) is RefusalCode.TOO_LARGE
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000

    def test_a_bomb_in_a_bomb_stops_too(self, site: Site) -> None:
        bomb = gzip.compress(gzip.compress(bytes(100_000_000)))
        url = site.add("/s.xml.gz", bomb, Content_Type="application/gzip", Content_Encoding="gzip")

        assert refusal(fetcher(list_bytes=1_000_000).fetch(url)) is RefusalCode.TOO_LARGE

    def test_a_server_that_says_nothing_is_given_up(self, site: Site) -> None:
        site.answers["/a"] = lambda handler: time.sleep(3)

        assert refusal(fetcher(read_s=0.3).fetch(site.url("/a"))) is RefusalCode.TIMEOUT

    @pytest.mark.parametrize("where", ["headers", "body"])
    def test_a_server_that_trickles_is_given_up_in_all(self, site: Site, where: str) -> None:
        def trickle(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
            if where == "body":
                handler.wfile.write(b"\r\n")
            for _ in range(100):
                handler.wfile.write(b"X: y\r\n")
                handler.wfile.flush()
                time.sleep(0.05)

        site.answers["/a"] = trickle
        started = time.monotonic()

        found = fetcher(total_s=1.0).fetch(site.url("/a"))

        assert found == Refused(RefusalCode.TIMEOUT, "took more than 1 s")
        assert time.monotonic() - started < 3

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"nonsense\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nshort",
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000 + b"\r\n",
            b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 100_000,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nno gzip",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\nwhatever",
            b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
        ],
    )
    def test_a_faulty_answer_is_refused(self, site: Site, answer: bytes) -> None:
        def faulty(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(answer)
            handler.close_connection = True

        site.answers["/a"] = faulty

        assert refusal(fetcher().fetch(site.url("/a"))) in {
            RefusalCode.CONNECTION,
            RefusalCode.BROKEN,
            RefusalCode.BAD_ADDRESS,
        }

    def test_a_host_that_refuses_and_one_that_does_not_exist_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        assert refusal(fetcher().fetch(f"http://127.0.0.1:{port}/")) is RefusalCode.CONNECTION

        def unknown(*_: Any, **__: Any) -> Any:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        assert refusal(fetcher().fetch("http://nowhere.example/")) is RefusalCode.CONNECTION

    def test_plain_http_where_tls_is_expected_is_refused(self, site: Site) -> None:
        assert refusal(fetcher().fetch(f"https://127.0.0.1:{site.port}/a")) is RefusalCode.TLS


class TestManners:
    def test_what_robots_txt_disallows_is_not_asked_for(self, site: Site) -> None:
        site.add("/robots.txt", "User-agent: *\nDisallow: /private", Content_Type="text/plain")
        site.add("/private/a", PAGE)
        site.add("/public", PAGE)
        web = fetcher()

        found = [web.fetch(site.url(path)) for path in ("/private/a", "/public")]

        assert refusal(found[0]) is RefusalCode.ROBOTS
        assert isinstance(found[1], Fetched)
        assert site.paths == ["/robots.txt", "/public"]

    def test_a_redirect_is_held_against_robots_txt_too(self, site: Site) -> None:
        site.add("/robots.txt", "User-agent: claimlink\nDisallow: /private", Content_Type="text/plain")
        site.add("/a", status=302, Location="/private/a")

        assert refusal(fetcher().fetch(site.url("/a"))) is RefusalCode.ROBOTS

    @pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
    def test_no_robots_txt_allows_and_one_that_cannot_be_read_does_not(
        self, site: Site, status: int, allowed: bool
    ) -> None:
        site.add("/robots.txt", status=status)

        found = fetcher().fetch(site.add("/a", PAGE))

        if allowed:
            assert isinstance(found, Fetched)
        else:
            assert refusal(found) is RefusalCode.ROBOTS_UNREACHABLE

    def test_a_host_is_asked_once_in_a_pace(self, site: Site) -> None:
        web = fetcher(pace_s=0.4)

        for path in ("/a", "/b"):
            web.fetch(site.add(path, PAGE))

        times = [moment for _, moment, _ in site.asked]
        assert len(times) == 3
        assert all(later - earlier > 0.2 for earlier, later in pairwise(times))

    @pytest.mark.parametrize(("stated", "kept"), [("4", 4.0), ("600", 10.0)])
    def test_a_crawl_delay_is_kept_up_to_a_limit(self, site: Site, stated: str, kept: float) -> None:
        site.add("/robots.txt", f"User-agent: *\nCrawl-delay: {stated}", Content_Type="text/plain")
        waited: list[float] = []
        web = fetcher(sleep=waited.append)

        for path in ("/a", "/b"):
            web.fetch(site.add(path, PAGE))

        assert [round(seconds) for seconds in waited] == [kept]

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_server_that_says_when_is_asked_again_then(self, site: Site, status: int) -> None:
        url = site.add("/a", status=status, Retry_After="7")
        waited: list[float] = []

        def sleep(seconds: float) -> None:
            waited.append(seconds)
            site.add("/a", PAGE)

        found = fetcher(sleep=sleep).fetch(url)

        assert isinstance(found, Fetched)
        assert [round(seconds) for seconds in waited] == [7]

    def test_it_is_asked_again_once_only(self, site: Site) -> None:
        found = fetcher(sleep=lambda _: None).fetch(site.add("/a", status=429, Retry_After="1"))

        assert refusal(found) is RefusalCode.BUSY
        assert site.paths == ["/robots.txt", "/a", "/a"]

    @pytest.mark.parametrize("stated", ["86400", formatdate(time.time() + 86_400, usegmt=True)])
    def test_a_host_that_asks_for_a_long_pause_is_left_alone(self, site: Site, stated: str) -> None:
        web = fetcher()

        found = [web.fetch(site.add(path, status=503, Retry_After=stated)) for path in ("/a", "/b")]

        assert {refusal(item) for item in found} == {RefusalCode.BUSY}
        assert site.paths == ["/robots.txt", "/a"]
