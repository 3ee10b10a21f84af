from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.extraction.plain_text import read_text_page
from service.application.ports import ExtractedPage

BODY = (
    "Corvane bought the rail yards of Belmar on Monday for 40 million. The price had been disputed for a year.",
    "Belmar keeps its depot in the north. About 300 people work there, its owner said.",
    "The two firms will share one timetable from May, according to Corvane.",
)
TITLE = "Corvane buys the rail yards of its rival Belmar"
LINES = (
    *(
        "Home",
        "News",
        "ua en ru",
        TITLE,
        "By Jane Doe Apr16,2024",
        "Sun. May 26th, 2024",
        "0",
        "2K",
        "3 Comments",
        "Reply",
    ),
    *(
        "Photo: A yard in Belmar",
        "Read more",
        "Leia mais: Outro título",
        "Related PostPhoto: Yards",
        "Advertisement",
        *BODY,
    ),
    *(
        "© 2024 Harbour Gazette",
        "12:30",
        "Jane Doe is a reporter at the Harbour Gazette.",
        "- one item of three",
        "…",
        "Тема: порт",
    ),
)
ANY_PAGE = st.lists(
    st.one_of(st.sampled_from(LINES), st.sampled_from(["\u00a0", "\u200b", "\ufeff", "***"]), st.text(max_size=40)),
    max_size=25,
).flatmap(lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " ", ""]).map(lambda gap: gap.join(lines)))


def read(text: str, url: str | None = None, fetched_at: datetime | None = None) -> ExtractedPage:
    return read_text_page(text, url=url, fetched_at=fetched_at, detect_language=lambda _: "en")


def page(*lines: str) -> str:
    return "\n".join(lines)


def dates(*lines: str, fetched_at: datetime | None = None) -> tuple[str | None, str | None]:
    (article,) = read(page(*lines), fetched_at=fetched_at).articles
    return tuple(date.iso() if date else None for date in (article.published, article.modified))  # type: ignore[return-value]


def outlet(*lines: str, url: str | None = None) -> str | None:
    (article,) = read(page(*lines), url=url).articles
    return article.outlet.name


def test_an_article_is_what_stands_between_title_and_footer() -> None:
    found = read(page("Home", "News", TITLE, "By Jane Doe", *BODY, "Share", "© 2024 Harbour Gazette"))

    assert [(article.title, article.text) for article in found.articles] == [(TITLE, "\n\n".join(BODY))]
    assert [(part.text, part.reason.value) for part in found.discarded] == [
        ("Home", "menu"),
        ("News", "menu"),
        ("By Jane Doe", "byline"),
        ("Share", "counter"),
        ("© 2024 Harbour Gazette", "notice"),
    ]


def test_a_repeated_title_before_a_caption_belongs_to_neither_text_nor_caption() -> None:
    found = read(page(TITLE, "", f"{TITLE} A yard in Belmar (photo: Agency)", "", *BODY))

    assert found.articles[0].text == "\n\n".join(BODY)
    assert [(part.text, part.reason.value) for part in found.discarded] == [
        (TITLE, "title"),
        ("A yard in Belmar (photo: Agency)", "caption"),
    ]


def test_a_subhead_stays_in_the_text() -> None:
    found = read(page(TITLE, BODY[0], "What comes next", BODY[1]))

    assert found.articles[0].text == f"{BODY[0]}\n\nWhat comes next\n\n{BODY[1]}"


def test_a_long_heading_that_the_next_paragraph_takes_up_starts_another_article() -> None:
    other = "Harbour board of Tolver raises the fees for fishing boats by a fifth"
    second = "The harbour board of Tolver raises its fees for fishing boats by a fifth. Skippers protested."
    third = "A boat of twelve metres pays 240 a year from July."

    found = read(page(TITLE, *BODY, other, second, third))

    assert [(article.title, article.text) for article in found.articles] == [
        (TITLE, "\n\n".join(BODY)),
        (other, f"{second}\n\n{third}"),
    ]


@pytest.mark.parametrize(
    "text", ["", " \n\u00a0\n", "Home\nNews\nLog in", "404\nThis page was not found", "Read more\nA\nB"]
)
def test_a_page_may_hold_no_article(text: str) -> None:
    assert read(text).articles == ()


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        (("Sun. May 26th, 2024", TITLE, "Jane Doe By Jane Doe Apr16,2024", *BODY), ("2024-04-16", None)),
        (("Sun. May 26th, 2024", TITLE, *BODY), (None, None)),
        ((TITLE, "Published 16 April 2024", "Updated 17 April 2024", *BODY), ("2024-04-16", "2024-04-17")),
        ((TITLE, "Updated: April 17, 2024", *BODY), (None, "2024-04-17")),
        ((TITLE, "Jane Doe | April 16, 2024 | 3 Comments", *BODY), ("2024-04-16", None)),
        ((TITLE, "03/04/2024", *BODY), ("2024", None)),
        ((TITLE, "yesterday", *BODY), (None, None)),
        ((TITLE, *BODY, "Read more", "Another one", "16 April 2024"), (None, None)),
        ((TITLE, f"TOLVER, April 16, 2024 (Agency) - {BODY[0]}", *BODY[1:]), ("2024-04-16", None)),
    ],
)
def test_dates_are_those_of_the_article(lines: tuple[str, ...], stated: tuple[str | None, str | None]) -> None:
    assert dates(*lines) == stated


def test_an_age_counts_from_the_time_of_fetching() -> None:
    fetched = datetime(2024, 5, 26, 10, tzinfo=UTC)

    assert dates(TITLE, "Jane Doe · 3 hours ago", *BODY, fetched_at=fetched) == ("2024-05-26", None)


def test_figures_are_read_in_the_order_of_the_addresss_country() -> None:
    (article,) = read(page(TITLE, "03/04/2024", *BODY), url="https://www.gazette.co.uk/a").articles

    assert article.published is not None
    assert article.published.iso() == "2024-04-03"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((f"{TITLE} | Harbour Gazette", *BODY), "Harbour Gazette"),
        ((f"{TITLE} - Reuters", *BODY), None),
        ((f"{TITLE} - Harbour Gazette", *BODY), None),
        ((f"{TITLE} - Harbour Gazette", *BODY, "© 2024 Harbour Gazette"), "Harbour Gazette"),
        ((TITLE, "By Jane Doe, Harbour Gazette", *BODY), "Harbour Gazette"),
        ((TITLE, "By Jane Doe, Reuters", *BODY), None),
        ((TITLE, "By Jane Doe, Political Editor", *BODY), None),
        (
            (TITLE, *BODY, "By Jane Doe", "Jane Doe is a senior reporter at The Harbour Gazette. She likes tea."),
            "The Harbour Gazette",
        ),
        (
            (
                TITLE,
                *BODY,
                "By Jane Doe",
                "Jane Doe covers rail. Before joining Harbour Gazette, she worked at Tolver Echo.",
            ),
            "Harbour Gazette",
        ),
        ((TITLE, *BODY, "Photo: © Getty Images"), None),
        ((TITLE, *BODY), None),
    ],
)
def test_an_outlet_is_named_where_the_page_states_it(lines: tuple[str, ...], name: str | None) -> None:
    assert outlet(*lines) == name


def test_a_dashed_suffix_is_the_outlet_where_the_address_says_the_same() -> None:
    lines = (f"{TITLE} - Harbour Gazette", *BODY)

    assert outlet(*lines, url="https://www.harbourgazette.example/a") == "Harbour Gazette"


@given(ANY_PAGE)
@settings(max_examples=300, deadline=None)
def test_every_part_of_a_page_is_in_one_place(text: str) -> None:
    found = read(text)

    titles = [article.title for article in found.articles if article.title]
    placed = [*(article.text for article in found.articles), *titles, *(part.text for part in found.discarded)]
    assert Counter(char for char in "".join(placed) if char.isalnum()) == Counter(
        char for char in text if char.isalnum()
    )
    assert all(part.text == part.text.strip() != "" and part.text in text for part in found.discarded)
    assert all(paragraph in text for article in found.articles for paragraph in article.text.split("\n\n"))


@pytest.mark.parametrize(
    "piece",
    [*LINES, "Read more. ", "x", "(photo: ", "Photo: ", "© ", "By ", f"{TITLE}\n{BODY[0]}\n", "- a\n", "12 | ", "¦ \n"],
)
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.timeout(30)
def test_a_large_page_of_anything_is_read_in_linear_time(piece: str, gap: str) -> None:
    text = (piece + gap) * (60_000 // len(piece + gap))

    assert read(text) is not None


def test_a_report_about_privacy_within_an_article_is_no_notice() -> None:
    body = (
        "The regulator fined the shop chain for its use of cookies on Monday, officials said.",
        "It found that the chain had shared personal data and cookies with partners without consent.",
        "The chain said that it would appeal against the decision in the autumn.",
    )

    [article] = read(page("Chain fined over data of its customers", *body)).articles

    assert article.text == "\n\n".join(body)


def test_a_long_quotation_in_another_language_stays_in_its_article() -> None:
    body = (
        "The mayor of Porto Alva answered the critics of the harbour plan in a letter on Friday.",
        "“A cidade precisa deste porto, e os moradores sabem disso muito bem desde o ano passado.”",
        "The harbour is to open in 2026, and the council has set aside 40 million for the work.",
    )

    [article] = read(page("Mayor defends plan for the harbour", *body)).articles

    assert article.text == "\n\n".join(body)
