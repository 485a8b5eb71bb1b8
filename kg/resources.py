"""Where the data that travels with the package lies: `seeds/`, `cypher/`, `pipelines/`.

The same folders are found in a checkout, in an editable install (both: beside the package) and in a built wheel
(inside the package, under `kg/_data`).
"""

import os
from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


def _folder(name: str) -> Path:
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise KgError(f"the installation is incomplete: no folder {name}/ in {_ROOTS[0]} or {_ROOTS[1]}")


def seeds() -> Path:
    """The folder of knowledge files; the environment variable `KG_SEEDS` names another one."""
    other = os.environ.get("KG_SEEDS")
    if not other:
        return _folder("seeds")
    if not Path(other).is_dir():
        raise KgError(f"KG_SEEDS names {other}, which is not a folder")
    return Path(other)


def cypher() -> Path:
    """The folder of canned queries and of the schema."""
    return _folder("cypher")


def pipeline() -> Path:
    """The folder of the trained spaCy pipeline `zh_kg_news`."""
    return _folder("pipelines") / "zh_kg_news" / "model"
