"""`kg serve`: the embedded graph behind a Bolt port."""

import ipaddress
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kg.cli.common import Graph, note
from kg.store import DEFAULT_GRAPH
from kg.store.serving import serving


@contextmanager
def _interruptible() -> Iterator[None]:
    # Java puts its own handlers in Python's place, and those would not let the graph go. What a service manager sends
    # ends the serving as Ctrl-C does.
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@click.command("serve")
@click.option(
    "--graph",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="KG_GRAPH",
    default=DEFAULT_GRAPH,
    help=f"Folder of the graph (embedded engine).  [KG_GRAPH; default: {DEFAULT_GRAPH}/ here]",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=7687, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
def command(folder: Path, host: str, port: int) -> None:
    """Serve the embedded graph over Bolt, for Neo4j Browser and any Neo4j driver, without a Neo4j.

    Prints the address, the user and a password made up anew each time; whoever has it may read the graph, not change
    it. Ctrl-C ends it. Until then no other command can open the graph. The connection is not encrypted: beyond this
    machine let it go through a tunnel.

    \b
    Example: kg serve
             kg serve --graph my-graph --port 7688
    """
    with Graph(folder, None).ask():
        pass  # tells of an ingestion that was cut off
    with serving(folder, host, port) as served, _interruptible():
        if not _is_loopback(host):
            note(f"warning: {host} can be reached from other machines, and nothing on the way is encrypted")
        click.echo(f"uri       {served.uri}\nusername  {served.username}\npassword  {served.password}")
        note(f"serving {folder} for reading; Ctrl-C ends it")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            note("stopped")
