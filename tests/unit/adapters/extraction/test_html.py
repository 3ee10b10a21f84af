from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.extraction.pages import PageExtractor
from service.adapters.language import detect_language
from service.application.ports import ExtractedArticle
from service.domain.outlet import Outlet
from service.domain.published import PublishedDate

EXTRACTOR = PageExtractor(max_title_chars=100, max_url_chars=200, detect_language=detect_language)
PARAGRAPH = "<p>Corvane bought Belmar in 2023, officials said on Monday.</p>"
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Corvane buys Belmar - Harbor Post</title>
<meta property="og:site_name" content="Harbor Post">
<link rel="canonical" href="/news/corvane">
<meta property="article:published_time" content="2024-04-12T19:05:00+03:00">
</head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Corvane buys Belmar</h1>
{PARAGRAPH}
<p>The firm will go on<br>under its old&nbsp;<b>na</b>me.</p>
<h2>What comes next</h2>
<ul><li>Corvane keeps the ships.</li><li>Belmar keeps the yards.</li></ul>
</article>
<aside><p>Most read: ten recipes</p></aside><footer>All rights reserved</footer>
<script>var hidden = "text";</script>
</body></html>"""


def extract(html: str, url: str | None = None) -> ExtractedArticle:
    page = EXTRACTOR.read_article(html, url=url)
    assert page is not None
    return page


def with_head(head: str, body: str = "") -> ExtractedArticle:
    return extract(f"<html><head>{head}</head><body><article>{PARAGRAPH}{body}</article></body></html>")


def test_the_text_is_what_a_reader_sees_of_the_article() -> None:
    assert extract(PAGE).text == (
        "Corvane bought Belmar in 2023, officials said on Monday.\n\n"
        "The firm will go on\nunder its old name.\n\n"
        "What comes next\n\n"
        "Corvane keeps the ships.\n\n"
        "Belmar keeps the yards."
    )


def test_the_page_s_own_statements_become_metadata() -> None:
    page = extract(PAGE, url="https://www.harborpost.example/news/corvane?from=feed")

    assert page.title == "Corvane buys Belmar"
    assert page.url == "https://www.harborpost.example/news/corvane"
    assert page.outlet == Outlet("Harbor Post", "harborpost.example")
    assert page.published == PublishedDate(datetime(2024, 4, 12, 16, 5, tzinfo=UTC), "time")
    assert page.language == "en-gb"


def test_nothing_is_invented() -> None:
    page = extract(f"<html><body>{PARAGRAPH}</body></html>")

    assert (page.url, page.outlet, page.published, page.language) == (None, Outlet(), None, None)


def test_an_address_alone_gives_a_domain_and_no_name() -> None:
    page = extract(f"<html><body>{PARAGRAPH}</body></html>", url="https://WWW.HarborPost.example:8080/a")

    assert page.outlet == Outlet(None, "harborpost.example")


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ('<meta name="date" content="2024-04-12">', "2024-04-12"),
        ('<meta name="dc.date" content="2024-04">', "2024-04"),
        ('<meta property="article:published_time" content="2024-04-12T23:30:00">', "2024-04-12"),
        ('<meta name="pubdate" content="Fri, 12 Apr 2024 19:05:00 GMT">', "2024-04-12T19:05:00Z"),
        ('<meta name="date" content="April 12, 2024">', "2024-04-12"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-04"}</script>', "2024-04"),
    ],
)
def test_a_date_is_as_precise_as_the_page_states_it(head: str, shown: str) -> None:
    published = with_head(head).published

    assert published is not None
    assert published.iso() == shown


@pytest.mark.parametrize(
    "body",
    [
        '<p class="byline">By Jane Doe Apr16,2024</p>',
        '<span class="post-date">16 April 2024</span>',
        '<time datetime="2024-04-16">Tuesday</time>',
    ],
)
def test_a_visible_byline_dates_a_page_without_metadata(body: str) -> None:
    published = with_head("", body).published

    assert published is not None
    assert published.iso() == "2024-04-16"


@pytest.mark.parametrize(
    "body",
    [
        '<p class="clock">Sun. May 26th, 2024</p>',
        '<p class="byline">Updated April 16, 2024</p>',
        '<time class="updated" datetime="2024-04-16">Tuesday</time>',
        "<p>The deal was struck on April 16, 2024.</p>",
        '<meta itemprop="datePublished" content="1970-01-01T00:00:00Z">',
    ],
)
def test_other_dates_on_a_page_are_not_its_publication(body: str) -> None:
    assert with_head("", body).published is None


@pytest.mark.parametrize(
    "address",
    [
        "https://harborpost.example:99999/a",
        "https://harborpost.example:port/a",
        "https://harborpost.example/a b",
        "ftp://harborpost.example/a",
        "https://harborpost.example/" + "a" * 200,
    ],
)
def test_an_address_with_which_no_article_may_be_posted_is_left_out(address: str) -> None:
    assert with_head(f'<link rel="canonical" href="{address}">').url is None


@pytest.mark.parametrize("host", ["localhost", "my_desk.example", "[::1]"])
def test_a_host_without_a_host_name_gives_no_domain(host: str) -> None:
    assert extract(PARAGRAPH, url=f"http://{host}/a").outlet == Outlet()


def test_a_title_longer_than_a_title_may_be_is_left_out() -> None:
    assert with_head(f"<title>{'Corvane ' * 20}</title>").title is None


def test_a_publisher_in_json_ld_names_the_outlet() -> None:
    stated = '{"@type": ["NewsArticle"], "publisher": {"@type": "Organization", "name": "Harbor  Post"}}'

    assert with_head(f'<script type="application/ld+json">{stated}</script>').outlet.name == "Harbor Post"


def test_a_short_page_keeps_its_paragraphs_apart() -> None:
    assert (
        extract("<div>Acme bought Beta.</div><div>Gamma sold Delta.</div>").text
        == "Acme bought Beta.\n\nGamma sold Delta."
    )


@pytest.mark.parametrize(
    "html", ["", " ", "<html></html>", "<!-- x -->", "<script>var a</script>", "<frameset><frame>"]
)
def test_a_page_without_text_has_no_article(html: str) -> None:
    assert EXTRACTOR.read_article(html, url=None) is None


@pytest.mark.parametrize(
    "html",
    [
        "<p>A<p>B",
        "\x00\ud800<b>x",
        "<?xml version='1.0' encoding='utf-16'?><p>Ünïcode</p>",
        "&#0;&#xD800;x",
        '<link rel=canonical href="http://[bad">x',
        '<script type="application/ld+json">{"@type": 5, "publisher": [null]}</script>x',
        f'<script type="application/ld+json">{"[" * 100_000}</script>x',
    ],
)
def test_bad_markup_still_gives_its_text(html: str) -> None:
    assert extract(html, url="http://[bad").text


@pytest.mark.parametrize(
    "html",
    [
        PARAGRAPH + "<div>" * 200_000,
        PARAGRAPH + "<br>" * 500_000,
        PARAGRAPH + "<span>a</span>" * 100_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PARAGRAPH,
        PARAGRAPH + "<" * 1_000_000,
        PARAGRAPH + "<table>" * 50_000,
        PARAGRAPH + "<i hidden></i>ab cd. " * 100_000,
    ],
    ids=["nesting", "line breaks", "spans", "attributes", "brackets", "tables", "hidden"],
)
@pytest.mark.timeout(20)
def test_a_bomb_costs_seconds_at_most(html: str) -> None:
    assert "Corvane bought Belmar" in extract(html).text


@given(st.text(st.sampled_from(list("<>/&;=\"' abp!-[]\x00\ud800é")) | st.characters(codec=None), max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_markup_raises(html: str) -> None:
    page = EXTRACTOR.read_article(html, url=None)

    assert page is None or page.text.strip() == page.text != ""


@pytest.mark.parametrize("length", [1, 40])
def test_what_a_page_hides_from_its_readers_is_not_quoted(length: int) -> None:
    hidden = (
        "<p hidden>Corvane sold Belmar.</p><div style='Display: None'><p>Belmar is broke.</p></div>"
        "<template><p>Corvane is broke.</p></template>"
    )

    page = extract(f"<html><body><article>{PARAGRAPH * length}{hidden}</article></body></html>")

    assert page.text == "\n\n".join(["Corvane bought Belmar in 2023, officials said on Monday."] * length)


def test_a_date_that_readers_do_not_see_is_read() -> None:
    page = extract(f"<article><span hidden><time datetime='2024-04-12'></time></span>{PARAGRAPH}</article>")

    assert (page.text, page.published) == (
        "Corvane bought Belmar in 2023, officials said on Monday.",
        PublishedDate(datetime(2024, 4, 12, tzinfo=UTC), "day"),
    )
