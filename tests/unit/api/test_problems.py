"""What went wrong -> problem+json."""

from http import HTTPStatus

from service.api.problem_types import INTERNAL_ERROR, MALFORMED_REQUEST, PROBLEM_TYPES
from service.api.problems import _BY_ERROR, MOST_FIELD_ERRORS, field_errors, invalid_input, problem_type_of_status
from service.domain.errors import ClaimlinkError, FieldError


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


def test_every_error_of_the_product_has_its_kind() -> None:
    assert set(ClaimlinkError.__subclasses__()) == set(_BY_ERROR)


def test_a_status_without_a_kind_is_malformed_or_our_fault() -> None:
    assert problem_type_of_status(418) is MALFORMED_REQUEST
    assert problem_type_of_status(501) is INTERNAL_ERROR


def test_kinds_have_names_of_their_own_and_real_statuses() -> None:
    assert len({kind.slug for kind in PROBLEM_TYPES}) == len(PROBLEM_TYPES)
    assert all(HTTPStatus(kind.status).value >= 400 for kind in PROBLEM_TYPES)
