import dataclasses
from typing import Any

import pytest

from kg.errors import RecordError
from kg.records import Entity, Record
from kg.resolve.contract import check
from kg.resolve.shape import faults

JPN = Entity("JPN", "State", "日本", aliases=("日",))
USA = Entity("USA", "State", "美国")
MEETING = {"type": "CONSULT", "trigger": "会谈", "actors": ("JPN",), "recipients": ("USA",)}


@pytest.fixture
def record(article: Any) -> Record:
    made: Record = article("a", "日本和美国会谈。", [JPN, USA], [MEETING], published="2023-07-14")
    return made


def test_a_good_record_has_no_fault(record: Record) -> None:
    assert list(faults(record)) == []
    assert check(record) is record


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", 5),
        ("id", None),
        ("url", 5),
        ("title", ("a",)),
        ("published", 20230714),
        ("script", None),
        ("text", None),
        ("sentences", ((0,),)),
        ("sentences", ((0, 1, 2),)),
        ("sentences", ((0.0, 1.0),)),
        ("mentions", "日本"),
        ("mentions", ("日本",)),
        ("events", None),
        ("pipeline", 5),
        ("pipeline", {"name": 5}),
    ],
)
def test_values_of_another_kind_are_named(record: Record, part: str, value: Any) -> None:
    wrong = dataclasses.replace(record, **{part: value})
    assert list(faults(wrong)) == [f"{part} is of the wrong kind: {value!r}"]
    with pytest.raises(RecordError, match=f"^record .*: {part} is of the wrong kind"):
        check(wrong)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("entities", "name", 5),
        ("entities", "aliases", "日"),
        ("mentions", "start", "0"),
        ("mentions", "end", True),
        ("events", "trigger", (1,)),
        ("events", "actors", "JPN"),
        ("events", "date", 2023),
        ("events", "confidence", "high"),
    ],
)
def test_so_are_those_inside_its_parts(record: Record, name: str, field: str, value: Any) -> None:
    first, *rest = getattr(record, name)
    changed: dict[str, Any] = {name: (dataclasses.replace(first, **{field: value}), *rest)}
    wrong = dataclasses.replace(record, **changed)
    with pytest.raises(RecordError, match=f"^record a: {name} 0: {field} is of the wrong kind"):
        check(wrong)
