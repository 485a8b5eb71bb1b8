"""All that a store holds after its records were ingested, as plain rows: for loaders that go past the writer."""

from collections.abc import Iterable

from kg.records import Record
from kg.resolve import project_as_decided
from kg.resolve.documents import latest
from kg.resolve.projection import Node, Projection
from kg.store.archive import pack_ledger, row
from kg.store.derived import extended
from kg.store.difference import differences, shards
from kg.store.marks import layout_mark, next_turn


def image(records: Iterable[Record]) -> Projection:
    """The graph of the records with everything that the store adds: names, links, the records and the ledger.

    A database with exactly these nodes and edges answers every query, and a `Writer` goes on from there as if it had
    written them itself.
    """
    counted = latest(records).values()
    graph = extended(project_as_decided(counted))
    ledger = {change.identity: change.hash for change in differences({}, graph) if change.hash is not None}
    own = [
        *(_node("Record", row(record)) for record in counted),
        *(Node(name, ("Ledger",), {"data": pack_ledger(part)}) for name, part in shards(ledger).items()),
        *(Node(mark, ("Ledger",), {}) for mark in (layout_mark(), next_turn(""))),
    ]
    return Projection.of((*graph.nodes, *own), graph.edges)


def _node(kind: str, properties: dict[str, object]) -> Node:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}
    return Node(str(values.pop("id")), (kind,), values)  # type: ignore[arg-type]
