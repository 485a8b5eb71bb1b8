import os
import socket

import pytest

from kg.errors import StoreError
from kg.store import open_store


def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreError, match=f"^{uri}: no Neo4j server answers there$"):
        open_store(uri=uri, password="x")


def test_not_an_address() -> None:
    with pytest.raises(StoreError, match=r"^nonsense: not the address of a Neo4j server"):
        open_store(uri="nonsense")


@pytest.mark.neo4j
def test_a_wrong_password() -> None:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    with pytest.raises(StoreError, match="refuses this user and password"):
        open_store(uri=uri, password="certainly not this one")


@pytest.mark.neo4j
def test_a_database_that_is_not_there() -> None:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    with pytest.raises(StoreError) as caught:
        open_store(uri=uri, database="nosuchdatabase")
    assert "nosuchdatabase" in str(caught.value)
    assert "\n" not in str(caught.value)
