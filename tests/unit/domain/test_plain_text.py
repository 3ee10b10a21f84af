import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.facts.extract import extract_facts
from service.domain.plain_text import plain_text
from service.domain.terms import claim_terms, sentence_terms, tokenize

NBSP, THIN, NARROW, SHY = "\u00a0", "\u2009", "\u202f", "\u00ad"


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (f"about{NBSP}90{NARROW}% of it", "about 90 % of it"),
        (f"micro{SHY}elec{SHY}tronics\ufeff", "microelectronics"),
        ("it didn‘t, it didnʼt, it didn´t, it didn`t", "it didn’t, it didn’t, it didn’t, it didn’t"),
        ("‘It sank’, he said", "‘It sank’, he said"),
        (f"12{NARROW}000{THIN}000 ships or 1’500", "12,000,000 ships or 1,500"),
        (f"in{NBSP}2019{NBSP}30 ships", "in 2019 30 ships"),
        ("12 000 ships", "12 000 ships"),
        ("AT&amp;T didn&#39;t pay 5&nbsp;%&#x2C; caf&eacute;&shy;s say", "AT&T didn't pay 5 %, cafés say"),
        ("Q&A; R&unknown; &amp;amp; a&b", "Q&A; R&unknown; &amp; a&b"),
        ("Sen\u0303al, x\u0303, \u0303", "Señal, x\u0303, \u0303"),
        ("Grain came.", "Grain came."),
        ("", ""),
    ],
)
def test_a_text_is_read_without_its_typesetting(origin: str, text: str) -> None:
    assert plain_text(origin).text == text


def test_every_character_is_found_again_where_it_stood() -> None:
    plain = plain_text(f"A{SHY} 5&nbsp;% rise")

    start = plain.text.index("% rise")

    assert plain.text == "A 5 % rise"
    assert plain.origin[plain.start_of(start) : plain.end_of(start + 6)] == "% rise"
    assert plain.origin[plain.start_of(2) : plain.end_of(5)] == "5&nbsp;%"
    assert (plain.start_of(0), plain.end_of(1), plain.start_of(len(plain.text))) == (0, 1, len(plain.origin))


@given(st.text(st.sampled_from("aB1 .&;#x39nbspamp’‘\u00ad\u00a0\u2009\u202f\u200b\ufeff🚢é"), max_size=40))
def test_places_are_in_order_and_within_the_text(origin: str) -> None:
    plain = plain_text(origin)

    places = [(plain.start_of(place), plain.end_of(place + 1)) for place in range(len(plain.text))]

    assert places == sorted(places)
    assert all(0 <= start < end <= len(origin) for start, end in places)


PAIRS = [
    ("Nearly 90 % of it went to Chile.", f"Nearly 90{NBSP}% of it went to Chile."),
    ("Corvane paid $2 million.", f"Corvane paid $2{NARROW}million."),
    ("Two million people came.", f"Two mil{SHY}lion people came."),
    ("Some 12,000 ships came.", f"Some 12{NARROW}000 ships came."),
    ("More than 70% came in May 2023.", f"More{NBSP}than{NBSP}70% came in{NBSP}May{NARROW}2023."),
    ("Corvane didn't sink it.", "Corvane didn&#39;t sink it."),
    ("Corvane didn't sink it.", "Corvane didn‘t sink it."),
    ("New Zealand's road is 5 km long.", f"New{NBSP}Zea{SHY}land’s road is 5{THIN}km long."),
]


@pytest.mark.parametrize(("typed", "typeset"), PAIRS)
def test_typesetting_changes_no_term(typed: str, typeset: str) -> None:
    assert sentence_terms(typeset) == sentence_terms(typed)
    assert claim_terms(typeset) == claim_terms(typed)


@pytest.mark.parametrize(("typed", "typeset"), PAIRS)
def test_typesetting_changes_no_fact_and_facts_quote_the_text_as_it_came(typed: str, typeset: str) -> None:
    plain, found = extract_facts(typed), extract_facts(typeset)

    assert [(each.low, each.high, each.unit) for each in found.quantities] == [
        (each.low, each.high, each.unit) for each in plain.quantities
    ]
    assert [(each.first, each.last) for each in found.dates] == [(each.first, each.last) for each in plain.dates]
    assert [each.key for each in found.names] == [each.key for each in plain.names]
    assert found.negated == plain.negated
    for each in (*found.quantities, *found.dates, *found.names, *found.cues, *found.attributions):
        assert each.text == typeset[each.start : each.end]


def test_tokens_stand_where_the_text_as_it_came_has_them() -> None:
    text = f"AT&amp;T sold 12{NARROW}000 micro{SHY}chips."

    tokens = {token.term: text[token.start : token.end] for token in tokenize(text)}

    assert tokens["12000"] == f"12{NARROW}000"
    assert tokens["microchip"] == f"micro{SHY}chips"
