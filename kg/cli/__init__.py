"""The `kg` command: a thin skin over the library, one short file per command.

Data goes to standard output, everything else to standard error. Exit status: 0 ok, 1 a `KgError` in one line (or
some input could not be read), 2 wrong usage.
"""

import errno
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

# With the first sentence of each one's help, so that `kg --help` need not import them all.
COMMANDS = {
    "ingest": "Read articles, extract, and join what they say into the graph.",
    "extract": "Extract names, times, events and relations as JSON Lines, without any graph.",
    "query": "Ask the graph a canned question; without NAME, list the questions.",
    "export": "Write the graph to FILE, whose name says the format: .graphml, .gexf, .triples.csv.",
    "browser": "Write favourites and a style for Neo4j Browser into FOLDER: favourites.zip, style.grass.",
    "serve": "Serve the embedded graph over Bolt, for Neo4j Browser and any Neo4j driver, without a Neo4j.",
    "stats": "Count documents, entities, events and relations.",
    "eval": "Extract from the texts of annotated documents and score the result.",
    "remove": "Take documents out again, with every event and entity that no other document supports.",
}


class Commands(click.Group):
    """Imports a command when it is asked for, so that `kg --help` does not wait for spaCy; errors are one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """In the order of use."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """As click does it, but without a look at the commands themselves."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """`kg eval` lives in `evaluate.py`, since `eval` is Python's."""
        if cmd_name not in COMMANDS:
            return None
        module = __import__(f"kg.cli.{'evaluate' if cmd_name == 'eval' else cmd_name}", fromlist=["command"])
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run; what the user can mend becomes one line and exit status 1."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who reads us has seen enough; click ends quietly
            raise click.ClickException(f"{error.filename or 'output'}: {error.strerror or error}") from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """A knowledge graph of who did what to whom, when, from Chinese-language news.

    \b
    kg ingest                          build a graph from the sample articles
    kg query                           list the questions it answers
    kg query trace -p a=日本 -p b=中国   ask one
    """
