"""Canned queries: one file a question under `cypher/`, its header says how to ask it.

    // 两实体间的事件链 · Chain of events between two entities
    // name: trace
    // param a: string — id, name or alias
    // param max_hops: integer = 4 — events from one end to the other
    // returns: one row an event of a step
    // example: kg query trace -p a=日本 -p b=中国

Types of parameters: `string`, `integer`, `number`, `boolean`, `list` (of strings, parted by commas;
described as `of x, y, z` it takes these alone), `first_day` and
`last_day` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, completed to a full day). A parameter described as `id, name or alias`
takes any name of an entity in either script; one described as `part of a name` is compared with names as they are
kept. A parameter without default is required.
"""

import calendar
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import QueryError
from kg.resolve.names import normalise
from kg.store import Row, Store
from kg.store.schema import reading

ANYBODY = "*"

_PARAMETER = re.compile(
    r"(?P<name>\w+): (?P<type>\w+)(?: = (?P<default>.*?))?(?: — (?P<meaning>.+))?",
)
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query; `default` is None where it is required, else as it stands in the header."""

    name: str
    type: str
    default: str | None
    meaning: str

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is None

    @property
    def is_entity(self) -> bool:
        """Whether it takes the id, the name or an alias of an entity."""
        return self.meaning.startswith("id, name or alias")

    @property
    def choices(self) -> tuple[str, ...]:
        """The only items of a list that says `of …` what they may be; empty where anything goes."""
        return tuple(self.meaning.removeprefix("of ").split(", ")) if self.meaning.startswith("of ") else ()

    @property
    def is_part_of_name(self) -> bool:
        """Whether it is looked for within names."""
        return self.meaning.startswith("part of a name")


@dataclass(frozen=True)
class Query:
    """A canned query; `title` is Chinese, `title_en` English, `columns` those of its answer, in order."""

    name: str
    title: str
    title_en: str
    parameters: tuple[Parameter, ...]
    returns: str
    example: str
    columns: tuple[str, ...]
    text: str
    path: Path


@dataclass(frozen=True)
class Result:
    """The answer: `rows` have the keys of `columns`; `notes` are lines for the user (a name that may mean several)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def parse(path: Path) -> Query:
    """Read one file.

    Raises:
        QueryError: Its header is not as described above; names the file.
    """
    text = path.read_text(encoding="utf-8")
    lines = [line[2:].strip() for line in text.splitlines() if line.startswith("//")]
    title, dot, title_en = (lines[0] if lines else "").partition(" · ")
    fields = {key: value for key, colon, value in (line.partition(": ") for line in lines[1:]) if colon}
    if not dot or not {"name", "returns", "example"} <= fields.keys():
        raise QueryError(f"{path}: the header needs a title “中文 · English”, name, returns and example")
    parameters = []
    for line in lines[1:]:
        if line.startswith("param "):
            found = _PARAMETER.fullmatch(line.removeprefix("param "))
            if found is None or found["type"] not in _READERS:
                raise QueryError(f"{path}: not a parameter: {line}")
            parameters.append(Parameter(found["name"], found["type"], found["default"], found["meaning"] or ""))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    return Query(
        fields["name"],
        title,
        title_en,
        tuple(parameters),
        fields["returns"],
        fields["example"],
        _columns(body),
        body,
        path,
    )


@cache
def _all(folder: Path) -> dict[str, Query]:
    found = (parse(path) for path in sorted(folder.glob("*.cypher")) if path.name != "schema.cypher")
    return {query.name: query for query in found}


def queries() -> dict[str, Query]:
    """All canned queries by name, sorted."""
    return dict(_all(resources.cypher()))


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
    query = _named(name)
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
        value = _READERS[parameter.type](parameter, value)
        if parameter.is_part_of_name:
            value = normalise(value)
        elif parameter.is_entity and not (value == ANYBODY and parameter.default == ANYBODY):
            value, note = find_entity(store, value)
            notes += [note] if note else []
        values[parameter.name] = value
    rows = store.read(query.text, values)
    return Result(query.columns, tuple({column: row[column] for column in query.columns} for row in rows), tuple(notes))


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


def _named(name: str) -> Query:
    known = queries()
    if name not in known:
        raise QueryError(f"there is no query {name}{_suggestion(name, known)}")
    return known[name]


def _suggestion(name: str, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, 1, cutoff=0.4)
    return f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(known)}"


def _columns(body: str) -> tuple[str, ...]:
    """Names of the columns: what the last RETURN ends each of its expressions with."""
    returned = re.split(r"\bRETURN\s+(?:DISTINCT\s+)?", body)[-1]
    returned = re.sub(r"'[^']*'", "''", re.split(r"\bORDER BY\b|\bLIMIT\b", returned)[0])
    depth, start, parts = 0, 0, []
    for i, character in enumerate(returned):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(returned[start:i])
            start = i + 1
    return tuple(re.split(r"\s+AS\s+|\s+", part.strip())[-1] for part in [*parts, returned[start:]])


def _string(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise QueryError(f"{parameter.name} must be text, not {value!r}")
    return value


def _integer(parameter: Parameter, value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", str(value)):
        raise QueryError(f"{parameter.name} must be a whole number from 0, not {value!r}")
    return int(value)


def _number(parameter: Parameter, value: Any) -> float:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d+(\.\d+)?", str(value)):
        raise QueryError(f"{parameter.name} must be a number, not {value!r}")
    return float(value)


def _boolean(parameter: Parameter, value: Any) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise QueryError(f"{parameter.name} must be true or false, not {value!r}")
    return str(value).lower() == "true"


def _list(parameter: Parameter, value: Any) -> list[str]:
    given = value.split(",") if isinstance(value, str) else [str(item) for item in value]
    items = [item.strip() for item in given if item.strip()]
    wrong = [item for item in items if parameter.choices and item not in parameter.choices]
    if wrong or not items:
        raise QueryError(f"{parameter.name} must be some {parameter.meaning or 'words'}, not {value!r}")
    return items


def _day(parameter: Parameter, value: Any) -> str:
    found = _DAY.fullmatch(str(value))
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (None, None, None)
    last = parameter.type == "last_day"
    if year is not None and year >= 1 and (month is None or 1 <= month <= 12):
        month = month or (12 if last else 1)
        days = calendar.monthrange(year, month)[1]
        day = day if day is not None else (days if last else 1)
        if 1 <= day <= days:
            return f"{year:04}-{month:02}-{day:02}"
    raise QueryError(f"{parameter.name} must be a day such as 2023-09-12, 2023-09 or 2023, not {value!r}")


_READERS: Mapping[str, Callable[[Parameter, Any], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "list": _list,
    "first_day": _day,
    "last_day": _day,
}
