"""A folder of CSV files for `neo4j-admin database import full`, the fastest way into an empty Neo4j database.

One file for each kind of node and each type of edge, each with its header. Ids live in one ID space for each kind of
node, as they are unique within it. The cells are data for a loader, not for a spreadsheet: every one of them arrives
in the database as a load through the driver would have written it. To that end each value stands in quotes (a cell
without is no value at all), days stay text, and lists are parted by the first of some characters, `;` before all,
that occurs in none of their items.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg import resources
from kg.resolve.projection import Edge, Node, Projection, Value
from kg.store.schema import edge_sides
from kg.store.statements import clean

_SUFFIXES: Mapping[type, str] = {int: ":long", float: ":double", bool: ":boolean", tuple: ":string[]"}
_PRIVATE_USE = range(0xE000, 0xF900)
_DELIMITERS = (";", "|", "\x1f", *map(chr, _PRIVATE_USE))
# What the import tool takes for one value unless it is told of more; and how much of that is left free here.
_BUFFER, _ROOM = 4 * 1024 * 1024, 2


def _delimiter(projection: Projection) -> str:
    """A character that no item of a list contains."""
    used: set[str] = set()
    for properties in (row.properties for rows in (projection.nodes, projection.edges) for row in rows):
        for value in properties.values():
            if isinstance(value, tuple):
                used.update(*value)
    return next(character for character in _DELIMITERS if character not in used)


def _text(value: Value | None, delimiter: str) -> str | None:
    """What stands in a cell; None for no value. An empty list is none either: the tool cannot tell it from a gap."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return delimiter.join(map(str, map(clean, value)))
    return str(value).lower() if isinstance(value, bool) else str(clean(value))


def _line(cells: Iterable[str | None]) -> bytes:
    quoted = ("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in cells)
    return (",".join(quoted) + "\n").encode("utf-8")


def _columns(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The header of every property that occurs, with the type that holds for all its values."""
    kinds: dict[str, set[type]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            kinds[name].add(type(value))
    result = {}
    for name, found in sorted(kinds.items()):
        whole = {float} if found == {int, float} else found
        result[name] = name + (_SUFFIXES.get(next(iter(whole)), "") if len(whole) == 1 else "")
    return result


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> int:
    """Bytes of the longest row."""
    longest = 0
    with path.open("wb") as file:
        file.write((",".join(header) + "\n").encode("utf-8"))
        for row in rows:
            line = _line(row)
            longest = max(longest, len(line))
            file.write(line)
    return longest


def _node_rows(nodes: Iterable[Node], columns: Iterable[str], delimiter: str) -> Iterator[list[str | None]]:
    names = list(columns)
    # Two ids that differ in what no database can hold only are one there.
    for node_id, node in {clean(node.id): node for node in nodes}.items():
        yield [node_id, delimiter.join(node.labels), *(_text(node.properties.get(name), delimiter) for name in names)]


def _edge_rows(edges: Iterable[Edge], columns: Iterable[str], delimiter: str) -> Iterator[list[str | None]]:
    names = list(columns)
    for edge in edges:
        properties = (_text(edge.properties.get(name), delimiter) for name in names)
        yield [clean(edge.start), clean(edge.end), edge.type, clean(edge.key), *properties]


def write(projection: Projection, folder: Path) -> None:
    """Write the files into a folder that is there.

    `nodes-KIND.csv`, `edges-TYPE.csv`, `import.txt` with the command, and `schema.cypher` with the indexes, which
    the import tool of the community edition cannot make (`kg ingest` makes them).

    Args:
        projection: Of records, or better `kg.store.image`, with which the database can be written to by `kg` later.
        folder: Where to.
    """
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for node in projection.nodes:
        nodes[node.kind].append(node)
    for edge in projection.edges:
        edges[edge.type].append(edge)
    delimiter = _delimiter(projection)
    files, longest = [], 0
    for kind, members in sorted(nodes.items()):
        columns = _columns(node.properties for node in members)
        header = [f"id:ID({kind})", ":LABEL", *columns.values()]
        longest = max(longest, _write(folder / f"nodes-{kind}.csv", header, _node_rows(members, columns, delimiter)))
        files.append(f"--nodes=nodes-{kind}.csv")
    for type_, found in sorted(edges.items()):
        columns = _columns(edge.properties for edge in found)
        start, end = edge_sides(type_)
        header = [f":START_ID({start})", f":END_ID({end})", ":TYPE", "key", *columns.values()]
        longest = max(longest, _write(folder / f"edges-{type_}.csv", header, _edge_rows(found, columns, delimiter)))
        files.append(f"--relationships=edges-{type_}.csv")
    # The name of the database goes first: behind --relationships it would be taken for one more file.
    options = ["--multiline-fields=true", f"--array-delimiter={_named(delimiter)}"]
    if longest * _ROOM > _BUFFER:
        options.append(f"--read-buffer-size={longest * _ROOM}")
    command = ["neo4j-admin database import full neo4j", *options, *files]
    (folder / "import.txt").write_text(" \\\n    ".join(command) + "\n", encoding="utf-8")
    shutil.copyfile(resources.cypher() / "schema.cypher", folder / "schema.cypher")


def _named(delimiter: str) -> str:
    """As the command line takes it: a `;` would end a shell's command."""
    return f"U+{ord(delimiter):04X}"
