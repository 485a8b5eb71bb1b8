"""A small graph, with what a hostile article may have put into it."""

import pytest

from kg.resolve.projection import Edge, Node, Projection, Value


def _event(number: int, kind: str, status: str, start: str | None, **more: Value) -> Node:
    days = {"date": start, "date_start": start, "date_end": start} if start else {"date_end": "2023-07-15"}
    known: dict[str, Value] = {
        "name": f"会晤 {number}",
        "type": kind,
        "status": status,
        "quad": 1,
        "score": 4.0,
        "confidence": 0.9,
    }
    return Node(f"event:{number}", ("Event",), {**known, **days, **more})


@pytest.fixture
def projection() -> Projection:
    hostile = '=HYPERLINK("http://evil.example","\x00")<b>&amp;'
    nodes = [
        Node(
            "JPN",
            ("Entity", "State"),
            {"name": "日本", "aliases": ("日", "东瀛"), "mentions": 3, "first_seen": "2023-07-14"},
        ),
        Node("person:x\x01", ("Entity", "Person"), {"name": hostile, "aliases": (), "mentions": 1}),
        Node("person:x", ("Entity", "Person"), {"name": "＝叔", "aliases": (), "mentions": 1}),
        Node("org:a", ("Entity", "Organization"), {"name": "甲社", "aliases": (), "mentions": 1}),
        _event(1, "CONSULT", "actual", "2023-07-14", mode="visit"),
        _event(2, "CONSULT", "planned", None, confidence=0.4),
        _event(3, "ACCUSE", "actual", "2023-07-12", score=-3, name="指责\x0b"),
        Node("d1", ("Document",), {"url": "https://news.example/1 2"}),
        Node("d2", ("Document",), {"source": "晨星社"}),
    ]
    edges = [
        Edge("ACTOR", "person:x", "event:1", "", {}),
        Edge("ACTOR", "person:x\x01", "event:1", "", {}),
        Edge("RECIPIENT", "event:1", "JPN", "", {}),
        Edge("OCCURRED_IN", "event:1", "JPN", "", {}),
        Edge("ACTOR", "JPN", "event:2", "", {}),
        Edge("RECIPIENT", "event:2", "person:x", "", {}),
        Edge("ACTOR", "person:x", "event:3", "", {}),
        Edge("RECIPIENT", "event:3", "JPN", "", {}),
        *(Edge("REPORTED_IN", f"event:{n}", "d1", "0-2", {"sentence": "。", "start": 0, "end": 2}) for n in (1, 2, 3)),
        Edge("REPORTED_IN", "event:1", "d2", "0-2", {"sentence": "。", "start": 0, "end": 2}),
        Edge("MENTIONED_IN", "JPN", "d1", "", {"count": 3, "surfaces": ("日本",)}),
        *(Edge("HOLDS_OFFICE", "person:x", "JPN", title, {
            "title": title, "basis": "text", "documents": ("d1",), "first_reported": day, "last_reported": "2023-07-15",
        }) for title, day in (("大使", "2023-07-13"), ("前部长", "2023-07-15"))),
        Edge("PART_OF", "org:a", "JPN", "", {"basis": "gazetteer", "documents": ()}),
    ]  # fmt: skip
    return Projection.of(nodes, edges)
