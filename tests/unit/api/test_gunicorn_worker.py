"""What gunicorn rejects itself."""

import json

import pytest
from gunicorn.http import errors

from service.api import problem_types as types
from service.api.gunicorn_worker import problem_type_of, rejection


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.LimitRequestLine(9_000, 8_190), types.URI_TOO_LONG),
        (errors.LimitRequestHeaders("limit request headers fields"), types.HEADERS_TOO_LARGE),
        (errors.InvalidRequestLine("GE T"), types.MALFORMED_REQUEST),
        (errors.InvalidHeaderName("a b"), types.MALFORMED_REQUEST),
        (errors.UnsupportedTransferCoding("gzip"), types.MALFORMED_REQUEST),
        (errors.InvalidChunkSize(b"zz"), types.MALFORMED_REQUEST),
        (errors.ConfigurationProblem("port"), types.INTERNAL_ERROR),
        (RuntimeError("boom"), types.INTERNAL_ERROR),
    ],
)
def test_each_error_has_its_kind(error: Exception, kind: types.ProblemType) -> None:
    assert problem_type_of(error) is kind


def test_a_rejection_is_a_whole_response() -> None:
    response = rejection(types.URI_TOO_LONG, "too long", path="/", request_id="7f3a")

    head, _, body = response.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 414 ")
    assert f"Content-Length: {len(body)}".encode() in head
    assert json.loads(body)["type"] == "/problems/uri-too-long"
