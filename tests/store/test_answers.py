"""What the canned queries answer on a graph that is known by hand, with every engine."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from kg.queries import Result, left_out, run
from kg.records import Record
from kg.resolve import Projection, project
from kg.store import Store, Writer

StoreFactory = Callable[[], Store]
Articles = Mapping[str, Record]
Ask = Callable[..., Result]

VISIT = "会晤 · 林健一 → 菲律宾 · 2024-03-01"
ATTACK = "攻击 · 中国 → 菲律宾 · 2024-03-04"
BLAME = "指责 · 菲律宾 → 中国 · 2024-03-05"
AID = "援助 · 美国 → 菲律宾 · 2024-04-09"
SANCTION = "制裁 · 美国 → 中国 · 2024-04-18"
TALKS = "会晤 · 日本、美国 · 2024-04-19"
CRITICISM = "指责 · 中国 → 日本"
PLAN = "〔计划〕制裁 · 美国 → 中国 · 2024-05-20"
FEAR = "〔假设〕攻击 · 中国 → 菲律宾 · 2024-06-01"

EVIDENCE = ("sentence", "source", "published", "url")


@pytest.fixture
def ask(store: Store, articles: Articles) -> Ask:
    Writer(store).ingest(articles.values())

    def asked(name: str, /, **parameters: Any) -> Result:
        return run(store, name, parameters)

    return asked


def _column(result: Result, *names: str) -> list[Any]:
    if len(names) == 1:
        return [row[names[0]] for row in result.rows]
    return [tuple(row[name] for name in names) for row in result.rows]


def test_trace_leads_over_the_entities_between(ask: Ask) -> None:
    result = ask("trace", a="林健一", b="中国")
    assert _column(result, "chain", "step", "from", "event", "to", "events") == [
        (1, 1, "林健一", VISIT, "菲律宾", 1),
        (1, 2, "菲律宾", BLAME, "中国", 2),
        (1, 2, "菲律宾", ATTACK, "中国", 2),
    ]
    assert _column(result, *EVIDENCE)[0] == (
        "林健一访问菲律宾。",
        "海峡日报",
        "2024-03-02",
        "https://news.example/visit",
    )


def test_trace_shows_the_busiest_chain_first(ask: Ask) -> None:
    between = _column(ask("trace", a="日本", b="菲律宾", per_step=1), "chain", "from", "event", "to")
    assert between == [
        (1, "日本", CRITICISM, "中国"),
        (1, "中国", BLAME, "菲律宾"),
        (2, "日本", TALKS, "美国"),
        (2, "美国", AID, "菲律宾"),
    ]
    assert _column(ask("trace", a="日本", b="菲律宾", per_step=1, chains=1), "chain") == [1, 1]


def test_trace_leads_from_a_person_to_the_body_and_its_state(ask: Ask) -> None:
    result = ask("trace", a="林健一", b="日本")
    assert _column(result, "step", "event", "to", "events", "sentence", "published") == [
        (1, "任职 · 林健一 → 海洋事务局 · 局长", "海洋事务局", 0, "林健一是日本海洋事务局局长。", "2024-03-02"),
        (2, "隶属 · 海洋事务局 → 日本", "日本", 0, "林健一是日本海洋事务局局长。", "2024-03-02"),
    ]


def test_trace_ends_at_max_hops(ask: Ask) -> None:
    assert ask("trace", a="林健一", b="中国", max_hops=1).rows == ()
    assert ask("trace", a="林健一", b="桑托斯").rows == ()
    assert ask("trace", a="中国", b="中国").rows == ()


def test_timeline_is_by_date_and_of_what_did_happen(ask: Ask) -> None:
    result = ask("timeline", entity="菲律賓")
    assert _column(result, "event", "outlets") == [(VISIT, 2), (ATTACK, 1), (BLAME, 1), (AID, 1)]
    assert _column(ask("timeline", entity="PHL", since="2024-03-04", until="2024-03"), "event") == [ATTACK, BLAME]
    assert _column(ask("timeline", entity="PHL", limit=1), "event") == [VISIT]


def test_an_undated_event_is_there_unless_a_first_day_is_asked_for(ask: Ask) -> None:
    assert _column(ask("timeline", entity="日本"), "event", "date") == [
        (TALKS, "2024-04-19"),
        (CRITICISM, "../2024-04-25"),
    ]
    assert _column(ask("timeline", entity="日本", since="2024"), "event") == [TALKS]
    assert _column(ask("timeline", entity="日本", until="2024-04-24"), "event") == [TALKS]


def test_pair(ask: Ask) -> None:
    assert _column(ask("pair", a="Philippines", b="china"), "event", "score") == [(ATTACK, -9.0), (BLAME, -3.0)]
    assert _column(ask("pair", a="菲律宾", b="中国", status="hypothetical"), "event") == [FEAR]


def test_evidence_is_every_sentence(ask: Ask) -> None:
    (event,) = _column(ask("visits"), "id")
    result = ask("evidence", event=event)
    assert _column(result, "event", "status", "date") == [(VISIT, "actual", "2024-03-01")] * 2
    assert _column(result, *EVIDENCE) == [
        ("林健一访问菲律宾。", "海峡日报", "2024-03-02", "https://news.example/visit"),
        ("林健一3月1日訪問菲律賓。", "观察电台", "2024-03-02", "https://news.example/visit-hant"),
    ]


def test_meetings(ask: Ask) -> None:
    result = ask("meetings")
    assert _column(result, "people", "places", "mode", "event") == [
        (["菲律宾", "林健一"], ["菲律宾"], "visit", VISIT),
        (["日本", "美国"], [], None, TALKS),
    ]
    assert _column(ask("meetings", since="2024-04", until="2024-04"), "event") == [TALKS]
    assert _column(ask("meetings", who="林健一"), "event") == [VISIT]


def test_visits(ask: Ask) -> None:
    assert _column(ask("visits", host="菲律宾"), "visitors", "hosts", "places", "event") == [
        (["林健一"], ["菲律宾"], ["菲律宾"], VISIT)
    ]
    assert ask("visits", visitor="日本").rows == ()


def test_arms_aid_needs_a_word_for_arms(ask: Ask) -> None:
    assert _column(ask("arms-aid", receiver="菲律宾"), "event", "sentence") == [(AID, "美国向菲律宾提供导弹。")]
    assert ask("arms-aid", words="大米").rows == ()
    assert ask("arms-aid", giver="日本").rows == ()


def test_accusations(ask: Ask) -> None:
    assert _column(ask("accusations"), "accuser", "accused", "event") == [
        ("菲律宾", "中国", BLAME),
        ("中国", "日本", CRITICISM),
    ]
    assert _column(ask("accusations", by="中国"), "event") == [CRITICISM]
    assert _column(ask("accusations", against="中国"), "event") == [BLAME]


def test_sanctions_are_those_in_force_unless_plans_are_asked_for(ask: Ask) -> None:
    assert _column(ask("sanctions"), "by", "against", "mode", "event") == [("美国", "中国", "expel", SANCTION)]
    assert _column(ask("sanctions", status="actual,planned"), "event", "status") == [
        (SANCTION, "actual"),
        (PLAN, "planned"),
    ]


def test_offices_lead_to_the_state(ask: Ask) -> None:
    expected = [("林健一", "局长", "海洋事务局", "日本", "2024-03-02", "https://news.example/visit")]
    columns = ("person", "title", "body", "state", "first", "url")
    assert _column(ask("offices"), "sentence") == ["林健一是日本海洋事务局局长。"]
    assert _column(ask("offices"), *columns) == expected
    assert _column(ask("offices", body="日本"), *columns) == expected
    assert _column(ask("offices", who="林健一", body="海洋事務局"), *columns) == expected
    assert ask("offices", body="中国").rows == ()


def test_brokers(ask: Ask) -> None:
    result = ask("brokers", a="日本", b="菲律宾")
    assert _column(result, "broker", "events_a", "events_b", "side", "event") == [
        ("中国", 1, 2, "a", CRITICISM),
        ("中国", 1, 2, "b", BLAME),
        ("美国", 1, 1, "a", TALKS),
        ("美国", 1, 1, "b", AID),
    ]


def test_monthly(ask: Ask) -> None:
    assert _column(ask("monthly", a="中国", b="菲律宾"), "month", "type", "events", "mean_score") == [
        ("2024-03", "ACCUSE", 1, -3.0),
        ("2024-03", "ASSAULT", 1, -9.0),
    ]
    assert ask("monthly", a="中国", b="菲律宾", since="2024-04").rows == ()


def test_entities(ask: Ask) -> None:
    assert _column(ask("entities", name="事務"), "id", "name", "type") == [
        ("org:海洋事务局", "海洋事务局", "Organization")
    ]
    assert _column(ask("entities", name="rosa"), "name", "name_en", "type") == [("桑托斯", "Rosa Santos", "Person")]


def test_sources(ask: Ask) -> None:
    assert _column(ask("sources"), "event", "outlets", "source", "sentence") == [
        (VISIT, 2, "海峡日报", "林健一访问菲律宾。"),
        (VISIT, 2, "观察电台", "林健一3月1日訪問菲律賓。"),
    ]
    assert ask("sources", outlets=3).rows == ()


def test_planned(ask: Ask) -> None:
    assert _column(ask("planned"), "event") == [PLAN]
    assert _column(ask("planned", who="中国", status=["planned", "hypothetical"]), "event") == [PLAN, FEAR]
    assert ask("planned", until="2024-05-19").rows == ()


_DOUBT = (
    ("AID", "援助", ["CHN"], ["JPN"], "2024-05-01", 0.4),  # the short way
    ("CONSULT", "访问", ["CHN"], ["PHL"], "2024-05-02", 0.8),  # the way round
    ("CONSULT", "访问", ["PHL"], ["USA"], "2024-05-03", 0.7),
    ("CONSULT", "访问", ["USA"], ["JPN"], "2024-05-04", 0.6),
    ("ACCUSE", "批评", ["USA"], ["JPN"], "2024-05-05", 0.59),
)
_NAMES = {"CHN": "中国", "JPN": "日本", "PHL": "菲律宾", "USA": "美国"}


@pytest.fixture
def doubted(store: Store, write_article: Callable[..., Record]) -> Store:
    """Events of different confidence, one outlet each."""
    for number, (type_, trigger, actors, recipients, day, confidence) in enumerate(_DOUBT):
        sentence = f"{_NAMES[actors[0]]}{trigger}{_NAMES[recipients[0]]}。"
        said = {"sentence": sentence, "type": type_, "trigger": trigger, "actors": actors, "recipients": recipients}
        article = write_article(
            f"doubt{number}", f"第{number}报", f"{day}T03:00:00Z", {**said, "day": day, "confidence": confidence}
        )
        Writer(store).ingest([article])
    return store


def test_a_chain_goes_round_what_is_doubtful(doubted: Store) -> None:
    def chain(**parameters: Any) -> list[str]:
        return _column(run(doubted, "trace", {"a": "中国", "b": "日本", **parameters}), "event")

    day = "2024-05-0"
    assert chain(min_confidence=0) == [f"援助 · 中国 → 日本 · {day}1"]
    assert chain(min_confidence=0.4) == [f"援助 · 中国 → 日本 · {day}1"]
    assert chain() == [
        f"会晤 · 中国 → 菲律宾 · {day}2",
        f"会晤 · 菲律宾 → 美国 · {day}3",
        f"会晤 · 美国 → 日本 · {day}4",
    ]
    assert chain(max_hops=2) == []
    assert chain(min_confidence=0.61) == []
    rounds = run(doubted, "temporal-path", {"a": "中国", "b": "日本", "hops": 3})
    assert _column(rounds, "event") == chain()
    assert run(doubted, "temporal-path", {"a": "中国", "b": "日本", "hops": 1}).rows == ()
    assert len(run(doubted, "temporal-path", {"a": "中国", "b": "日本", "hops": 1, "min_confidence": 0.4}).rows) == 1


def test_what_is_counted_is_what_the_bar_lets_through(doubted: Store) -> None:
    asked = {"a": "美国", "b": "日本"}
    assert _column(run(doubted, "contacts", asked), "events") == [1]
    assert _column(run(doubted, "contacts", {**asked, "min_confidence": 0.59}), "events") == [2, 2]
    assert _column(run(doubted, "adversaries", {"a": "日本"}), "adversary") == []
    assert _column(run(doubted, "adversaries", {"a": "日本", "min_confidence": 0.5}), "adversary") == ["美国"]
    assert _column(run(doubted, "allies", {"entity": "日本"}), "ally", "cooperation") == [("美国", 1)]
    periods = {"entity": "日本", "earlier_until": "2024-04", "since": "2024-05"}
    assert _column(run(doubted, "changes", periods), "counterpart", "events_after") == [("美国", 1)]
    few = run(doubted, "monthly", asked)
    assert _column(few, "type", "events") == [("CONSULT", 1)]
    kept = left_out(doubted, "monthly", asked, few)
    assert kept is not None
    assert (kept.events, kept.rows) == (0, True), "it counts events and shows none"
    nothing = run(doubted, "pair", {"a": "中国", "b": "日本"})
    assert nothing.rows == ()
    kept = left_out(doubted, "pair", {"a": "中国", "b": "日本"}, nothing)
    assert kept is not None
    assert (kept.bar, kept.events, kept.rows) == (0.6, 1, True)


def test_a_link_is_as_sure_as_its_surest_event_also_after_one_is_taken_out(doubted: Store) -> None:
    text = (
        "MATCH (:Entity {id: 'JPN'})-[l:LINKED]-(:Entity {id: 'USA'}) RETURN l.events AS events, l.confidence AS sure"
    )
    triples = "MATCH (:Entity {id: 'USA'})-[t:ACCUSE|CONSULT]->() RETURN t.confidence AS sure ORDER BY sure"
    assert doubted.read(text) == [{"events": 2, "sure": 0.6}]
    assert [row["sure"] for row in doubted.read(triples)] == [0.59, 0.6]
    Writer(doubted).remove(["test-doubt3"])
    assert doubted.read(text) == [{"events": 1, "sure": 0.59}]


def test_an_event_without_a_confidence_is_shown(store: Store, articles: Articles) -> None:
    def without(found: Iterable[Record]) -> Projection:
        whole = project(found)

        def bare(row: Any) -> Any:
            return dataclasses.replace(row, properties={k: v for k, v in row.properties.items() if k != "confidence"})

        return Projection.of(map(bare, whole.nodes), map(bare, whole.edges))

    Writer(store, without).ingest(articles.values())
    assert store.read("MATCH (e:Event) WHERE e.confidence IS NOT NULL RETURN e.id AS id") == []
    for name, given in (
        ("timeline", {"entity": "菲律宾"}),
        ("trace", {"a": "林健一", "b": "中国"}),
        ("allies", {"entity": "菲律宾"}),
    ):
        rows = run(store, name, {**given, "min_confidence": 1}).rows
        assert rows == run(store, name, {**given, "min_confidence": 0}).rows != ()


def test_a_document_without_outlet_is_named_by_its_title_or_id(store: Store, articles: Articles) -> None:
    unnamed = dataclasses.replace(articles["visit"], source=None, url=None)
    Writer(store).ingest(
        [dataclasses.replace(unnamed, title="研究报告"), dataclasses.replace(unnamed, id="x", title=None)]
    )
    (event,) = {row["id"] for row in run(store, "visits").rows}
    assert {row["source"] for row in run(store, "evidence", {"event": event}).rows} == {"研究报告", "x"}
