"""What Neo4j Browser takes from us: the canned queries as favourites, and a style.

Both are made from what the rest of the package reads too, `cypher/` and `seeds/`, so that they are never out of date.
"""

import io
import zipfile
from pathlib import Path

from kg.browser.favourites import favourite
from kg.browser.style import grass
from kg.errors import KgError
from kg.files import replacing
from kg.queries import queries

__all__ = ["FAVOURITES", "FOLDER", "STYLE", "favourite", "favourites", "grass", "write"]

FAVOURITES = "favourites.zip"
STYLE = "style.grass"
FOLDER = "kg"  # of the favourites in Browser
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written


def favourites() -> bytes:
    """A zip archive of all canned queries, as Neo4j Browser imports and exports its saved scripts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in queries().values():
            entry = zipfile.ZipInfo(f"{FOLDER}/{query.name}.cypher", _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, favourite(query))
    return content.getvalue()


def write(folder: Path) -> tuple[Path, ...]:
    """Write the favourites and the style into a folder, which is made if it is not there.

    Raises:
        KgError: They cannot be written.
    """
    files = {folder / FAVOURITES: favourites(), folder / STYLE: grass().encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            with replacing(path) as file:
                file.write(content)
    except OSError as error:
        raise KgError(f"{error.filename or folder}: {error.strerror or error}") from error
    return tuple(files)
