"""`kg ingest`: articles into the graph."""

from collections.abc import Iterator
from pathlib import Path

import click

from kg import resources
from kg.cli.common import graph_options, note, progress
from kg.cli.reading import Reading, max_chars_option, path_argument, pipeline_option, workers_option
from kg.extract import Failure, extract_all, pipeline_version
from kg.records import Document, Record, read_records
from kg.store import Store, Writer, fingerprint, known


@click.command("ingest")
@path_argument
@click.option(
    "--records",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Records that `kg extract` wrote; they are loaded as they are.",
)
@graph_options(create=True)
@pipeline_option
@workers_option
@max_chars_option
def command(
    store: Store, paths: tuple[Path, ...], records: tuple[Path, ...], pipeline: str, workers: int, max_chars: int
) -> None:
    r"""Read articles, extract, and join what they say into the graph.

    PATH is a file, a folder (walked in sorted order) or - for standard input: archived feed pages, HTML, RSS, Atom,
    text, or JSON Lines with at least "text". Without PATH the sample articles are read. A second run over the same
    articles changes nothing.

    \b
    Example: kg ingest ~/articles --graph my-graph
    """
    if not paths and not records:
        paths = (resources.seeds() / "sample",)
        note("no PATH given: reading the sample articles (invented; see seeds/sample/README.md)")
    reading = Reading(paths, max_chars)
    unchanged = 0

    def new_documents() -> Iterator[Document]:
        nonlocal unchanged
        have, version = known(store), pipeline_version(pipeline)
        for document in reading:
            if have.get(document.id) == fingerprint(document.text, document.published, version):
                unchanged += 1
            else:
                yield document

    def found() -> Iterator[Record]:
        for file in records:
            yield from read_records(file)
        with progress(reading.files) as advance:
            for result in extract_all(new_documents(), pipeline=pipeline, workers=workers) if paths else ():
                if isinstance(result, Failure):
                    reading.fail(result)
                else:
                    yield result
                advance()

    summary = Writer(store).ingest(found())
    for line in summary.rejected:
        note(line)
    reading.count["failed"] += len(summary.rejected)
    reading.finish(
        added=summary.added,
        updated=summary.updated,
        unchanged=unchanged + summary.unchanged,
        outdated=summary.outdated,
    )
