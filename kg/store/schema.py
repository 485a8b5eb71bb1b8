"""Statements of `cypher/`, and the names that may stand in them.

Values reach a statement as parameters only. Labels and types cannot be parameters in Cypher, so the files under
`cypher/write` have placeholders for them, which are filled with names of the ontology and of this module alone.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import StoreError
from kg.ontology import ontology
from kg.resolve.projection import STRUCTURE, endpoints
from kg.store.base import Store

# Nodes of the projection, of what is derived from it for look-ups, and of the store itself.
KINDS = ("Entity", "Event", "Document", "Name", "Record", "Ledger")
# Between two entities that share a triple: one edge a pair, so that a chain of entities is found without walking
# every event between two States. See `kg.store.derived`.
LINKED = "LINKED"

_PLACEHOLDER = re.compile(r"\b(KIND|LABEL|START|END|TYPE)\b")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


@cache
def _read(path: Path) -> str:
    try:
        return _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
    except OSError as error:
        raise StoreError(f"the installation is incomplete: {path}: {error.strerror}") from error


def reading(name: str) -> str:
    """The query in `cypher/read/<name>.cypher`."""
    return _read(resources.cypher() / "read" / f"{name}.cypher")


def writing(name: str, **names: str) -> str:
    """The statement in `cypher/write/<name>.cypher` with its placeholders filled.

    >>> writing("node", KIND="Event").splitlines()[1]
    'MERGE (n:Event {id: row.id})'
    """
    checked: Mapping[str, str] = {
        placeholder: _checked_type(value) if placeholder == "TYPE" else _checked_label(value)
        for placeholder, value in names.items()
    }
    return _PLACEHOLDER.sub(
        lambda match: checked[match.group()], _read(resources.cypher() / "write" / f"{name}.cypher")
    )


def edge_sides(edge_type: str) -> tuple[str, str]:
    """The first label of the nodes on the two sides of any edge in the store."""
    return ("Entity", "Entity") if edge_type == LINKED else endpoints(_checked_type(edge_type))


def ensure_schema(store: Store) -> None:
    """Make the constraints and indexes that are not there yet."""
    for statement in _read(resources.cypher() / "schema.cypher").split(";"):
        if statement.strip():
            store.execute(statement.strip())


def _checked_label(name: str) -> str:
    if name not in KINDS and name not in ontology().entities:
        raise StoreError(f"{name!r} is no label of this graph")
    return name


def _checked_type(name: str) -> str:
    known = ontology()
    if name not in STRUCTURE and name not in known.relations and name not in known.events and name != LINKED:
        raise StoreError(f"{name!r} is no type of relationship of this graph")
    return name
