"""`kg browser`: what Neo4j Browser takes from us."""

from pathlib import Path

import click

from kg.browser import write
from kg.cli.common import note


@click.command("browser")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Write favourites and a style for Neo4j Browser into FOLDER: favourites.zip, style.grass.

    Drop each of them on the window of Neo4j Browser: the canned questions appear among the favourites, in the folder
    kg, and nodes get captions and colours.

    \b
    Example: kg browser for-browser
    """
    for path in write(folder):
        note(f"wrote {path}")
