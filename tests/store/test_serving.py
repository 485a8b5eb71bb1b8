"""The embedded graph behind a Bolt port, asked by the official driver."""

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import AuthError, Forbidden, Neo4jError

from kg.errors import StoreError
from kg.queries import queries, run
from kg.records import Record
from kg.store import Store, Writer, open_store
from kg.store.embedded import available
from kg.store.serving import Served, serving

pytestmark = pytest.mark.skipif(not available(), reason="the embedded engine has no build for this machine")


_NAMES = ("日本", "菲律賓", "中国", "美国")

Fill = Callable[..., dict[str, str]]


def _answers(store: Store, fill: Fill) -> dict[str, Any]:
    event = run(store, "timeline", {"entity": "中国"}).rows[0]["id"]
    return {name: run(store, name, fill(query, event, _NAMES, "中")).rows for name, query in queries().items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, articles: Mapping[str, Record]) -> Path:
    folder = tmp_path_factory.mktemp("serving") / "graph"
    with open_store(folder) as store:
        Writer(store).ingest(articles.values())
    return folder


@pytest.fixture(scope="module")
def embedded(folder: Path, fill: Fill) -> dict[str, Any]:
    with open_store(folder) as store:
        return _answers(store, fill)


@pytest.fixture(scope="module")
def served(folder: Path, embedded: dict[str, Any]) -> Iterator[Served]:
    assert embedded
    with serving(folder, port=0) as served:
        yield served


@pytest.fixture(scope="module")
def driver(served: Served) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(served.uri, auth=(served.username, served.password)) as driver:
        yield driver


def test_every_query_answers_as_the_embedded_engine_does(served: Served, embedded: dict[str, Any], fill: Fill) -> None:
    with open_store(uri=served.uri, username=served.username, password=served.password) as store:
        answers = _answers(store, fill)
    for name, rows in embedded.items():
        assert json.dumps(answers[name], ensure_ascii=False) == json.dumps(rows, ensure_ascii=False), name
    assert sum(map(bool, answers.values())) > len(answers) / 2


def test_the_official_driver_sees_nodes_and_paths(driver: neo4j.Driver) -> None:
    records, _, _ = driver.execute_query(
        "MATCH path = (a:Entity {id: $id})-[:ACTOR]->(e:Event)-[:RECIPIENT]->(:Entity) RETURN path ORDER BY e.id",
        id="USA",
    )
    path = records[0]["path"]
    assert path.start_node["name"] == "美国"
    assert path.nodes[1].labels == {"Event"}
    assert [relationship.type for relationship in path.relationships] == ["ACTOR", "RECIPIENT"]


def test_a_routing_driver_is_sent_back_here(served: Served) -> None:
    uri = f"neo4j://{served.host}:{served.port}"
    with neo4j.GraphDatabase.driver(uri, auth=(served.username, served.password)) as driver:
        assert driver.execute_query("RETURN 1 AS one", database_=served.database).records[0]["one"] == 1


@pytest.mark.parametrize(
    ("username", "password"), [("neo4j", "wrong"), ("neo4j", ""), ("root", None), ("somebody", None)]
)
def test_nobody_else_is_let_in(served: Served, username: str, password: str | None) -> None:
    auth = (username, served.password if password is None else password)
    with neo4j.GraphDatabase.driver(served.uri, auth=auth) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_without_a_password_nothing_is_told(served: Served) -> None:
    with neo4j.GraphDatabase.driver(served.uri) as driver, pytest.raises(Neo4jError) as caught:
        driver.execute_query("MATCH (n) RETURN n")
    assert "Security" in caught.value.code


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:State {id: 'x'})",
        "CREATE (n:Whatever)",
        "MATCH (n:State {id: 'USA'}) SET n.name = 'x'",
        "MATCH (n:State {id: 'USA'}) REMOVE n.name",
        "MATCH (n:State {id: 'USA'}) DETACH DELETE n",
        "MATCH (a:State {id: 'USA'}), (b:State {id: 'CHN'}) CREATE (a)-[:ACCUSE]->(b)",
        "CREATE INDEX some FOR (n:State) ON (n.name)",
        "DROP CONSTRAINT entity_id",
        "CREATE USER other SET PASSWORD 'password'",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    ],
)
def test_nothing_can_be_changed_and_no_file_read(driver: neo4j.Driver, statement: str) -> None:
    before = driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records
    with pytest.raises(Neo4jError) as caught:
        driver.execute_query(statement)
    assert isinstance(caught.value, Forbidden) or "not" in str(caught.value)
    assert driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records == before
    (state,) = driver.execute_query("MATCH (n:State {id: 'USA'}) RETURN n.name AS name").records
    assert state["name"] == "美国"


def test_only_bolt_is_open_and_only_here(served: Served) -> None:
    listening = Path("/proc/self/net/tcp6"), Path("/proc/self/net/tcp")
    if not listening[0].exists():
        pytest.skip("needs /proc")
    inodes = {
        link.readlink().name.removeprefix("socket:[").removesuffix("]")
        for link in Path("/proc/self/fd").iterdir()
        if link.is_symlink() and link.readlink().name.startswith("socket:[")
    }
    rows = [line.split() for table in listening for line in table.read_text().splitlines()[1:]]
    ours = {row[1] for row in rows if row[3] == "0A" and row[9] in inodes}
    assert {int(address.rpartition(":")[2], 16) for address in ours} == {served.port}
    assert all("0100007F" in address for address in ours)


def test_the_folder_and_the_port_are_taken_meanwhile(served: Served, folder: Path, tmp_path: Path) -> None:
    open_store(tmp_path / "other").close()
    with (
        pytest.raises(StoreError, match=r"^cannot listen at 127\.0\.0\.1, port \d+: address already in use"),
        serving(tmp_path / "other", port=served.port),
    ):
        pass
    with pytest.raises(StoreError, match="in use"), serving(folder, port=0):
        pass


def test_afterwards_all_is_as_before(tmp_path: Path) -> None:
    copy = tmp_path / "graph"
    with open_store(copy) as store:
        Writer(store)
    with serving(copy, port=0) as first:
        pass
    with socket.socket() as free:
        free.bind((first.host, first.port))
    with open_store(copy) as store:
        assert store.read("MATCH (n:Event) RETURN count(n) AS events") == [{"events": 0}]
    with serving(copy, port=first.port) as second:
        assert second.password != first.password
    assert not list(tmp_path.glob("**/server-*"))


def test_what_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph in"), serving(tmp_path / "none"):
        pass
    open_store(tmp_path / "graph").close()
    with pytest.raises(StoreError, match=r"^cannot listen at 192\.0\.2\.1"), serving(tmp_path / "graph", "192.0.2.1"):
        pass
