"""`kg export`: the graph as a file for other programs."""

from pathlib import Path
from typing import cast

import click
from click.core import ParameterSource

from kg.cli.common import Graph, graph_options, note
from kg.confidence import default_bar
from kg.export import NEO4J_ADMIN, View, export
from kg.graph import count_events
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
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=default_bar(),
    show_default=True,
    help="Leave out events less likely than this; 0 writes all.",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice(list(ontology().statuses)),
    multiple=True,
    help="Only events of this status; may be repeated. Without it: all as nodes, the actual ones as edges.",
)
@click.option("--format", "format_", type=click.Choice([NEO4J_ADMIN]), help="A folder of CSV for neo4j-admin import.")
@click.pass_context
def command(
    context: click.Context,
    graph: Graph,
    file: Path,
    view: str,
    min_confidence: float,
    statuses: tuple[str, ...],
    format_: str | None,
) -> None:
    """Write the graph to FILE, whose name says the format: .graphml, .gexf, .triples.csv.

    With --format neo4j-admin FILE is a folder: for a first load of millions into an empty Neo4j database, much faster
    than kg ingest. Stop the server and run the command in its import.txt there. The database then holds the same
    graph, records included, as if kg ingest had loaded it: kg query answers from it, and kg ingest, which also makes
    the indexes, goes on from there.

    \b
    Example: kg export graph.graphml
             kg export triples.csv
             kg export graph.gexf --view entities --min-confidence 0
             kg export import-folder --format neo4j-admin
    """
    barred = context.get_parameter_source("min_confidence") is not ParameterSource.DEFAULT
    if format_ and (view != "events" or barred or statuses):
        raise click.UsageError(f"--format {format_} writes the whole graph: without --view, --min-confidence, --status")
    with graph.open() as store:
        whole = image(records(store)) if format_ else projection(store)
    export(whole, file, cast(View, view), min_confidence=min_confidence, statuses=statuses or None, format=format_)
    note(f"wrote {file}")
    if not format_:
        counted = statuses or (("actual",) if view == "entities" else None)
        all_, kept = (count_events(whole, min_confidence=bar, statuses=counted) for bar in (0.0, min_confidence))
        if kept < all_:
            left = f"{all_ - kept} of {all_} events, less likely than {min_confidence:g}"
            note(f"without {left}: --min-confidence 0 writes them too")
