"""The graph, in the embedded engine or in Neo4j: one adapter, one dialect.

`open_store` opens it, `Writer` puts records into it, `stats`, `known`, `pending`, `records` and `projection` read
what is there; `kg.queries` asks it questions.
"""

import os
from pathlib import Path

from kg.errors import StoreError
from kg.store.archive import fingerprint
from kg.store.base import Path as GraphPath
from kg.store.base import PathNode, PathRelationship, Row, Store, Write
from kg.store.image import image
from kg.store.marks import marks
from kg.store.reader import known, outdated, pending, projection, records, stats
from kg.store.writer import Summary, Writer

__all__ = [
    "DEFAULT_GRAPH",
    "GraphPath",
    "PathNode",
    "PathRelationship",
    "Row",
    "Store",
    "Summary",
    "Write",
    "Writer",
    "fingerprint",
    "image",
    "known",
    "open_store",
    "outdated",
    "pending",
    "projection",
    "records",
    "stats",
]

DEFAULT_GRAPH = Path("kg-graph")


def open_store(
    graph: Path | None = None,
    uri: str | None = None,
    *,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    create: bool = True,
) -> Store:
    """Open the graph; close it after use, best with `with`.

    Where it is: `uri`, else `graph`, else the environment's `KG_GRAPH`, else its `NEO4J_URI`, else `kg-graph/` here.

    Args:
        graph: A folder, for the embedded engine.
        uri: A Neo4j server, for example `bolt://127.0.0.1:7687`.
        username: Of the server; else `NEO4J_USERNAME`, else `neo4j`.
        password: Of the server; else `NEO4J_PASSWORD`.
        database: Of the server; else `NEO4J_DATABASE`, else the user's home database.
        create: Whether to make an empty graph in a folder that has none.

    Raises:
        StoreError: It cannot be opened, or a later version made it; the message says what to do.
    """
    folder = graph or (Path(os.environ["KG_GRAPH"]) if os.environ.get("KG_GRAPH") else None)
    if uri is None and folder is None:
        uri = os.environ.get("NEO4J_URI") or None
    if uri is not None:
        from kg.store.bolt import open_neo4j  # noqa: PLC0415 - the driver takes a while to import

        store = open_neo4j(
            uri,
            username or os.environ.get("NEO4J_USERNAME"),
            password if password is not None else os.environ.get("NEO4J_PASSWORD"),
            database or os.environ.get("NEO4J_DATABASE") or None,
        )
    else:
        from kg.store.embedded import open_embedded  # noqa: PLC0415 - the engine is not there on every machine

        store = open_embedded(folder or DEFAULT_GRAPH, create)
    try:
        marks(store)
    except StoreError:
        store.close()
        raise
    return store
