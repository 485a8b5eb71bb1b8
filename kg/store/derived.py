"""What the store adds to a projection so that questions are answered quickly; nothing new is said by it.

`Name` nodes lead from a name in either script to the entities that bear it: both engines have an index on a plain
property, neither has one on the items of a list. A `LINKED` edge stands for all triples and offices between two
entities.
"""

from collections import defaultdict
from collections.abc import Iterator

from kg.confidence import confidence_of
from kg.ontology import ontology
from kg.resolve.names import normalise
from kg.resolve.projection import Edge, Node, Projection
from kg.store.schema import LINKED

_OFFICES = ("HOLDS_OFFICE", "PART_OF")


def _names(node: Node) -> Iterator[str]:
    yield node.id
    for key in ("name", "name_hant", "name_en"):
        value = node.properties.get(key)
        if isinstance(value, str):
            yield value
    aliases = node.properties.get("aliases", ())
    if isinstance(aliases, tuple):
        yield from aliases


def name_nodes(projection: Projection) -> list[Node]:
    """One node a normalised name, its id, with the sorted ids of the entities that bear it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for node in projection.nodes:
        if node.kind == "Entity":
            for name in filter(None, map(normalise, _names(node))):
                bearers[name].add(node.id)
    return [Node(name, ("Name",), {"entities": tuple(sorted(ids))}) for name, ids in bearers.items()]


def linked_edges(projection: Projection) -> list[Edge]:
    """One edge for each pair of entities with a triple or an office between them, from the lesser id to the greater.

    `events` counts the events between them; it is 0 where there is but an office or a parent body: a minister's
    acts lead to the State by it. `confidence` is that of the surest event between them, so that a link stands under
    a bar as long as one event does; an office is no guess and counts as 1, as does an event without a confidence.
    """
    types = ontology().events
    events: dict[tuple[str, str], set[str]] = defaultdict(set)
    surest: dict[tuple[str, str], float] = defaultdict(float)
    for edge in projection.edges:
        if edge.start != edge.end and (edge.type in types or edge.type in _OFFICES):
            pair = min(edge.start, edge.end), max(edge.start, edge.end)
            events[pair] |= {edge.key} if edge.type in types else set()
            surest[pair] = max(surest[pair], confidence_of(edge.properties) if edge.type in types else 1.0)
    return [Edge(LINKED, *pair, "", {"events": len(keys), "confidence": surest[pair]}) for pair, keys in events.items()]


def extended(projection: Projection) -> Projection:
    """The projection with the derived nodes and edges: all that is written besides records and ledger."""
    return Projection.of((*projection.nodes, *name_nodes(projection)), (*projection.edges, *linked_edges(projection)))
