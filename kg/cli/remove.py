"""`kg remove`: documents out of the graph."""

import click

from kg.cli.common import Graph, graph_options, note
from kg.store import Writer


@click.command("remove")
@click.argument("ids", nargs=-1, required=True)
@graph_options
def command(graph: Graph, ids: tuple[str, ...]) -> None:
    """Take documents out again, with every event and entity that no other document supports.

    ID is a document's id, as `kg query` and `kg extract` show it.

    \b
    Example: kg remove 4f1c9e2ab07d3358
    """
    with graph.open() as store:
        summary = Writer(store).remove(ids)
    note(f"{summary.removed} removed")
