from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.projection import Edge, Node, Projection
from kg.store.archive import pack, unpack
from kg.store.derived import extended, linked_edges, name_nodes
from kg.store.difference import Change, Ledger, differences, shard, shards
from kg.store.statements import clean, ordered, writes

STATE = Node("PHL", ("Entity", "State"), {"name": "菲律宾", "aliases": ("菲", "菲律賓"), "mentions": 2})
PERSON = Node("person:x", ("Entity", "Person"), {"name": "某·某", "name_en": "Mou Mou"})
EVENT = Node("e", ("Event",), {"type": "AID", "score": 10.0})
ACTOR = Edge("ACTOR", "PHL", "e", "", {})
TRIPLES = (Edge("AID", "PHL", "person:x", "e", {"event": "e"}), Edge("ACCUSE", "person:x", "PHL", "f", {"event": "f"}))
WHOLE = Projection.of((STATE, PERSON, EVENT), (ACTOR, *TRIPLES))


def _after(ledger: Ledger, changes: list[Change]) -> Ledger:
    kept = dict(ledger)
    for change in changes:
        if change.hash is None:
            del kept[change.identity]
        else:
            kept[change.identity] = change.hash
    return kept


def test_nothing_differs_from_what_was_written() -> None:
    changes = differences({}, WHOLE)
    assert len(changes) == 6
    assert differences(_after({}, changes), WHOLE) == []


def test_a_changed_property_is_one_change() -> None:
    ledger = _after({}, differences({}, WHOLE))
    changed = replace(EVENT, properties={"type": "AID", "score": 9.5})
    (change,) = differences(ledger, Projection.of((STATE, PERSON, changed), WHOLE.edges))
    assert (change.row, change.known, change.is_edge) == (changed, True, False)


def test_a_changed_triple_is_taken_away_before_it_is_written() -> None:
    ledger = _after({}, differences({}, WHOLE))
    changed = replace(TRIPLES[0], properties={"event": "e", "documents": ("a", "b")})
    changes = differences(ledger, Projection.of(WHOLE.nodes, (ACTOR, changed, TRIPLES[1])))
    away, new = writes(ordered(changes))
    assert "DELETE r" in away.statement
    assert "CREATE (a)-[r:AID" in new.statement
    assert new.rows[0]["properties"] == {"event": "e", "documents": ["a", "b"]}
    assert new.rows[0]["key"] == "e"


def test_what_is_gone_is_taken_away_edges_first() -> None:
    ledger = _after({}, differences({}, WHOLE))
    statements = [write.statement for write in writes(ordered(differences(ledger, Projection((), ()))))]
    kinds = ["DETACH" if "DETACH DELETE n" in statement else "DELETE" for statement in statements]
    assert kinds == ["DELETE"] * 3 + ["DETACH"] * 3


def test_with_other_labels_the_edges_come_again() -> None:
    ledger = _after({}, differences({}, WHOLE))
    other = replace(STATE, labels=("Entity", "Location"))
    changes = differences(ledger, Projection.of((other, PERSON, EVENT), WHOLE.edges))
    assert sum(change.is_edge for change in changes) == 3
    assert sum(change.row is None for change in changes) == 1


def test_parts_of_the_ledger_are_the_ledger() -> None:
    ledger = _after({}, differences({}, extended(WHOLE)))
    parts = shards(ledger)
    assert all(shard(identity) == name for name, part in parts.items() for identity in part)
    assert {key: value for part in parts.values() for key, value in part.items()} == ledger


def test_names_in_either_script_lead_to_one_node() -> None:
    names = {node.id: node.properties["entities"] for node in name_nodes(WHOLE)}
    assert names == {
        "phl": ("PHL",),
        "菲律宾": ("PHL",),
        "菲": ("PHL",),
        "person:x": ("person:x",),
        "某某": ("person:x",),
        "moumou": ("person:x",),
    }


def test_a_link_is_as_sure_as_the_surest_that_makes_it() -> None:
    def sure(*edges: Edge) -> float:
        (link,) = linked_edges(Projection.of((STATE, PERSON), edges))
        found = link.properties["confidence"]
        assert isinstance(found, float)
        return found

    doubtful, likely = (Edge("AID", "PHL", "person:x", key, {"confidence": c}) for key, c in (("e", 0.3), ("f", 0.7)))
    assert (sure(doubtful), sure(doubtful, likely)) == (0.3, 0.7)
    assert sure(doubtful, Edge("HOLDS_OFFICE", "person:x", "PHL", "", {})) == 1.0, "an office is no guess"
    assert sure(doubtful, *TRIPLES) == 1.0, "nor is an event of which nothing is said"


def test_two_entities_are_linked_once_whoever_acts() -> None:
    assert linked_edges(WHOLE) == [Edge("LINKED", "PHL", "person:x", "", {"events": 2, "confidence": 1.0})]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_packed_and_cleaned(text: str) -> None:
    assert unpack(pack(text)) == text
    clean(text).encode("utf-8")
    assert clean(clean(text)) == clean(text)
