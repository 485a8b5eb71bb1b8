"""GraphML and GEXF, read back."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import View, export, gexf, graphml
from kg.export.plain import clean, plain
from kg.resolve.projection import Projection

VIEWS: list[View] = ["events", "entities"]


def parsed(path: Path) -> Any:
    return etree.parse(path, etree.XMLParser(resolve_entities=False))


def attributes(graph: Any, edge_attributes: bool = False) -> dict[Any, Any]:
    return {(u, v): data for u, v, data in graph.edges(data=True)} if edge_attributes else dict(graph.nodes(data=True))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_edge_ids_and_attribute_names_are_what_gephi_needs(
    projection: Projection, tmp_path: Path, view: View, suffix: str
) -> None:
    path = tmp_path / f"g.{suffix}"
    export(projection, path, view)
    tree = parsed(path)
    ids = tree.xpath("//*[local-name()='edge']/@id")
    assert len(ids) == len(set(ids)) == len(tree.xpath("//*[local-name()='edge']")) > 0
    for kind in ("node", "edge"):
        names = tree.xpath(f"//*[@for='{kind}']/@attr.name") or tree.xpath(
            f"//*[@class='{kind}']/*[local-name()='attribute']/@title"
        )
        assert len({name.lower() for name in names}) == len(names) > 0
        assert "type" not in names
    declared = tree.xpath("//*[local-name()='key' or local-name()='attribute']/@id")
    assert len(declared) == len(set(declared))


def test_graphml_of_events(projection: Projection, tmp_path: Path) -> None:
    export(projection, tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml")
    assert isinstance(graph, nx.MultiDiGraph)
    nodes = attributes(graph)
    assert set(nodes) == {"JPN", "person:x", "person:x~2", "org:a", "event:1", "event:2", "event:3"}
    assert nodes["person:x~2"]["name"] == '=HYPERLINK("http://evil.example","")<b>&amp;'
    assert nodes["JPN"]["aliases"] == "日; 东瀛"
    assert nodes["event:3"]["label"] == "指责"
    assert [nodes[f"event:{n}"]["score"] for n in (1, 2, 3)] == [4.0, 4.0, -3.0]
    assert "date_start" not in nodes["event:2"]
    assert "d1|HOLDS_OFFICE" not in graph
    keys = [key for _, _, key in graph.edges(keys=True) if key.startswith("HOLDS_OFFICE")]
    assert keys == ["HOLDS_OFFICE|person:x|JPN|前部长", "HOLDS_OFFICE|person:x|JPN|大使"]


def test_graphml_of_entities_has_one_edge_a_pair(projection: Projection, tmp_path: Path) -> None:
    export(projection, tmp_path / "g.graphml", "entities")
    graph = nx.read_graphml(tmp_path / "g.graphml")
    assert not isinstance(graph, nx.MultiDiGraph)
    edge = attributes(graph, edge_attributes=True)["person:x", "JPN"]
    assert (edge["weight"], edge["relation"], edge["relations"]) == (
        4,
        "HOLDS_OFFICE",
        "HOLDS_OFFICE 2, ACCUSE 1, CONSULT 1",
    )


def test_gexf_has_full_days(projection: Projection, tmp_path: Path) -> None:
    export(projection, tmp_path / "g.gexf")
    tree = parsed(tmp_path / "g.gexf")
    days = tree.xpath("//@start") + tree.xpath("//@end")
    assert days
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)
    graph = nx.read_gexf(tmp_path / "g.gexf")
    nodes = attributes(graph)
    assert (nodes["event:1"]["start"], nodes["event:1"]["end"]) == ("2023-07-14", "2023-07-14")
    assert (nodes["event:2"]["start"], nodes["event:2"]["end"]) == ("2023-07-15", "2023-07-15")
    assert "start" not in nodes["JPN"], "an entity is there before and after it is in the news"
    assert nodes["event:3"]["score"] == -3.0


@pytest.mark.parametrize("year", ["1971", "1971-10", "199X"])
def test_gexf_leaves_out_what_is_no_full_day(year: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("e", date_start=year, date_end="1971-10-01")
    graph.add_edge("e", "e", key="k", relation="R", date_start="1971-10-01", date_end=year)
    gexf.write(graph, file := BytesIO())
    tree = etree.fromstring(file.getvalue())
    assert tree.xpath("//*[local-name()='node']/@start") == ["1971-10-01"]
    assert tree.xpath("//*[local-name()='edge']/@end") == []


@given(st.text(st.characters(codec=None), max_size=20), st.text(max_size=5))
def test_any_text_comes_through_as_valid_xml(name: str, node: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(node, name=name)
    graph.add_node(node + "\x02", name=name)
    graph.add_edge(node, node + "\x02", key=name, relation="CONSULT")
    graph.add_edge(node, node + "\x02", key=name + "\x00", relation="CONSULT")
    assert len(plain(graph).nodes) == 2
    for write in (gexf.write, graphml.write):
        write(graph, file := BytesIO())
        tree: Any = etree.fromstring(file.getvalue())
        ids = tree.xpath("//*[local-name()='edge']/@id")
        assert len(set(ids)) == 2
        assert len(set(tree.xpath("//*[local-name()='node']/@id"))) == 2
    assert clean(clean(name)) == clean(name)
