"""NDJSON bodies, line by line."""

import hashlib
from dataclasses import replace
from io import BytesIO

import pytest

from service.api.bulk import Line, read_lines, spooled
from service.domain.errors import InputTooLarge
from service.settings import Limits


def test_blank_lines_are_passed_over_and_counted() -> None:
    body = BytesIO(b'{"a":1}\n\n  \r\n{"b":2}\r\n')

    assert list(read_lines(body, 100)) == [Line(1, b'{"a":1}'), Line(4, b'{"b":2}')]


def test_the_last_line_needs_no_line_break() -> None:
    assert list(read_lines(BytesIO(b"1\n2"), 100)) == [Line(1, b"1"), Line(2, b"2")]


def test_a_line_that_is_too_long_costs_itself_alone() -> None:
    body = BytesIO(b"12345\n" + b"x" * 200_000 + b"\n67890")

    assert list(read_lines(body, 5)) == [Line(1, b"12345"), Line(2, None), Line(3, b"67890")]


def test_an_empty_body_has_no_line() -> None:
    assert list(read_lines(BytesIO(b""), 5)) == []


def test_a_body_is_read_whole_before_anything_is_stored() -> None:
    with spooled(BytesIO(b"1\n2\n"), Limits()) as (file, digest):
        assert file.read() == b"1\n2\n"
        assert digest == hashlib.sha256(b"1\n2\n").digest()


def test_too_many_lines_are_refused() -> None:
    limits = replace(Limits(), bulk_lines=2)

    with pytest.raises(InputTooLarge, match="2 lines"), spooled(BytesIO(b"1\n2\n3\n"), limits):
        pass
