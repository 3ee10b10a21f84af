"""What every schema and every field here has in common.

One schema is input, output and document. A field checks its type strictly (no number for a string, no 1 for true), and
a refusal says what is allowed.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from marshmallow import RAISE, Schema, ValidationError, fields, validate

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_WHOLE_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)
_DECIMAL_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)

Shown = TypeVar("Shown", bound=fields.Field[Any])


class ApiSchema(Schema):
    """Base of every schema: unknown fields are refused, and the refusal names the fields there are."""

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        names = [field.data_key or name for name, field in self.load_fields.items()]
        self.error_messages = {
            **self.error_messages,
            "unknown": f"is not a field here; allowed are {', '.join(names)}",
            "type": "must be a JSON object",
        }


class Text(fields.String):
    """A string without U+0000, of a bounded length; with `blank=False` it holds more than white space."""

    default_error_messages = {  # noqa: RUF012 - marshmallow collects these along the class hierarchy
        "invalid": "must be a string",
        "required": "is required",
        "null": "must not be null",
        "nul": "must not hold the character U+0000",
        "blank": "must not be blank",
    }

    def __init__(self, *, max_chars: int, blank: bool = False, **options: Any) -> None:
        least = 0 if blank else 1
        super().__init__(
            validate=validate.Length(
                min=least, max=max_chars, error=f"must have {least} to {max_chars:,} characters".replace(",", " ")
            ),
            **options,
        )
        self._blank = blank

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if "\x00" in text:
            raise self.make_error("nul")
        if not self._blank and text and not text.strip():
            raise self.make_error("blank")
        return text


class Pattern(fields.String):
    """A short string of one form, stated in words beside the regular expression."""

    default_error_messages = Text.default_error_messages

    def __init__(self, pattern: str, allowed: str, **options: Any) -> None:
        self._pattern = re.compile(pattern, re.ASCII)
        self._allowed = allowed
        metadata = {"pattern": pattern, **options.pop("metadata", {})}
        super().__init__(metadata=metadata, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        # "$" would let a line break pass at the end.
        if not self._pattern.fullmatch(text):
            raise ValidationError(self._allowed)
        return text


class Parsed(fields.String):
    """A string that `parse` turns into a value; its ValueError is what the caller reads."""

    default_error_messages = Text.default_error_messages

    def __init__(self, parse: Callable[[str], Any], *, max_chars: int = 253, **options: Any) -> None:
        super().__init__(metadata={"minLength": 1, "maxLength": max_chars, **options.pop("metadata", {})}, **options)
        self._parse = parse
        self._max_chars = max_chars

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if len(value) > self._max_chars:
            raise ValidationError(f"must have at most {self._max_chars} characters")
        try:
            return self._parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class WholeNumber(fields.Integer):
    """An integer within bounds; JSON's 1.0 is one, true and "1" are none. In a query its decimal digits."""

    default_error_messages = {  # noqa: RUF012 - as above
        "required": "is required",
        "null": "must not be null",
    }

    def __init__(self, low: int, high: int, *, in_query: bool = False, **options: Any) -> None:
        self._refusal = f"must be a whole number from {low} to {high}"
        self._in_query = in_query
        super().__init__(validate=validate.Range(low, high, error=self._refusal), **options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if self._in_query and isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value):
            return int(value)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(self._refusal)
        return value


class Share(fields.Float):
    """A number from 0 to 1; true and "0.5" are none. In a query its decimal digits."""

    default_error_messages = WholeNumber.default_error_messages

    def __init__(self, *, in_query: bool = False, **options: Any) -> None:
        self._in_query = in_query
        super().__init__(validate=validate.Range(0, 1, error="must be a number from 0 to 1"), **options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> float:
        if self._in_query and isinstance(value, str) and _DECIMAL_NUMBER.fullmatch(value):
            return float(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValidationError("must be a number from 0 to 1")
        return float(value)


class TrueOrFalse(fields.Boolean):
    """JSON's true or false; in a query the same words."""

    default_error_messages = {  # noqa: RUF012 - as above
        "invalid": "must be true or false",
        "required": "is required",
        "null": "must not be null",
    }

    def __init__(self, *, in_query: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._in_query = in_query

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if self._in_query and value in {"true", "false"}:
            return bool(value == "true")
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Choice(fields.String):
    """One of a few words, deserialised to the enumeration's member."""

    default_error_messages = Text.default_error_messages

    def __init__(self, choices: type[Any], **options: Any) -> None:
        self._members = {member.value: member for member in choices}
        metadata = {"enum": list(self._members), **options.pop("metadata", {})}
        super().__init__(metadata=metadata, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if text not in self._members:
            raise ValidationError(f"must be one of {', '.join(self._members)}")
        return self._members[text]


class Values(fields.List[Any]):
    """A list of bounded length."""

    default_error_messages = {  # noqa: RUF012 - as above
        "invalid": "must be a list",
        "required": "is required",
        "null": "must not be null",
    }

    def __init__(self, item: fields.Field[Any], *, most: int, least: int = 0, **options: Any) -> None:
        super().__init__(
            item,
            validate=validate.Length(min=least, max=most, error=f"must hold {least} to {most} values"),
            **options,
        )


class Part(fields.Nested):
    """An object within an object."""

    default_error_messages = {  # noqa: RUF012 - as above
        "type": "must be a JSON object",
        "required": "is required",
        "null": "must not be null",
    }


def check_one_body(loaded: Mapping[str, Any]) -> None:
    """Refuse an input that has neither `text` nor `html`, or both."""
    given = [name for name in ("text", "html") if loaded.get(name) is not None]
    if not given:
        raise ValidationError("is required unless html is given", "text")
    if len(given) == 2:
        raise ValidationError("must be absent where text is given", "html")


def parse_language(text: str) -> str:
    """A BCP 47 language tag in lower case; raises ValueError."""
    if not _LANGUAGE_TAG.fullmatch(text):
        raise ValueError("must be a language tag such as en or pt-BR")
    return text.lower()


def shown(field: type[Shown], *, nullable: bool = False, **metadata: Any) -> Shown:
    """A field of an answer: always there, null only where `nullable`."""
    return field(required=True, allow_none=nullable, metadata=metadata)


def shown_word(words: Iterable[str], *, nullable: bool = False) -> fields.String:
    """A field of an answer that holds one of a few words."""
    allowed = [*words, None] if nullable else list(words)
    return fields.String(required=True, allow_none=nullable, validate=validate.OneOf(list(allowed)))


def shown_list(item: fields.Field[Any] | type[Schema], **metadata: Any) -> fields.List[Any]:
    """A list in an answer."""
    inner = item if isinstance(item, fields.Field) else fields.Nested(item)
    return fields.List(inner, required=True, metadata=metadata)


def shown_part(part: type[Schema], *, nullable: bool = False, **metadata: Any) -> fields.Nested:
    """An object in an answer."""
    return fields.Nested(part, required=True, allow_none=nullable, metadata=metadata)
