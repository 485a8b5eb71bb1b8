"""What the questions about more than one event answer, on a graph that is known by hand, with every engine."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.queries import Result, left_out, queries, run
from kg.store import Store

Ask = Callable[..., Result]

VISIT = "会晤 · 林健一 → 菲律宾 · 2024-03-01"
ATTACK = "攻击 · 中国 → 菲律宾 · 2024-03-04"
DENIAL = "〔否认〕攻击 · 中国 → 菲律宾 · 2024-03-04"
BLAME = "指责 · 菲律宾 → 中国 · 2024-03-05"
REBUFF = "拒绝 · 中国 → 菲律宾 · 2024-03-06"
AID = "援助 · 美国 → 菲律宾 · 2024-04-09"
RELIEF = "援助 · 日本 → 菲律宾 · 2024-02-10"
SANCTION = "制裁 · 美国 → 中国 · 2024-04-18"
TALKS = "会晤 · 日本、美国 · 2024-04-19"
CONDEMNATION = "指责 · 周言 → 美国 · 2024-04-21"
CRITICISM = "指责 · 中国 → 日本"
PLAN = "〔计划〕制裁 · 美国 → 中国 · 2024-05-20"
LISTED = "制裁 · 美国 → 中国 · 2024-05-20"
FISHING = "指责 · 日本 → 菲律宾 · 2023-06-02"
FORUM = "会晤 · 中国、日本 · 2023-07-01"
DRILL = "威胁 · 中国 → 日本 · 2023-08-05"


def _column(result: Result, *names: str) -> list[Any]:
    return [tuple(row[name] for name in names) for row in result.rows]


def test_a_chain_in_time_never_goes_back(ask: Ask) -> None:
    assert _column(ask("temporal-path", a="日本", b="美国"), "chain", "step", "days", "from", "event", "to") == [
        (1, 1, 59, "日本", RELIEF, "菲律宾"),
        (1, 2, 59, "菲律宾", AID, "美国"),
        (2, 1, 289, "日本", DRILL, "中国"),
        (2, 2, 289, "中国", LISTED, "美国"),
    ]
    # The other way what Japan has to do with the two came before what the United States had.
    assert ask("temporal-path", a="美国", b="日本").rows == ()


def test_a_chain_in_time_is_as_long_and_as_late_as_it_is_asked_for(ask: Ask) -> None:
    three = ask("temporal-path", a="林健一", b="美国", hops=3)
    assert _column(three, "days", "event") == [(80, VISIT), (80, REBUFF), (80, LISTED)]
    assert _column(ask("temporal-path", a="林健一", b="美国", hops=3, until="2024-05-19"), "event") == [
        (VISIT,),
        (REBUFF,),
        (SANCTION,),
    ]
    assert _column(ask("temporal-path", a="日本", b="菲律宾", hops=1), "event") == [(RELIEF,)]
    assert ask("temporal-path", a="日本", b="菲律宾", hops=1, since="2024-02-11").rows == ()
    assert ask("temporal-path", a="日本", b="日本").rows == ()


def test_common_adversaries(ask: Ask) -> None:
    columns = "adversary", "events_a", "events_b", "score_a", "score_b", "side", "event"
    assert _column(ask("adversaries", a="菲律宾", b="日本"), *columns) == [
        ("中国", 3, 2, -4.67, -3.25, "a", REBUFF),
        ("中国", 3, 2, -4.67, -3.25, "b", CRITICISM),
    ]
    assert _column(ask("adversaries", a="日本"), "adversary", "events_a", "event") == [
        ("中国", 2, CRITICISM),
        ("菲律宾", 1, FISHING),
    ]
    assert _column(ask("adversaries", a="日本", until="2023-07"), "adversary") == [("菲律宾",)]


def test_allies(ask: Ask) -> None:
    columns = "ally", "cooperation", "conflict", "mean_score", "together", "event"
    assert _column(ask("allies", entity="菲律宾"), *columns) == [
        ("美国", 1, 0, 10.0, [], AID),
        ("日本", 2, 1, 3.67, ["群岛论坛"], VISIT),
    ]
    assert ask("allies", entity="中国").rows == ()


def test_flows_of_aid(ask: Ask) -> None:
    columns = "giver", "receiver", "events", "arms", "first", "last", "event"
    assert _column(ask("aid-flows"), *columns) == [
        ("日本", "菲律宾", 1, 0, "2024-02-10", "2024-02-10", RELIEF),
        ("美国", "菲律宾", 1, 1, "2024-04-09", "2024-04-09", AID),
    ]
    assert _column(ask("aid-flows", giver="日本", words="帐篷"), "receiver", "arms") == [("菲律宾", 1)]
    assert ask("aid-flows", giver="菲律宾").rows == ()


def test_sanctions_and_what_follows(ask: Ask) -> None:
    columns = "case", "role", "after", "answers", "actors", "event"
    assert _column(ask("sanction-responses", by="美国"), *columns) == [
        (1, "sanction", 0, 1, ["美国"], SANCTION),
        (1, "response", 3, 1, ["周言"], CONDEMNATION),  # who speaks for the State that was hit
        (2, "sanction", 0, 0, ["美国"], LISTED),
    ]
    assert _column(ask("sanction-responses", against="中国", days=2), "event") == [(SANCTION,), (LISTED,)]
    assert ask("sanction-responses", by="美国", against="日本").rows == ()


def test_accusations_and_who_answers(ask: Ask) -> None:
    columns = "case", "role", "after", "answers", "actors", "event"
    assert _column(ask("answers", against="中国"), *columns) == [
        (1, "accusation", 0, 1, ["菲律宾"], BLAME),
        (1, "answer", 1, 1, ["中国"], REBUFF),
    ]
    assert _column(ask("answers", by="周言"), "answers", "event") == [(0, CONDEMNATION)]
    assert _column(ask("answers", limit=1), "event") == [(FISHING,)]


def test_an_office_leads_to_the_state(ask: Ask) -> None:
    sentence = "周言是中国海事总署发言人。"
    assert _column(ask("office-chain", who="周言"), "chain", "step", "from", "link", "to", "sentence") == [
        (1, 1, "周言", "发言人", "海事总署", sentence),
        (1, 2, "海事总署", "隶属", "中国", sentence),
    ]
    assert ask("office-chain", who="桑托斯").rows == ()


def test_who_speaks_for_a_state(ask: Ask) -> None:
    columns = "person", "title", "body", "statements", "event"
    assert _column(ask("spokespersons", state="中国"), *columns) == [("周言", "发言人", "海事总署", 1, CONDEMNATION)]
    assert _column(ask("spokespersons", state="日本", titles="*"), *columns) == [
        ("林健一", "局长", "海洋事务局", 1, VISIT)
    ]
    assert ask("spokespersons", state="日本").rows == ()
    (silent,) = ask("spokespersons", state="中国", until="2024-04-20").rows
    assert (silent["statements"], silent["event"], silent["sentence"]) == (0, None, "周言是中国海事总署发言人。")


def test_what_changed_between_two_periods(ask: Ask) -> None:
    columns = "counterpart", "events_before", "events_after", "score_before", "score_after", "change", "event"
    assert _column(ask("changes", entity="日本", earlier_until="2023", since="2024"), *columns) == [
        ("菲律宾", 1, 1, -3.0, 10.0, "warmer", RELIEF),
        ("美国", 0, 1, None, 2.5, "new", TALKS),
        ("中国", 2, 0, -0.5, None, "ended", DRILL),
    ]
    within = ask(
        "changes", entity="日本", earlier_since="2023-07", earlier_until="2023-07", since="2023-08", until="2023"
    )
    assert _column(within, "counterpart", "change", "score_before", "score_after") == [("中国", "cooler", 2.5, -3.5)]


def test_plans_and_what_became_of_them(ask: Ask) -> None:
    assert _column(ask("outcomes"), "case", "status", "outcomes", "event") == [
        (1, "planned", 1, PLAN),
        (1, "actual", 1, LISTED),
    ]
    assert _column(ask("outcomes", who="中国"), "event") == [(PLAN,), (LISTED,)]
    assert ask("outcomes", who="日本").rows == ()


def test_contradictions_show_both_sides(ask: Ask) -> None:
    assert _column(ask("contradictions"), "case", "status", "event", "sentence", "source") == [
        (1, "actual", ATTACK, "中国海警船用水炮袭击菲律宾补给船。", "海峡日报"),
        (1, "negated", DENIAL, "中国没有袭击菲律宾。", "观察电台"),
    ]
    assert len(ask("contradictions", who="菲律宾", days=0).rows) == 2
    assert ask("contradictions", who="日本").rows == ()


def test_first_and_last_contact(ask: Ask) -> None:
    columns = "counterpart", "events", "contact", "event"
    assert _column(ask("contacts", a="日本", b="中国"), *columns) == [
        ("中国", 2, "first", FORUM),
        ("中国", 2, "last", DRILL),
    ]
    assert _column(ask("contacts", a="日本", b="中国", types="CONSULT"), *columns) == [("中国", 1, "only", FORUM)]
    assert _column(ask("contacts", a="日本"), "counterpart", "contact", "event") == [
        ("中国", "first", FORUM),
        ("中国", "last", DRILL),
        ("菲律宾", "first", FISHING),
        ("菲律宾", "last", RELIEF),
        ("美国", "only", TALKS),
    ]


def test_the_outlets_that_report_an_event(ask: Ask) -> None:
    (visit,) = (row["id"] for row in ask("visits").rows)
    assert _column(ask("event-sources", event=visit), "source", "documents", "sentences", "sentence") == [
        ("海峡日报", 1, 1, "林健一访问菲律宾。"),
        ("观察电台", 1, 1, "林健一3月1日訪問菲律賓。"),
    ]


@pytest.mark.parametrize("name", ["中國", "China", "CHN", "中国"])
def test_a_party_has_any_of_its_names(ask: Ask, name: str) -> None:
    assert _column(ask("sanctions", against=name), "by", "against", "event") == [
        ("美国", "中国", SANCTION),
        ("美国", "中国", LISTED),
    ]


@pytest.mark.parametrize(
    ("name", "given", "events"),
    [
        ("visits", {"visitor": "林健一"}, [VISIT]),
        ("visits", {"host": "日本"}, []),
        ("visits", {"visitor": "林健一", "host": "PHL"}, [VISIT]),
        ("accusations", {"against": "日本"}, [CRITICISM]),
        ("accusations", {"by": "日本", "against": "菲律宾"}, [FISHING]),
        ("meetings", {}, [FORUM, VISIT, TALKS]),
        ("meetings", {"limit": 1}, [FORUM]),
        ("arms-aid", {"giver": "美国"}, [AID]),
        ("arms-aid", {"receiver": "菲律宾", "words": "帐篷,导弹"}, [RELIEF, AID]),
        ("planned", {"status": "planned,negated"}, [DENIAL, PLAN]),
    ],
)
def test_a_question_about_anybody_or_somebody(ask: Ask, name: str, given: dict[str, Any], events: list[str]) -> None:
    assert [row["event"] for row in ask(name, **given).rows] == events


@pytest.mark.parametrize(("body", "people"), [("日本", ["林健一"]), ("海事总署", ["周言"]), ("美国", [])])
def test_offices_of_a_body_or_state(ask: Ask, body: str, people: list[str]) -> None:
    assert [row["person"] for row in ask("offices", body=body).rows] == people
    assert [row["person"] for row in ask("offices").rows] == ["周言", "林健一"]


def test_a_bar_of_confidence_leaves_doubtful_events_out(filled: Store) -> None:
    barred = [query.name for query in queries().values() if any(p.name == "min_confidence" for p in query.parameters)]
    given = {
        "entity": "菲律宾",
        "a": "中国",
        "b": "菲律宾",
        "state": "中国",
        "earlier_until": "2024-03",
        "since": "2024-03",
    }
    assert len(barred) == len(queries()) - 5
    for name in barred:
        asked = {
            p.name: given[p.name] for p in queries()[name].parameters if p.required or p.name in ("a", "b", "entity")
        }
        everything = run(filled, name, asked).rows
        assert everything, name
        assert run(filled, name, {**asked, "min_confidence": "0.9"}).rows == everything
        above = run(filled, name, {**asked, "min_confidence": "1"})
        if name == "spokespersons":  # the office stays, without a statement
            assert {(row["statements"], row["event"]) for row in above.rows} == {(0, None)}
        else:
            assert above.rows == (), name
        assert left_out(filled, name, {**asked, "min_confidence": 0}, above) is None
        kept = left_out(filled, name, {**asked, "min_confidence": "1"}, above)
        assert kept is not None
        ids = {row.get("id") for row in everything} - {None}
        assert (kept.bar, kept.events, kept.rows) == (1.0, len(ids), True), name
        none = left_out(filled, name, asked, run(filled, name, asked))
        assert none is not None
        assert (none.events, none.rows) == (0, False), name
    assert left_out(filled, "offices", {}, run(filled, "offices")) is None
