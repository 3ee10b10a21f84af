from service.adapters.extraction.html import HtmlReader
from service.application.ports import ExtractedPage

PARAGRAPHS = (
    "The canal at Brenn was shut on Friday after a lock gate cracked from top to bottom.",
    "Divers found the crack during a routine check, the harbour office said in a statement.",
    "Some forty barges are waiting above the town, most of them loaded with gravel and grain.",
    "A new gate takes five weeks to build and will cost the district 800,000 crowns.",
    "Skippers want to be paid for each day that they lie still, their union said on Saturday.",
)
MORE = "The district's engineer, who has run the lock since 1998, called the crack the worst that he has seen."
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
CARDS = "".join(
    f'<div><h2><a href="/{number}">{title}</a></h2></div>'
    for number, title in enumerate(
        ("Mayor opens bridge over the canal", "School wins prize", "Rain expected until May")
    )
)


def read(head: str, body: str) -> ExtractedPage:
    reader = HtmlReader(1000, 2000, lambda text: None)
    return reader.read(f"<html><head>{head}</head><body>{body}</body></html>", url=None, fetched_at=None)


def test_a_declared_article_among_linked_headlines_is_read() -> None:
    page = read('<meta property="og:type" content="article">', f"<div>Lock gate cracks</div><div>{BODY}</div>{CARDS}")

    assert [article.text for article in page.articles] == ["\n\n".join(PARAGRAPHS)]


def test_prose_beside_linked_headlines_is_no_article_where_the_page_declares_none() -> None:
    page = read("", f"<div>Lock gate cracks</div><div>{BODY}</div>{CARDS}")

    assert page.articles == ()


def test_an_article_element_that_holds_less_than_half_of_the_prose_is_widened() -> None:
    cut = BODY.index("<p>Some")
    page = read(
        "", f"<h1>Lock gate cracks</h1><div><article>{BODY[:cut]}</article><div>{BODY[cut:]}<p>{MORE}</p></div></div>"
    )

    assert [article.text for article in page.articles] == ["\n\n".join((*PARAGRAPHS, MORE))]
