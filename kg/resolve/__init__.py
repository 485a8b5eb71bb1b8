"""Identity across documents: records in, one graph out.

`project` decides which names of several documents are one entity and which reports are one event, and lays the
result out as nodes and edges; `load_decisions` reads what a person decided against it. Everything here is a pure
function of the set of records and of the decisions; only `project_as_decided` looks into the environment for them.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from kg.records import Record
from kg.resolve.decisions import Decisions, load_decisions
from kg.resolve.project import project
from kg.resolve.projection import Edge, Node, Projection

__all__ = ["Decisions", "Edge", "Node", "Projection", "load_decisions", "project", "project_as_decided"]


def project_as_decided(records: Iterable[Record]) -> Projection:
    """`project` with the decisions in the file that the environment variable `KG_DECISIONS` names, if any.

    Raises:
        KgError: The file cannot be read, or a line of it is wrong.
        RecordError: See `project`.
    """
    path = os.environ.get("KG_DECISIONS")
    return project(records, load_decisions(Path(path)) if path else None)
