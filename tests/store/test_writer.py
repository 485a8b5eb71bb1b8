import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pytest

from kg.errors import StoreError
from kg.records import Entity, Event, Mention, Record
from kg.resolve import project
from kg.resolve.projection import Edge, Node, Projection
from kg.store import Row, Store, Summary, Writer, fingerprint, known, pending, projection, records, stats
from kg.store import writer as writer_module

StoreFactory = Callable[[], Store]
Dump = Callable[[Store], list[str]]
Articles = Mapping[str, Record]


def _counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.updated, summary.unchanged, summary.outdated


def test_what_is_ingested_is_there(store: Store, articles: Articles) -> None:
    summary = Writer(store).ingest(articles.values())
    assert _counts(summary) == (6, 0, 0, 0)
    found = stats(store)
    assert (found["documents"], found["entities"], found["events"], found["relations"]) == (6, 7, 9, 2)
    assert found["triples"] == 7  # neither the planned sanction nor the feared attack
    assert found["statuses"] == {"actual": 7, "hypothetical": 1, "planned": 1}
    assert (found["sources"], found["first"], found["last"]) == (2, "2024-03-01", "2024-06-01")
    assert [record.id for record in records(store)] == sorted(record.id for record in articles.values())


def test_two_reports_are_one_event_with_both_sentences(store: Store, articles: Articles) -> None:
    Writer(store).ingest(articles.values())
    rows = store.read(
        "MATCH (p:Person {id: $id})-[:ACTOR]->(e:Event)-[r:REPORTED_IN]->(d:Document) "
        "RETURN e.name AS name, e.sources AS sources, r.sentence AS sentence ORDER BY d.published",
        {"id": "person:林健一"},
    )
    assert [row["sentence"] for row in rows] == ["林健一访问菲律宾。", "林健一3月1日訪問菲律賓。"]
    assert {(row["name"], row["sources"]) for row in rows} == {("会晤 · 林健一 → 菲律宾 · 2024-03-01", 2)}


def test_ingesting_again_writes_nothing(store: Store, articles: Articles, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest(articles.values())
    before = dump(store)
    summary = writer.ingest(articles.values())
    assert _counts(summary) == (0, 0, 6, 0)
    assert (summary.written, summary.deleted) == (0, 0)
    assert dump(store) == before


def test_order_and_pieces_play_no_part(store_factory: StoreFactory, articles: Articles, dump: Dump) -> None:
    expected = None
    for seed in range(3):
        store = store_factory()
        writer = Writer(store)
        shuffled = list(articles.values())
        random.Random(seed).shuffle(shuffled)
        for piece in [shuffled] if seed == 0 else [shuffled[:2], shuffled[2:3], shuffled[3:]]:
            writer.ingest(piece)
        expected = expected or dump(store)
        assert dump(store) == expected


def test_removal_is_as_if_it_had_never_been_there(store_factory: StoreFactory, articles: Articles, dump: Dump) -> None:
    store = store_factory()
    Writer(store).ingest([record for record in articles.values() if record is not articles["reef"]])
    without = dump(store)
    store = store_factory()
    writer = Writer(store)
    writer.ingest(articles.values())
    complete = dump(store)
    assert writer.remove([articles["reef"].id]).removed == 1
    assert dump(store) == without
    writer.ingest([articles["reef"]])
    assert dump(store) == complete


def test_removing_everything_leaves_nothing(store: Store, articles: Articles, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest(articles.values())
    writer.remove(record.id for record in articles.values())
    assert dump(store) == []


def test_an_unknown_document_cannot_be_removed(store: Store, articles: Articles, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest([articles["visit"], articles["reef"]])
    before = dump(store)
    with pytest.raises(StoreError, match="no document nothing"):
        writer.remove([articles["visit"].id, "nothing"])
    assert dump(store) == before


@pytest.mark.parametrize("later_first", [False, True])
def test_the_later_version_counts_whatever_came_last(store: Store, later_first: bool, articles: Articles) -> None:
    corrected = replace(articles["reef"], published="2024-03-06T02:00:00Z", title="更正")
    pieces = [corrected, articles["reef"]] if later_first else [articles["reef"], corrected]
    outcomes = [_counts(Writer(store).ingest([record])) for record in pieces]
    assert outcomes == [(1, 0, 0, 0), (0, 0, 0, 1) if later_first else (0, 1, 0, 0)]
    assert [record.title for record in records(store)] == ["更正"]


def test_a_new_extraction_of_the_same_text_replaces_the_old_one(store: Store, articles: Articles) -> None:
    better = replace(articles["criticism"], events=(), pipeline={"name": "by hand", "version": "2"})
    writer = Writer(store)
    for record in (articles["criticism"], better, articles["criticism"]):
        writer.ingest([record])
        assert list(records(store)) == [record]


def test_known_documents_have_the_fingerprint_of_their_text_and_pipeline(store: Store, articles: Articles) -> None:
    Writer(store).ingest([articles["talks"]])
    assert known(store) == {
        articles["talks"].id: fingerprint(
            articles["talks"].text, articles["talks"].published, articles["talks"].pipeline
        )
    }
    assert known(store)[articles["talks"].id] != fingerprint(
        articles["talks"].text, articles["talks"].published, {"name": "by hand", "version": "2"}
    )


def test_a_record_against_the_contract_is_told_and_kept_out(store: Store, articles: Articles) -> None:
    broken = replace(articles["reef"], events=(replace(articles["reef"].events[0], type="PICNIC"),))
    summary = Writer(store).ingest([broken, articles["visit"]])
    assert len(summary.rejected) == 1
    assert "PICNIC" in summary.rejected[0]
    assert list(known(store)) == [articles["visit"].id]


def test_the_projection_can_be_read_back(store: Store, articles: Articles) -> None:
    Writer(store).ingest(articles.values())
    found = projection(store)
    assert sum(node.kind == "Event" for node in found.nodes) == 9
    assert all(edge.properties["status"] == "actual" for edge in found.edges if edge.type == "ASSAULT")


def test_what_other_hands_did_is_mended_by_a_rebuild(store: Store, articles: Articles, dump: Dump) -> None:
    writer = Writer(store)
    writer.ingest(articles.values())
    before = dump(store)
    store.write("UNWIND $rows AS row MATCH (n:Event) DETACH DELETE n", [{}])
    assert stats(store)["events"] == 0
    writer.rebuild()
    assert dump(store) == before
    assert not pending(store)


def test_small_transactions_lead_to_the_same_graph(
    store_factory: StoreFactory, monkeypatch: pytest.MonkeyPatch, articles: Articles, dump: Dump
) -> None:
    store = store_factory()
    Writer(store).ingest(articles.values())
    expected = dump(store)
    store = store_factory()
    monkeypatch.setattr(writer_module, "ONE_TRANSACTION", 7)
    writer = Writer(store)
    for record in articles.values():
        writer.ingest([record])
    assert dump(store) == expected


def test_a_cut_off_ingestion_is_completed_by_the_next(store: Store, articles: Articles) -> None:
    def broken(_: Iterable[Record]) -> Projection:
        raise StoreError("cut off")

    writer = Writer(store)
    writer.ingest([articles["visit"]])
    with pytest.raises(StoreError, match="cut off"):
        Writer(store, project=broken).ingest([articles["reef"]])
    assert pending(store)
    assert stats(store)["documents"] == 1
    writer.ingest([])
    assert not pending(store)
    assert stats(store)["documents"] == 2


def test_another_writer_in_between_is_noticed(store_factory: StoreFactory, articles: Articles, dump: Dump) -> None:
    store = store_factory()
    Writer(store).ingest(articles.values())
    expected = dump(store)
    store = store_factory()
    early, late = list(articles.values())[:3], list(articles.values())[3:]
    calls = []

    def interrupted(found: Iterable[Record]) -> Projection:
        seen = list(found)
        calls.append(len(seen))
        if len(calls) == 1:
            Writer(store).ingest(late)
        return project(seen)

    Writer(store, interrupted).ingest(early)
    assert calls == [3, 6]
    assert dump(store) == expected


def test_an_interrupted_rebuild_is_begun_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, articles: Articles, dump: Dump
) -> None:
    writer = Writer(store)
    writer.ingest(articles.values())
    before = dump(store)
    written = store.write
    cut_off = StoreError("cut off")

    def write(statement: str, rows: Sequence[Row]) -> None:
        if ":Event" in statement:
            raise cut_off
        written(statement, rows)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", write)
        with pytest.raises(StoreError, match="cut off"):
            writer.rebuild()
    assert pending(store)
    assert dump(store) != before
    writer.ingest([])
    assert dump(store) == before


def test_a_node_whose_labels_change_keeps_its_edges(store: Store, articles: Articles) -> None:
    def projected(label: str, day: str) -> Projection:
        nodes = [
            Node("x", ("Entity", label), {"name": "某某"}),
            Node("y", ("Entity", "State"), {"name": "某国"}),
            Node("e", ("Event",), {"type": "AID", "date_start": day}),
        ]
        edges = [
            Edge("ACTOR", "x", "e", "", {}),
            Edge("RECIPIENT", "e", "y", "", {}),
            Edge("AID", "x", "y", "e", {"event": "e", "date_start": day}),
        ]
        return Projection.of(nodes, edges)

    Writer(store, lambda _: projected("Person", "2024-01-01")).ingest([articles["visit"]])
    Writer(store, lambda _: projected("Organization", "2024-01-02")).refresh()
    rows = store.read(
        "MATCH (x:Entity {id: 'x'})-[:ACTOR]->(e:Event)-[:RECIPIENT]->(y) MATCH (x)-[t:AID]->(y) "
        "RETURN labels(x) AS labels, e.date_start AS event, t.date_start AS triple"
    )
    assert rows == [{"labels": ["Entity", "Organization"], "event": "2024-01-02", "triple": "2024-01-02"}]
    assert store.read("MATCH (n:Person) RETURN n.id AS id") == []


HOSTILE = [
    "') DETACH DELETE n //",
    "`}]-() MATCH (n) DETACH DELETE n",
    "$rows",
    'a"b\\',
    "甲\u0000乙",
    "\ud83d",
    "😀\u202e",
    "row.id",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_data(store: Store, name: str, articles: Articles) -> None:
    text = f"{name}批评日本。"
    event = Event(
        id="E1",
        type="ACCUSE",
        mode=None,
        status="actual",
        date=None,
        date_start=None,
        date_end="2024-04-25",
        date_precision=None,
        date_basis="publication",
        actors=("person:x",),
        recipients=("JPN",),
        locations=(),
        trigger=(len(name), len(name) + 2),
        triggers=((len(name), len(name) + 2),),
        sentence=(0, len(text)),
        confidence=0.5,
    )
    record = replace(
        articles["criticism"],
        id=f"test-{name}",
        url=name,
        title=name,
        text=text,
        sentences=((0, len(text)),),
        mentions=(Mention(0, len(name), name, "PERSON", "person:x"),),
        entities=(Entity("person:x", "Person", name, aliases=(name + "2",)), Entity("JPN", "State", "日本")),
        events=(event,),
        relations=(),
    )
    writer = Writer(store)
    writer.ingest([articles["visit"], record])
    shown = name.replace("\ud83d", "\ufffd")
    rows = store.read(
        "MATCH (p:Person)-[:ACTOR]->(e:Event)-[r:REPORTED_IN]->(d:Document {id: $id}) "
        "RETURN p.name AS name, d.title AS title, r.sentence AS sentence",
        {"id": f"test-{shown}"},
    )
    assert rows == [{"name": shown, "title": shown, "sentence": text.replace("\ud83d", "\ufffd")}]
    assert writer.ingest([record]).unchanged == 1
    writer.remove([record.id])
    assert stats(store)["documents"] == 1
