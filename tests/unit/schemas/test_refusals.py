from schemas.refusals import MOST_FIELD_ERRORS, field_errors, invalid_input
from service.domain.errors import FieldError


def test_nested_messages_become_json_pointers() -> None:
    messages = {"filters": {"domains": {1: ["must be a host name"]}}, "claim": ["is required", "and short"]}

    assert list(field_errors(messages)) == [
        FieldError("/filters/domains/1", "must be a host name"),
        FieldError("/claim", "is required"),
        FieldError("/claim", "and short"),
    ]


def test_a_message_about_a_whole_object_points_at_the_object() -> None:
    assert list(field_errors({"_schema": ["must be a JSON object"]})) == [FieldError("", "must be a JSON object")]
    assert list(field_errors({"outlet": {"_schema": ["must be a JSON object"]}})) == [
        FieldError("/outlet", "must be a JSON object")
    ]


def test_slashes_and_tildes_in_a_name_are_escaped() -> None:
    assert list(field_errors({"a/b~c": ["is not a field here"]})) == [FieldError("/a~1b~0c", "is not a field here")]


def test_very_many_refusals_are_cut() -> None:
    messages = {f"field{number}": ["is not a field here"] for number in range(10_000)}

    assert len(invalid_input(messages).errors) == MOST_FIELD_ERRORS
