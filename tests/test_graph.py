import networkx as nx
import pytest

from kg.graph import Triple, count_events, entities_graph, events_graph, relations_graph, triples
from kg.resolve.projection import Edge, Node, Projection, Value


def _entity(entity_id: str, kind: str = "State") -> Node:
    return Node(entity_id, ("Entity", kind), {"name": entity_id, "aliases": (), "mentions": 1})


def _event(number: int, kind: str, start: str | None, score: float, **more: Value) -> Node:
    days = {"date": start, "date_start": start, "date_end": start} if start else {}
    known: dict[str, Value] = {
        "name": f"e{number}",
        "type": kind,
        "status": "actual",
        "score": score,
        "confidence": 0.9,
    }
    return Node(f"event:{number}", ("Event",), {**known, **days, **more})


def _roles(number: int, actors: str, recipients: str) -> list[Edge]:
    event = f"event:{number}"
    return [
        *(Edge("ACTOR", actor, event, "", {}) for actor in actors.split()),
        *(Edge("RECIPIENT", event, recipient, "", {}) for recipient in recipients.split()),
        Edge("REPORTED_IN", event, f"d{number}", "0-1", {"sentence": "。", "start": 0, "end": 1}),
        Edge("REPORTED_IN", event, f"d{number}", "2-3", {"sentence": "。", "start": 2, "end": 3}),
    ]


@pytest.fixture
def projection() -> Projection:
    nodes = [
        *map(_entity, ("CHN", "JPN", "USA", "VAT")),
        _entity("person:p", "Person"),
        _event(1, "ACCUSE", "2023-07-14", -3.0),
        _event(2, "ACCUSE", "2023-07-10", -2.0),
        _event(3, "CONSULT", "2023-07-20", 2.5),
        _event(4, "ASSAULT", None, -9.0, status="hypothetical"),
        _event(5, "CONSULT", "2023-07-20", 2.5, confidence=0.2),
        *(Node(f"d{n}", ("Document",), {}) for n in range(1, 6)),
    ]
    office: dict[str, Value] = {"title": "大使", "basis": "text", "documents": ("d1",), "first_reported": "2023-07-01",
              "last_reported": "2023-07-02"}  # fmt: skip
    edges = [
        *_roles(1, "CHN", "USA"),
        *_roles(2, "CHN", "USA JPN"),
        *_roles(3, "USA CHN", ""),
        *_roles(4, "CHN", "JPN"),
        *_roles(5, "CHN", "USA"),
        Edge("ACCUSE", "CHN", "USA", "event:1", {"event": "event:1"}),
        Edge("OCCURRED_IN", "event:1", "JPN", "", {}),
        Edge("HOLDS_OFFICE", "person:p", "CHN", "大使", office),
        Edge("MENTIONED_IN", "VAT", "d1", "", {"count": 1, "surfaces": ("VAT",)}),
    ]
    return Projection.of(nodes, edges)


def test_events_are_nodes_on_the_way_from_actor_to_recipient(projection: Projection) -> None:
    graph = events_graph(projection)
    assert nx.has_path(graph, "person:p", "JPN")
    assert nx.shortest_path(graph, "CHN", "JPN")[1].startswith("event:")
    assert "VAT" not in graph, "named, but without part in anything"
    assert "d1" not in graph
    assert graph.nodes["event:1"]["relation"] == "ACCUSE"
    assert graph.nodes["event:1"]["documents"] == ("d1",)
    assert graph.nodes["CHN"]["category"] == "State"
    assert not any("type" in data for _, data in graph.nodes(data=True))


def test_an_event_carries_its_first_report(projection: Projection) -> None:
    said: dict[str, Value] = {"sentence": "首报。", "start": 10, "end": 13}
    first: dict[str, Value] = {"source": "晨星社", "published": "2023-07-15T01:00:00Z", "day": "2023-07-15"}
    first["url"] = "https://news.example/0"
    extended = Projection.of(
        (*projection.nodes, Node("d9", ("Document",), first)),
        (*projection.edges, Edge("REPORTED_IN", "event:1", "d9", "10-13", said)),
    )
    nodes = events_graph(extended).nodes
    shown = {name: nodes["event:1"][name] for name in ("sentence", "outlet", "published", "url")}
    assert shown == {
        "sentence": "首报。", "outlet": "晨星社", "published": "2023-07-15", "url": "https://news.example/0",
    }  # fmt: skip
    assert nodes["event:1"]["documents"] == ("d1", "d9")
    assert (nodes["event:2"]["outlet"], "url" in nodes["event:2"]) == ("d2", False)


def test_the_keys_of_edges_are_unique_in_the_whole_graph(projection: Projection) -> None:
    graph = events_graph(projection)
    keys = [key for _, _, key in graph.edges(keys=True)]
    assert len(keys) == len(set(keys)) == 13
    assert graph.get_edge_data("event:1", "JPN") == {
        "OCCURRED_IN|event:1|JPN|": {"relation": "OCCURRED_IN", "date_start": "2023-07-14", "date_end": "2023-07-14"}
    }


def test_filters(projection: Projection) -> None:
    assert "event:5" not in events_graph(projection, min_confidence=0.5)
    feared = events_graph(projection, statuses=["hypothetical"])
    assert {node for node in feared if node.startswith("event")} == {"event:4"}
    assert "USA" not in feared
    assert {t.event for t in triples(projection, statuses=None) if t.event} == {f"event:{n}" for n in range(1, 6)}


def test_an_event_without_a_confidence_is_in_every_view(projection: Projection) -> None:
    unknown = Node("event:6", ("Event",), {"name": "e6", "type": "AID", "status": "actual", "score": 10.0})
    extended = Projection.of(
        (*projection.nodes, unknown, Node("d6", ("Document",), {})), (*projection.edges, *_roles(6, "USA", "JPN"))
    )
    assert "event:6" in events_graph(extended, min_confidence=1.0)
    counts = [count_events(extended, min_confidence=least) for least in (0.0, 0.5, 1.0)]
    assert counts == [6, 5, 1]
    assert count_events(extended, min_confidence=0.5, statuses=["actual"]) == 4


def test_triples(projection: Projection) -> None:
    found = list(triples(projection, min_confidence=0.5))
    assert [(t.subject, t.relation, t.object, t.event, t.documents) for t in found] == [
        ("CHN", "ACCUSE", "USA", "event:1", ("d1",)),
        ("CHN", "ACCUSE", "JPN", "event:2", ("d2",)),
        ("CHN", "ACCUSE", "USA", "event:2", ("d2",)),
        ("CHN", "CONSULT", "USA", "event:3", ("d3",)),
        ("person:p", "HOLDS_OFFICE", "CHN", "", ("d1",)),
    ]
    assert isinstance(found[0], Triple)


def test_edges_are_summed_for_each_relation(projection: Projection) -> None:
    graph = relations_graph(projection)
    assert graph.get_edge_data("CHN", "USA") == {
        "ACCUSE": {"relation": "ACCUSE", "weight": 2, "score": -2.5, "first": "2023-07-10", "last": "2023-07-14"},
        "CONSULT": {"relation": "CONSULT", "weight": 2, "score": 2.5, "first": "2023-07-20", "last": "2023-07-20"},
    }
    assert graph.get_edge_data("person:p", "CHN") == {
        "HOLDS_OFFICE": {"relation": "HOLDS_OFFICE", "weight": 1, "first": "2023-07-01", "last": "2023-07-02"}
    }
    assert graph.get_edge_data("CHN", "JPN")["ACCUSE"]["weight"] == 1, "a feared attack is no edge"
    assert "ASSAULT" in relations_graph(projection, statuses=["hypothetical"]).get_edge_data("CHN", "JPN")


def test_a_pair_has_one_edge(projection: Projection) -> None:
    graph = entities_graph(projection)
    assert not graph.is_multigraph()
    assert set(graph.edges) == {("CHN", "USA"), ("CHN", "JPN"), ("person:p", "CHN")}
    assert graph.edges["CHN", "USA"] == {
        "relation": "ACCUSE",
        "relations": "ACCUSE 2, CONSULT 2",
        "weight": 4,
        "score": 0.0,
        "first": "2023-07-10",
        "last": "2023-07-20",
    }
