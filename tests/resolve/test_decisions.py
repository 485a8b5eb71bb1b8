import dataclasses
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.records import Entity, Record
from kg.resolve import Decisions, Projection, load_decisions, project

USA = Entity("USA", "State", "美国")
CHN = Entity("CHN", "State", "中国")
ACCUSE = {"type": "ACCUSE", "trigger": "谴责", "actors": ("CHN",), "recipients": ("USA",), "date": "2023-07-14"}


@pytest.fixture
def decided(tmp_path: Path) -> Any:
    def run(*lines: str) -> Decisions:
        path = tmp_path / "decisions.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return load_decisions(path)

    return run


def entities(projection: Projection) -> list[str]:
    return [node.id for node in projection.nodes if node.kind == "Entity"]


def reported(projection: Projection) -> list[list[str]]:
    by_event: dict[str, list[str]] = {}
    for edge in projection.edges:
        if edge.type == "REPORTED_IN":
            by_event.setdefault(edge.start, []).append(edge.end)
    return sorted(by_event.values())


def test_a_person_can_merge_and_split_entities(article: Any, decided: Any) -> None:
    names = ["岳明远", "岳明元", "岳明远"]
    made = [article(f"d{n}", f"{x}。", [Entity(f"person:{x}", "Person", x)]) for n, x in enumerate(names)]
    merge = '{"action": "merge", "kind": "entity", "mentions": [["d0", 0, 3], ["d1", 0, 3]], "note": "印错"}'
    split = '{"action": "split", "kind": "entity", "mentions": [["d0", 0, 3], ["d2", 0, 3]]}'
    assert entities(project(made)) == ["person:岳明元", "person:岳明远"]
    assert entities(project(made, decided(merge))) == ["person:岳明元"]
    assert entities(project(made, decided(split))) == ["person:岳明元", "person:岳明远@d0", "person:岳明远@d2"]
    again = decided("# the namesake of d2 is another", "", split, merge)
    assert project(made, again) == project(made[::-1], again)
    graph = project(made, again)
    assert [(e.start, e.end) for e in graph.edges if e.type == "MENTIONED_IN"] == [
        ("person:岳明元", "d0"),
        ("person:岳明元", "d1"),
        ("person:岳明远", "d2"),
    ]


def test_a_wrong_link_to_the_gazetteer_can_be_cut(article: Any, decided: Any) -> None:
    known = Entity("person:yue", "Person", "岳明远")
    made = [article(d, "岳明远。", [known]) for d in "abc"]
    split = '{"action": "split", "kind": "entity", "mentions": [["b", 0, 3], ["a", 0, 3]]}'
    assert entities(project(made, decided(split))) == ["person:yue", "person:yue@a"]


def test_an_alias_names_an_entity_everywhere(article: Any, decided: Any) -> None:
    made = [article(d, "麥爾里。", [Entity("person:麦尔里", "Person", "麦尔里", aliases=("麥爾里",))]) for d in "ab"]
    alias = '{"action": "alias", "type": "Person", "name": "麥爾里", "entity": "person:jurgen-mairli"}'
    assert entities(project(made, decided(alias))) == ["person:jurgen-mairli"]


def test_a_person_can_merge_and_split_events(article: Any, decided: Any) -> None:
    late = {**ACCUSE, "date": "2023-07-16"}
    told = {"a": ACCUSE, "b": ACCUSE, "c": late}
    made: list[Record] = [article(d, "中国谴责美国。", [CHN, USA], [event]) for d, event in told.items()]
    merge = '{"action": "merge", "kind": "event", "mentions": [["a", 2, 4], ["c", 2, 4]]}'
    split = '{"action": "split", "kind": "event", "mentions": [["a", 2, 4], ["b", 2, 4]]}'
    assert reported(project(made)) == [["a", "b"], ["c"]]
    assert reported(project(made, decided(merge))) == [["a", "b", "c"]]
    assert reported(project(made, decided(split))) == [["a"], ["b"], ["c"]]
    assert reported(project(made, decided(split, merge))) == [["a", "c"], ["b"]]
    assert reported(project(made, decided(merge, split))) == [["a", "c"], ["b"]]


def test_what_a_person_merges_may_differ_in_type(article: Any, decided: Any) -> None:
    visit = {**ACCUSE, "type": "CONSULT", "mode": "visit"}
    told = {"a": ACCUSE, "b": visit, "c": visit}
    made: list[Record] = [article(d, "中国谴责美国。", [CHN, USA], [event]) for d, event in told.items()]
    merge = '{"action": "merge", "kind": "event", "mentions": [["a", 2, 4], ["b", 2, 4], ["c", 2, 4]]}'
    (event,) = [node for node in project(made, decided(merge)).nodes if node.kind == "Event"]
    assert (event.properties["type"], event.properties["mode"]) == ("CONSULT", "visit")
    accused = [dataclasses.replace(made[0], id=d) for d in "de"]
    merge = merge.replace("]]}", '], ["d", 2, 4], ["e", 2, 4]]}')
    (event,) = [node for node in project([*made, *accused], decided(merge)).nodes if node.kind == "Event"]
    assert (event.properties["type"], event.properties.get("mode")) == ("ACCUSE", None)


def test_a_decision_about_a_document_that_is_gone_has_no_say(article: Any, decided: Any) -> None:
    made = [article("a", "中国谴责美国。", [CHN, USA], [ACCUSE])]
    merge = '{"action": "merge", "kind": "event", "mentions": [["a", 2, 4], ["gone", 2, 4]]}'
    assert project(made, decided(merge)) == project(made)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "Expecting"),
        ("[]", "needs .action.: merge, split or alias"),
        ('{"action": "join"}', "needs .action.: merge, split or alias"),
        ('{"action": "merge", "kind": "entity", "mentions": [["d", 0, 2]]}', "two or more"),
        ('{"action": "split", "kind": "place", "mentions": [["d", 0, 2], ["e", 0, 2]]}', "entity or event"),
        ('{"action": "merge", "kind": "event", "mentions": [["d", 2, 1], ["e", 0, 2]]}', "a mention is"),
        ('{"action": "merge", "kind": "event", "mentions": [["d", true, 2], ["e", 0, 2]]}', "a mention is"),
        ('{"action": "alias", "type": "Person", "name": "岳"}', "alias needs"),
        ('{"action": "alias", "type": "Star", "name": "岳", "entity": "person:x"}', "unknown entity type Star"),
    ],
)
def test_a_bad_line_is_named(decided: Any, line: str, fault: str) -> None:
    with pytest.raises(KgError, match=rf"decisions\.jsonl:2: .*{fault}"):
        decided("# first", line)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"none\.jsonl"):
        load_decisions(tmp_path / "none.jsonl")
