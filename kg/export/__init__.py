"""The graph as files for other programs, one module a format; the name of the file says which.

graph.graphml        networkx, Gephi, yEd, Cytoscape
graph.gexf           Gephi, with the days of events for its timeline
x.triples.csv        subject, predicate, object, date, status, source (also plain `triples.csv`)
"""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from kg.errors import KgError
from kg.export import csv_triples, gexf, graphml
from kg.graph import entities_graph, events_graph
from kg.resolve.projection import Projection

View: TypeAlias = Literal["events", "entities"]
_Writer: TypeAlias = Callable[[Projection, BinaryIO, View, float, Collection[str] | None], None]


def _network(write: Callable[..., None]) -> _Writer:
    def writer(
        projection: Projection, file: BinaryIO, view: View, min_confidence: float, statuses: Collection[str] | None
    ) -> None:
        if view == "events":
            write(events_graph(projection, min_confidence=min_confidence, statuses=statuses), file)
        else:
            write(entities_graph(projection, min_confidence=min_confidence, statuses=statuses or ("actual",)), file)

    return writer


def _rows(
    projection: Projection, file: BinaryIO, _: View, min_confidence: float, statuses: Collection[str] | None
) -> None:
    csv_triples.write(projection, file, min_confidence=min_confidence, statuses=statuses)


# By the end of the file's name.
_FORMATS: dict[str, _Writer] = {
    ".graphml": _network(graphml.write),
    ".gexf": _network(gexf.write),
    ".triples.csv": _rows,
}


def _writer(path: Path) -> _Writer:
    name = "." + path.name.lower() if path.name.lower() == "triples.csv" else path.name.lower()
    for suffix, writer in _FORMATS.items():
        if name.endswith(suffix):
            return writer
    raise KgError(f"{path}: the name must end in one of {', '.join(_FORMATS)}")


def export(
    projection: Projection,
    path: Path,
    view: View = "events",
    *,
    min_confidence: float = 0.0,
    statuses: Collection[str] | None = None,
) -> None:
    """Write the graph to a file, whose name says the format.

    The file is complete or not there: it is written beside its place and then put there.

    Args:
        projection: From `kg.resolve.project` or from a store.
        path: Ends in one of the suffixes above; a file that is there is replaced.
        view: `events`, or `entities` with their edges summed; triples are the same in both.
        min_confidence: Events below it are left out.
        statuses: Events of these statuses only. None means all, where the file says the status of each, and
            `actual` in the view of entities, where it cannot.

    Raises:
        KgError: The name fits no format, the view does not exist, or the file cannot be written.
    """
    if view not in ("events", "entities"):
        raise KgError(f"there is no view {view!r}: choose events or entities")
    writer = _writer(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as file:
            writer(projection, file, view, min_confidence, statuses)
        partial.replace(path)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
