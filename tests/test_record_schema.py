"""The committed JSON Schema, the classes and the ontology say the same about a record."""

import dataclasses
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kg.evaluate import load_gold
from kg.ontology import ontology
from kg.records import Entity, Event, Json, Mention, Part, Record, Relation, TimeExpression
from kg.times.edtf import days

SCHEMA: Json = json.loads(resources.files("kg").joinpath("record.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)

TEXT = "山田访日\n美国前防长山田（Taro Yamada）周五访问东京。"

RECORD = Record(
    id="b5d9",
    url="https://news.example/b5d9",
    title="山田访日",
    source="晨星社",
    published="2023-07-14T08:00:00Z",
    script="Hans",
    text=TEXT,
    sentences=((0, 4), (5, 34)),
    mentions=(Mention(0, 2, "山田", "PERSON", "person:山田"), Mention(3, 4, "日", "GPE", "JPN")),
    times=(
        TimeExpression(25, 27, "周五", "2023-07-14", "day", "relative"),
        TimeExpression(25, 27, "周五", None, None, "relative"),
        TimeExpression(25, 27, "周五", "../2023-12", "interval", "inherited"),
        TimeExpression(25, 27, "周五", "FUTURE_REF", None, "explicit"),
    ),
    entities=(
        Entity("JPN", "State", "日本", name_en="Japan"),
        Entity("USA", "State", "美国"),
        Entity("person:山田", "Person", "山田", aliases=("Taro Yamada",), state="USA"),
    ),
    events=(
        Event("E1", "CONSULT", "visit", "actual", "2023-07-14", "2023-07-14", "2023-07-14", "day", "relative",
              ("person:山田",), ("JPN",), (), (2, 3), ((2, 3), (27, 29)), (0, 4), 0.87),
        Event("E2", "ACCUSE", None, "negated", None, None, "2023-07-14", None, "publication",
              ("JPN",), (), ("JPN",), (2, 3), ((2, 3),), (0, 4), 1.0),
    ),
    relations=(
        Relation("HOLDS_OFFICE", "person:山田", "USA", "前防长", evidence=(5, 34)),
        Relation("MEMBER_OF", "JPN", "org:g7", basis="gazetteer"),
    ),
    pipeline={"name": "zh_kg_news", "version": "0.1.0"},
)  # fmt: skip


def faults(data: Json) -> list[str]:
    return [error.message for error in VALID.iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_full_record_satisfies_it() -> None:
    assert faults(RECORD.to_dict()) == []
    assert faults(json.loads(RECORD.to_json())) == []


@pytest.mark.parametrize(
    ("definition", "part"),
    [("mention", Mention), ("time", TimeExpression), ("entity", Entity), ("event", Event), ("relation", Relation)],
)
def test_keys_are_the_fields_of_the_classes(definition: str, part: type[Part]) -> None:
    described = SCHEMA["$defs"][definition]
    fields = dataclasses.fields(part)
    assert list(described["properties"]) == [field.name for field in fields]
    assert described["required"] == [field.name for field in fields if not field.metadata.get("optional")]


def test_top_level_keys_are_the_fields_of_a_record() -> None:
    assert list(SCHEMA["properties"]) == SCHEMA["required"] == [field.name for field in dataclasses.fields(Record)]


def test_names_of_types_are_those_of_the_ontology() -> None:
    known, defs = ontology(), SCHEMA["$defs"]
    assert defs["event"]["properties"]["type"]["enum"] == list(known.events)
    assert defs["event"]["properties"]["status"]["enum"] == list(known.statuses)
    assert defs["entity"]["properties"]["type"]["enum"] == list(known.entities)
    assert defs["relation"]["properties"]["type"]["enum"] == list(known.relations)
    assert defs["mention"]["properties"]["label"]["enum"] == list(known.labels)


def _set(path: str, value: Any) -> Json:
    data = json.loads(RECORD.to_json())
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return dict(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", ""),
        ("published", "2023-07-14"),
        ("script", "Hani"),
        ("extra", 1),
        ("sentences.0", [1]),
        ("sentences.0", [1, 2, 3]),
        ("mentions.0.start", -1),
        ("mentions.0.label", "PER"),
        ("mentions.0.entity", ""),
        ("times.0.value", "last week"),
        ("times.0.value", "2020-W41"),
        ("times.0.precision", "century"),
        ("times.0.basis", "publication"),
        ("entities.0.type", "Country"),
        ("entities.0.state", None),
        ("events.0.type", "consult"),
        ("events.0.date_start", "2023-07"),
        ("events.0.actors", []),
        ("events.0.actors", ["JPN", "JPN"]),
        ("events.0.triggers", []),
        ("events.0.confidence", 1.1),
        ("events.1.date_start", "2023-07-14"),
        ("relations.0.basis", "gazetteer"),
        ("relations.1.basis", "text"),
        ("relations.1.title", "部长"),
        ("relations.0.title", ""),
    ],
)
def test_what_breaks_the_contract_breaks_the_schema(path: str, value: Any) -> None:
    assert faults(_set(path, value))


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_no_key_may_be_missing(key: str) -> None:
    data = RECORD.to_dict()
    del data[key]
    assert faults(data)


def test_every_value_that_covers_days_is_allowed() -> None:
    allowed = Draft202012Validator(SCHEMA["$defs"]["edtf"])
    for value in ("2023", "2023-09", "2023-09-12", "199X", "19XX", "2020-24", "1898/1945", "2003/..", "../2023-12"):
        assert days(value) is not None
        assert allowed.is_valid(value), value


def test_annotated_documents_make_records_that_satisfy_it(shared: Path) -> None:
    for gold in load_gold([shared / "eval" / "gold" / "dev"]):
        events = []
        for event in gold["events"]:
            spans = [[trigger["start"], trigger["end"]] for trigger in event["triggers"]]
            dates = {"date": None, "date_start": None, "date_end": gold["published"][:10], "date_precision": None}
            where = {
                "trigger": spans[0],
                "triggers": spans,
                "sentence": gold["sentences"][event["triggers"][0]["sentence"]],
            }
            events.append({**event, **dates, **where, "mode": None, "date_basis": "publication", "confidence": 1.0})
        relations = [{**r, "evidence": gold["sentences"][r["sentence"]]} for r in gold["relations"]]
        times = [{**t, "precision": None, "basis": "explicit", "value": None} for t in gold["times"]]
        made = {"source": None, "script": "Hans", "pipeline": {"name": "gold", "version": "1"}, "times": times}
        record = Record.from_dict({**gold, **made, "events": events, "relations": relations})
        assert faults(record.to_dict()) == []
