"""`kg query`: canned questions to the graph."""

from collections.abc import Mapping

import click
from click.shell_completion import CompletionItem

from kg.cli.common import Graph, graph_options, note
from kg.cli.table import FORMATS
from kg.errors import KgError
from kg.queries import Query, named, queries, run, suggest


class QueryName(click.ParamType[str]):
    """The name of a canned query; the shell completes it."""

    name = "name"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Names that begin so, with their titles."""
        return [CompletionItem(q.name, help=q.title_en) for q in queries().values() if q.name.startswith(incomplete)]


class Assignment(click.ParamType[tuple[str, str]]):
    """`name=value`; the shell completes the names of the query's parameters, then those of entities."""

    name = "name=value"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two sides of the first equals sign."""
        name, equals, content = value.partition("=")
        if not equals or not name.strip():
            self.fail(f"{value!r} is not of the form name=value", param, ctx)
        return name.strip(), content.strip()

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Parameters of the query named before; after the equals sign, names of entities."""
        query = queries().get(ctx.params.get("query_name") or "")
        name, equals, content = incomplete.partition("=")
        if query is None:
            return []
        if not equals:
            return [CompletionItem(f"{p.name}=", help=p.meaning) for p in query.parameters if p.name.startswith(name)]
        if not any(p.name == name and p.is_entity for p in query.parameters):
            return []
        try:
            with Graph(ctx.params.get("graph"), ctx.params.get("uri")).open() as store:
                return [CompletionItem(f"{name}={found}") for found in suggest(store, content)]
        except KgError:
            return []  # no graph here: nothing to complete with


def _listing(known: Mapping[str, Query]) -> str:
    width = max(map(len, known))
    lines = []
    for query in known.values():
        lines.append(f"{query.name:{width}}  {query.title} · {query.title_en}")
        lines.append(f"{'':{width}}  {query.example}")
    return "\n".join(lines)


def _explanation(query: Query) -> str:
    lines = [f"{query.title} · {query.title_en}", ""]
    for p in query.parameters:
        default = "" if p.required else f" = {p.default}"
        lines.append(f"  -p {p.name}: {p.type}{default}" + (f"  {p.meaning}" if p.meaning else ""))
    return "\n".join([*lines, f"  returns {query.returns}", "", f"  {query.example}"])


@click.command("query")
@click.argument("query_name", metavar="[NAME]", required=False, type=QueryName())
@click.option("-p", "parameters", type=Assignment(), multiple=True, help="A parameter, as name=value; may be repeated.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.option("--explain", is_flag=True, help="Show what the query takes and gives, and its Cypher, instead of asking.")
@graph_options
def command(
    graph: Graph, query_name: str | None, parameters: tuple[tuple[str, str], ...], format_: str, explain: bool
) -> None:
    """Ask the graph a canned question; without NAME, list the questions.

    An entity may be given by its id, its name or any alias, in simplified or traditional script. Every row about an
    event ends with its evidence: the sentence, the outlet, the day, the address. The date ../2023-09-12 is that of an
    event to which no day is known but that of the report.

    \b
    Example: kg query trace -p a=日本 -p b=中国
             kg query timeline -p entity=台灣 --format csv
    """
    if query_name is None:
        click.echo(_listing(queries()))
        return
    if explain:
        query = named(query_name)
        click.echo(f"{_explanation(query)}\n\n{query.text}")
        return
    with graph.ask() as store:
        result = run(store, query_name, dict(parameters))
    for line in result.notes:
        note(line)
    if result.rows or format_ != "table":
        click.echo(FORMATS[format_](result.columns, result.rows), nl=False)
    else:
        note("nothing found")
