"""GEXF, for Gephi and its timeline.

Gephi takes `1971` for milliseconds and rejects `1971-10`: days are written in full or not at all.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import networkx as nx
from lxml import etree

from kg.export.plain import plain

_NAMESPACE = "http://www.gexf.net/1.2draft"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The days of an event or of one of its roles; those of the events summed in an edge. Entities and offices have none
# and are always there: the days they were in the news are not the days they existed.
_STARTS = ("date_start", "first")
_ENDS = ("date_end", "last")


def _day(attributes: Mapping[str, Any], names: Iterable[str]) -> str:
    day = next((str(attributes[name]) for name in names if name in attributes), "")
    return day if _DAY.fullmatch(day) else ""


def _time(attributes: Mapping[str, Any]) -> dict[str, str]:
    start, end = _day(attributes, _STARTS), _day(attributes, _ENDS)
    # Of an undated event only the day of publication is known: it stands there, not in all the time before.
    known = {"start": start or end, "end": end}
    return {name: day for name, day in known.items() if day}


def _types(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The type of each attribute that holds for all its values."""
    kinds: dict[str, set[type]] = {}
    for attributes in items:
        for name, value in attributes.items():
            kinds.setdefault(name, set()).add(type(value))
    names = {frozenset({bool}): "boolean", frozenset({int}): "long"}
    return {
        name: names.get(frozenset(found), "double" if found <= {int, float} else "string")
        for name, found in sorted(kinds.items())
        if name not in ("label", "weight")
    }


def _declare(graph: Any, kind: str, types: Mapping[str, str]) -> None:
    attributes = etree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for name, type_ in types.items():
        etree.SubElement(attributes, "attribute", {"id": f"{kind}-{name}", "title": name, "type": type_})


def _describe(element: Any, kind: str, data: Mapping[str, Any], types: Mapping[str, str]) -> None:
    for name, value in _time(data).items():
        element.set(name, value)
    values = etree.SubElement(element, "attvalues")
    for name in types:
        if name in data:
            text = str(data[name]).lower() if isinstance(data[name], bool) else str(data[name])
            etree.SubElement(values, "attvalue", {"for": f"{kind}-{name}", "value": text})


def write(graph: "nx.DiGraph[str]", file: BinaryIO) -> None:
    """Write a view of `kg.graph`, with `start` and `end` on what has days.

    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("event:1", name="会晤", date_start="2023-07-14", date_end="2023-07-15")
    >>> write(graph, file := BytesIO())
    >>> '<node id="event:1" label="会晤" start="2023-07-14" end="2023-07-15">' in file.getvalue().decode()
    True
    """
    made = plain(graph)
    root = etree.Element("gexf", xmlns=_NAMESPACE, version="1.2")
    body = etree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"})
    of_nodes = _types(data for _, data in made.nodes(data=True))
    of_edges = _types(data for _, _, data in made.edges(data=True))
    _declare(body, "node", of_nodes)
    _declare(body, "edge", of_edges)
    nodes = etree.SubElement(body, "nodes")
    for node, data in made.nodes(data=True):
        _describe(etree.SubElement(nodes, "node", {"id": node, "label": data["label"]}), "node", data, of_nodes)
    edges = etree.SubElement(body, "edges")
    for start, end, key, data in made.edges(keys=True, data=True):
        names = {
            "id": key,
            "source": start,
            "target": end,
            "label": data["label"],
            "weight": str(data.get("weight", 1)),
        }
        _describe(etree.SubElement(edges, "edge", names), "edge", data, of_edges)
    etree.ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True, pretty_print=True)
