import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.ontology import ontology
from kg.records import Entity, Record, Relation
from kg.resolve import Edge, Node, Projection, project
from kg.resolve.contract import check
from kg.resolve.projection import endpoints

USA = Entity("USA", "State", "美国")
JPN = Entity("JPN", "State", "日本", name_en="Japan")
CHN = Entity("CHN", "State", "中国")
LUO = Entity("person:罗德林", "Person", "罗德林", state="USA")
NAVY = Entity("org:三沙舰队", "Organization", "三沙舰队", state="CHN")
PORT = Entity("loc:青浦港", "Location", "青浦港", state="JPN")
VISIT = {"type": "CONSULT", "mode": "visit", "trigger": "访问", "actors": ("person:罗德林",), "recipients": ("JPN",)}


def events(projection: Projection) -> list[Node]:
    return [node for node in projection.nodes if node.kind == "Event"]


def edges(projection: Projection, kind: str) -> list[Edge]:
    return [edge for edge in projection.edges if edge.type == kind]


def test_two_reports_of_a_visit_are_one_event_with_two_sources(article: Any) -> None:
    first = article("a", "美国将军罗德林7月14日访问日本。", [USA, JPN, LUO], [{**VISIT, "date": "2023-07-14"}])
    second = article(
        "b", "罗德林到达日本。\n他的访问为期两天。", [JPN, LUO], [{**VISIT, "date": "2023-07-14", "confidence": 0.5}]
    )
    graph = project([first, second])
    (event,) = events(graph)
    assert event.properties == {
        "name": "会晤 · 罗德林 → 日本 · 2023-07-14",
        "type": "CONSULT",
        "mode": "visit",
        "status": "actual",
        "quad": 1,
        "score": 4.0,
        "trigger": "访问",
        "date": "2023-07-14",
        "date_start": "2023-07-14",
        "date_end": "2023-07-14",
        "date_precision": "day",
        "date_basis": "explicit",
        "sources": 2,
        "confidence": 0.9,
    }
    assert [(e.end, e.properties["sentence"]) for e in edges(graph, "REPORTED_IN")] == [
        ("a", "美国将军罗德林7月14日访问日本。"),
        ("b", "他的访问为期两天。"),
    ]
    (triple,) = edges(graph, "CONSULT")
    assert (triple.start, triple.end, triple.key) == ("person:罗德林", "JPN", event.id)
    assert triple.properties["documents"] == ("a", "b")
    assert triple.properties["confidence"] == 0.9


def test_nodes_of_entities_and_documents(article: Any) -> None:
    first = article("a", "日本，日本。", [JPN], published="2023-07-14")
    second = article("b", "日本。", [dataclasses.replace(JPN, aliases=("日",))], published="2023-07-12")
    graph = project([first, second])
    assert graph.nodes == (
        Node("a", ("Document",), {"url": "https://news.example/a", "title": "日本，日本。", "source": "a报",
                                  "published": "2023-07-14T08:00:00Z", "day": "2023-07-14", "script": "Hans"}),
        Node("b", ("Document",), {"url": "https://news.example/b", "title": "日本。", "source": "b报",
                                  "published": "2023-07-12T08:00:00Z", "day": "2023-07-12", "script": "Hans"}),
        Node("JPN", ("Entity", "State"), {"name": "日本", "name_hant": "日本國", "name_en": "Japan", "aliases": ("日",),
                                          "state": "JPN", "first_seen": "2023-07-12", "last_seen": "2023-07-14",
                                          "mentions": 4}),
    )  # fmt: skip
    assert [e.properties for e in edges(graph, "MENTIONED_IN")] == [
        {"count": 2, "surfaces": ("日本",)},
        {"count": 2, "surfaces": ("日", "日本")},
    ]


def test_a_day_is_the_day_in_the_outlets_own_time_zone(article: Any) -> None:
    told = dataclasses.replace(article("a", "日本。", [JPN]), published="2020-09-30T16:30:00Z")
    hong_kong = dataclasses.replace(told, url="https://cn.nytimes.com/china/20201001/x/")
    assert [project([r]).nodes[0].properties["day"] for r in (told, hong_kong)] == ["2020-09-30", "2020-10-01"]
    assert project([hong_kong]).nodes[1].properties["first_seen"] == "2020-10-01"


def test_only_what_happened_becomes_a_triple_and_the_caption_says_so(article: Any) -> None:
    statuses = ontology().statuses
    records = [article(s, "罗德林访问日本。", [JPN, LUO], [{**VISIT, "status": s}]) for s in statuses]
    graph = project(records)
    assert len(events(graph)) == len(statuses), "a planned visit is not the visit"
    assert {e.properties["status"] for e in edges(graph, "CONSULT")} == {"actual"}
    captions = {str(node.properties["status"]): str(node.properties["name"]) for node in events(graph)}
    assert captions == {
        "actual": "会晤 · 罗德林 → 日本",
        "planned": "〔计划〕会晤 · 罗德林 → 日本",
        "hypothetical": "〔假设〕会晤 · 罗德林 → 日本",
        "negated": "〔否认〕会晤 · 罗德林 → 日本",
    }


def test_actors_of_a_meeting_without_recipient_are_joined_in_pairs(article: Any) -> None:
    meeting = {"type": "CONSULT", "trigger": "会谈", "actors": ("CHN", "JPN", "USA")}
    graph = project([article("a", "中国、日本和美国会谈。", [CHN, JPN, USA], [meeting])])
    assert [(e.start, e.end) for e in edges(graph, "CONSULT")] == [("CHN", "JPN"), ("CHN", "USA"), ("JPN", "USA")]
    accusation = {"type": "ACCUSE", "trigger": "会谈", "actors": ("CHN", "JPN", "USA")}
    assert not edges(project([article("a", "中国、日本和美国会谈。", [CHN, JPN, USA], [accusation])]), "ACCUSE")


def test_mutual_acts_make_no_loop(article: Any) -> None:
    war = {"type": "ASSAULT", "trigger": "交战", "actors": ("CHN", "JPN"), "recipients": ("CHN", "JPN")}
    graph = project([article("a", "中国和日本交战。", [CHN, JPN], [war])])
    assert [(e.start, e.end) for e in edges(graph, "ASSAULT")] == [("CHN", "JPN"), ("JPN", "CHN")]


def test_a_meeting_told_from_both_sides_keeps_one_role_for_each(article: Any) -> None:
    host = Entity("person:杉田久美", "Person", "杉田久美", state="JPN")
    ours = {"type": "CONSULT", "trigger": "会晤", "actors": ("person:罗德林",), "recipients": ("person:杉田久美",)}
    theirs = {**ours, "actors": ours["recipients"], "recipients": ours["actors"]}
    told = [("a", ours), ("b", ours), ("c", theirs)]
    graph = project(article(d, "罗德林会晤杉田久美。", [LUO, host], [{**e, "date": "2023-07-14"}]) for d, e in told)
    assert [(e.start, e.end) for e in edges(graph, "CONSULT")] == [("person:罗德林", "person:杉田久美")]


def test_a_state_gives_way_to_the_person_another_report_names(article: Any) -> None:
    named = article("a", "罗德林访问日本。", [JPN, LUO], [{**VISIT, "date": "2023-07-14"}])
    unnamed = article("b", "美国访问日本。", [JPN, USA], [{**VISIT, "actors": ("USA",), "date": "2023-07-14"}])
    graph = project([named, unnamed])
    assert [(e.start, e.properties["documents"]) for e in edges(graph, "CONSULT")] == [("person:罗德林", ("a", "b"))]


def test_relations_gather_their_documents_and_days(article: Any) -> None:
    def office(title: str) -> Relation:
        return Relation("HOLDS_OFFICE", "person:罗德林", "USA", title, evidence=(0, 4))

    part = Relation("PART_OF", "org:三沙舰队", "CHN", basis="gazetteer")
    records = [
        article("a", "美国將軍罗德林。", [USA, LUO], relations=[office("將軍")], published="2023-07-14"),
        article("b", "美国将军罗德林。", [USA, LUO], relations=[office("将军")], published="2023-07-10"),
        article("c", "美国前将军罗德林。", [USA, LUO], relations=[office("前将军")], published=None),
        article("d", "三沙舰队。", [NAVY, CHN], relations=[part]),
    ]
    graph = project(records)
    assert [e.properties for e in edges(graph, "HOLDS_OFFICE")] == [
        {"title": "前将军", "basis": "text", "documents": ("c",), "sentence": "美国前将军罗德林。"},
        {"title": "将军", "basis": "text", "documents": ("b", "a"), "first_reported": "2023-07-10",
         "last_reported": "2023-07-14", "sentence": "美国将军罗德林。"},
    ]  # fmt: skip
    assert [e.properties for e in edges(graph, "PART_OF")] == [{"basis": "gazetteer", "documents": ()}]
    assert "CHN" in {node.id for node in graph.nodes}, "known from the gazetteer, never named"


def test_of_two_versions_the_later_counts_whatever_came_last(article: Any) -> None:
    old = article("a", "罗德林访问日本。", [JPN, LUO], [VISIT], published="2023-07-14")
    new = article("a", "更正：罗德林没有去日本。", [JPN, LUO], published="2023-07-16")
    assert project([old, new]) == project([new, old]) == project([new])
    same_day = article("a", "罗德林，日本。", [JPN, LUO], published="2023-07-14")
    assert project([old, same_day]) == project([same_day, old])


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        ({"type": "DANCE"}, "unknown event type DANCE"),
        ({"mode": "waltz"}, "CONSULT has no mode waltz"),
        ({"status": "rumoured"}, "unknown status rumoured"),
        ({"actors": ("person:无名",)}, "the entity person:无名 is not listed"),
        ({"date": "2023-07"}, "'2023-07' is no day"),
        ({"date": "2023-02-31"}, "'2023-02-31' is no day"),
        ({"date_start": "2023-07-15", "date_end": "2023-07-14"}, "before it starts"),
        ({"sentence": (0, 99)}, r"the span \[0, 99\] is outside the text"),
        ({"confidence": 1.5}, "confidence 1.5"),
    ],
)
def test_a_record_that_breaks_the_contract_is_refused(article: Any, event: dict[str, Any], fault: str) -> None:
    record = article("a", "罗德林访问日本。", [JPN, LUO], [{**VISIT, **event}])
    with pytest.raises(RecordError, match=f"record a: event E1: .*{fault}"):
        project([record])


@pytest.mark.parametrize(
    ("part", "value", "fault"),
    [
        ("published", "2023-07-14", "published is '2023-07-14', not an instant"),
        ("published", "2023-13-14T08:00:00Z", "not an instant"),
        ("sentences", ((0, 99),), r"the span \[0, 99\] is outside the text"),
        ("text", "别的", "'罗德林' does not stand at 0 to 3 of the text"),
        ("text", None, "text is of the wrong kind"),
        ("entities", (JPN, JPN), "two entities have the same id"),
        ("id", "", "the id is empty"),
    ],
)
def test_so_is_one_whose_parts_do_not_fit(article: Any, part: str, value: Any, fault: str) -> None:
    record = dataclasses.replace(article("a", "罗德林访问日本。", [JPN, LUO]), **{part: value})
    with pytest.raises(RecordError, match=f"^record a?: .*{fault}"):
        check(record)


def test_relations_hold_between_the_types_of_the_ontology(article: Any) -> None:
    wrong = Relation("MEMBER_OF", "JPN", "USA", evidence=(0, 2))
    with pytest.raises(RecordError, match="USA is a State, where only Organization may stand"):
        project([article("a", "日本和美国。", [JPN, USA], relations=[wrong])])
    alien = dataclasses.replace(JPN, type="Planet")
    with pytest.raises(RecordError, match="unknown entity type Planet"):
        project([dataclasses.replace(article("a", "日本。"), entities=(alien,))])


# --- any set of records ------------------------------------------------------------------------------------------

_PEOPLE = [
    Entity("person:罗德林", "Person", "罗德林", name_en="Carl Rodlin", state="USA"),
    Entity("person:罗德琳", "Person", "罗德琳", name_en="Carl Rodlin"),
    Entity("person:罗", "Person", "罗", state="USA"),
    Entity("org:外交部", "Organization", "外交部", state="CHN"),
]
_SAME_ID = [Entity("org:外交部", "Organization", "外交部", state="JPN"), Entity("org:外交部", "Organization", "外交部")]
_DAYS = ["2023-07-13", "2023-07-14", None]


@st.composite
def records(draw: st.DrawFn, article: Any) -> list[Record]:
    result = []
    for number in range(draw(st.integers(1, 7))):
        cast = [*_PEOPLE[:3], draw(st.sampled_from([_PEOPLE[3], *_SAME_ID])), USA, JPN, CHN]
        who = st.sampled_from([entity.id for entity in cast])
        triggers = draw(st.lists(st.sampled_from(["访问", "会谈", "批评"]), unique=True))
        made = [
            {
                "type": "ACCUSE" if trigger == "批评" else "CONSULT",
                "mode": draw(st.sampled_from(["visit", None])) if trigger == "访问" else None,
                "trigger": trigger,
                "actors": tuple(draw(st.lists(who, min_size=1, max_size=2, unique=True))),
                "recipients": tuple(draw(st.lists(who, max_size=2, unique=True))),
                "status": draw(st.sampled_from(["actual", "planned"])),
                "date": draw(st.sampled_from(_DAYS)),
                "confidence": draw(st.sampled_from([0.5, 0.77, 1.0])),
            }
            for trigger in triggers
        ]
        text = "罗德林、罗德琳、罗与外交部。美国、日本、中国访问。会谈后批评。"
        day = draw(st.sampled_from([*_DAYS, "2023-07-20"]))
        result.append(article(f"d{number}", text, cast, made, published=day))
    return result


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_graph_is_a_function_of_the_set_of_records(article: Any, data: st.DataObject) -> None:
    made = data.draw(records(article))
    graph = project(made)
    again = data.draw(st.permutations(made + data.draw(st.lists(st.sampled_from(made), max_size=3))))
    assert project(again) == graph


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_report_is_in_the_graph_and_every_edge_holds(article: Any, data: st.DataObject) -> None:
    made = data.draw(records(article))
    graph = project(made)
    kinds = {(node.kind, node.id) for node in graph.nodes}
    assert len(kinds) == len(graph.nodes)
    assert len({edge.identity for edge in graph.edges}) == len(graph.edges)
    for edge in graph.edges:
        start, end = endpoints(edge.type)
        assert (start, edge.start) in kinds
        assert (end, edge.end) in kinds
    reported = edges(graph, "REPORTED_IN")
    assert {e.start for e in reported} == {n.id for n in events(graph)}
    for record in made:
        sentences = {(event.sentence[0], event.sentence[1]) for event in record.events}
        assert {(e.properties["start"], e.properties["end"]) for e in reported if e.end == record.id} == sentences
    parts: list[Node | Edge] = [*graph.nodes, *graph.edges]
    for part in parts:
        assert None not in part.properties.values()
        assert "" not in part.properties.values()
        assert all(isinstance(value, (str, int, float, tuple)) for value in part.properties.values())
