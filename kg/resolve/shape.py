"""Whether the values of a record are of the kinds that its classes declare; a line of JSON can hold anything."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from kg.records import Part

Test: TypeAlias = Callable[[Any], bool]

_SHOWN = 60  # characters of a wrong value


def _of_tuple(parts: tuple[Any, ...]) -> Test:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _test(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(item, value))
    items = [_test(part) for part in parts]
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(items)
        and all(test(item) for test, item in zip(items, value, strict=True))
    )


def _of_mapping(key: Any, item: Any) -> Test:
    keys, items = _test(key), _test(item)
    return lambda value: isinstance(value, Mapping) and all(keys(k) and items(v) for k, v in value.items())


@cache
def _test(hint: Any) -> Test:
    """What tells whether a value is of a declared kind; a part of a record is told apart by its class alone."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is UnionType:
        choices = [_test(part) for part in parts]
        return lambda value: any(test(value) for test in choices)
    if origin is tuple:
        return _of_tuple(parts)
    if origin is Mapping:
        return _of_mapping(*parts)
    if hint is int:
        return lambda value: type(value) is int  # and not a truth value
    if hint is float:
        return lambda value: type(value) in (int, float)
    return lambda value: isinstance(value, NoneType if hint is None else hint)


@cache
def _fields(kind: Any) -> tuple[tuple[str, Test], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _test(hints[field.name])) for field in dataclasses.fields(kind))


def faults(part: Part) -> Iterator[str]:
    """The fields of a part of a record, and of the parts in it, whose values are of the wrong kind.

    >>> from kg.records import Mention
    >>> list(faults(Mention(0, True, "日本", "GPE")))
    ['end is of the wrong kind: True']
    """
    kind: Any = type(part)
    for name, test in _fields(kind):
        value = getattr(part, name)
        if not test(value):
            yield f"{name} is of the wrong kind: {repr(value)[:_SHOWN]}"
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Part):
                    yield from (f"{name} {number}: {fault}" for fault in faults(item))
