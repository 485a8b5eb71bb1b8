"""How sure an event is, and from which confidence on it is shown where nobody asks for another one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import SeedError
from kg.ontology import load_toml


@cache
def _read(path: Path) -> float:
    bar = load_toml(path).get("bar")
    if isinstance(bar, bool) or not isinstance(bar, int | float) or not 0 <= bar <= 1:
        raise SeedError(f"{path}: bar must be a number from 0 to 1, not {bar!r}")
    return float(bar)


def default_bar() -> float:
    """The least confidence of events that questions and exports show by default, from `seeds/confidence.toml`.

    Raises:
        SeedError: The file is missing or holds no number from 0 to 1.
    """
    return _read(resources.seeds() / "confidence.toml")


def confidence_of(properties: Mapping[str, object]) -> float:
    """The confidence in the properties of an event, or of an edge made of one; one without counts as certain.

    >>> confidence_of({"confidence": 0.25}), confidence_of({})
    (0.25, 1.0)
    """
    value = properties.get("confidence")
    return float(value) if isinstance(value, int | float) else 1.0
