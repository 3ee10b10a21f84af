"""Feeds, sitemaps and addresses, over real HTTP on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.test_cli import environment, exported, run
from tests.integration.test_cli_pages import page
from tests.loopback import Site, running_site

__all__ = ["environment"]

HERE = ("--allow-private-addresses", "--pace", "0")


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def feed(*links: str, title: str = "Harbour Gazette") -> str:
    items = "".join(
        f"<item><link>{link}</link><pubDate>Fri, 12 Apr 2024 09:30:00 GMT</pubDate></item>" for link in links
    )
    return f"<rss version='2.0'><channel><title>{title}</title><link>/</link>{items}</channel></rss>"


def test_a_page_is_fetched_and_stored_under_where_it_led(site: Site) -> None:
    site.add("/old", status=301, Location="/new")
    site.add("/new", page("Grain returns"))

    result = run("index", site.url("/old"), *HERE)

    assert (result.exit_code, result.stdout) == (0, "1 created, 0 updated, 0 unchanged, 0 refused\n")
    assert exported()[0]["url"] == site.url("/new")


def test_a_wrong_charset_header_does_not_spoil_a_page(site: Site) -> None:
    text = page("Café", "The café “Zur Börse” in Ondal sold 1,200 cups of coffee on Friday, its owner said.")
    site.add("/a", text, Content_Type="text/html; charset=iso-8859-1")

    run("index", site.url("/a"), *HERE)

    assert "The café “Zur Börse” in Ondal" in exported()[0]["text"]


def test_the_pages_of_a_feed_are_fetched_and_what_it_states_stands_in(site: Site) -> None:
    site.add("/feeds/all", feed("../grain", "/timber", "/gone", "/picture"), Content_Type="application/rss+xml")
    site.add("/grain", page("Grain returns"))
    own = '<meta property="article:published_time" content="2023-01-02">'
    site.add("/timber", page("Timber returns", head=own))
    site.add("/picture", b"\x89PNG", Content_Type="image/png")

    result = run("index", site.url("/feeds/all"), *HERE)

    assert (result.exit_code, result.stdout) == (1, "2 created, 0 updated, 0 unchanged, 2 refused\n")
    assert result.stderr.splitlines() == [
        f"{site.url('/gone')}: answers with status 404",
        f"{site.url('/picture')}: is image/png, which holds no page",
        "refused: 1 http_status, 1 content_type",
    ]
    by_url = {article["url"]: article for article in exported()}
    assert by_url[site.url("/grain")]["published_at"] == "2024-04-12T09:30:00Z"
    assert by_url[site.url("/grain")]["outlet"]["name"] == "Harbour Gazette"
    assert by_url[site.url("/timber")]["published_at"] == "2023-01-02"


def test_a_sitemap_index_leads_to_sitemaps_and_these_to_pages(site: Site) -> None:
    for path in ("/a", "/b", "/old"):
        site.add(path, page(f"Grain {path}"))
    site.add(
        "/sitemap.xml",
        f"<sitemapindex><sitemap><loc>{site.url('/1.xml')}</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap>"
        "<sitemap><loc>/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap></sitemapindex>",
        Content_Type="text/xml",
    )
    site.add("/1.xml", "<urlset><url><loc>/a</loc></url><url><loc>/old</loc><lastmod>2020</lastmod></url></urlset>")
    site.add("/2.xml", "<urlset><url><loc>/b</loc></url><url><loc>/a</loc></url></urlset>")

    result = run("index", site.url("/sitemap.xml"), "--since", "2024-01-01", *HERE)

    assert (result.exit_code, result.stdout) == (0, "2 created, 0 updated, 0 unchanged, 0 refused, 3 skipped\n")
    assert site.paths == ["/robots.txt", "/sitemap.xml", "/1.xml", "/a", "/2.xml", "/b"]


def test_sitemaps_that_lead_to_one_another_end(site: Site) -> None:
    for here, there in (("/1.xml", "/2.xml"), ("/2.xml", "/1.xml")):
        links = "".join(f"<sitemap><loc>{there}?{number}</loc></sitemap>" for number in range(2))
        site.add(here, f"<sitemapindex>{links}</sitemapindex>")
        for number in range(2):
            site.answers[f"{here}?{number}"] = site.answers[here]

    result = run("index", site.url("/1.xml"), *HERE)

    assert result.exit_code == 1
    assert "is a sitemap below 3 others" in result.stderr
    assert len(site.paths) < 10


def test_no_more_pages_are_fetched_than_asked_for(site: Site) -> None:
    site.add("/feed", feed("/a", "/b", "/c"))
    for path in ("/a", "/b", "/c"):
        site.add(path, page(f"Grain {path}"))

    result = run("index", site.url("/feed"), "--max-pages", "2", *HERE)

    assert (result.exit_code, result.stdout) == (1, "2 created, 0 updated, 0 unchanged, 1 refused\n")
    assert "lists more; 2 pages were fetched (--max-pages)" in result.stderr


def test_what_failed_for_a_while_is_tried_again_and_what_is_done_is_not(site: Site, tmp_path: Path) -> None:
    site.add("/feed", feed("/a", "/b", "/gone"))
    site.add("/a", page("Grain /a"))
    site.add("/b", status=500)
    arguments = ("index", site.url("/feed"), "--resume", tmp_path / "journal", *HERE)
    run(*arguments)
    site.add("/b", page("Grain /b"))
    site.asked.clear()

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (0, "1 created, 0 updated, 0 unchanged, 0 refused, 2 skipped\n")
    assert site.paths == ["/robots.txt", "/feed", "/b"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_not_asked_unless_allowed(site: Site, host: str) -> None:
    result = run("index", f"http://{host}:8080/a")

    assert result.exit_code == 1
    assert "no public address; --allow-private-addresses fetches it" in result.stderr


def test_a_feed_in_a_file_leads_to_no_private_address(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(feed("http://localhost/a", "http://169.254.169.254/latest/meta-data/"))

    result = run("index", tmp_path / "feed.xml")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "refused: 2 private_address"


def test_what_robots_txt_disallows_is_refused_with_the_reason(site: Site) -> None:
    site.add("/robots.txt", "User-agent: claimlink\nDisallow: /a", Content_Type="text/plain")

    result = run("index", site.url("/a"), *HERE)

    assert result.exit_code == 1
    assert "the site's robots.txt does not allow it" in result.stderr
    assert site.paths == ["/robots.txt"]
