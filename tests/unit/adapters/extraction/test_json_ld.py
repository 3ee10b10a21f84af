import pytest
from lxml import html

from service.adapters.extraction.json_ld import JsonLd, read_json_ld, text_of


def read(script: str) -> JsonLd:
    return read_json_ld(html.document_fromstring(f'<script type="application/ld+json">{script}</script><p>x'))


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Mill & sons"}',
        '[{"@type": "WebSite"}, {"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "Mill & sons"}]',
        '{"@graph": [{"@type": "ReportageNewsArticle", "headline": ["Mill &amp; sons"]}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Mill & sons"}}',
        '//<![CDATA[\n{"@type": "NewsArticle", /* a // note */ "headline": "Mill & sons",}\n//]]>',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Mill &amp;amp; sons&quot;}",
        '{"@type": "NewsArticle", "headline": "Mill & sons", "body": "line\nbreak"};',
    ],
)
def test_an_article_is_found_however_its_statement_is_written(script: str) -> None:
    assert [text_of(node, "headline") for node in read(script).articles] == ["Mill & sons"]


@pytest.mark.parametrize("script", ["", "null", "[" * 100_000, '{"@type": 5}', '{"@type": "JobPosting"}', '"' * 50_001])
def test_what_states_no_article_gives_none(script: str) -> None:
    assert read(script).articles == ()


def test_a_reference_is_followed() -> None:
    stated = read(
        '{"@graph": [{"@type": "Article", "publisher": {"@id": "#org"}}, {"@id": "#org", "name": "Vale Observer"}]}'
    )

    assert list(stated.names(stated.articles[0]["publisher"])) == ["Vale Observer"]


def test_many_open_comments_and_strings_cost_no_more_than_their_length() -> None:
    assert read('{"a": ' + "/*" * 200_000).articles == ()
    assert read('{"a": ' + '"\\' * 200_000).articles == ()
