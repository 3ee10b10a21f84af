"""Which addresses may be fetched."""

import socket

import pytest

from service.adapters.fetching.addresses import AddressRefused, endpoints, is_public, target_of
from service.application.sources import RefusalCode

PUBLIC = ["192.0.66.2", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "::ffff:0:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "nonsense",
]
UNUSUAL = [
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.01/",
    "http://127.0.0.1./",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://news.example/a?b=c#d", "news.example", 443, "/a?b=c"),
        ("http://NEWS.example", "news.example", 80, "/"),
        ("https://news.example:8443/a", "news.example", 8443, "/a"),
        ("https://bücher.example/ä b", "xn--bcher-kva.example", 443, "/%C3%A4%20b"),
        ("http://[2606:2800:220:1::1]/", "2606:2800:220:1::1", 80, "/"),
        ("http://8.8.8.8/", "8.8.8.8", 80, "/"),
        ("http://１２７.0.0.1/", "127.0.0.1", 80, "/"),
    ],
)
def test_a_url_has_a_target(url: str, host: str, port: int, path: str) -> None:
    target = target_of(url)

    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize("url", UNUSUAL)
def test_an_ip_address_in_unusual_writing_is_refused_even_where_private_ones_are_allowed(url: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(url, any_port=True)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", RefusalCode.BAD_ADDRESS),
        ("ftp://news.example/", RefusalCode.BAD_ADDRESS),
        ("gopher://news.example/", RefusalCode.BAD_ADDRESS),
        ("https://", RefusalCode.BAD_ADDRESS),
        ("https://user:secret@news.example/", RefusalCode.BAD_ADDRESS),
        ("http://public.example\\@127.0.0.1/", RefusalCode.BAD_ADDRESS),
        ("http://[::1%25lo]/", RefusalCode.BAD_ADDRESS),
        ("http://[::1/", RefusalCode.BAD_ADDRESS),
        ("http://%31%32%37.0.0.1/", RefusalCode.BAD_ADDRESS),
        ("http://news..example/", RefusalCode.BAD_ADDRESS),
        ("http://news.example:99999/", RefusalCode.BAD_ADDRESS),
        ("http://news.example:22/", RefusalCode.PRIVATE_ADDRESS),
        ("http://news.example:6379/", RefusalCode.PRIVATE_ADDRESS),
    ],
)
def test_a_url_that_is_never_fetched_is_refused(url: str, code: RefusalCode) -> None:
    with pytest.raises(AddressRefused) as refused:
        target_of(url)

    assert refused.value.code is code


def test_a_relative_redirect_counts_from_its_page() -> None:
    target = target_of("../b?c=1", base="https://news.example/x/a")

    assert target.url == "https://news.example/b?c=1"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_a_name_that_leads_to_this_machine_is_refused_unless_allowed(host: str) -> None:
    target = target_of(f"http://{host}/")

    with pytest.raises(AddressRefused, match="no public address"):
        endpoints(target, allow_private=False)
    assert endpoints(target, allow_private=True)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)

    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        endpoints(target_of("http://news.example/"), allow_private=False)
