"""What went wrong -> problem+json."""

from http import HTTPStatus

from service.api.problem_types import INTERNAL_ERROR, MALFORMED_REQUEST, PROBLEM_TYPES
from service.api.problems import _BY_ERROR, problem_type_of_status
from service.domain.errors import ClaimlinkError


def test_every_error_of_the_domain_has_its_kind() -> None:
    kinds = {kind for kind in ClaimlinkError.__subclasses__() if kind.__module__ == ClaimlinkError.__module__}

    assert kinds == set(_BY_ERROR)


def test_a_status_without_a_kind_is_malformed_or_our_fault() -> None:
    assert problem_type_of_status(418) is MALFORMED_REQUEST
    assert problem_type_of_status(501) is INTERNAL_ERROR


def test_kinds_have_names_of_their_own_and_real_statuses() -> None:
    assert len({kind.slug for kind in PROBLEM_TYPES}) == len(PROBLEM_TYPES)
    assert all(HTTPStatus(kind.status).value >= 400 for kind in PROBLEM_TYPES)
