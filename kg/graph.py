"""NetworkX views of the graph: events as nodes, or entities only with their edges summed.

Edges of both carry `relation`, never `type`, which networkx writes into files as the direction of an edge. An
entity or event without an edge in a view is no node of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from kg.confidence import confidence_of
from kg.ontology import ontology
from kg.resolve.facts import pairs_of
from kg.resolve.projection import Edge, Node, Projection, Value

Attributes: TypeAlias = dict[str, Value]

_ROLES = ("ACTOR", "RECIPIENT", "OCCURRED_IN")


@dataclass(frozen=True)
class Triple:
    """Who did what to whom, or what somebody or something is to another; ids of entities.

    `event` is the id of the event, empty for a timeless relation; `properties` are those of the event or of the
    relation's edge, `documents` the ids of the documents that report it.
    """

    subject: str
    relation: str
    object: str
    event: str
    properties: Mapping[str, Value]
    documents: tuple[str, ...]


def _number(value: Value) -> float:
    return value if isinstance(value, (int, float)) else 0.0


def _chosen(projection: Projection, min_confidence: float, statuses: Collection[str] | None) -> dict[str, Node]:
    return {
        node.id: node
        for node in projection.nodes
        if node.kind == "Event"
        and confidence_of(node.properties) >= min_confidence
        and (statuses is None or node.properties["status"] in statuses)
    }


def count_events(projection: Projection, *, min_confidence: float, statuses: Collection[str] | None = None) -> int:
    """How many events a view with these arguments is made of."""
    return len(_chosen(projection, min_confidence, statuses))


def _documents(projection: Projection) -> dict[str, list[str]]:
    """The documents that report each event."""
    result: dict[str, list[str]] = {}
    for edge in projection.edges:
        if edge.type == "REPORTED_IN":
            told = result.setdefault(edge.start, [])
            if edge.end not in told:
                told.append(edge.end)
    return result


def _evidence(projection: Projection) -> dict[str, Attributes]:
    """The first report of each event: `sentence`, `outlet` (else title or id), `published` (day), `url`."""
    documents = {node.id: node for node in projection.nodes if node.kind == "Document"}
    first: dict[str, tuple[tuple[str, str, float], Edge]] = {}
    for edge in projection.edges:
        if edge.type == "REPORTED_IN":
            published = str(documents[edge.end].properties.get("published", "undated"))
            rank = published, edge.end, _number(edge.properties["start"])
            if edge.start not in first or rank < first[edge.start][0]:
                first[edge.start] = rank, edge
    result = {}
    for event, (_, edge) in first.items():
        known = documents[edge.end].properties
        found: Attributes = {
            "sentence": edge.properties["sentence"],
            "outlet": known.get("source") or known.get("title") or edge.end,
            "published": known.get("day", ""),
            "url": known.get("url", ""),
        }
        result[event] = {name: value for name, value in found.items() if value != ""}
    return result


def _attributes(node: Node) -> Attributes:
    attributes: Attributes = {"kind": node.kind, "relation" if node.kind == "Event" else "category": node.labels[-1]}
    attributes.update({"relation" if name == "type" else name: value for name, value in node.properties.items()})
    return attributes


def _add_nodes(graph: "nx.DiGraph[str]", projection: Projection, used: Collection[str]) -> None:
    for node in projection.nodes:
        if node.kind != "Document" and node.id in used:
            graph.add_node(node.id, **_attributes(node))


def events_graph(
    projection: Projection, *, min_confidence: float = 0.0, statuses: Collection[str] | None = None
) -> "nx.MultiDiGraph[str]":
    """Entities and events as nodes, the roles and the timeless relations as edges.

    A path reads in the direction of the action: actor, event, recipient. Every edge has a key of its own in the
    whole graph. Edges of a role carry the days of their event, an event its first report
    (`sentence`, `outlet`, `published`, `url`) and the ids of all documents that report it.

    Args:
        projection: From `kg.resolve.project` or from a store.
        min_confidence: Events below it are left out.
        statuses: Events of these statuses only; None for all.
    """
    chosen, timeless = _chosen(projection, min_confidence, statuses), ontology().relations
    edges: list[tuple[Edge, Attributes]] = []
    for edge in projection.edges:
        if edge.type in timeless:
            edges.append((edge, {"relation": edge.type, **edge.properties}))
        elif edge.type in _ROLES:
            event = chosen.get(edge.start) or chosen.get(edge.end)
            if event is not None:
                days = {name: event.properties[name] for name in ("date_start", "date_end") if name in event.properties}
                edges.append((edge, {"relation": edge.type, **days}))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(graph, projection, {end for edge, _ in edges for end in (edge.start, edge.end)})
    evidence = _evidence(projection)
    for told, documents in _documents(projection).items():
        if told in graph:
            graph.nodes[told].update(documents=tuple(documents), **evidence[told])
    for edge, attributes in edges:
        graph.add_edge(edge.start, edge.end, key="|".join(edge.identity), **attributes)
    return graph


def triples(
    projection: Projection, *, min_confidence: float = 0.0, statuses: Collection[str] | None = ("actual",)
) -> Iterator[Triple]:
    """Every pair of entities that an event or a timeless relation joins, events first, sorted by id.

    Args:
        projection: From `kg.resolve.project` or from a store.
        min_confidence: Events below it are left out.
        statuses: Events of these statuses only, for a feared attack must not pass for one; None for all.
    """
    actors, recipients = (defaultdict[str, list[str]](list) for _ in range(2))
    for edge in projection.edges:
        if edge.type == "ACTOR":
            actors[edge.end].append(edge.start)
        elif edge.type == "RECIPIENT":
            recipients[edge.start].append(edge.end)
    documents, kinds = _documents(projection), ontology().events
    for event in _chosen(projection, min_confidence, statuses).values():
        relation, told = str(event.properties["type"]), tuple(documents.get(event.id, ()))
        for subject, object_ in pairs_of(kinds[relation], actors[event.id], recipients[event.id]):
            yield Triple(subject, relation, object_, event.id, event.properties, told)
    timeless = ontology().relations
    for edge in projection.edges:
        if edge.type in timeless:
            stated = edge.properties.get("documents", ())
            told = stated if isinstance(stated, tuple) else ()
            yield Triple(edge.start, edge.type, edge.end, "", edge.properties, told)


def _span(found: Iterable[Triple]) -> Attributes:
    first = ("date_start", "first_reported")
    last = ("date_end", "last_reported")
    starts = [str(triple.properties[name]) for triple in found for name in first if name in triple.properties]
    ends = [str(triple.properties[name]) for triple in found for name in last if name in triple.properties]
    return {**({"first": min(starts)} if starts else {}), **({"last": max(ends)} if ends else {})}


def _sum(found: Collection[Triple]) -> Attributes:
    scores = [_number(triple.properties["score"]) for triple in found if "score" in triple.properties]
    mean: Attributes = {"score": round(sum(sorted(scores)) / len(scores), 2)} if scores else {}
    return {"weight": len(found), **mean, **_span(found)}


def relations_graph(
    projection: Projection, *, min_confidence: float = 0.0, statuses: Collection[str] | None = ("actual",)
) -> "nx.MultiDiGraph[str]":
    """Entities only, one edge for each ordered pair and relation; the relation is the edge's key.

    Edges carry `relation`, `weight` (number of events; of titles for an office), `score` (the mean, on the scale
    from -10 to 10) and `first` and `last` day. For the arguments see `triples`.
    """
    found: dict[tuple[str, str, str], list[Triple]] = defaultdict(list)
    for triple in triples(projection, min_confidence=min_confidence, statuses=statuses):
        found[triple.subject, triple.object, triple.relation].append(triple)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(graph, projection, {entity for subject, object_, _ in found for entity in (subject, object_)})
    for (subject, object_, relation), members in sorted(found.items()):
        graph.add_edge(subject, object_, key=relation, relation=relation, **_sum(members))
    return graph


def entities_graph(
    projection: Projection, *, min_confidence: float = 0.0, statuses: Collection[str] | None = ("actual",)
) -> "nx.DiGraph[str]":
    """Entities only, one edge for each ordered pair, because parallel edges lie on top of each other in a picture.

    As `relations_graph`, summed over the relations: `relation` is the most frequent one, and `relations` counts
    all of them (`ACCUSE 3, CONSULT 1`).
    """
    found: dict[tuple[str, str], list[Triple]] = defaultdict(list)
    for triple in triples(projection, min_confidence=min_confidence, statuses=statuses):
        found[triple.subject, triple.object].append(triple)
    graph: nx.DiGraph[str] = nx.DiGraph()
    _add_nodes(graph, projection, {entity for pair in found for entity in pair})
    for (subject, object_), members in sorted(found.items()):
        counts: dict[str, int] = defaultdict(int)
        for triple in members:
            counts[triple.relation] += 1
        ranked = sorted(counts, key=lambda relation: (-counts[relation], relation))
        listed = ", ".join(f"{relation} {counts[relation]}" for relation in ranked)
        graph.add_edge(subject, object_, relation=ranked[0], relations=listed, **_sum(members))
    return graph
