"""What holds for every canned query: evidence, the same rows on both engines, plans that go by an index."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import neo4j
import pytest

from kg.queries import Result, queries
from kg.queries.values import value_of
from kg.records import Record
from kg.store import Store, Writer, open_store

Everything = Callable[[Store], Mapping[str, Result]]

_SCANS = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan")
# What no index serves: where neither person nor body is named, everybody's offices are asked for.
_WHOLE = {"offices": {"p:Person"}}
EVIDENCE = ("sentence", "source", "published", "url")


def test_every_row_about_an_event_ends_with_its_evidence(filled: Store, everything: Everything) -> None:
    asked = set()
    for name, result in everything(filled).items():
        if "event" in result.columns:
            assert result.rows or name.endswith(" about somebody"), name
            assert result.columns[-4:] == EVIDENCE, name
            assert all(row[column] for row in result.rows for column in EVIDENCE), name
            asked.add(name.removesuffix(" about somebody"))
    assert asked == queries().keys() - {"entities", "monthly", "offices", "office-chain"}


@pytest.mark.neo4j
@pytest.mark.parametrize("filled", ["neo4j"], indirect=True)
def test_both_engines_give_the_same_rows(
    filled: Store, library: Sequence[Record], everything: Everything, tmp_path: Path
) -> None:
    with open_store(tmp_path / "embedded") as other:
        Writer(other).ingest(reversed(library))
        ours = everything(other)
    for name, result in everything(filled).items():
        assert result == ours[name], name
        assert [list(row) for row in result.rows] == [list(row) for row in ours[name].rows], name


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan["operatorType"]).split("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.fixture(scope="module")
def explain() -> Iterator[Callable[[str, Mapping[str, Any]], set[tuple[str, str]]]]:
    """The operators of a Neo4j's plan for a query, with what each works on."""
    uri, password = os.environ.get("NEO4J_URI"), os.environ.get("NEO4J_PASSWORD")
    if not uri:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password else None
    with neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver:

        def operators(text: str, parameters: Mapping[str, Any]) -> set[tuple[str, str]]:
            plan = driver.execute_query(neo4j.Query("EXPLAIN " + text), dict(parameters)).summary.plan
            assert plan is not None
            return set(_operators(plan))

        yield operators


@pytest.mark.neo4j
@pytest.mark.parametrize("filled", ["neo4j"], indirect=True)
@pytest.mark.parametrize("name", sorted(queries()))
def test_no_plan_reads_all_nodes_of_a_label(
    filled: Store, explain: Callable[[str, Mapping[str, Any]], set[tuple[str, str]]], name: str
) -> None:
    assert ("NodeByLabelScan", "n:Person") in explain("MATCH (n:Person) RETURN n.name", {})  # that is how it would show
    assert filled.read("MATCH (n:Entity) RETURN count(n) AS n")[0]["n"] > 5
    query = queries()[name]
    values = {parameter.name: value_of(parameter, parameter.default or "2024") for parameter in query.parameters}
    scanned = {about for operator, about in explain(query.text, values) if operator in _SCANS}
    assert scanned <= _WHOLE.get(name, set())
