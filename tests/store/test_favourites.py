"""Favourites of Neo4j Browser say what `kg query` says, with every engine, and show it as a graph."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kg.browser import favourite
from kg.queries import queries, run
from kg.records import Record
from kg.store import GraphPath, Row, Store, Writer

_NAMES = ("林健一", "菲律賓", "中国", "CHN")


@pytest.fixture
def graph(store: Store, articles: Mapping[str, Record]) -> Store:
    Writer(store).ingest(articles.values())
    return store


def _asked(name: str, **values: str) -> str:
    return favourite(queries()[name], values)


def _rows(store: Store, text: str) -> list[Row]:
    """What the favourite says beside what it shows."""
    rows = store.read(text)
    said = [row for row in rows if row["graph"] is None]
    assert rows[len(said) :] == [row for row in rows if row["graph"]]  # last, and one at most
    assert len(rows) <= len(said) + 1
    return [{name: value for name, value in row.items() if name != "graph"} for row in said]


def _shown(rows: list[Row]) -> set[Any]:
    paths: list[GraphPath] = [path for row in rows for path in row["graph"] or ()]
    return {node.properties["name"] for path in paths for node in path.nodes}


def test_every_favourite_gives_the_rows_of_its_query(graph: Store, fill: Callable[..., dict[str, str]]) -> None:
    event = run(graph, "timeline", {"entity": "中国"}).rows[0]["id"]
    full = 0
    for query in queries().values():
        given = fill(query, event, _NAMES, "中 ")
        rows = _rows(graph, favourite(query, given))
        assert rows == list(run(graph, query.name, given).rows), query.name
        full += bool(rows)
    assert full > len(queries()) / 2


def test_events_and_those_who_take_part_are_shown(graph: Store) -> None:
    rows = graph.read(_asked("trace", a="林健一", b="美國"))
    assert _shown(rows) == {
        *("林健一", "菲律宾", "美国"),
        *("会晤 · 林健一 → 菲律宾 · 2024-03-01", "援助 · 美国 → 菲律宾 · 2024-04-09"),
    }


def test_an_office_that_joins_two_is_shown(graph: Store) -> None:
    rows = graph.read(_asked("trace", a="林健一", b="日本"))
    assert [row["event"].split(" · ")[0] for row in rows[:-1]] == ["任职", "隶属"]
    assert _shown(rows) == {"林健一", "海洋事务局", "日本"}


def test_names_are_known_as_people_write_them(graph: Store) -> None:
    expected = list(run(graph, "timeline", {"entity": "PHL"}).rows)
    for written in ("菲律賓", "菲律宾", "phl", " PHL ", "Philippines", "ＰＨＬ", "菲 律·宾"):
        assert _rows(graph, _asked("timeline", entity=written)) == expected, written


def test_days_may_be_months_and_years(graph: Store) -> None:
    for since, until in [("2024-03", "2024-03"), ("2024", "2024-04-18"), ("2024-02", "2024-02")]:
        given = {"entity": "菲律宾", "since": since, "until": until}
        assert _rows(graph, _asked("timeline", **given)) == list(run(graph, "timeline", given).rows)


def test_a_name_that_nobody_bears_is_told(graph: Store) -> None:
    for name in ("火星", "x' OR '1' = '1", "\\", "'}] RETURN 1 //", "$limit", "`"):
        rows = graph.read(_asked("pair", a="中国", b=name))
        assert [row["date"] for row in rows] == [f"没有这个名称 no entity is called {name}"]
        assert rows[0]["event"] is None
