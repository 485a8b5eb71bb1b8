"""The graph as files for other programs, one module a format; the name of the file says which.

graph.graphml        networkx, Gephi, yEd, Cytoscape
graph.gexf           Gephi, with the days of events for its timeline
x.triples.csv        subject, predicate, object, date, status, source (also plain `triples.csv`)
"""

import os
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from kg.errors import KgError
from kg.export import csv_triples, gexf, graphml, neo4j_admin
from kg.files import replacing
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


# The one format that is a folder, so that no suffix can say it.
NEO4J_ADMIN = "neo4j-admin"


def _writer(path: Path) -> _Writer:
    name = "." + path.name.lower() if path.name.lower() == "triples.csv" else path.name.lower()
    for suffix, writer in _FORMATS.items():
        if name.endswith(suffix):
            return writer
    raise KgError(f"{path}: the name must end in one of {', '.join(_FORMATS)}")


def _folder(path: Path, projection: Projection) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise KgError(f"{path}: is there already and not an empty folder")
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.mkdir()
        neo4j_admin.write(projection, partial)
        partial.replace(path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def export(
    projection: Projection,
    path: Path,
    view: View = "events",
    *,
    min_confidence: float = 0.0,
    statuses: Collection[str] | None = None,
    format: str | None = None,  # noqa: A002 - the name of the option
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
        format: `neo4j-admin` for a folder with the whole graph; None goes by the name.

    Raises:
        KgError: The name fits no format, there is no such view or format, the file cannot be written, or a folder
            is there already.
    """
    if view not in ("events", "entities"):
        raise KgError(f"there is no view {view!r}: choose events or entities")
    if format not in (None, NEO4J_ADMIN):
        raise KgError(f"there is no format {format!r}: choose {NEO4J_ADMIN}, or none to go by the name of the file")
    try:
        if format == NEO4J_ADMIN:
            _folder(path, projection)
        else:
            writer = _writer(path)
            with replacing(path) as file:
                writer(projection, file, view, min_confidence, statuses)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error
