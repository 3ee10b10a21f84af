import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import SentenceKind
from service.domain.segmentation import furniture_kind, paragraph_spans, segment, sentence_spans

ODD_TEXT = "Mr. |U.S. |it is |The |By Jane Doe|Photo: x|(photo: Agency)|https://x.example |- |1. |“|”|…|。|」|؟"
LINES = ["\n", "\n\n", "\r\n", "\u2029", "\u00a0", "\u200b", "\ud800", "It fell. ", "a line of lower case " * 3 + "\n"]
ODD_PIECES = st.sampled_from(ODD_TEXT.split("|") + LINES)
ANY_TEXT = st.lists(st.one_of(st.characters(codec=None), ODD_PIECES), max_size=60).map("".join)


def texts(text: str) -> list[str]:
    return [unit.text for unit in segment(text)]


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(unit.kind.value, unit.text) for unit in segment(text, title=title)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Ada Stone met Mr. Brook of Corvane Co. Ltd. in Oslo.", "They talked."],
        ["The U.S. Navy bought it in the U.S.", "The price was $2.5 million."],
        ["J. R. Hale said so.", "He left at 5 p.m. on Monday.", "It rained at 9 a.m.", "The game ended."],
        ['"We sold it," she said.', '"We had to."', "Then she left."],
        ['He asked, "Why now?" and left.', "Yahoo! said it would.", '"Stop!" he cried.'],
        ["Profits rose... and then fell.", "Sales grew…", "Costs did not."],
        ["No. 5 won.", "He said no.", "Then he left.", "See Fig. 3 for more."],
        ["Corvane, Inc., grew 3.5%.", "Its rival (see p. 4) shrank."],
        ["Revenue was $4.5bn vs. $3.1bn a year ago.", "It spent 2 billion.", "€40 was left."],
        ["We met the ministers. next week in Rome.", "We met officials.", "it was likely so."],
        ["The plan (which failed.) was old.", "(It failed.)", "Next came a new one."],
        ["It fell.[3]", "It rose again.[4][5]"],
        ["“It fell,” he said.", "– We believe that it will rise.", "She agreed."],
        ["It is not known” – he said.", "‘No,’ she said."],
        ["两家公司。", "“他说。”", "第二天他走了。"],
        ["これは本です。", "彼は「行く。」と言った。"],
        ["यह घर है।", "वह आदमी है।"],
        ["هذا بيت.", "هل تعرف؟", "نعم."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    joiner = "" if sentences[0].endswith("。") else " "

    assert texts(joiner.join(sentences)) == sentences


def test_an_odd_blank_does_not_change_where_a_sentence_ends() -> None:
    assert texts("It\u00a0fell on\u00a0Monday.\u00a0The firm rose.") == [
        "It\u00a0fell on\u00a0Monday.",
        "The firm rose.",
    ]


def test_lines_that_were_wrapped_are_read_as_one_paragraph() -> None:
    text = (
        "Corvane said on Monday that it had bought the northern rail yards of\n"
        "Belmar, the second such purchase by the company in a year. The price\n"
        "was not stated, but two people put it at $2 million.\n"
        "\n"
        "Belmar did not answer."
    )

    assert texts(text) == [
        "Corvane said on Monday that it had bought the northern rail yards of\n"
        "Belmar, the second such purchase by the company in a year.",
        "The price\nwas not stated, but two people put it at $2 million.",
        "Belmar did not answer.",
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Corvane buys the northern rail yards of its rival Belmar\nCorvane bought the yards.\nNothing else was said."

    assert kinds(text) == [
        ("title", "Corvane buys the northern rail yards of its rival Belmar"),
        ("sentence", "Corvane bought the yards."),
        ("sentence", "Nothing else was said."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Acme bought Beta in 2020",
        "Acme bought Beta in 2020\nGamma sold Delta in 2021",
        "By Friday Acme had bought Beta",
        "Acme bought Beta in 2020\nGamma sold Delta in 2021\nHarbor Rail dates from 1999\nThe rest is history.",
    ],
)
def test_a_line_without_a_full_stop_is_a_sentence_where_nothing_says_otherwise(text: str) -> None:
    assert {unit.kind for unit in segment(text)} == {SentenceKind.SENTENCE}


@pytest.mark.parametrize(
    "text",
    [
        "He showed the court a picture (a photo of the ship).",
        "Reporting by the Harbor Post shows that Corvane bought Belmar.",
        "Written by Corvane's lawyers, the letter denies it.",
        "By 2023 Corvane had bought Belmar.",
        "It rose on March 3, 2024.",
    ],
)
def test_a_sentence_that_speaks_of_photos_authors_or_dates_is_a_sentence(text: str) -> None:
    assert kinds(f"It began there. {text}\n\n{text}")[-1] == ("sentence", text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A ship leaves port (photo: Agency)", "caption"),
        ("A ship leaves port. It is old. (AP Photo/Ann Poe)", "caption"),
        ("A ship leaves port (File photo)", "caption"),
        ("A ship leaves port. Photo: Harbor News", "caption"),
        ("FILE PHOTO: A ship leaves port.", "caption"),
        ("(Reporting by Jane Doe in Oslo; editing by John Roe)", "byline"),
        ("Additional reporting by Jane Doe and John Roe.", "byline"),
        ("By Jane Doe, Harbor Post", "byline"),
        ("Written by: Jane van der Doe", "byline"),
        ("Published: Sun. March 3rd, 2024 at 10:15 a.m.", "other"),
        ("https://harborpost.example/a", "other"),
    ],
)
def test_captions_bylines_and_date_lines_are_recognised(text: str, kind: str) -> None:
    assert kinds(f"Corvane bought Belmar.\n\n{text}")[-1] == (kind, text)


@pytest.mark.parametrize("presented", ["is a reporter in Oslo", "has been our reporter since 2020", "covers ships"])
def test_what_presents_the_author_is_no_evidence(presented: str) -> None:
    text = f"By Jane Doe\n\nThe ferry sank on Monday.\n\nJane Doe {presented}. She likes tea."

    assert [kind for kind, _ in kinds(text)] == ["byline", "sentence", "other", "other"]


def test_what_an_agency_saw_and_reports_is_evidence() -> None:
    text = "By Harbor Press\n\nThe ferry sank.\n\nHarbor Press reporters saw the wreck. Forty people died."

    assert [kind for kind, _ in kinds(text)] == ["byline", "sentence", "sentence", "sentence"]


def test_list_items_are_sentences_without_their_marks() -> None:
    assert kinds("Two deals were made.\n- Acme bought Beta\n• Gamma sold Delta\n3. Harbor Rail closed.") == [
        ("sentence", "Two deals were made."),
        ("sentence", "Acme bought Beta"),
        ("sentence", "Gamma sold Delta"),
        ("sentence", "Harbor Rail closed."),
    ]


def test_what_stands_between_sentences_is_known_for_what_it_is() -> None:
    text = "\n\n".join(
        [
            "Corvane buys Belmar",
            "By Jane Doe and John Roe, Harbor Post",
            "March 3, 2024 10:15 a.m. EST",
            "Photo: A ship in port",
            "Corvane bought Belmar in 2023. The price was not stated.",
            "What comes next",
            "A ship leaves port. (Photo: Harbor News)",
            "Both firms plan to grow.",
            "Corvane also bought Tellis in 2022",
            "***",
            "Prepared by: John Roe",
            "Jane Doe",
            "Jane Doe is a reporter at the Harbor Post.",
        ]
    )

    assert " ".join(unit.kind for unit in segment(text)) == (
        "title byline other caption sentence sentence subhead caption sentence sentence other byline byline other"
    )


def test_a_title_that_is_repeated_before_more_text_is_cut_off() -> None:
    title = "Corvane buys the rail yards of Belmar"

    assert kinds(f"{title} A ship in port (photo: Harbor News)\n\nCorvane bought Belmar.", title) == [
        ("title", title),
        ("caption", "A ship in port (photo: Harbor News)"),
        ("sentence", "Corvane bought Belmar."),
    ]


def test_a_text_that_is_only_its_title_is_evidence() -> None:
    assert kinds("Acme bought Beta.", "Acme bought Beta.") == [("sentence", "Acme bought Beta.")]


@pytest.mark.parametrize("text", ["", " \n\u00a0\n\u200b", "\ufeff"])
def test_a_blank_text_has_no_units(text: str) -> None:
    assert segment(text) == ()


@given(ANY_TEXT, st.none() | ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_any_text_has_units_that_are_verbatim_in_order_and_apart(text: str, title: str | None) -> None:
    units = segment(text, title=title)

    ends = [0, *(unit.end for unit in units)]
    assert [unit.position for unit in units] == list(range(len(units)))
    assert all(text[unit.start : unit.end] == unit.text == unit.text.strip() != "" for unit in units)
    assert all(end <= unit.start for end, unit in zip(ends, units, strict=False))


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_no_word_of_a_text_is_outside_its_units(text: str) -> None:
    units = segment(text)

    inside = "".join(char for unit in units for char in unit.text if char.isalpha())

    # Only marks of list items, such as "b)", stand outside.
    assert len("".join(filter(str.isalpha, text))) - len(inside) <= text.count(")") + text.count("）")


@pytest.mark.parametrize(
    "text",
    ["a " * 2_500_000, "." * 5_000_000, '"' * 5_000_000, ". " * 2_500_000, "Photo: " * 700_000, "By A " * 1_000_000],
    ids=["words", "periods", "quotes", "spaced periods", "captions", "bylines"],
)
@pytest.mark.timeout(20)
def test_a_huge_unterminated_text_takes_linear_time(text: str) -> None:
    assert len(segment(text)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie brauchen dafür 3.200 Unterschriften bis zum 15. Januar.",
        "Die Busse fahren z. B. ab Riesl alle 30 Minuten.",
        "The line was built at a cost of Rs. 9,400 crore.",
    ],
)
def test_periods_of_ordinals_and_abbreviations_end_no_sentence(sentence: str) -> None:
    spans = sentence_spans(sentence)

    assert spans == [(0, len(sentence))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Item 1 of 3 Containers stand idle at the port.", SentenceKind.CAPTION),
        ("[2/3] Containers stand idle at the port.", SentenceKind.CAPTION),
        ("L'imprimerie employait 54 personnes. © Marc Delon / AFP", SentenceKind.CAPTION),
        ("A beaver swims in its enclosure. Photograph: Ben Hurst/Alamy", SentenceKind.CAPTION),
        ("Par Lucie Armand", SentenceKind.BYLINE),
        ("The printer employed 54 people.", None),
    ],
)
def test_captions_and_bylines_are_known_in_many_forms(line: str, kind: SentenceKind | None) -> None:
    assert furniture_kind(line) is kind


def test_a_byline_under_a_title_is_not_joined_to_it() -> None:
    text = "The long road of the paintings that were stolen\nadmin By admin May 3, 2024\nPolice held two men."

    spans = paragraph_spans(text)

    assert [text[start:end] for start, end in spans] == text.split("\n")


def test_a_stage_direction_in_brackets_is_no_sentence() -> None:
    units = segment("The levy stays where it is. [LAUGHTER]")

    assert [unit.kind for unit in units] == [SentenceKind.SENTENCE, SentenceKind.OTHER]
