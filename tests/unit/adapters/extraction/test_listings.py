"""Feeds and sitemaps."""

import time
from typing import Any

import pytest

from service.adapters.extraction.feeds import feed_date
from service.adapters.extraction.listings import XmlListingReader
from service.application.sources import Listed, ListedPage, ListedSitemap, RefusalCode, Refused
from service.domain.outlet import NO_OUTLET, Outlet

FEED = "https://gazette.example/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
 <title>Harbour Gazette</title>
 <atom:link href="https://gazette.example/feeds/all.xml" rel="self"/>
 <link>https://www.gazette.example/</link>
 <language>en-gb</language>
 <item>
  <title>Grain &amp;amp; timber return</title>
  <link> /2024/grain </link>
  <pubDate>Fri, 12 Apr 2024 09:30:00 +0200</pubDate>
  <content:encoded><![CDATA[<p>Grain rose <b>40%</b> & more.</p>]]></content:encoded>
 </item>
 <item>
  <guid>https://gazette.example/2024/timber</guid>
  <pubDate>12 Apr 2024</pubDate>
 </item>
 <item>
  <link>https://lantern.example/x</link>
  <source url="https://lantern.example/feed">The Lantern</source>
 </item>
 <item>
  <link>https://else.example/x</link>
 </item>
 <item><guid isPermaLink="false">123</guid></item>
 <item><link>javascript:alert(1)</link></item>
</channel></rss>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gazette.example/"><title>Harbour Gazette</title><link>https://gazette.example/</link></channel>
<item rdf:about="https://gazette.example/a"><title>Rain</title><link>https://gazette.example/a</link>
<dc:date>2024-04-12T09:30:00+02:00</dc:date></item>
</rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/news/" xml:lang="en">
<title>Harbour Gazette</title><link href="https://gazette.example/"/>
<entry>
 <title type="html">Rain &lt;em&gt;falls&lt;/em&gt;</title>
 <link rel="edit" href="/edit/1"/><link rel="alternate" type="text/html" href="rain"/>
 <published>2024-04-12T09:30:00Z</published><updated>2024-04-13</updated>
 <content type="html">&lt;p&gt;Rain fell.&lt;/p&gt;</content>
</entry>
<entry xml:base="2023/">
 <link href="snow"/><updated>2023-01-02T03:04:05Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Snow fell.</p></div></content>
</entry>
<entry><link href="hail"/><content type="text">Hail &lt; snow.</content></entry>
<entry><link href="fog"/><content src="fog.pdf" type="application/pdf"/></entry>
</feed>"""

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://gazette.example/a?x=1&amp;y=2 </loc><lastmod>2024-04-12</lastmod></url>
<url><loc>/b</loc><news:news>
 <news:publication><news:name>Harbour Gazette</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2024-04-11T08:00:00+00:00</news:publication_date><news:title>Rain falls</news:title>
</news:news></url>
<url><lastmod>2024</lastmod></url>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://gazette.example/s1.xml.gz</loc><lastmod>2024-04-12T09:30:00+02:00</lastmod></sitemap>
<sitemap><loc>s2.xml</loc></sitemap>
</sitemapindex>"""


def read(body: str | bytes, url: str | None = FEED) -> list[Listed]:
    return list(XmlListingReader().read(body.encode() if isinstance(body, str) else body, url=url))


def shown(found: Any, *names: str) -> list[Any]:
    assert isinstance(found, ListedPage), found
    values = [getattr(found, name) for name in names]
    return [value.iso() if hasattr(value, "iso") else value for value in values]


class TestRss:
    def test_an_item_states_address_title_date_outlet_and_content(self) -> None:
        item = read(RSS)[0]

        assert shown(item, "url", "title", "published", "outlet", "language", "html") == [
            "https://gazette.example/2024/grain",
            "Grain & timber return",
            "2024-04-12T07:30:00Z",
            Outlet("Harbour Gazette"),
            "en-gb",
            "<p>Grain rose <b>40%</b> & more.</p>",
        ]

    def test_a_permanent_id_is_an_address_and_a_date_without_a_clock_a_day(self) -> None:
        assert shown(read(RSS)[1], "url", "published") == ["https://gazette.example/2024/timber", "2024-04-12"]

    def test_the_feeds_name_is_no_outlet_of_pages_elsewhere_but_a_source_is(self) -> None:
        assert [shown(item, "outlet") for item in read(RSS)[2:4]] == [[Outlet("The Lantern")], [NO_OUTLET]]

    def test_an_item_without_an_address_of_the_web_is_refused(self) -> None:
        assert [item.code for item in read(RSS)[4:] if isinstance(item, Refused)] == [RefusalCode.BAD_ADDRESS] * 2

    def test_without_an_address_of_the_feed_links_count_from_its_site(self) -> None:
        assert shown(read(RSS, url=None)[0], "url") == ["https://www.gazette.example/2024/grain"]

    def test_rss_1_is_read(self) -> None:
        assert [shown(item, "url", "title", "published", "outlet") for item in read(RDF)] == [
            ["https://gazette.example/a", "Rain", "2024-04-12T07:30:00Z", Outlet("Harbour Gazette")]
        ]


class TestAtom:
    def test_an_entry_states_address_title_dates_and_content(self) -> None:
        assert shown(read(ATOM)[0], "url", "title", "published", "modified", "outlet", "language", "html") == [
            "https://gazette.example/news/rain",
            "Rain falls",
            "2024-04-12T09:30:00Z",
            "2024-04-13",
            Outlet("Harbour Gazette"),
            "en",
            "<p>Rain fell.</p>",
        ]

    def test_links_count_from_the_nearest_base(self) -> None:
        assert shown(read(ATOM)[1], "url") == ["https://gazette.example/news/2023/snow"]

    def test_content_of_other_kinds_is_html_or_none(self) -> None:
        contents = [shown(item, "html")[0] for item in read(ATOM)[1:]]

        assert "<p>Snow fell.</p>" in contents[0]
        assert contents[1:] == ["Hail &lt; snow.", None]


class TestSitemaps:
    def test_pages_come_with_their_dates_and_what_the_news_extension_states(self) -> None:
        found = read(SITEMAP)

        assert [shown(item, "url", "modified", "published", "outlet", "title") for item in found[:2]] == [
            ["https://gazette.example/a?x=1&y=2", "2024-04-12", None, NO_OUTLET, None],
            ["https://gazette.example/b", None, "2024-04-11T08:00:00Z", Outlet("Harbour Gazette"), "Rain falls"],
        ]
        assert isinstance(found[2], Refused)

    def test_an_index_lists_sitemaps(self) -> None:
        found = [item for item in read(INDEX) if isinstance(item, ListedSitemap)]

        assert [item.url for item in found] == [
            "https://gazette.example/s1.xml.gz",
            "https://gazette.example/feeds/s2.xml",
        ]

    def test_more_entries_than_the_protocol_allows_are_left_out(self) -> None:
        body = "<urlset>" + "<url><loc>https://a.example/</loc></url>" * 50_010 + "</urlset>"

        found = read(body)

        assert len(found) == 50_001
        assert isinstance(found[-1], Refused)
        assert found[-1].code is RefusalCode.LIMIT


class TestFaults:
    @pytest.mark.parametrize(
        ("title", "mended"),
        [
            ("Grain &nbsp;rises &eacute; &rsquo;", "Grain rises é ’"),
            ("Smith & Sons &co", "Smith & Sons &co"),
            ("<![CDATA[A & B]]> &copy; C & D", "A & B © C & D"),
            ("Grain &#8217; &amp; timber &hellip;", "Grain ’ & timber …"),
        ],
    )
    def test_ampersands_of_hand_made_feeds_are_mended(self, title: str, mended: str) -> None:
        body = f"<rss><channel><item><title>{title}</title><link>https://a.example/x</link></item></channel></rss>"

        assert shown(read(body)[0], "title") == [mended]

    def test_what_stands_before_a_break_is_kept(self) -> None:
        body = "<rss><channel><item><link>https://a.example/1</link></item><item><link>https://a.ex"

        assert shown(read(body)[0], "url") == ["https://a.example/1"]

    @pytest.mark.parametrize("site", ["http://[", "//[", "http://a:b/", "javascript:x", "\x85"])
    def test_a_site_that_is_none_names_no_outlet(self, site: str) -> None:
        item = "<item><link>https://a.example/1</link></item>"

        [found] = read(f"<rss><channel><title>A</title><link>{site}</link>{item}</channel></rss>")

        assert shown(found, "outlet") == [NO_OUTLET]

    @pytest.mark.parametrize("body", ["", "   ", "no xml", "<html><body>x</body></html>", "\x00\x01", "<a><b></a>"])
    def test_what_is_no_list_is_refused(self, body: str) -> None:
        [found] = read(body)

        assert isinstance(found, Refused)
        assert not XmlListingReader().is_listing(body.encode())

    @pytest.mark.parametrize("body", [RSS, RDF, ATOM, SITEMAP, INDEX, "<!-- a -->\n<?x y?><rss/>", "﻿" + INDEX])
    def test_a_list_is_told_by_its_first_element(self, body: str) -> None:
        assert XmlListingReader().is_listing(body.encode())

    def test_a_list_in_utf_16_is_read(self) -> None:
        body = INDEX.encode("utf-16")

        assert XmlListingReader().is_listing(body)
        assert len(read(body)) == 2

    @pytest.mark.parametrize(
        "declared",
        [
            '<!ENTITY a "x">',
            '<!ENTITY a SYSTEM "file:///etc/passwd">',
            '<!ENTITY a "'
            + "x" * 1_000
            + '">'
            + "".join(
                f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ],
    )
    @pytest.mark.parametrize("place", ["<title>&{name};</title>", '<title a="&{name};"/>'])
    def test_declared_entities_are_never_expanded(self, declared: str, place: str) -> None:
        used = place.replace("{name}", "i" if "ENTITY i" in declared else "a")
        body = f"<!DOCTYPE rss [{declared}]><rss><channel><item>{used}<link>https://a.example/</link></item></channel></rss>"

        assert read(body) == [Refused(RefusalCode.BROKEN, "declares entities, which are not expanded")]

    @pytest.mark.parametrize(
        "body",
        [
            "<rss><channel>" + "<item>" * 200_000,
            "<rss><channel><item><title>" + "&" * 500_000,
            "<rss><channel><item><title>" + "<![CDATA[" * 100_000,
            "<rss><channel><item><title>"
            + "&amp;lt;" * 200_000
            + "</title><link>https://a.example/</link></item></channel></rss>",
            "<rss><channel>" + "<item><link>https://a.example/</link></item>" * 40_000 + "</channel></rss>",
            "<rss " + " ".join(f'a{number}="x"' for number in range(50_000)) + "/>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>"
            + "<link href='x'/>" * 20_000
            + "<entry/>" * 20_000
            + "</feed>",
        ],
    )
    def test_hostile_xml_takes_no_long_time(self, body: str) -> None:
        started = time.process_time()

        read(body)

        assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("Fri, 12 Apr 2024 09:30:00 GMT", "2024-04-12T09:30:00Z"),
        ("12 Apr 2024 09:30 EST", "2024-04-12T14:30:00Z"),
        ("2024-04-12T09:30:00", "2024-04-12"),
        ("2024-04-12 09:30", "2024-04-12"),
        ("2024-04", "2024-04"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("31 Feb 2024 10:00:00 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_lists_are_as_precise_as_they_are(stated: str | None, date: str | None) -> None:
    found = feed_date(stated)

    assert (found.iso() if found else None) == date
