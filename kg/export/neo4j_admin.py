"""A folder of CSV files for `neo4j-admin database import full`, the fastest way into an empty Neo4j database.

One file for each kind of node and each type of edge, each with its header. Ids live in one ID space for each kind of
node, as they are unique within it. Lists are parted by `;`, full days are dates. The cells are data for a loader, not
for a spreadsheet: nothing in them is changed but control characters, and `;` within a list, which becomes `，`.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.export.plain import clean, unique
from kg.resolve.projection import Edge, Node, Projection, Value, endpoints

_DATES = ("date_start", "date_end", "first_seen", "last_seen", "first_reported", "last_reported")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SUFFIXES: Mapping[type, str] = {int: ":long", float: ":double", bool: ":boolean", tuple: ":string[]"}


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return clean(";".join(item.replace(";", "，") for item in value))
    return str(value).lower() if isinstance(value, bool) else clean(str(value))


def _columns(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The header of every property that occurs, with the type that holds for all its values."""
    kinds: dict[str, set[type]] = defaultdict(set)
    days: dict[str, bool] = {}
    for row in rows:
        for name, value in row.items():
            kinds[name].add(type(value))
            days[name] = days.get(name, name in _DATES) and bool(_DAY.fullmatch(str(value)))
    result = {}
    for name, found in sorted(kinds.items()):
        whole = {float} if found == {int, float} else found
        result[name] = name + (
            ":date" if days[name] else _SUFFIXES.get(next(iter(whole)), "") if len(whole) == 1 else ""
        )
    return result


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _node_rows(nodes: Sequence[Node], ids: Mapping[str, str], columns: Iterable[str]) -> Iterator[list[str]]:
    names = list(columns)
    for node in nodes:
        yield [ids[node.id], ";".join(node.labels), *(_cell(node.properties.get(name)) for name in names)]


def _edge_rows(
    edges: Sequence[Edge], starts: Mapping[str, str], ends: Mapping[str, str], columns: Iterable[str]
) -> Iterator[list[str]]:
    names = list(columns)
    for edge in edges:
        properties = (_cell(edge.properties.get(name)) for name in names)
        yield [starts[edge.start], ends[edge.end], edge.type, *properties]


def write(projection: Projection, folder: Path) -> None:
    """Write `nodes-KIND.csv`, `edges-TYPE.csv` and `import.txt`, the command, into a folder that is there."""
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for node in projection.nodes:
        nodes[node.kind].append(node)
    for edge in projection.edges:
        edges[edge.type].append(edge)
    ids = {kind: unique(node.id for node in members) for kind, members in nodes.items()}
    command = ["neo4j-admin database import full", "--multiline-fields=true"]
    for kind, members in sorted(nodes.items()):
        columns = _columns(node.properties for node in members)
        name = f"nodes-{kind}.csv"
        _write(folder / name, [f"id:ID({kind})", ":LABEL", *columns.values()], _node_rows(members, ids[kind], columns))
        command.append(f"--nodes={name}")
    for type_, found in sorted(edges.items()):
        columns = _columns(edge.properties for edge in found)
        start, end = endpoints(type_)
        name = f"edges-{type_}.csv"
        header = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *columns.values()]
        _write(folder / name, header, _edge_rows(found, ids[start], ids[end], columns))
        command.append(f"--relationships={name}")
    (folder / "import.txt").write_text(" \\\n    ".join([*command, "neo4j"]) + "\n", encoding="utf-8")
