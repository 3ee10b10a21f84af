"""Facts as plain lists and back, so that a store can keep them in whatever form it likes.

A value becomes the list of its fields in their order, without the last ones that have their defaults; a day becomes
YYYY-MM-DD, an infinite number "inf" or "-inf", which JSON has not. How that is done is read from the types of the
fields once, when this module is loaded: a new fact needs no code here, and one of a type that is not known here fails
at the start of the program. Packed facts have no names of fields, so a field that comes, goes or moves needs another
ANALYSIS_VERSION.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from service.domain.facts import Facts

_Convert = Callable[[Any], Any]

_PLAIN = (str, int, bool)


def pack_facts(facts: Facts) -> list[Any]:
    """The facts as nested lists of str, int, finite float, bool and None; no facts are an empty list."""
    packed: list[Any] = _PACK(facts)
    return packed


def unpack_facts(packed: Sequence[Any]) -> Facts:
    """What pack_facts packed."""
    facts: Facts = _UNPACK(packed)
    return facts


def dataclass_codec(kind: type[Any]) -> tuple[_Convert, _Convert]:
    """How values of a frozen dataclass are packed and unpacked; raises TypeError for a field of an unknown type."""
    types = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    defaults = [_default(field) for field in fields(kind)]
    both = [_converters(types[name]) for name in names]
    packs = [(place, pack) for place, (pack, _) in enumerate(both) if pack is not None]
    unpacks = [(place, unpack) for place, (_, unpack) in enumerate(both) if unpack is not None]

    def pack(value: Any) -> list[Any]:
        values = [getattr(value, name) for name in names]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        for place, convert in packs:
            if place < len(values):
                values[place] = convert(values[place])
        return values

    def unpack(packed: Sequence[Any]) -> Any:
        values = list(packed)
        for place, convert in unpacks:
            if place >= len(values):
                break
            values[place] = convert(values[place])
        return kind(*values)

    return pack, unpack


def _converters(kind: Any) -> tuple[_Convert | None, _Convert | None]:
    """How values of a type are packed and unpacked; None where they are plain already."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        [present] = (argument for argument in arguments if argument is not NoneType)
        pack, unpack = _converters(present)
        return _unless_none(pack), _unless_none(unpack)
    if origin is tuple and arguments[-1] is Ellipsis:
        pack, unpack = _converters(arguments[0])
        return _each(pack, list), _each(unpack, tuple)
    if kind in _PLAIN:
        return None, None
    if kind is float:
        return _pack_number, float
    if kind is date:
        return date.isoformat, date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str, {member.value: member for member in kind}.__getitem__
    if isinstance(kind, type) and is_dataclass(kind):
        return dataclass_codec(kind)
    raise TypeError(f"facts with a field of type {kind} cannot be packed")


def _default(field: Field[Any]) -> Any:
    # MISSING equals no value.
    return field.default if field.default_factory is MISSING else field.default_factory()


def _unless_none(convert: _Convert | None) -> _Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _each(convert: _Convert | None, collect: _Convert) -> _Convert:
    if convert is None:
        return collect
    return lambda values: collect([convert(value) for value in values])


def _pack_number(number: float) -> float | str:
    return number if math.isfinite(number) else str(number)


_PACK, _UNPACK = dataclass_codec(Facts)
