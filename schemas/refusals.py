"""What a schema refuses, in the product's own words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from service.domain.errors import FieldError, InvalidInput

# An answer to a body of a million unknown fields should not be larger than the body.
MOST_FIELD_ERRORS = 50


def invalid_input(messages: Any) -> InvalidInput:
    """The domain error for marshmallow's messages; only the first of very many are kept."""
    return InvalidInput(*islice(field_errors(messages), MOST_FIELD_ERRORS))


def field_errors(messages: Any, pointer: str = "") -> Iterator[FieldError]:
    """marshmallow's nested messages as JSON pointers (RFC 6901) with what is allowed."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else "/" + str(key).replace("~", "~0").replace("/", "~1")
            yield from field_errors(inner, pointer + step)
    elif isinstance(messages, str):
        yield FieldError(pointer, messages)
    elif isinstance(messages, Iterable):
        for message in messages:
            yield from field_errors(message, pointer)
