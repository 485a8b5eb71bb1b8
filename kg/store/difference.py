"""What to write so that the graph in the store becomes another projection.

What was written is kept as a ledger: the identity of every node and edge with a hash of its content. A difference
is taken between the ledger and a projection, so nothing of the graph has to be read back.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.resolve.projection import Edge, Node, Projection
from kg.store.schema import edge_sides

# Identity to hash. The identity is JSON: labels and id of a node; type, start, end and key of an edge.
Ledger = dict[str, str]


@dataclass(frozen=True)
class Change:
    """A node or edge that is to be written or taken away.

    `row` is None for one to take away; `known` tells whether the store has one with this identity.
    """

    identity: str
    hash: str | None
    row: Node | Edge | None
    known: bool

    @property
    def is_edge(self) -> bool:
        """Whether it is an edge."""
        return self.identity.startswith('["->"')

    @property
    def parts(self) -> list[str]:
        """Labels and id of a node; type, start, end and key of an edge."""
        parts: list[str] = json.loads(self.identity)
        return parts[1:]


def _identity(row: Node | Edge) -> str:
    # ASCII, so that a broken character in an id is no trouble here.
    if isinstance(row, Edge):
        return json.dumps(["->", *row.identity])
    return json.dumps(["()", *row.labels, row.id])


def _hash(row: Node | Edge) -> str:
    content = json.dumps(sorted(row.properties.items()))
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:16]


def _on_sides(edge: Edge) -> Iterator[tuple[str, str]]:
    start, end = edge_sides(edge.type)
    yield start, edge.start
    yield end, edge.end


def differences(ledger: Mapping[str, str], projection: Projection) -> list[Change]:
    """The changes that lead from what the ledger lists to the projection; none where they agree.

    A node whose labels change is taken away and written again, and with it every edge at it.
    """
    rows: list[Node | Edge] = [*projection.nodes, *projection.edges]
    wanted = {_identity(row): row for row in rows}
    gone = [Change(identity, None, None, known=True) for identity in sorted(ledger) if identity not in wanted]
    away = {(change.parts[0], change.parts[-1]) for change in gone if not change.is_edge}
    renewed = away & {(node.kind, node.id) for node in projection.nodes} if away else set()
    changes = gone
    for identity, row in wanted.items():
        found = _hash(row)
        lost = bool(renewed) and isinstance(row, Edge) and not renewed.isdisjoint(_on_sides(row))
        if lost or ledger.get(identity) != found:
            changes.append(Change(identity, found, row, known=identity in ledger and not lost))
    return changes


def shard(identity: str) -> str:
    """Which part of the ledger an identity is kept in: one of 256."""
    return hashlib.sha256(identity.encode("ascii")).hexdigest()[:2]


def shards(ledger: Mapping[str, str], names: Iterable[str]) -> dict[str, Ledger]:
    """The named parts of the ledger."""
    parts: dict[str, Ledger] = {name: {} for name in names}
    for identity in sorted(ledger):
        part = parts.get(shard(identity))
        if part is not None:
            part[identity] = ledger[identity]
    return parts
