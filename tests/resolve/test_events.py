from typing import Any

import pytest

from kg.records import Entity, Record
from kg.resolve import project

CAST = [
    Entity("USA", "State", "美国"),
    Entity("JPN", "State", "日本"),
    Entity("CHN", "State", "中国"),
    Entity("person:罗德林", "Person", "罗德林", state="USA"),
    Entity("person:贝内克", "Person", "贝内克", state="USA"),
    Entity("org:联合舰队", "Organization", "联合舰队", state="USA"),
    Entity("loc:青浦港", "Location", "青浦港", state="JPN"),
    Entity("loc:石门", "Location", "石门", state="CHN"),
    Entity("loc:云岭", "Location", "云岭"),
    Entity("person:裘安", "Person", "裘安"),
    Entity("person:顾远", "Person", "顾远"),
]
PROTEST = {"type": "ACCUSE", "trigger": "谴责", "actors": ("CHN",), "recipients": ("USA",), "date": "2023-07-14"}
VISIT = {"type": "CONSULT", "mode": "visit", "trigger": "访问", "actors": ("USA",), "recipients": ("JPN",)}


_VERBS = ("谴责", "批评", "访问", "会谈", "演习")
_UNLIKE = "".join(f"先前消息{verb}之后沉默。" for verb in _VERBS), "".join(f"外电{verb}，详情不明。" for verb in _VERBS)


@pytest.fixture
def one(article: Any) -> Any:
    """Whether two events, each in an article of its own, are found to be one."""

    def report(document: str, event: dict[str, Any], text: str, published: str) -> Record:
        made: Record = article(document, text, CAST, [event], published=published)
        return made

    def run(
        first: dict[str, Any],
        second: dict[str, Any],
        texts: tuple[str, str] = _UNLIKE,
        days: tuple[str, str] = ("2023-07-15", "2023-07-15"),
    ) -> bool:
        graph = project([report("a", first, texts[0], days[0]), report("b", second, texts[1], days[1])])
        return sum(node.kind == "Event" for node in graph.nodes) == 1

    return run


def test_same_day_same_sides(one: Any) -> None:
    assert one(PROTEST, {**PROTEST, "trigger": "批评"})
    assert not one(PROTEST, {**PROTEST, "date": "2023-07-15"})
    assert not one(PROTEST, {**PROTEST, "recipients": ("JPN",)})
    assert not one(PROTEST, {**PROTEST, "actors": ("JPN",)})
    assert not one(PROTEST, {**PROTEST, "type": "REJECT"})
    assert not one(PROTEST, {**PROTEST, "status": "planned"})


def test_a_recipient_that_one_report_leaves_out_needs_other_support(one: Any) -> None:
    assert not one(PROTEST, {**PROTEST, "recipients": ()})
    speaking = {**PROTEST, "actors": ("person:罗德林",), "recipients": ("CHN",), "locations": ("loc:青浦港",)}
    assert one(speaking, {**speaking, "recipients": ()})


def test_undated_reports_are_of_the_same_news(one: Any) -> None:
    undated = {**PROTEST, "date": None}
    assert one(undated, undated, days=("2023-07-12", "2023-07-15"))
    assert not one(undated, undated, days=("2023-07-11", "2023-07-15"))
    assert not one(undated, {**undated, "trigger": "访问"}), "nothing but the sides in common"
    assert one(undated, PROTEST, days=("2023-07-16", "2023-08-20"))
    assert not one(undated, PROTEST, days=("2023-07-13", "2023-08-20")), "published before it happened"


def test_a_month_meets_its_day_only_with_support(one: Any) -> None:
    month = {
        **PROTEST,
        "date": "2023-07",
        "date_start": "2023-07-01",
        "date_end": "2023-07-31",
        "date_precision": "month",
    }
    assert one(PROTEST, month)
    assert not one(PROTEST, {**month, "trigger": "访问"})
    june = {**month, "date": "2023-06", "date_start": "2023-06-01", "date_end": "2023-06-30"}
    assert not one(PROTEST, june)


def test_a_year_meets_only_the_same_year(one: Any) -> None:
    year = {**PROTEST, "date": "2023", "date_start": "2023-01-01", "date_end": "2023-12-31", "date_precision": "year"}
    near = ("二零二三年，他们曾多次谴责。", "二零二三年，他们曾谴责。")
    assert one(year, year, texts=near)
    assert not one(year, PROTEST, texts=near)


def test_persons_tell_visits_apart(one: Any) -> None:
    visit = {**VISIT, "date": "2023-07-14"}
    assert one({**visit, "actors": ("person:罗德林",)}, visit)
    assert not one({**visit, "actors": ("person:罗德林",)}, {**visit, "actors": ("person:贝内克",)})
    assert one({**visit, "actors": ("person:罗德林",)}, {**visit, "actors": ("person:贝内克", "person:罗德林")})


def test_a_person_and_a_body_are_less_alike_than_either_and_its_state(one: Any) -> None:
    by_person = {**PROTEST, "actors": ("person:罗德林",), "recipients": ("CHN",)}
    assert not one(by_person, {**by_person, "actors": ("org:联合舰队",), "trigger": "访问"})
    assert one(by_person, {**by_person, "actors": ("USA",), "trigger": "访问"})


def test_places_must_not_differ(one: Any) -> None:
    visit = {**VISIT, "date": "2023-07-14", "locations": ("loc:青浦港",)}
    assert one(visit, {**visit, "locations": ("JPN",)})
    assert not one(visit, {**visit, "locations": ("loc:石门",)})
    assert one(visit, {**visit, "locations": ("loc:云岭",)}), "nobody knows where that is"


def test_a_visit_and_the_visit_in_return_are_two(one: Any) -> None:
    there = {**VISIT, "date": "2023-07-14"}
    back = {**there, "actors": ("JPN",), "recipients": ("USA",)}
    assert not one(there, back)
    assert one({**there, "mode": None}, {**back, "mode": None}), "talks have two sides"
    assert not one(there, {**there, "mode": "phone"})


def test_one_report_may_know_of_an_actor_more(one: Any) -> None:
    talks = {"type": "CONSULT", "trigger": "会谈", "actors": ("USA", "JPN", "CHN"), "date": "2023-07-14"}
    assert one(talks, {**talks, "actors": ("USA", "JPN")})
    assert not one(talks, {**talks, "actors": ("USA",)}), "less than half"
    assert not one(talks, {**talks, "actors": ("USA", "JPN"), "trigger": "访问"}), "nor without other support"
    both = {**PROTEST, "actors": ("CHN", "JPN")}
    assert one(PROTEST, both)
    assert not one({**PROTEST, "date": None}, {**both, "date": None})


def test_persons_whose_state_is_unknown_act_for_themselves(one: Any) -> None:
    visit = {**VISIT, "actors": ("person:裘安",), "date": "2023-07-14"}
    assert one(visit, visit)
    assert not one(visit, {**visit, "actors": ("person:顾远",)})
    assert not one(visit, {**visit, "actors": ("USA",)})


def test_one_article_tells_its_events_apart(article: Any) -> None:
    record = article("a", "中国谴责美国。中国批评美国。", CAST, [PROTEST, {**PROTEST, "trigger": "批评"}])
    graph = project([record])
    assert sum(node.kind == "Event" for node in graph.nodes) == 2


def test_without_day_and_publication_nothing_is_joined(article: Any) -> None:
    undated = {**PROTEST, "date": None}
    made = [article(d, "中国谴责美国。", CAST, [undated], published=None) for d in "ab"]
    assert sum(node.kind == "Event" for node in project(made).nodes) == 2


def test_copies_of_an_article_pair_off_event_by_event(article: Any) -> None:
    text = "中国因为演习谴责美国。另一次，中国因为关税批评美国。"
    told = [PROTEST, {**PROTEST, "trigger": "批评"}]
    graph = project(article(d, text, CAST, told) for d in "abc")
    assert [node.properties["sources"] for node in graph.nodes if node.kind == "Event"] == [3, 3]
    sentences = {(e.start, e.properties["sentence"]) for e in graph.edges if e.type == "REPORTED_IN"}
    assert len(sentences) == 2


def test_the_id_stays_when_a_later_report_comes(article: Any) -> None:
    first = article("m", "中国谴责美国。", CAST, [PROTEST], published="2023-07-14")
    later = [article(d, "中国谴责美国。", CAST, [PROTEST], published="2023-07-16") for d in "az"]
    (event,) = [node for node in project([first]).nodes if node.kind == "Event"]
    assert [node.id for node in project([first, *later]).nodes if node.kind == "Event"] == [event.id]


def test_the_date_is_the_most_precise_and_most_frequent(article: Any) -> None:
    month = {
        **PROTEST,
        "date": "2023-07",
        "date_start": "2023-07-01",
        "date_end": "2023-07-31",
        "date_precision": "month",
    }
    undated = {**PROTEST, "date": None}
    told = [month, month, PROTEST, undated]
    graph = project(article(f"d{n}", "中国谴责美国。", CAST, [event]) for n, event in enumerate(told))
    (event,) = [node for node in graph.nodes if node.kind == "Event"]
    assert (event.properties["date"], event.properties["date_precision"]) == ("2023-07-14", "day")
    assert event.properties["sources"] == 4


def test_confidence_counts_an_outlet_once(article: Any) -> None:
    weak = {**PROTEST, "confidence": 0.6}
    made = [article(d, "中国谴责美国。", CAST, [weak], source="晨星社") for d in "ab"]
    (event,) = [node for node in project(made).nodes if node.kind == "Event"]
    assert (event.properties["sources"], event.properties["confidence"]) == (1, 0.6)
