"""What a robots.txt allows us."""

import time

import pytest

from service.adapters.fetching.robots import NO_RULES, read_rules

SITE = "https://gazette.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ClaimLink\nAllow: /", "/a", True),
        ("User-agent: claimlink\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: otherbot\nDisallow: /", "/a", True),
        ("User-agent: otherbot\nUser-agent: claimlink\nDisallow: /", "/a", False),
        ("User-agent: link\nDisallow: /", "/a", True),
        ("user-agent:*\r\ndisallow:/a # private\r\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
        ("<html>Not found</html>", "/a", True),
    ],
)
def test_rules_are_those_of_rfc_9309(text: str, path: str, allowed: bool) -> None:
    assert read_rules(text.encode()).allow(SITE + path) is allowed


def test_a_crawl_delay_is_in_seconds() -> None:
    assert read_rules(b"User-agent: *\nCrawl-delay: 2.5").crawl_delay_s == 2.5
    assert read_rules(b"User-agent: *\nCrawl-delay: often").crawl_delay_s == 0
    assert NO_RULES.crawl_delay_s == 0


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"User-agent: bot{number}" for number in range(12_000)) + "\nDisallow: /\n" * 20_000,
        "User-agent: *\n" * 30_000 + "Disallow: /x\n" * 5_000,
        "User-agent: *\nDisallow: /" + "*a" * 200_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*b\n" * 15_000,
        "user agent" + " " * 400_000,
        "\x00\xff" * 200_000,
    ],
)
def test_a_hostile_file_takes_no_long_time(text: str) -> None:
    started = time.process_time()

    read_rules(text.encode()).allow(f"{SITE}/{'a' * 2_000}")

    assert time.process_time() - started < 5
