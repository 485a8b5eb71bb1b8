"""Canned queries: one file a question under `cypher/`, its header says how to ask it.

    // 两实体间的事件链 · Chain of events between two entities
    // name: trace
    // param a: string — id, name or alias
    // param max_hops: integer = 4 — events from one end to the other
    // returns: one row an event of a step
    // example: kg query trace -p a=日本 -p b=中国

Types of parameters: `string`, `integer`, `number`, `boolean`, `list` (of strings, parted by commas;
described as `of x, y, z` it takes these alone), `first_day` and
`last_day` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, completed to a full day), `confidence` (a number from 0 to 1, whose
default may be `bar`: that of `seeds/confidence.toml`). A parameter described as `id, name or alias`
takes any name of an entity in either script; one described as `part of a name` is compared with names as they are
kept. A parameter without default is required.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.confidence import default_bar
from kg.errors import QueryError

_PARAMETER = re.compile(
    r"(?P<name>\w+): (?P<type>\w+)(?: = (?P<default>.*?))?(?: — (?P<meaning>.+))?",
)
TYPES = ("string", "integer", "number", "boolean", "list", "first_day", "last_day", "confidence")
# Among the parameters of a question this one keeps doubtful events out of the answer.
MIN_CONFIDENCE = "min_confidence"
_BAR = "bar"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query; `default` is None where it is required, else as a user would write it."""

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


def parse(path: Path) -> Query:
    """Read one file.

    Raises:
        QueryError: Its header is not as described above; names the file.
        SeedError: There is no bar to be a default.
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
            if found is None or found["type"] not in TYPES:
                raise QueryError(f"{path}: not a parameter: {line}")
            default = found["default"]
            if found["type"] == "confidence" and default == _BAR:
                default = f"{default_bar():g}"
            parameters.append(Parameter(found["name"], found["type"], default, found["meaning"] or ""))
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
def _all(folder: Path, _bar: float) -> dict[str, Query]:
    found = (parse(path) for path in sorted(folder.glob("*.cypher")) if path.name != "schema.cypher")
    return {query.name: query for query in found}


def queries() -> dict[str, Query]:
    """All canned queries by name, sorted."""
    return dict(_all(resources.cypher(), default_bar()))


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
