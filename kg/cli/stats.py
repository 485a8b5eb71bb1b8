"""`kg stats`: how much there is."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from kg.cli.common import Graph, graph_options
from kg.store import stats


def _lines(counts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in counts.items():
        if isinstance(value, Mapping):
            parts = sorted(value.items(), key=lambda item: (-item[1], item[0]))
            yield f"{name.replace('_', ' '):14} {', '.join(f'{key} {number}' for key, number in parts)}".rstrip()
        else:
            yield f"{name.replace('_', ' '):14} {'' if value is None else value}".rstrip()


@click.command("stats")
@graph_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(graph: Graph, as_json: bool) -> None:
    """Count documents, entities, events and relations.

    \b
    Example: kg stats --json
    """
    with graph.ask() as store:
        counts = stats(store)
    click.echo(json.dumps(counts, ensure_ascii=False) if as_json else "\n".join(_lines(counts)))
