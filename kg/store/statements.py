"""Changes as statements with rows, in the order in which they can be run."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.ontology import ontology
from kg.resolve.projection import Edge, Node
from kg.store.base import Row, Write
from kg.store.difference import Change
from kg.store.schema import LINKED, edge_sides, writing

# Many on the side of the entity, few on the other one.
_FEW_AT_END = frozenset({"ACTOR", "MENTIONED_IN"})

# Edges away, nodes away, nodes, edges: each step finds what it needs.
_STEPS = {(True, False): 0, (False, False): 1, (False, True): 2, (True, True): 3}


def clean(value: Any) -> Any:
    """A value as both engines take it: lists for tuples, and no half of a character pair in a text."""
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, (tuple, list)) else value


def ordered(changes: Iterable[Change]) -> list[Change]:
    """The changes by step, and within a step by statement; else in the order they are in."""
    return sorted(changes, key=_when)


def writes(changes: Sequence[Change]) -> Iterator[Write]:
    """Statements for changes that are `ordered`."""
    for (when, group), found in itertools.groupby(changes, key=_when):
        together = list(found)
        if when == 0:
            yield _edges_away(group[0], together)
        elif when == 1:
            yield Write(writing("node_delete", KIND=group[0]), [{"id": clean(c.names[-1])} for c in together])
        elif when == 2:
            yield from _nodes(group, together)
        else:
            yield from _edges(group[0], together)


def step(change: Change) -> int:
    """When it can be run: edges away 0, nodes away 1, nodes 2, edges 3."""
    return _STEPS[change.is_edge, change.row is not None]


def _when(change: Change) -> tuple[int, tuple[str, ...]]:
    """The step, and what tells one statement of it from another: the type of an edge, the labels of a node."""
    return step(change), change.names[:1] if change.is_edge else change.names[:-1]


def _properties(row: Node | Edge) -> Row:
    """What is stored; an empty list is left out, as an import from CSV cannot tell it from no value."""
    return {key: clean(value) for key, value in row.properties.items() if value != ()}


def _nodes(labels: Sequence[str], changes: Sequence[Change]) -> Iterator[Write]:
    rows: list[Row] = []
    for change in changes:
        assert isinstance(change.row, Node)
        node_id = clean(change.row.id)
        rows.append({"id": node_id, "properties": {**_properties(change.row), "id": node_id}})
    for label in labels[1:]:
        yield Write(writing("node_labels", KIND=labels[0], LABEL=label), [{"id": row["id"]} for row in rows])
    yield Write(writing("node", KIND=labels[0]), rows)


def _at(change: Change) -> Row:
    _, start, end, key = change.names
    return {"start": clean(start), "end": clean(end), "key": clean(key)}


def _edges_away(edge_type: str, changes: Sequence[Change]) -> Write:
    start, end = edge_sides(edge_type)
    name = "edge_delete_from_end" if edge_type in _FEW_AT_END else "edge_delete_from_start"
    return Write(writing(name, START=start, END=end, TYPE=edge_type), [_at(change) for change in changes])


def _edges(edge_type: str, changes: Sequence[Change]) -> Iterator[Write]:
    start, end = edge_sides(edge_type)
    rows: list[Row] = []
    for change in changes:
        assert isinstance(change.row, Edge)
        at = _at(change)
        at["properties"] = _properties(change.row)
        rows.append(at)
    if edge_type == LINKED or edge_type in ontology().events:
        known = [change for change in changes if change.known]
        if known:
            yield _edges_away(edge_type, known)
        name = "edge_new"
    else:
        name = "edge_from_end" if edge_type in _FEW_AT_END else "edge_from_start"
    yield Write(writing(name, START=start, END=end, TYPE=edge_type), rows)
