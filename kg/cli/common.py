"""What several commands share: the graph options, reading with one line a failure, progress."""

import functools
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kg.errors import KgError
from kg.files import replacing
from kg.store import DEFAULT_GRAPH, Store, open_store, outdated, pending

F = TypeVar("F", bound=Callable[..., Any])


# Controls and signs that turn the direction of writing: a stranger has no say in a terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    r"""The text as a terminal may show it: a space for every run of controls.

    >>> one_line("东京\n\x1b[31m会谈")
    '东京 [31m会谈'
    """
    return _UNSAFE.sub(" ", text)


def note(message: str) -> None:
    """One line on standard error."""
    click.echo(one_line(message), err=True)


@contextmanager
def text_output(path: Path) -> Iterator[IO[str]]:
    """Standard output for `-`, else a file in UTF-8 that is complete or not there.

    Raises:
        KgError: It cannot be written.
    """
    if path == Path("-"):
        with click.open_file("-", "w", encoding="utf-8") as text:
            yield text
        return
    try:
        with replacing(path) as file, io.TextIOWrapper(file, encoding="utf-8", newline="\n") as text:
            yield text
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error


@dataclass(frozen=True)
class Graph:
    """Which graph the options name; without one, the environment or the default says."""

    folder: Path | None
    uri: str | None

    def open(self, *, create: bool = False) -> Store:
        """See `kg.store.open_store`; `create` makes an empty graph where there is none."""
        return open_store(self.folder, self.uri, create=create)

    def ask(self) -> Store:
        """Open it for questions; tells where an ingestion was cut off, so that answers may lack something."""
        store = self.open()
        try:
            cut_off, old = pending(store), outdated(store)
        except BaseException:
            store.close()
            raise
        if cut_off:
            note("an ingestion was cut off, and the graph lacks what it read last: run kg ingest again")
        elif old:
            note("an earlier version of kg made this graph, and answers may lack something: run kg ingest --rebuild")
        return store


def graph_options(function: F) -> F:
    """Add `--graph` and `--uri`; the command gets a `Graph` as its argument `graph`."""

    @click.option(
        "--graph",
        type=click.Path(file_okay=False, path_type=Path),
        help=f"Folder of the graph (embedded engine).  [KG_GRAPH; default: {DEFAULT_GRAPH}/ here]",
    )
    @click.option("--uri", help="A Neo4j server instead: bolt://… or neo4j://…  [NEO4J_URI, NEO4J_USERNAME, …]")
    @functools.wraps(function)
    def wrapper(*args: Any, graph: Path | None, uri: str | None, **kwargs: Any) -> Any:
        if graph and uri:
            raise click.UsageError("give --graph or --uri, not both")
        return function(*args, graph=Graph(graph, uri), **kwargs)

    return wrapper  # type: ignore[return-value]


class DocumentsPerSecond(ProgressColumn):
    """Speed of a task, as documents per second."""

    def render(self, task: Task) -> Text:
        """Empty until the first document is through."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} documents/s" if speed else "")


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error while that is a terminal, else silence.

    Args:
        total: Documents expected; it grows when more come, since a feed holds several.

    Yields:
        A function to call for every document that is done.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (
        TextColumn("documents"),
        BarColumn(),
        MofNCompleteColumn(),
        DocumentsPerSecond(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance() -> None:
            done = bar.tasks[0].completed + 1
            bar.update(task, completed=done, total=max(total, done))

        yield advance
