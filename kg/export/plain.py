"""Graphs as the formats of other programs can bear them: text and numbers, nothing that XML forbids."""

import re
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.resolve.projection import Value

# What XML 1.0 has no way to write: control characters, lone surrogates, two code points that are none.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""The text without the characters that XML forbids or discourages.

    >>> clean("日\x00本\ud800")
    '日本'
    """
    return _FORBIDDEN.sub("", text)


def _value(value: Value) -> str | int | float | bool:
    if isinstance(value, tuple):
        return clean("; ".join(value))
    return clean(value) if isinstance(value, str) else value


def _attributes(attributes: Mapping[str, Value]) -> dict[str, str | int | float | bool]:
    return {name: _value(value) for name, value in attributes.items() if value not in ("", ())}


def unique(names: Iterable[str]) -> dict[str, str]:
    """The cleaned form of each name, numbered where two names become the same."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (clean(name) != name, name)):
        cleaned, number = clean(name), 2
        while cleaned in taken:
            cleaned, number = f"{clean(name)}~{number}", number + 1
        taken.add(cleaned)
        result[name] = cleaned
    return result


def plain(graph: "nx.DiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A copy with `label` on every node and edge and an `id` of its own on every edge.

    Lists become text with `; ` between their items; what is empty is left out. An edge's id is its key; without
    keys, its two ends.
    """
    ids = unique(list(graph.nodes))
    keyed = (
        [(u, v, str(key), data) for u, v, key, data in graph.edges(keys=True, data=True)]
        if isinstance(graph, nx.MultiDiGraph)
        else [(u, v, f"{u}|{v}", data) for u, v, data in graph.edges(data=True)]
    )
    edge_ids = unique([key for _, _, key, _ in keyed])
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        result.add_node(ids[node], **{"label": clean(str(data.get("name", node))), **_attributes(data)})
    for start, end, key, data in keyed:
        attributes = {"label": str(data["relation"]), **_attributes(data)}
        result.add_edge(ids[start], ids[end], key=edge_ids[key], **attributes)
    return result
