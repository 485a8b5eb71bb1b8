"""Loading a graph into Neo4j: our writer beside a hand-written loop of the driver, and beside one `MERGE` a row.

usage: python -m benchmarks.load [RELATIONSHIPS]   (100,000; NEO4J_URI names a server whose database is empty)

All three write to one and the same server, in turn, after a small load that warms it up. The loop of the driver has
the rows ready in memory and writes the graph alone, without asking what is there; the writer finds out what differs
from what the store has, writes in transactions that another process may be writing beside, and adds names, links
and its ledger. The nodes are there in all three before the rows that are loaded one by one.
"""

import itertools
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

import neo4j

from benchmarks.load_records import made_up
from kg.resolve import project
from kg.resolve.projection import Edge, Projection, endpoints
from kg.store import Writer, open_store
from kg.store.schema import ensure_schema

_ROUNDS = 4  # in turn, so that what else the machine does falls on both
_SLICE = 1_000  # rows that are written one by one; the time for all of them follows from it
_WARM_UP = 20  # records
_BATCH = 1_000  # rows a statement takes, as in the writer
_PER_RECORD = 50  # relationships, at least


def graph_of(relationships: int) -> Projection:
    """The graph of as many made-up records as it takes for so many relationships."""
    records = relationships // _PER_RECORD
    while True:
        graph = project(made_up(records))
        if len(graph.edges) >= relationships:
            return graph
        records = records * relationships // len(graph.edges) + 10


def _rows(edges: Iterable[Edge]) -> list[dict[str, object]]:
    return [
        {"start": edge.start, "end": edge.end, "key": edge.key, "properties": dict(edge.properties)} for edge in edges
    ]


def statements(graph: Projection) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """What a person would write by hand: a statement for each kind of node and each type of edge, with its rows."""
    for labels, nodes in itertools.groupby(
        sorted(graph.nodes, key=lambda node: (node.labels, node.id)), key=lambda node: node.labels
    ):
        second = f" SET n:{labels[1]}" if len(labels) > 1 else ""
        rows: list[dict[str, object]] = [{"id": node.id, "properties": dict(node.properties)} for node in nodes]
        yield f"UNWIND $rows AS row MERGE (n:{labels[0]} {{id: row.id}}) SET n += row.properties{second}", rows
    for type_, edges in itertools.groupby(graph.edges, key=lambda edge: edge.type):
        start, end = endpoints(type_)
        yield (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{type_} {{key: row.key}}]->(b) SET r += row.properties",
            _rows(edges),
        )


def bare(driver: neo4j.Driver, graph: Projection) -> None:
    """The loop of the driver."""

    def write(transaction: neo4j.ManagedTransaction, statement: str, rows: list[dict[str, object]]) -> None:
        transaction.run(statement, rows=rows).consume()

    with driver.session() as session:
        for statement, rows in statements(graph):
            for i in range(0, len(rows), _BATCH):
                session.execute_write(write, statement, rows[i : i + _BATCH])


def one_by_one(driver: neo4j.Driver, graph: Projection, count: int) -> None:
    """One statement and one transaction a relationship, for relationships from all over the graph."""
    every = max(1, len(graph.edges) // count)
    chosen = Projection((), graph.edges[::every][:count])
    with driver.session() as session:
        for statement, rows in statements(chosen):
            for row in rows:
                session.run(statement.replace("UNWIND $rows AS row", "WITH $row AS row"), row=row).consume()


def empty(driver: neo4j.Driver) -> None:
    """Take everything out but indexes."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def seconds(work: Callable[[], object]) -> float:
    """By the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _driver() -> neo4j.Driver:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        raise SystemExit("NEO4J_URI is not set (scripts/neo4j.sh start)")
    auth = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    driver = neo4j.GraphDatabase.driver(uri, auth=auth)
    if driver.execute_query("MATCH (n) RETURN n LIMIT 1").records:
        raise SystemExit(f"{uri} holds a graph, which this would delete")
    return driver


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with _driver() as driver, open_store(uri=os.environ["NEO4J_URI"]) as store:

        def ours(graph: Projection) -> None:
            Writer(store, lambda _: graph).refresh()

        ensure_schema(store)
        few = graph_of(_WARM_UP * _PER_RECORD)
        for load in (bare, lambda _, graph: ours(graph)):
            load(driver, few)
            empty(driver)
        graph = graph_of(wanted)
        print(f"{len(graph.nodes):,} nodes, {len(graph.edges):,} relationships")
        by_hand, by_us, by_row = [], [], []
        for _ in range(_ROUNDS):
            by_us.append(seconds(lambda: ours(graph)))
            empty(driver)
            by_hand.append(seconds(lambda: bare(driver, graph)))
            empty(driver)
            bare(driver, Projection(graph.nodes, ()))
            by_row.append(seconds(lambda: one_by_one(driver, graph, _SLICE)) / _SLICE)
            empty(driver)
    each = sum(by_row) / _ROUNDS
    hand, us, single = sum(by_hand) / _ROUNDS, sum(by_us) / _ROUNDS, each * len(graph.edges)
    for name, mean, rounds in (("loop of the driver", hand, by_hand), ("the writer", us, by_us)):
        every = ", ".join(f"{one:.1f}" for one in rounds)
        print(f"{name:<20}{mean:8.1f} s   {len(graph.edges) / mean:8,.0f} relationships/s   (rounds: {every} s)")
    print(
        f"one MERGE a row     {single:8.1f} s   {1 / each:8,.0f} relationships/s   (rows measured: {_ROUNDS * _SLICE})"
    )
    print(f"the writer takes {us / hand:.2f} times the loop, and one MERGE a row {single / us:.1f} times the writer")


if __name__ == "__main__":
    main()
