"""Draws the graph of some articles as an SVG file: entities, and who did what to whom.

usage: python docs/picture.py RECORDS.jsonl docs/graph.svg
"""

import math
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.confidence import default_bar
from kg.graph import entities_graph
from kg.ontology import ontology
from kg.records import read_records
from kg.resolve import project

_NODES = 22  # more make the names overlap
_WIDTH, _HEIGHT, _MARGIN = 1180, 760, 70
_FILL = {"State": "#2f5d8a", "Person": "#b4541f", "Organization": "#5b7f3a", "Location": "#8a8a8a"}
_COOPERATION, _NEUTRAL, _CONFLICT = "#3d9970", "#9aa0a6", "#c0392b"
_KINDS = {"State": "国家 state", "Person": "人物 person", "Organization": "组织 organization"}


def _colour(score: float | None) -> str:
    if score is None or abs(score) < 1:
        return _NEUTRAL
    return _COOPERATION if score > 0 else _CONFLICT


def _shown(graph: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
    """The best connected entities, of one component: a picture is for an idea, not for reading all."""
    acting = [(a, b) for a, b, data in graph.edges(data=True) if "score" in data]
    active = graph.edge_subgraph(acting)
    largest = max(nx.weakly_connected_components(active), key=lambda c: (len(c), sorted(c)))
    ranked = sorted(largest, key=lambda n: (-active.degree(n), n))[:_NODES]
    kept = nx.DiGraph(graph.subgraph(ranked))
    kept.remove_nodes_from([n for n in list(kept) if kept.degree(n) == 0])
    return kept


def _places(graph: "nx.DiGraph[str]") -> dict[str, tuple[float, float]]:
    layout = nx.spring_layout(graph.to_undirected(), k=3.4 / math.sqrt(len(graph)), iterations=600, seed=3)
    xs, ys = ([position[i] for position in layout.values()] for i in (0, 1))

    def scaled(value: float, values: list[float], size: int) -> float:
        spread = max(values) - min(values) or 1.0
        return round(_MARGIN + (value - min(values)) / spread * (size - 2 * _MARGIN), 1)

    return {n: (scaled(x, xs, _WIDTH), scaled(y, ys, _HEIGHT)) for n, (x, y) in layout.items()}


def _edges(graph: "nx.DiGraph[str]", places: dict[str, tuple[float, float]]) -> Iterable[str]:
    events = ontology().events
    for a, b, data in graph.edges(data=True):
        (x1, y1), (x2, y2) = places[a], places[b]
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        bend = 14.0  # so that the two directions between a pair do not cover each other
        mx, my = (x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend
        tip = 16 / length
        x2, y2 = x2 - (x2 - mx) * tip, y2 - (y2 - my) * tip
        colour = _colour(data.get("score"))
        width = round(0.9 + 0.7 * math.log2(1 + data["weight"]), 2)
        dash = "" if "score" in data else ' stroke-dasharray="3 4"'
        yield (
            f'<path d="M{x1:.1f} {y1:.1f} Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}" stroke="{colour}" '
            f'stroke-width="{width}" fill="none" opacity="0.75" marker-end="url(#to)"{dash}/>'
        )
        if data["relation"] in events:
            yield f'<text class="edge" x="{mx:.1f}" y="{my:.1f}" fill="{colour}">{events[data["relation"]].zh}</text>'


def _nodes(graph: "nx.DiGraph[str]", places: dict[str, tuple[float, float]]) -> Iterable[str]:
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        radius = round(6 + 1.6 * math.sqrt(graph.degree(node)), 1)
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" fill={quoteattr(_FILL[data["category"]])}/>'
        yield f'<text class="node" x="{x}" y="{y - radius - 4:.1f}">{escape(data["name"])}</text>'


def _legend() -> Iterable[str]:
    y = _HEIGHT - 24
    for i, (kind, caption) in enumerate(_KINDS.items()):
        yield f'<circle cx="{30 + 150 * i}" cy="{y}" r="7" fill="{_FILL[kind]}"/>'
        yield f'<text x="{43 + 150 * i}" y="{y + 4}">{caption}</text>'
    for i, (colour, caption) in enumerate(((_COOPERATION, "合作 cooperation"), (_CONFLICT, "冲突 conflict"))):
        x = 520 + 170 * i
        yield f'<path d="M{x} {y}h28" stroke="{colour}" stroke-width="3"/>'
        yield f'<text x="{x + 36}" y="{y + 4}">{caption}</text>'
    yield f'<path d="M870 {y}h28" stroke="{_NEUTRAL}" stroke-width="2" stroke-dasharray="3 4"/>'
    yield f'<text x="906" y="{y + 4}">任职、隶属 office, part of</text>'


def draw(graph: "nx.DiGraph[str]") -> str:
    """The SVG text of a graph of entities, from `kg.graph.entities_graph`."""
    shown = _shown(graph)
    places = _places(shown)
    style = (
        "text{font:13px 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#222}"
        ".node{text-anchor:middle;font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:3px}"
        ".edge{text-anchor:middle;font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">',
        f"<style>{style}</style>",
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *_edges(shown, places),
        *_nodes(shown, places),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    records, target = map(Path, sys.argv[1:])
    target.parent.mkdir(exist_ok=True)
    graph = entities_graph(project(read_records(records)), min_confidence=default_bar())
    target.write_text(draw(graph), encoding="utf-8")
