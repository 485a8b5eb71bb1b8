import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.records import Record
from kg.store import GraphPath, PathNode, Store, Writer, embedded, open_store, pending, records

Dump = Callable[[Store], list[str]]
Articles = Mapping[str, Record]

_INGEST = """
import sys
from pathlib import Path
from kg.records import Record
from kg.store import Writer, open_store
from kg.store import writer as writer_module
from kg.store.embedded import EmbeddedStore

writer_module.ONE_TRANSACTION = 10
commit = EmbeddedStore.transaction

def transaction(self, writes):
    commit(self, writes)
    print("committed", flush=True)

EmbeddedStore.transaction = transaction
lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
with open_store(Path(sys.argv[1])) as store:
    Writer(store).ingest(map(Record.from_json, lines))
print("done", flush=True)
"""


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("KG_GRAPH", "NEO4J_URI")}


def _python(code: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=cwd,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("commits", [1, 4, 8, 13])
def test_a_killed_ingestion_is_completed_by_the_next(
    tmp_path: Path, articles: Articles, dump: Dump, commits: int
) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(record.to_json() + "\n" for record in articles.values()), encoding="utf-8")
    with open_store(tmp_path / "whole") as store:
        Writer(store).ingest(articles.values())
        expected = dump(store)
    process = subprocess.Popen(
        [sys.executable, "-c", _INGEST, str(tmp_path / "cut"), str(lines)],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    )
    assert process.stdout is not None
    for _ in range(commits):
        assert process.stdout.readline() == "committed\n"
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    assert "done" not in rest
    with open_store(tmp_path / "cut") as store:
        assert len(list(records(store))) >= min(commits, len(articles))
        assert pending(store)
        assert dump(store) != expected
        Writer(store).ingest(articles.values())
        assert dump(store) == expected
        assert not pending(store)


def test_opening_is_quiet_and_leaves_nothing_beside_the_graph(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from kg.store import Writer, open_store, stats
with open_store(Path("graph")) as store:
    Writer(store).ingest([])
    print(stats(store)["documents"])
"""
    run = _python(code, cwd=tmp_path)
    assert (run.stdout, run.stderr, run.returncode) == ("0\n", "", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_a_folder_open_elsewhere_is_told_in_one_line(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import open_store
try:
    open_store(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""
    with open_store(tmp_path / "graph"):
        run = _python(code, tmp_path / "graph", cwd=tmp_path)
        with pytest.raises(StoreError, match="in use"):
            open_store(tmp_path / "graph")
    assert run.stdout == f"{tmp_path / 'graph'} is in use by another process: wait until that has ended\n"
    with open_store(tmp_path / "graph"):
        pass  # and free again


def test_a_damaged_graph_is_told_without_names_of_java(tmp_path: Path) -> None:
    open_store(tmp_path / "graph").close()
    (tmp_path / "graph" / "schema.json").write_text("[", encoding="utf-8")
    (tmp_path / "graph" / "configuration.json").write_text("[", encoding="utf-8")
    with pytest.raises(StoreError, match=r"^cannot open ") as error:
        open_store(tmp_path / "graph").read("RETURN 1 AS n")
    assert "Exception" not in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_reader_makes_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph in .*kg ingest"):
        open_store(tmp_path / "none", create=False)
    assert list(tmp_path.iterdir()) == []


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("重要", encoding="utf-8")
    with pytest.raises(StoreError, match="not a graph's folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="not a graph's folder"):
        open_store(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_the_engine_a_neo4j_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    assert not embedded.available()
    with pytest.raises(StoreError, match="NEO4J_URI"):
        open_store(tmp_path / "graph")


def test_the_folder_follows_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    with open_store():
        assert embedded.exists(tmp_path / "kg-graph")
    monkeypatch.setenv("KG_GRAPH", "other")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    with open_store():
        assert embedded.exists(tmp_path / "other")


def test_a_failed_query_is_one_line(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.read("MATCH (n) RETURN nonsense(")
    assert "\n" not in str(caught.value)


def test_a_query_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError):
        store.read("CREATE (n:Entity {id: 'x'})")
    assert store.read("MATCH (n:Entity) RETURN n.id AS id") == []


def test_a_transaction_is_written_whole_or_not_at_all(store: Store, articles: Articles, dump: Dump) -> None:
    Writer(store).ingest(articles.values())
    before = dump(store)
    duplicate = "UNWIND $rows AS row CREATE (n:Entity {id: row.id})"
    with pytest.raises(StoreError):
        store.write(duplicate, [{"id": "new"}, {"id": "PHL"}])
    assert dump(store) == before


def test_paths_are_the_same_for_every_engine(store: Store, articles: Articles) -> None:
    Writer(store).ingest(articles.values())
    (row,) = store.read(
        "MATCH p = (a:Entity {id: 'USA'})-[:ACTOR]->(e:Event {type: 'AID'})-[:RECIPIENT]->(b:Entity) "
        "RETURN p, a, {list: [1, 2.5, null, true]} AS map"
    )
    path, node = row["p"], row["a"]
    assert isinstance(path, GraphPath)
    assert isinstance(node, PathNode)
    assert node.labels == ("Entity", "State")
    assert node.properties["name"] == "美国"
    assert [found.properties["id"] for found in path.nodes][::2] == ["USA", "PHL"]
    event = path.nodes[1].properties["id"]
    assert [(found.type, found.start, found.end) for found in path.relationships] == [
        ("ACTOR", "USA", event),
        ("RECIPIENT", event, "PHL"),
    ]
    assert json.dumps(row["map"]) == '{"list": [1, 2.5, null, true]}'
