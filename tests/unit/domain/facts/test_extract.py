import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.facts.extract import extract_facts

LONG = 100_000
BUDGET_S = 20.0


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300), st.none() | st.dates())
def test_any_text_has_facts_whose_spans_quote_it(text: str, reference: date | None) -> None:
    facts = extract_facts(text, reference=reference)

    for fact in (*facts.dates, *facts.names, *facts.cues):
        assert text[fact.start : fact.end] == fact.text


@given(
    st.lists(
        st.sampled_from(
            [
                "about",
                "5",
                "%",
                "$",
                "million",
                "to",
                "-",
                ",",
                "in",
                "2023",
                "May",
                "last year",
                "two",
                "U.S.",
                "\ud800",
            ]
        )
    )
)
def test_any_order_of_telling_words_has_facts(words: list[str]) -> None:
    facts = extract_facts(" ".join(words), reference=date(2024, 4, 12))

    assert all(quantity.low <= quantity.high for quantity in facts.quantities)


def test_the_month_of_may_leaves_nothing_open() -> None:
    facts = extract_facts("On 4 May Corvane may sell the yard.")

    assert [(cue.text, cue.start) for cue in facts.cues] == [("may", 17)]
    assert [mention.text for mention in facts.dates] == ["4 May"]


@pytest.mark.parametrize(
    "part",
    [
        "1,",
        "1 ",
        "1-",
        "five hundred ",
        "five in ",
        "from ",
        "from 5 to ",
        "not ",
        "(",
        "A.",
        "$",
        "a",
        " ",
        "in 2023 ",
        "Ada of the ",
        "consider to ",
        "urged x ",
        "April ",
        "4 May ",
        "two-",
        "\ud800",
        "5% of the ",
    ],
)
def test_time_grows_with_the_length_alone(part: str) -> None:
    text = part * (LONG // len(part))

    started = time.perf_counter()
    extract_facts(text)

    # A hundred kilobytes take about a second; backtracking would take minutes.
    assert time.perf_counter() - started < BUDGET_S
