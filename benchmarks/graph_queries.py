"""How long every canned query takes on a graph of `benchmarks.graph_synthetic`, and how it is planned.

usage: python -m benchmarks.graph_queries [--graph FOLDER] [--uri bolt://…] [--only NAME…] [--repeat 5]

Each query is asked about the busiest entities, about such as stand in the middle, and with as few parameters as it
takes (everybody, at any time); as many answers as are timed come before them to warm up. The columns are the median
of all these and that of the slowest kind of question, in milliseconds. With both engines a line is marked where
their rows differ.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.queries import Parameter, Query, queries, run
from kg.store import Row, Store, open_store

# The ranks, by number of events, of those whom a question is about.
_RANKS = {"busiest": 0, "middle": 100}
_BUSIEST = """
MATCH (n:Entity:KIND)-[r:ACTOR|RECIPIENT]-(:Event)
WITH n.id AS id, count(r) AS events
RETURN id, events ORDER BY events DESC, id SKIP $skip LIMIT 3
"""
_EVENT = "MATCH (e:Event) WHERE e.type = 'CONSULT' RETURN e.id AS id ORDER BY e.sources DESC, id LIMIT 1"
_PERIODS = {
    "since": "2022",
    "until": "2022",
    "earlier_since": "2021",
    "earlier_until": "2021",
}


def cast(store: Store, rank: int) -> dict[str, list[str]]:
    """Ids of three entities of a kind that stand next to each other in the order of their events."""
    return {
        kind: [row["id"] for row in store.read(_BUSIEST.replace("KIND", kind), {"skip": rank})]
        for kind in ("State", "Person", "Entity")
    }


def _value(parameter: Parameter, people: Mapping[str, list[str]], others: list[str], event: str) -> Any:
    if parameter.is_entity:
        kind = "Person" if "of a person" in parameter.meaning else "State"
        return others.pop(0) if kind == "State" else people[kind][0]
    if parameter.name in _PERIODS:
        return _PERIODS[parameter.name]
    return event if parameter.name == "event" else "中" if parameter.name == "name" else None


def cases(query: Query, store: Store) -> dict[str, dict[str, Any]]:
    """Parameters for a query by the kind of question; those that a query cannot tell apart are asked once."""
    event = store.read(_EVENT)[0]["id"]
    found: dict[str, dict[str, Any]] = {}
    for kind, rank in _RANKS.items():
        people = cast(store, rank)
        others = list(people["State"])
        # A question that can be about anybody is asked about one party; the others stay open.
        asked = [p for i, p in enumerate(query.parameters) if p.required or (p.is_entity and i == 0)]
        found[kind] = {p.name: _value(p, people, others, event) for p in asked}
    if not any(p.required for p in query.parameters):
        found["anybody"] = {}
    return {kind: given for i, (kind, given) in enumerate(found.items()) if given not in list(found.values())[:i]}


def timed(store: Store, query: Query, given: Mapping[str, Any], repeat: int) -> tuple[float, tuple[Row, ...]]:
    """The median of so many warm answers in milliseconds, and the rows."""
    result = run(store, query.name, given)
    for _ in range(repeat):
        run(store, query.name, given)
    spent = []
    for _ in range(repeat):
        begun = time.perf_counter()
        run(store, query.name, given)
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent), result.rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--uri")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    if not (given.graph or given.uri):
        parser.error("give --graph, --uri or both")
    with ExitStack() as opened:
        stores: dict[str, Store] = {}
        if given.uri:
            stores["Neo4j"] = opened.enter_context(open_store(uri=given.uri))
        if given.graph:
            stores["embedded"] = opened.enter_context(open_store(given.graph, create=False))
        names = [f"{name} {what}" for name in stores for what in ("median", "slowest")]
        print("| query | " + " | ".join(names) + " | slowest when asked about | rows |")
        print("|--|" + "--:|" * len(names) + "--|--:|")
        for query in queries().values():
            if given.only and query.name not in given.only:
                continue
            asked = cases(query, next(iter(stores.values())))
            cells, answers, worst = [], [], ""
            for store in stores.values():
                measured = {kind: timed(store, query, values, given.repeat) for kind, values in asked.items()}
                worst = worst or max(measured, key=lambda kind: measured[kind][0])
                spent = [milliseconds for milliseconds, _ in measured.values()]
                cells += [f"{statistics.median(spent):.0f}", f"{max(spent):.0f}"]
                answers.append([rows for _, rows in measured.values()])
            differ = any(answer != answers[0] for answer in answers)
            rows = max(len(rows) for rows in answers[0])
            print(f"| `{query.name}` | " + " | ".join(cells) + f" | {worst} | {rows}{' DIFFERENT' if differ else ''} |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
