"""The graph as plain rows: what a set of records says, before any store has seen it.

`kg.resolve.project` makes a `Projection` out of records, `kg.store` writes it, `kg.graph` reads it. It is a value:
two projections of the same set of records are equal, whatever the order the records came in.

Nodes, by their first label:
    `Entity` (second label Person, State, Organization or Location), `Event`, `Document`; ids are unique among the
    nodes with the same first label.
Edges, by type: those of `STRUCTURE`, the relations of the ontology (Entity to Entity), and the event types of the
    ontology (Entity to Entity: the triple view, one for each actor and recipient of an event that did happen).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from kg.ontology import ontology

# What both engines store alike and give back as it was. Nothing is None: a property without a value is left out.
Value: TypeAlias = str | int | float | bool | tuple[str, ...]

# The edges that every event and document has, with the first label of the node on each side.
STRUCTURE: Mapping[str, tuple[str, str]] = {
    "ACTOR": ("Entity", "Event"),
    "RECIPIENT": ("Event", "Entity"),
    "OCCURRED_IN": ("Event", "Entity"),
    "REPORTED_IN": ("Event", "Document"),
    "MENTIONED_IN": ("Entity", "Document"),
}


@dataclass(frozen=True)
class Node:
    """An entity, an event or a document; `properties` holds no `id`.

    >>> Node("CHN", ("Entity", "State"), {"name": "中国", "aliases": ("中华人民共和国",), "mentions": 3}).kind
    'Entity'
    """

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]

    @property
    def kind(self) -> str:
        """The first label: Entity, Event or Document."""
        return self.labels[0]


@dataclass(frozen=True)
class Edge:
    """A relationship from the node with id `start` to the one with id `end`.

    `key` tells parallel edges of one type between the same two nodes apart (the event of a triple, the title of
    an office, the offset of a sentence); it is empty where there can be only one.
    """

    type: str
    start: str
    end: str
    key: str
    properties: Mapping[str, Value]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What makes it the same edge: type, start, end and key."""
        return self.type, self.start, self.end, self.key


@dataclass(frozen=True)
class Projection:
    """All nodes and edges, sorted, each identity once."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> Self:
        """Nodes sorted by kind and id, edges by identity."""
        return cls(
            tuple(sorted(nodes, key=lambda node: (node.kind, node.id))),
            tuple(sorted(edges, key=lambda edge: edge.identity)),
        )


def endpoints(edge_type: str) -> tuple[str, str]:
    """The first label of the nodes on the two sides of a type of edge.

    Raises:
        KeyError: Neither part of `STRUCTURE` nor of the ontology.
    """
    known = ontology()
    if edge_type in known.relations or edge_type in known.events:
        return "Entity", "Entity"
    return STRUCTURE[edge_type]
