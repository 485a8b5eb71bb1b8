"""`kg export`: the graph as a file for other programs."""

from pathlib import Path
from typing import cast

import click

from kg.cli.common import Graph, graph_options, note
from kg.export import NEO4J_ADMIN, View, export
from kg.ontology import ontology
from kg.store import image, projection, records


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@graph_options
@click.option(
    "--view",
    type=click.Choice(["events", "entities"]),
    default="events",
    show_default=True,
    help="Events as nodes, or entities only with the edges between two of them summed.",
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events below this.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice(list(ontology().statuses)),
    multiple=True,
    help="Only events of this status; may be repeated. Without it: all as nodes, the actual ones as edges.",
)
@click.option("--format", "format_", type=click.Choice([NEO4J_ADMIN]), help="A folder of CSV for neo4j-admin import.")
def command(
    graph: Graph, file: Path, view: str, min_confidence: float, statuses: tuple[str, ...], format_: str | None
) -> None:
    """Write the graph to FILE, whose name says the format: .graphml, .gexf, .triples.csv.

    With --format neo4j-admin FILE is a folder: for a first load of millions into an empty Neo4j database, much faster
    than kg ingest. Stop the server and run the command in its import.txt there. The database then holds the same
    graph, records included, as if kg ingest had loaded it: kg query answers from it, and kg ingest, which also makes
    the indexes, goes on from there.

    \b
    Example: kg export graph.graphml
             kg export triples.csv
             kg export graph.gexf --view entities
             kg export import-folder --format neo4j-admin
    """
    if format_ and (view != "events" or min_confidence or statuses):
        raise click.UsageError(f"--format {format_} writes the whole graph: without --view, --min-confidence, --status")
    with graph.open() as store:
        whole = image(records(store)) if format_ else projection(store)
    export(whole, file, cast(View, view), min_confidence=min_confidence, statuses=statuses or None, format=format_)
    note(f"wrote {file}")
