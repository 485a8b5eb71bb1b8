"""Entities as a user names them: by id, name or alias, in either script."""

import difflib

from kg.errors import QueryError
from kg.resolve.names import normalise
from kg.store import Store
from kg.store.schema import reading


def find_entity(store: Store, text: str) -> tuple[str, str | None]:
    """The id of the entity that an id, name or alias in either script means, and a note where it may mean several.

    Of several the most mentioned one is taken.

    Raises:
        QueryError: None has that name; suggests others.
    """
    bearers = store.read(reading("bearers"), {"keys": [normalise(text)]})
    if not bearers:
        similar = suggest(store, text, 3)
        raise QueryError(
            f"nothing in the graph is called {text}" + (f"; there is {'、'.join(similar)}" if similar else "")
        )
    exact = next((row for row in bearers if row["id"] == text), None)
    chosen = exact or bearers[0]
    others = [f"{row['name']} ({row['id']})" for row in bearers if row is not chosen]
    if exact or not others:
        return chosen["id"], None
    return chosen[
        "id"
    ], f"{text}: {chosen['name']} ({chosen['id']}) is meant; others of that name: {'、'.join(others[:5])}"


def suggest(store: Store, text: str, limit: int = 10) -> list[str]:
    """Names of entities that are like a text, or hold it: for completion and for the next attempt."""
    key = normalise(text)
    rows = store.read(reading("naming"), {"text": key, "limit": limit}) if key else []
    if not rows:
        names = [row["name"] for row in store.read(reading("names"))]
        close = difflib.get_close_matches(key, names, limit, cutoff=0.5)
        rows = store.read(reading("bearers"), {"keys": close})
    return list(dict.fromkeys(row["name"] for row in rows))[:limit]
