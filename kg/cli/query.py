"""`kg query`: canned questions to the graph."""

from collections.abc import Mapping

import click
from click.shell_completion import CompletionItem

from kg.cli.common import Graph, graph_options, note
from kg.cli.table import FORMATS
from kg.confidence import default_bar
from kg.errors import KgError
from kg.queries import MIN_CONFIDENCE, LeftOut, Query, left_out, named, queries, run, suggest


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


def _told(doubtful: LeftOut | None, found: bool) -> str:
    """What to say of the events that a bar keeps out of an answer; an answer that is empty by that is not nothing."""
    if doubtful is None or not doubtful.rows:
        return "" if found else "nothing found"
    number = f"{doubtful.events} event{'' if doubtful.events == 1 else 's'}" if doubtful.events else "events"
    shown = f"{number} less likely than {doubtful.bar:g}"
    verb = "counts" if not doubtful.events else "shows"
    them = "it" if doubtful.events == 1 else "them"
    asked = f"--min-confidence 0 {verb} {them}"
    return f"without {shown}: {asked}" if found else f"nothing found but {shown}: {asked}"


@click.command("query")
@click.argument("query_name", metavar="[NAME]", required=False, type=QueryName())
@click.option("-p", "parameters", type=Assignment(), multiple=True, help="A parameter, as name=value; may be repeated.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Leave out events less likely than this; 0 shows all. The same as -p min_confidence=…"
    f"  [default: {default_bar():g}]",
)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.option("--explain", is_flag=True, help="Show what the query takes and gives, and its Cypher, instead of asking.")
@graph_options
def command(
    graph: Graph,
    query_name: str | None,
    parameters: tuple[tuple[str, str], ...],
    min_confidence: float | None,
    format_: str,
    explain: bool,
) -> None:
    """Ask the graph a canned question; without NAME, list the questions.

    An entity may be given by its id, its name or any alias, in simplified or traditional script. Every row about an
    event ends with its evidence: the sentence, the outlet, the day, the address. The date ../2023-09-12 is that of an
    event to which no day is known but that of the report.

    Of what the extraction finds some is wrong. Events less likely than --min-confidence are left out, and standard
    error says how many events that keeps from the answer; offices, names and the evidence of one event have no bar.

    \b
    Example: kg query trace -p a=日本 -p b=中国
             kg query timeline -p entity=台灣 --format csv
             kg query visits -p host=台湾 --min-confidence 0
    """
    if query_name is None:
        click.echo(_listing(queries()))
        return
    if explain:
        query = named(query_name)
        click.echo(f"{_explanation(query)}\n\n{query.text}")
        return
    asked: dict[str, str | float] = dict(parameters)
    if min_confidence is not None:
        if MIN_CONFIDENCE in asked:
            raise click.UsageError(f"give --min-confidence or -p {MIN_CONFIDENCE}=…, not both")
        asked[MIN_CONFIDENCE] = min_confidence
    with graph.ask() as store:
        result = run(store, query_name, asked)
        for line in result.notes:
            note(line)
        if result.rows or format_ != "table":
            click.echo(FORMATS[format_](result.columns, result.rows), nl=False)
        if told := _told(left_out(store, query_name, asked, result), bool(result.rows)):
            note(told)
