import pytest

from kg.errors import StoreError
from kg.ontology import ontology
from kg.resolve.projection import STRUCTURE, endpoints
from kg.store import Store
from kg.store.schema import edge_sides, ensure_schema, writing


def test_placeholders_are_filled() -> None:
    statement = writing("edge_from_start", START="Event", END="Document", TYPE="REPORTED_IN")
    assert "MERGE (a)-[r:REPORTED_IN {key: row.key}]->(b)" in statement
    assert "//" not in statement


@pytest.mark.parametrize(
    ("placeholder", "name"),
    [
        ("TYPE", "AID]->() DETACH DELETE a //"),
        ("TYPE", "aid"),
        ("TYPE", "Event"),
        ("START", "Event {id: 1}) DETACH DELETE a //"),
        ("START", "AID"),
        ("END", ""),
    ],
)
def test_names_that_the_ontology_does_not_have_are_refused(placeholder: str, name: str) -> None:
    names = {"START": "Event", "END": "Document", "TYPE": "REPORTED_IN", placeholder: name}
    with pytest.raises(StoreError, match="of this graph"):
        writing("edge_from_start", **names)


def test_every_type_of_edge_has_two_sides() -> None:
    known = ontology()
    for name in (*STRUCTURE, *known.relations, *known.events):
        assert edge_sides(name) == endpoints(name)
    with pytest.raises(StoreError):
        edge_sides("KNOWS")


def test_the_schema_can_be_made_twice_and_keeps_ids_unique(store: Store) -> None:
    ensure_schema(store)
    ensure_schema(store)
    for kind in ("Entity", "Event", "Document", "Record", "Name"):
        with pytest.raises(StoreError):
            store.write(f"UNWIND $rows AS row CREATE (n:{kind} {{id: row.id}})", [{"id": "same"}, {"id": "same"}])
