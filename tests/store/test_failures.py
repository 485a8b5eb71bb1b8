"""What goes wrong with a server or with an old graph: one line that says it, status 1, and nothing lost."""

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import StoreError
from kg.records import Record
from kg.store import Store, Write, Writer, known, open_store, outdated, pending, stats
from kg.store import writer as writer_module
from kg.store.bolt import Neo4jStore
from kg.store.marks import LAYOUT

Dump = Callable[[Store], list[str]]
Articles = Mapping[str, Record]
Server = Any  # OwnServer of conftest.py

_MARK = "UNWIND $rows AS row MERGE (l:Ledger {id: row.id})"
_UNMARK = "UNWIND $rows AS row MATCH (l:Ledger {id: row.id}) DELETE l"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver tries for half a minute; a test has no time for that."""
    hurried = functools.partial(neo4j.GraphDatabase.driver, max_transaction_retry_time=1.0)
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", hurried)


def _kg(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def _one_line(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line.removeprefix("Error: ")


def _records(folder: Path, articles: Iterable[Record]) -> str:
    path = folder / "records.jsonl"
    path.write_text("".join(record.to_json() + "\n" for record in articles), encoding="utf-8")
    return str(path)


@pytest.fixture
def uri() -> str:
    """The server that is there for all tests."""
    found = os.environ.get("NEO4J_URI")
    if not found:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    return found


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line(uri: str) -> None:
    # Once: a server that is tried three times in a row lets nobody in for some seconds.
    line = _one_line(_kg("stats", "--uri", uri, NEO4J_PASSWORD="certainly not this one"))
    assert line == f"{uri}: the server refuses this user and password (NEO4J_USERNAME, NEO4J_PASSWORD)"


@pytest.mark.neo4j
def test_an_unknown_database_is_one_line(uri: str) -> None:
    assert "nosuchdatabase" in _one_line(_kg("stats", "--uri", uri, NEO4J_DATABASE="nosuchdatabase"))


def test_a_server_that_is_down_is_one_line(tmp_path: Path, articles: Articles) -> None:
    ingest = _kg("ingest", "--records", _records(tmp_path, articles.values()), "--uri", "bolt://127.0.0.1:1")
    assert _one_line(ingest) == "bolt://127.0.0.1:1: no Neo4j server answers there"


def _kill_at(server: Server, commit: int, patch: pytest.MonkeyPatch) -> None:
    """Have the server killed within the given transaction, when its first statement was sent."""
    left = [commit]
    run_statement, transaction = neo4j.ManagedTransaction.run, Neo4jStore.transaction

    def run_then_kill(self: Any, *arguments: Any, **parameters: Any) -> Any:
        result = run_statement(self, *arguments, **parameters)
        if not left[0]:
            server.kill()
        return result

    def counted(self: Neo4jStore, writes: Iterable[Write]) -> None:
        left[0] -= 1
        transaction(self, writes)

    patch.setattr(neo4j.ManagedTransaction, "run", run_then_kill)
    patch.setattr(Neo4jStore, "transaction", counted)
    patch.setattr(writer_module, "ONE_TRANSACTION", 10)


@pytest.mark.neo4j
def test_a_load_that_lost_its_server_is_completed_by_the_next(
    own_server: Server,
    tmp_path: Path,
    articles: Articles,
    dump: Dump,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_store(tmp_path / "whole") as store:
        Writer(store).ingest(articles.values())
        expected = dump(store)
    lines = _records(tmp_path, articles.values())
    own_server.start()
    with monkeypatch.context() as patch:
        _kill_at(own_server, len(articles) + 4, patch)
        lost = _kg("ingest", "--records", lines, "--uri", own_server.uri)
    assert _one_line(lost).startswith(f"writing to {own_server.uri} failed: ")
    assert _one_line(_kg("stats", "--uri", own_server.uri)) == f"{own_server.uri}: no Neo4j server answers there"

    own_server.start()
    with open_store(uri=own_server.uri) as store:
        assert pending(store)
        assert len(known(store)) == len(articles)
        assert 0 < len(dump(store)) < len(expected)
    assert "an ingestion was cut off" in _kg("query", "planned", "--uri", own_server.uri).stderr
    completed = _kg("ingest", "--records", lines, "--uri", own_server.uri)
    assert completed.exit_code == 0, completed.output
    with open_store(uri=own_server.uri) as store:
        assert dump(store) == expected
        assert not pending(store)

    # The same server again, for reading only: what it cannot take is told, and questions are answered.
    own_server.stop()
    own_server.start(server__databases__read_only="neo4j")
    other = _records(tmp_path, [replace(articles["visit"], id="test-other")])
    for command in (["ingest", "--records", other], ["ingest", "--rebuild"], ["remove", articles["visit"].id]):
        line = _one_line(_kg(*command, "--uri", own_server.uri))
        assert line.startswith(f"writing to {own_server.uri} failed: ")
        assert "read-only" in line
    asked = _kg("query", "timeline", "-p", "entity=菲律宾", "--uri", own_server.uri)
    assert (asked.exit_code, asked.stderr) == (0, "")
    with open_store(uri=own_server.uri) as store:
        assert dump(store) == expected


def _with_layout(store: Store, number: int | None) -> None:
    store.write(_UNMARK, [{"id": f"layout {n}"} for n in range(LAYOUT + 2)])
    if number is not None:
        store.write(_MARK, [{"id": f"layout {number}"}])


@pytest.mark.parametrize("number", [None, LAYOUT - 1])
def test_a_graph_of_an_earlier_version_is_written_again(
    store: Store, articles: Articles, dump: Dump, number: int | None
) -> None:
    Writer(store).ingest(articles.values())
    expected = dump(store)
    # That version wrote what this one does not know of, and lacked something.
    store.write("UNWIND $rows AS row MATCH (n:Event) SET n.former = true", [{}])
    store.write("UNWIND $rows AS row MATCH (n:Name) DETACH DELETE n", [{}])
    _with_layout(store, number)
    assert outdated(store)
    assert not pending(store)
    Writer(store).ingest([])
    assert dump(store) == expected
    assert not outdated(store)


def test_an_earlier_graph_is_told_and_mended_at_the_command_line(
    tmp_path: Path, articles: Articles, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    folder = str(tmp_path / "graph")
    assert _kg("ingest", "--records", _records(tmp_path, articles.values()), "--graph", folder).exit_code == 0
    with open_store(Path(folder)) as store:
        expected = dump(store)
        _with_layout(store, None)
    asked = _kg("query", "timeline", "-p", "entity=菲律宾", "--graph", folder)
    assert (asked.exit_code, asked.stderr.count("\n")) == (0, 1)
    assert "run kg ingest --rebuild" in asked.stderr
    mended = _kg("ingest", "--rebuild", "--graph", folder)
    assert (mended.exit_code, mended.stdout) == (0, "")
    assert _kg("query", "timeline", "-p", "entity=菲律宾", "--graph", folder).stderr == ""
    with open_store(Path(folder)) as store:
        assert dump(store) == expected


def test_a_graph_of_a_later_version_is_left_alone(store: Store, articles: Articles, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest(articles.values())
    expected = dump(store)
    _with_layout(store, LAYOUT + 1)
    for attempt in (lambda: Writer(store), lambda: writer.ingest([]), writer.refresh, lambda: pending(store)):
        with pytest.raises(StoreError, match=r"made by a later version of kg \(its layout is \d+.*install"):
            attempt()
    assert dump(store) == expected
    _with_layout(store, LAYOUT)


def test_a_later_graph_is_one_line_at_the_command_line(tmp_path: Path, articles: Articles) -> None:
    with open_store(tmp_path / "graph") as store:
        Writer(store).ingest([articles["visit"]])
        _with_layout(store, LAYOUT + 1)
    for command in (["stats"], ["ingest", "--rebuild"], ["export", "x.graphml"], ["remove", "x"]):
        assert "later version of kg" in _one_line(_kg(*command, "--graph", str(tmp_path / "graph")))


def test_nodes_of_somebody_else_are_not_mixed_with_ours(tmp_path: Path, articles: Articles) -> None:
    with open_store(tmp_path / "graph") as store:
        store.execute("CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE")
        store.write("UNWIND $rows AS row CREATE (n:Document {id: row.id})", [{"id": "thesis"}])
        with pytest.raises(StoreError, match="Document nodes here that kg did not write"):
            Writer(store).ingest(articles.values())
        assert stats(store)["documents"] == 1
