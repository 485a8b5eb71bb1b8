import csv
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.export import export
from kg.resolve.projection import Projection


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def folder(projection: Projection, tmp_path: Path) -> Path:
    export(projection, tmp_path / "neo", format="neo4j-admin")
    return tmp_path / "neo"


def test_headers_carry_types_and_id_spaces(folder: Path) -> None:
    assert table(folder / "nodes-Entity.csv")[0] == [
        "id:ID(Entity)", ":LABEL", "aliases:string[]", "first_seen:date", "mentions:long", "name",
    ]  # fmt: skip
    events = table(folder / "nodes-Event.csv")[0]
    assert {"score:double", "confidence:double", "quad:long", "date", "date_start:date", "date_end:date"} <= set(events)
    assert table(folder / "edges-REPORTED_IN.csv")[0] == [
        ":START_ID(Event)", ":END_ID(Document)", ":TYPE", "end:long", "sentence", "start:long",
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
    assert '=HYPERLINK("http://evil.example","")<b>&amp;' in names, "a loader needs the name as it is"


def test_the_command_names_every_file(folder: Path) -> None:
    command = (folder / "import.txt").read_text("utf-8")
    for path in folder.glob("*.csv"):
        assert f"={path.name} " in command


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
