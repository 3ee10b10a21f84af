"""Web archives, written by another library than the one that reads them."""

import gzip
import io
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from service.adapters.fetching.archives import WarcReader
from service.application.sources import ArchivedPage, ArchivedRecord, RefusalCode, Refused

URL = "https://gazette.example/rain"
PAGE = b"<p>Rain fell in Holm.</p>"
DATE = "2024-04-12T09:30:00Z"


def archive(*write: Callable[[WARCWriter], None], zipped: bool = True) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=zipped)
    for record in write:
        record(writer)
    return file.getvalue()


def response(
    body: bytes = PAGE, url: str = URL, status: str = "200 OK", kind: str = "response", **headers: str
) -> Callable[[WARCWriter], None]:
    def write(writer: WARCWriter) -> None:
        named = {
            "Content-Type": "text/html; charset=windows-1252",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        head = StatusAndHeaders(status, list(named.items()), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": DATE}
            )
        )

    return write


def other(kind: str, content_type: str, body: bytes = PAGE) -> Callable[[WARCWriter], None]:
    def write(writer: WARCWriter) -> None:
        record = writer.create_warc_record(
            URL, kind, payload=io.BytesIO(body), warc_content_type=content_type, warc_headers_dict={"WARC-Date": DATE}
        )
        writer.write_record(record)

    return write


def read(data: bytes, *, max_bytes: int = 1_000_000, after: int = 0) -> list[ArchivedRecord]:
    return list(WarcReader().read(io.BytesIO(data), max_bytes=max_bytes, after=after))


def codes(records: list[ArchivedRecord]) -> list[Any]:
    return [record.content.code if isinstance(record.content, Refused) else "page" for record in records]


@pytest.mark.parametrize("zipped", [True, False])
def test_a_response_is_a_page_with_its_address_header_and_time(zipped: bool) -> None:
    [record] = read(archive(response(), zipped=zipped))

    assert isinstance(record.content, ArchivedPage)
    assert (record.number, record.url, record.content.body) == (1, URL, PAGE)
    assert record.content.content_type == "text/html; charset=windows-1252"
    assert record.content.at is not None
    assert record.content.at.isoformat() == "2024-04-12T09:30:00+00:00"


def test_a_resource_is_a_page_and_other_kinds_are_none() -> None:
    data = archive(
        other("warcinfo", "application/warc-fields"),
        other("resource", "text/html; charset=utf-8"),
        other("resource", "image/png"),
        other("metadata", "application/warc-fields"),
        response(kind="revisit"),
        response(Content_Type="application/pdf"),
        response(status="404 Not Found"),
    )

    found = read(data)

    assert codes(found) == ["page", RefusalCode.NOT_A_PAGE, RefusalCode.REVISIT, *[RefusalCode.NOT_A_PAGE] * 2]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Length": "99999"}),
    ],
)
def test_a_body_is_decoded_as_its_headers_say(body: bytes, headers: dict[str, str]) -> None:
    [record] = read(archive(response(body, **headers)))

    assert isinstance(record.content, ArchivedPage)
    assert record.content.body == PAGE


def test_what_was_read_before_the_archive_ends_too_early_stays() -> None:
    data = archive(response(), response(), zipped=False)

    found = read(data[:-60])

    assert codes(found) == ["page", RefusalCode.BROKEN]
    assert isinstance(found[1].content, Refused)
    assert found[1].content.detail == "the archive ends too early"


@pytest.mark.parametrize("cut", [5, 40, 150])
def test_a_cut_compressed_archive_says_so(cut: int) -> None:
    found = codes(read(archive(response(), response())[:-cut]))

    assert (found[0], found[-1]) == ("page", RefusalCode.BROKEN)


@pytest.mark.parametrize(
    "data",
    [
        b"no archive",
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 1_000,
        b"WARC/1.0\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999\r\n\r\nHTTP/1.1 200 OK",
        b"\x1f\x8bno gzip",
        gzip.compress(b"WARC/1.0\r\nX: ") + b"junk after a member",
    ],
)
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    assert codes(read(data)) == [RefusalCode.BROKEN]


def test_a_damaged_response_costs_itself_alone() -> None:
    no_http = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 7\r\n\r\nno http\r\n\r\n"
    data = no_http + archive(response(b"no gzip", Content_Encoding="gzip"), response(), zipped=False)

    assert codes(read(data)) == [RefusalCode.BROKEN, RefusalCode.BROKEN, "page"]


def test_an_empty_archive_holds_nothing() -> None:
    assert read(b"") == []


def test_bombs_stop_at_the_limit() -> None:
    zeros = bytes(100_000_000)
    data = archive(response(zeros), response(gzip.compress(zeros), Content_Encoding="gzip"), response())
    line = gzip.compress(b"WARC/1.0\r\nX: " + zeros)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert codes(read(data)) == [RefusalCode.TOO_LARGE, RefusalCode.TOO_LARGE, "page"]
    assert codes(read(line)) == [RefusalCode.BROKEN]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_records_that_are_done_are_passed_over() -> None:
    found = read(archive(response(), response(), response()), after=2)

    assert [record.number for record in found] == [3]


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive(response()))

    with path.open("rb") as file:
        assert codes(list(WarcReader().read(file, max_bytes=1_000_000))) == ["page"]
