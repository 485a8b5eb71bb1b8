import csv
import shlex
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.export import export
from kg.resolve.projection import Node, Projection


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def folder(projection: Projection, tmp_path: Path) -> Path:
    export(projection, tmp_path / "neo", format="neo4j-admin")
    return tmp_path / "neo"


def test_headers_carry_types_and_id_spaces(folder: Path) -> None:
    assert table(folder / "nodes-Entity.csv")[0] == [
        "id:ID(Entity)", ":LABEL", "aliases:string[]", "first_seen", "mentions:long", "name",
    ]  # fmt: skip
    events = table(folder / "nodes-Event.csv")[0]
    assert {"score:double", "confidence:double", "quad:long", "date", "date_start", "date_end"} <= set(events)
    assert table(folder / "edges-REPORTED_IN.csv")[0] == [
        ":START_ID(Event)", ":END_ID(Document)", ":TYPE", "key", "end:long", "sentence", "start:long",
    ]  # fmt: skip


def test_every_node_and_edge_has_its_row(folder: Path, projection: Projection) -> None:
    rows = {path.stem: table(path)[1:] for path in folder.glob("*.csv")}
    assert sum(len(found) for name, found in rows.items() if name.startswith("nodes-")) == len(projection.nodes)
    assert sum(len(found) for name, found in rows.items() if name.startswith("edges-")) == len(projection.edges)
    assert rows["nodes-Entity"][0] == ["JPN", "Entity;State", "日;东瀛", "2023-07-14", "3", "日本"]
    assert rows["edges-ACTOR"][0][:3] == ["JPN", "event:2", "ACTOR"]
    ids = [row[0] for row in rows["nodes-Entity"]]
    assert len(set(ids)) == len(ids)
    assert {row[0] for row in rows["edges-ACTOR"]} <= set(ids)
    names = [row[-1] for row in rows["nodes-Entity"]]
    assert '=HYPERLINK("http://evil.example","\x00")<b>&amp;' in names, "a loader needs the name as it is"


def test_the_command_names_every_file(folder: Path) -> None:
    command = shlex.split((folder / "import.txt").read_text("utf-8").replace("\\\n", " "))
    assert command[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    files = {word.partition("=")[2] for word in command if word.startswith(("--nodes", "--relationships"))}
    assert files == {path.name for path in folder.glob("*.csv")}


def test_a_list_keeps_its_semicolons(tmp_path: Path) -> None:
    node = Node("x", ("Entity", "Person"), {"name": "a;b", "aliases": ("甲;乙", "丙|丁")})
    export(Projection.of([node], []), tmp_path / "neo", format="neo4j-admin")
    assert table(tmp_path / "neo/nodes-Entity.csv")[1] == ["x", "Entity\x1fPerson", "甲;乙\x1f丙|丁", "a;b"]
    assert "--array-delimiter=U+001F" in (tmp_path / "neo/import.txt").read_text("utf-8")


def test_no_value_and_an_empty_text_are_told_apart(tmp_path: Path) -> None:
    nodes = [Node("x", ("Document",), {"title": ""}), Node("y", ("Document",), {"url": "u"})]
    export(Projection.of(nodes, []), tmp_path / "neo", format="neo4j-admin")
    assert (tmp_path / "neo/nodes-Document.csv").read_text("utf-8").splitlines()[1:] == [
        '"x","Document","",',
        '"y","Document",,"u"',
    ]


def test_a_long_value_gets_a_buffer_that_holds_it(tmp_path: Path) -> None:
    node = Node("x", ("Document",), {"title": "长" * 1_000_000})
    export(Projection.of([node], []), tmp_path / "neo", format="neo4j-admin")
    assert "--read-buffer-size=60000" in (tmp_path / "neo/import.txt").read_text("utf-8")


def test_nothing_is_overwritten(folder: Path, projection: Projection) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KgError, match="is there already"):
        export(projection, folder, format="neo4j-admin")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder.parent / "empty").mkdir()
    export(projection, folder.parent / "empty", format="neo4j-admin")
    assert {path.name: path.read_bytes() for path in (folder.parent / "empty").iterdir()} == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["empty", "neo"]


def test_an_unknown_format_is_refused(projection: Projection, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no format 'csv': choose neo4j-admin"):
        export(projection, tmp_path / "x", format="csv")
