"""What all tests share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Store, Writer, known, open_store

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; a clone has none."""
    if not (_SHARED / "eval").is_dir():
        pytest.skip("no development data in ../shared")
    return _SHARED


def _empty_neo4j() -> Store:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    try:
        store = open_store(uri=uri)
    except StoreError as error:
        pytest.skip(str(error))
    (nodes,) = store.read("MATCH (n) RETURN count(n) AS count")
    ids = known(store)
    if nodes["count"] and not (ids and all(document.startswith("test-") for document in ids)):
        store.close()
        pytest.skip(f"{uri} holds a graph, which the tests would delete")
    Writer(store).clear()
    return store


@pytest.fixture(scope="session")
def open_neo4j() -> Callable[[], Store]:
    """Opens the Neo4j of the environment, empty; skips without one, and where it holds a graph of somebody."""
    return _empty_neo4j
