"""Aggregates that do not depend on the order of what they aggregate."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.resolve.projection import Value


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The most frequent of the values that are not None or empty; of equally frequent ones the first by code point.

    >>> most_frequent(["米利", "麦利", None, "麦利"])
    '麦利'
    """
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def present(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value is not None}
