"""A hostile name in an article stays data: in both engines and in every file that is written of the graph."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from kg.export import export
from kg.export.plain import clean as printable
from kg.queries import run
from kg.records import Record
from kg.resolve import project
from kg.store import Store, Writer, image, stats
from kg.store.statements import clean

Dump = Callable[[Store], list[str]]
Articles = Mapping[str, Record]


def test_it_is_stored_found_and_removed(store: Store, articles: Articles, hostile: Record, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest([articles["reef"]])
    before = dump(store)
    writer.ingest([hostile])
    name = clean(hostile.title)
    (person,) = store.read("MATCH (p:Person) RETURN p.name AS name, p.aliases AS aliases, properties(p) AS all")
    assert person["name"] == name
    assert sorted(person["aliases"]) == [name + "2", name + "3"]
    assert set(person["all"]) <= {"id", "name", "name_hant", "aliases", "first_seen", "last_seen", "mentions"}
    assert stats(store)["relation_types"] == {"HOLDS_OFFICE": 1}
    (row,) = run(store, "accusations", {"by": hostile.title}).rows
    assert (row["accuser"], row["accused"]) == (name, "日本")
    assert row["sentence"] == clean(hostile.text)
    assert writer.ingest([hostile]).unchanged == 1
    writer.remove([hostile.id])
    assert dump(store) == before


@pytest.mark.parametrize("name", ["x.graphml", "x.gexf"])
def test_xml_stays_whole(tmp_path: Path, articles: Articles, hostile: Record, name: str) -> None:
    graph = project([articles["visit"], hostile])
    export(graph, tmp_path / name)
    etree.parse(tmp_path / name)
    read = nx.read_graphml if name == "x.graphml" else nx.read_gexf
    # XML may make one line end of every kind of it.
    labels = {" ".join(data["label"].split()) for _, data in read(tmp_path / name).nodes(data=True)}
    names = [str(node.properties["name"]) for node in graph.nodes if node.kind == "Entity"]
    assert {" ".join(printable(name).split()) for name in names} <= labels


def test_a_table_keeps_its_columns(tmp_path: Path, articles: Articles, hostile: Record) -> None:
    plain, both = tmp_path / "plain.triples.csv", tmp_path / "both.triples.csv"
    export(project([articles["visit"]]), plain)
    export(project([articles["visit"], hostile]), both)
    tables = [
        list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))) for path in (plain, both)
    ]
    assert {len(row) for table in tables for row in table} == {len(tables[0][0])}
    assert len(tables[1]) > len(tables[0])
    assert not any(cell[:1] in "=+-@\t\r" for row in tables[1] for cell in row if cell)


def test_a_folder_for_the_import_tool_holds_it_as_the_store_would(
    tmp_path: Path, articles: Articles, hostile: Record
) -> None:
    export(image([articles["visit"], hostile]), tmp_path / "neo", format="neo4j-admin")
    with (tmp_path / "neo/nodes-Entity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (person,) = [row for row in rows if "DETACH" in row["id:ID(Entity)"]]
    assert person["name"] == clean(hostile.title)
    assert (tmp_path / "neo/import.txt").read_text("utf-8").isascii()
    names = {path.name for path in (tmp_path / "neo").iterdir()}
    assert all(name.replace("-", "").replace("_", "").replace(".", "").isalpha() for name in names)
