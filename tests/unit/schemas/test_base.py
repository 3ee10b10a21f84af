"""Fields are strict and say what is allowed."""

from typing import Any

import pytest
from marshmallow import ValidationError, fields

from schemas.base import ApiSchema, Parsed, Share, Text, TrueOrFalse, WholeNumber, parse_language
from service.domain.address import parse_domain


def refusal(field: fields.Field[Any], value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.deserialize(value)
    [message] = caught.value.messages
    assert isinstance(message, str)
    return message


@pytest.mark.parametrize("value", [True, "5", 5.5, 1e30, -1, 11, None, [], {}])
def test_a_whole_number_is_no_truth_value_string_or_fraction(value: Any) -> None:
    with pytest.raises(ValidationError):
        WholeNumber(0, 10).deserialize(value)


def test_a_whole_number_may_be_written_with_a_zero_fraction_as_json_allows() -> None:
    assert WholeNumber(0, 10).deserialize(5.0) == 5


def test_a_whole_number_in_a_query_is_its_digits() -> None:
    assert WholeNumber(0, 10, in_query=True).deserialize("7") == 7
    assert refusal(WholeNumber(0, 10, in_query=True), "7e0") == "must be a whole number from 0 to 10"
    assert refusal(WholeNumber(0, 10, in_query=True), "9" * 5000) == "must be a whole number from 0 to 10"


@pytest.mark.parametrize("value", [True, "0.5", 1.01, -0.1, float("nan"), float("inf"), []])
def test_a_share_is_a_number_from_0_to_1(value: Any) -> None:
    assert refusal(Share(), value) == "must be a number from 0 to 1"


@pytest.mark.parametrize("value", [0, 1, "true", "yes", []])
def test_true_and_false_have_no_other_spelling_in_json(value: Any) -> None:
    assert refusal(TrueOrFalse(), value) == "must be true or false"


def test_a_text_holds_something_and_no_nul_character() -> None:
    field = Text(max_chars=10)

    assert field.deserialize(" grain ") == " grain "
    assert refusal(field, "   ") == "must not be blank"
    assert refusal(field, "a\x00b") == "must not hold the character U+0000"
    assert refusal(field, "x" * 11) == "must have 1 to 10 characters"
    assert refusal(field, 7) == "must be a string"


def test_a_parser_s_own_words_reach_the_caller() -> None:
    assert refusal(Parsed(parse_domain), "https://northwire.example/a") == (
        "must be a host name such as news.example.org, without https:// and path"
    )


def test_language_tags_are_lower_cased() -> None:
    assert parse_language("pt-BR") == "pt-br"


def test_an_unknown_field_is_refused_with_the_names_there_are() -> None:
    class Ship(ApiSchema):
        name = Text(max_chars=10)
        flag = Text(max_chars=10)

    with pytest.raises(ValidationError) as caught:
        Ship().load({"nmae": "Aurora"})

    assert caught.value.messages == {"nmae": ["is not a field here; allowed are name, flag"]}
