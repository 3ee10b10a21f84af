import pytest

from service.domain.address import domain_of, parse_domain, parse_http_url


def test_a_host_name_is_lower_cased_and_loses_the_root_s_dot() -> None:
    assert parse_domain("News.NorthWire.Example.") == "news.northwire.example"


@pytest.mark.parametrize("text", ["", "localhost", "a..b", "-a.example", "a b.example", "a.example\n", "ä.example"])
def test_what_is_no_host_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="host name"):
        parse_domain(text)


def test_an_address_stays_as_it_was_written() -> None:
    assert parse_http_url("https://NorthWire.example:8443/a?b=c#d") == "https://NorthWire.example:8443/a?b=c#d"


@pytest.mark.parametrize(
    "text",
    [
        "northwire.example/a",
        "ftp://northwire.example/a",
        "https:///a",
        "https://northwire.example:0/",
        "https://northwire.example:99999/",
        "https://northwire.example:port/",
        "https://[::1/",
        "https://northwire.example/a b",
        "https://northwire.example/a\u202e",
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="http or https URL"):
        parse_http_url(text)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.NorthWire.example:8443/a", "northwire.example"),
        ("http://news.northwire.example", "news.northwire.example"),
        ("http://localhost/a", None),
        ("https://[::1/", None),
        (None, None),
    ],
)
def test_an_address_has_its_host_s_domain(url: str | None, domain: str | None) -> None:
    assert domain_of(url) == domain
