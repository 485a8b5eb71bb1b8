"""Documents annotated by hand: JSON files with text, mentions, times, entities, events and relations."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.records import Json

_KEYS = frozenset(("id", "text", "sentences", "mentions", "times", "entities", "events", "relations"))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if path.is_dir():
            yield from ((file, False) for file in sorted(path.rglob("*.json")))
        else:
            yield path, True


def load_gold(paths: Iterable[Path]) -> list[Json]:
    """The annotated documents under some paths, each document once.

    Args:
        paths: Files, or folders that are searched to the bottom, in sorted order. In a folder other JSON files
            are passed over.

    Raises:
        KgError: A file cannot be read, one named by itself is no gold, or there is none at all.
    """
    given = list(paths)
    found: dict[str, Json] = {}
    for path, named in _files(given):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise KgError(f"{path}: {error}") from error
        if isinstance(data, dict) and data.keys() >= _KEYS:
            if not (isinstance(data["id"], str) and isinstance(data["text"], str)):
                raise KgError(f"{path}: id and text must be strings")
            found[data["id"]] = data
        elif named:
            missing = ", ".join(sorted(_KEYS - data.keys())) if isinstance(data, dict) else "a JSON object"
            raise KgError(f"{path}: no annotated document, it lacks {missing}")
    if not found:
        raise KgError(f"no annotated document in {', '.join(map(str, given))}")
    return list(found.values())
