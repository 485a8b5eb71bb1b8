"""What to write so that the graph in the store becomes another projection.

What was written is kept as a ledger: the identity of every node and edge with a hash of its content. A difference
is taken between the ledger and a projection, so nothing of the graph has to be read back.
"""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.resolve.projection import Edge, Node, Projection, Value
from kg.store.schema import edge_sides

# Identity to hash. The identity is JSON: labels and id of a node; type, start, end and key of an edge.
Ledger = dict[str, str]

_EDGE, _NODE = "->", "()"


@dataclass(frozen=True, slots=True)
class Change:
    """A node or edge that is to be written or taken away.

    `names` are labels and id of a node; type, start, end and key of an edge. `hash` and `row` are None for one to
    take away; `known` tells whether the store has one with this identity.
    """

    identity: str
    is_edge: bool
    names: tuple[str, ...]
    hash: str | None
    row: Node | Edge | None
    known: bool


def _names(row: Node | Edge) -> tuple[str, ...]:
    return row.identity if isinstance(row, Edge) else (*row.labels, row.id)


def _identity(row: Node | Edge) -> str:
    # ASCII, so that a broken character in an id is no trouble here.
    return json.dumps([_EDGE if isinstance(row, Edge) else _NODE, *_names(row)])


def _hash(properties: Mapping[str, Value]) -> str:
    return hashlib.sha256(json.dumps(sorted(properties.items())).encode("ascii")).hexdigest()[:16]


_HASH_OF_NOTHING = _hash({})


def _gone(identity: str) -> Change:
    kind, *names = json.loads(identity)
    return Change(identity, kind == _EDGE, tuple(names), None, None, known=True)


def _on_sides(edge: Edge) -> Iterator[tuple[str, str]]:
    start, end = edge_sides(edge.type)
    yield start, edge.start
    yield end, edge.end


def differences(ledger: Mapping[str, str], projection: Projection) -> list[Change]:
    """The changes that lead from what the ledger lists to the projection; none where they agree.

    A node whose labels change is taken away and written again, and with it every edge at it.
    """
    wanted = {_identity(row): row for rows in (projection.nodes, projection.edges) for row in rows}
    changes = [_gone(identity) for identity in sorted(ledger.keys() - wanted.keys())]
    away = {(change.names[0], change.names[-1]) for change in changes if not change.is_edge}
    renewed = away & {(node.kind, node.id) for node in projection.nodes} if away else set()
    for identity, row in wanted.items():
        found = _hash(row.properties) if row.properties else _HASH_OF_NOTHING
        before = ledger.get(identity)
        is_edge = isinstance(row, Edge)
        lost = bool(renewed) and isinstance(row, Edge) and not renewed.isdisjoint(_on_sides(row))
        if lost or before != found:
            known = before is not None and not lost
            changes.append(Change(identity, is_edge, _names(row), found, row, known))
    return changes


def shard(identity: str) -> str:
    """Which part of the ledger an identity is kept in: one of 256."""
    return f"{zlib.crc32(identity.encode('ascii')) & 0xFF:02x}"


def shards(ledger: Mapping[str, str]) -> dict[str, Ledger]:
    """The parts of the ledger that hold something, by name."""
    parts: dict[str, Ledger] = defaultdict(dict)
    for identity, found in ledger.items():
        parts[shard(identity)][identity] = found
    return dict(sorted(parts.items()))
