"""Asking a canned query."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.queries.header import MIN_CONFIDENCE, Query, queries
from kg.queries.names import find_entity
from kg.queries.values import value_of
from kg.resolve.names import normalise
from kg.store import Row, Store
from kg.store.schema import reading

ANYBODY = "*"


@dataclass(frozen=True)
class Result:
    """The answer: `rows` have the keys of `columns`; `notes` are lines for the user (a name that may mean several)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def run(store: Store, name: str, parameters: Mapping[str, Any] | None = None) -> Result:
    """Ask a canned query.

    Args:
        store: An open graph.
        name: Of the query.
        parameters: Values by name, as text or already of their type.

    Raises:
        QueryError: No such query; a parameter is missing, unknown or of another type; a name is unknown.
        StoreError: The store fails.
    """
    query = named(name)
    given = dict(parameters or {})
    declared = {parameter.name: parameter for parameter in query.parameters}
    for unknown in sorted(given.keys() - declared.keys()):
        raise QueryError(f"{name} has no parameter {unknown}{_suggestion(unknown, declared)}")
    values: dict[str, Any] = {}
    notes: list[str] = []
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None or value == "":
            raise QueryError(f"{name} needs {parameter.name} ({parameter.meaning}), for example: {query.example}")
        value = value_of(parameter, value)
        if parameter.is_part_of_name:
            value = normalise(value)
        elif parameter.is_entity and not (value == ANYBODY and parameter.default == ANYBODY):
            value, note = find_entity(store, value)
            notes += [note] if note else []
        values[parameter.name] = value
    rows = store.read(query.text, values)
    return Result(query.columns, tuple({column: row[column] for column in query.columns} for row in rows), tuple(notes))


@dataclass(frozen=True)
class LeftOut:
    """What a bar of confidence keeps from an answer.

    `bar` is the bar; `events` how many events below it the answer without a bar would show; `rows` whether that
    answer is another one: it may count what it does not show.
    """

    bar: float
    events: int
    rows: bool


def left_out(store: Store, name: str, parameters: Mapping[str, Any], result: Result) -> LeftOut | None:
    """Compare an answer with that without a bar of confidence, which is asked for; None for a question without a bar.

    Args:
        store: An open graph.
        name: Of the query.
        parameters: Those that `result` was asked with.
        result: From `run`.

    Raises:
        QueryError: As for `run`.
        StoreError: The store fails.
    """
    declared = next((p for p in named(name).parameters if p.name == MIN_CONFIDENCE), None)
    bar = value_of(declared, parameters.get(MIN_CONFIDENCE, declared.default)) if declared else 0.0
    if not bar:
        return None
    whole = run(store, name, {**parameters, MIN_CONFIDENCE: 0.0})
    if whole.rows == result.rows:
        return LeftOut(bar, 0, rows=False)
    ids = sorted({row["id"] for row in whole.rows if row.get("id")})
    (doubtful,) = store.read(reading("doubtful"), {"ids": ids, MIN_CONFIDENCE: bar})
    return LeftOut(bar, doubtful["n"], rows=True)


def named(name: str) -> Query:
    """The query of that name.

    Raises:
        QueryError: There is none; says which one may be meant.
    """
    known = queries()
    if name not in known:
        raise QueryError(f"there is no query {name}{_suggestion(name, known)}")
    return known[name]


def _suggestion(name: str, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, 1, cutoff=0.4)
    return f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(known)}"
