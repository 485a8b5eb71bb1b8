"""`kg ingest`: articles into the graph."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kg import resources
from kg.cli.common import Graph, graph_options, note, progress
from kg.cli.reading import Reading, max_chars_option, path_argument, pipeline_option, workers_option
from kg.errors import RecordError
from kg.extract import Failure, extract_all, pipeline_version
from kg.records import Document, Record, read_records
from kg.store import Store, Writer, fingerprint, known


class _New:
    """The documents that the graph does not have yet in this form, so that only they are extracted."""

    def __init__(self, documents: Iterable[Document], store: Store, pipeline: str) -> None:
        self._documents = documents
        self._known = known(store)
        self._pipeline = pipeline
        self.unchanged = 0

    def __iter__(self) -> Iterator[Document]:
        version = pipeline_version(self._pipeline)
        for document in self._documents:
            if self._known.get(document.id) == fingerprint(document.text, document.published, version):
                self.unchanged += 1
            else:
                yield document


@click.command("ingest")
@path_argument
@click.option(
    "--records",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Records that `kg extract` wrote; they are loaded as they are.",
)
@click.option("--rebuild", is_flag=True, help="Write the graph again from the records in it; alone or before reading.")
@graph_options
@pipeline_option
@workers_option
@max_chars_option
def command(
    graph: Graph,
    paths: tuple[Path, ...],
    records: tuple[Path, ...],
    rebuild: bool,
    pipeline: str,
    workers: int,
    max_chars: int,
) -> None:
    """Read articles, extract, and join what they say into the graph.

    PATH is a file, a folder (walked in sorted order) or - for standard input: archived feed pages, HTML, RSS, Atom,
    text, or JSON Lines with at least "text". Without PATH the sample articles are read. A second run over the same
    articles changes nothing; one that was cut off is completed by the next.

    \b
    Example: kg ingest ~/articles --graph my-graph
    """
    if rebuild:
        with graph.open() as store:
            summary = Writer(store).rebuild()
        note(f"written again: {summary.written} nodes and relationships")
        if not paths and not records:
            return
    if not paths and not records:
        paths = (resources.seeds() / "sample",)
        note("no PATH given: reading the sample articles (invented; see seeds/sample/README.md)")
    reading = Reading(paths, max_chars)
    with graph.open(create=True) as store:
        new = _New(reading, store, pipeline)
        with progress(reading.files) as advance:

            def found() -> Iterator[Record]:
                for file in records:
                    try:
                        yield from read_records(file)
                    except (RecordError, OSError) as error:
                        reading.reject(str(error))
                for result in extract_all(new, pipeline=pipeline, workers=workers) if paths else ():
                    advance()
                    if isinstance(result, Failure):
                        reading.fail(result)
                    else:
                        yield result

            try:
                summary = Writer(store).ingest(found())
            except KeyboardInterrupt:
                note("stopped: what was read is kept; the next kg ingest goes on from there")
                raise
    for line in summary.rejected:
        reading.reject(line)
    reading.finish(
        added=summary.added,
        updated=summary.updated,
        unchanged=new.unchanged + summary.unchanged,
        outdated=summary.outdated,
    )
