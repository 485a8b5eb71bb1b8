"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import kg


def _modules() -> Iterator[str]:
    for package in ("resolve", "export", "evaluate"):
        path = [f"{part}/{package}" for part in kg.__path__]
        yield f"kg.{package}"
        yield from (module.name for module in pkgutil.iter_modules(path, f"kg.{package}."))
    yield from ("kg.graph", "kg.records", "kg.ontology")


@pytest.mark.parametrize("name", sorted(_modules()))
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
