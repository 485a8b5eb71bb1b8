import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.records import Document, Entity, Event, Mention, Part, Record, Relation, TimeExpression, read_records

_SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99))
_TEXT = st.text(max_size=8)
_MAYBE = st.none() | _TEXT
_IDS = st.lists(_TEXT, max_size=2).map(tuple)

_MENTIONS = st.builds(Mention, st.integers(0), st.integers(0), _TEXT, _TEXT, _TEXT)
_TIMES = st.builds(TimeExpression, st.integers(0), st.integers(0), _TEXT, _MAYBE, _MAYBE, _TEXT)
_ENTITIES = st.builds(Entity, _TEXT, _TEXT, _TEXT, _MAYBE, _IDS, _MAYBE)
_RELATIONS = st.builds(Relation, _TEXT, _TEXT, _TEXT, _MAYBE, _TEXT, st.none() | _SPANS)
_EVENTS = st.builds(
    Event, _TEXT, _TEXT, _MAYBE, _TEXT, _MAYBE, _MAYBE, _MAYBE, _MAYBE, _TEXT, _IDS, _IDS, _IDS, _SPANS,
    st.lists(_SPANS, max_size=2).map(tuple), _SPANS, st.floats(0, 1),
)  # fmt: skip
_RECORDS = st.builds(
    Record, _TEXT, _MAYBE, _MAYBE, _MAYBE, _MAYBE, _TEXT, _TEXT, st.lists(_SPANS, max_size=2).map(tuple),
    *(st.lists(kind, max_size=2).map(tuple) for kind in (_MENTIONS, _TIMES, _ENTITIES, _EVENTS, _RELATIONS)),
    st.dictionaries(_TEXT, _TEXT, max_size=2),
)  # fmt: skip
_DOCUMENTS = st.builds(Document, _TEXT, _TEXT, _MAYBE, _MAYBE, _MAYBE, _MAYBE, _MAYBE)


@given(st.one_of(_MENTIONS, _TIMES, _ENTITIES, _RELATIONS, _EVENTS, _RECORDS, _DOCUMENTS))
def test_every_part_survives_its_json_form(part: Part) -> None:
    data = part.to_dict()
    assert type(part).from_dict(data) == part
    assert type(part).from_dict(json.loads(json.dumps(data))) == part
    assert set(data) <= {field.name for field in dataclasses.fields(part)}


@given(_RECORDS)
def test_a_record_is_one_line_and_comes_back(record: Record) -> None:
    line = record.to_json()
    assert "\n" not in line
    again = Record.from_json(line)
    assert again == record
    assert again.to_json() == line


def test_keys_are_in_the_order_of_the_fields_and_empty_optional_ones_left_out() -> None:
    assert Entity("JPN", "State", "日本").to_dict() == {"id": "JPN", "type": "State", "name": "日本"}
    full = Entity("JPN", "State", "日本", "Japan", ("日",), "JPN")
    assert list(full.to_dict()) == ["id", "type", "name", "name_en", "aliases", "state"]
    assert Relation("PART_OF", "a", "b", basis="gazetteer").to_dict() == {
        "type": "PART_OF",
        "subject": "a",
        "object": "b",
        "basis": "gazetteer",
    }


def test_unknown_keys_are_ignored_and_missing_ones_named() -> None:
    data = {"start": 0, "end": 2, "text": "日本", "label": "GPE", "note": "?"}
    assert Mention.from_dict(data) == Mention(0, 2, "日本", "GPE")
    with pytest.raises(RecordError, match=r"not a mention: .*'label'"):
        Mention.from_dict({"start": 0, "end": 2, "text": "日本"})
    with pytest.raises(RecordError, match="not a record"):
        Record.from_dict({"id": "x"})


@pytest.mark.parametrize("mentions", ["日本", 5, [5], [[0, 2]]])
def test_parts_that_are_no_objects_are_refused(mentions: object) -> None:
    with pytest.raises(RecordError, match=r"mentions is no list|not a mention"):
        Record.from_json(json.dumps({"id": "x", "mentions": mentions}))


def test_a_file_that_is_no_text_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n\xff{}\n")
    with pytest.raises(RecordError, match=r"a\.jsonl:2: .*utf-8"):
        list(read_records(tmp_path / "a.jsonl"))
    (tmp_path / "b.jsonl").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(RecordError, match=r"b\.jsonl:1: not JSON"):
        list(read_records(tmp_path / "b.jsonl"))


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '"text"'])
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    with pytest.raises(RecordError, match=r"not JSON|not a JSON object"):
        Record.from_json(line)


@pytest.mark.parametrize("given", [{}, {"confidence": None}])
def test_who_gives_no_confidence_stands_by_the_event(given: dict[str, None]) -> None:
    event = Event(
        "E1", "AID", None, "actual", None, None, None, None, "publication", (), (), (), (0, 1), (), (0, 1), 0.5
    )
    data = {key: value for key, value in event.to_dict().items() if key != "confidence"}
    assert Event.from_dict({**data, **given}).confidence == 1.0
    with pytest.raises(RecordError, match="not a event"):
        Event.from_dict(5)  # type: ignore[arg-type]


def test_nothing_of_a_record_can_be_changed() -> None:
    mention = Mention(0, 2, "日本", "GPE")
    with pytest.raises(dataclasses.FrozenInstanceError):
        mention.start = 1  # type: ignore[misc]
    assert hash(Entity.from_dict({"id": "JPN", "type": "State", "name": "日本", "aliases": ["日"]}))


def test_chinese_stays_readable_in_a_line_and_quotes_are_offsets() -> None:
    record = Record("a", None, None, None, None, "Hans", "山田访日。", ((0, 5),), (), (), (), (), (), {})
    assert '"text": "山田访日。"' in record.to_json()
    assert record.quote((0, 2)) == "山田"
