"""The gazetteer in memory: states, organizations, persons and locations from `seeds/gazetteer/*.csv`.

All names are in simplified characters, because matching happens after conversion; lists inside a field are parted
by `|`. See the comments at the head of each file for its columns.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import SeedError
from kg.language.script import to_simplified, to_traditional

_FILES = (
    ("State", "states.csv"),
    ("Organization", "organizations.csv"),
    ("Person", "persons.csv"),
    ("Location", "locations.csv"),
)
_LABELS = {"State": "GPE", "Organization": "ORG", "Person": "PERSON", "Location": "GPE"}


@dataclass(frozen=True)
class Entry:
    """One thing that the gazetteer knows.

    Attributes:
        id: A State's ISO 3166-1 alpha-3 code, else with its type: `org:reuters`, `person:aso-taro`, `loc:tokyo`.
        type: Person, State, Organization or Location.
        label: The NER label of its mentions.
        name: The full canonical name in simplified characters.
        names: All names that mean it anywhere, `name` first (unless in `quoted`), Latin ones included.
        short: Names that mean it only in a text that also has one of `names` (岸田 for 岸田文雄).
        quoted: Names that are common words too and mean it only in quotation or title marks (《外交政策》).
        name_en: English name, or "".
        name_hant: The name for display in traditional characters, in Taiwan's wording.
        state: Id of the State it belongs to, or "".
        parents: Ids of what it is PART_OF (an organization) or LOCATED_IN (a location), nearest first.
        members: Ids of the States and organizations that are MEMBER_OF it.
        category: What kind of thing it is: ministry, media, sea, …
        body: For an organization, the kind of body it is of its state (see `bodies.csv`), or "".
        capital: For a State, the id of its capital.
        metonym: For a location, the id of the State whose government its name may stand for, or "".
    """

    id: str
    type: str
    label: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    name_en: str = ""
    name_hant: str = ""
    state: str = ""
    parents: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    category: str = ""
    body: str = ""
    capital: str = ""
    metonym: str = ""


@dataclass(frozen=True)
class Gazetteer:
    """All entries, by id and by simplified surface; both mappings keep the order of the files."""

    entries: Mapping[str, Entry]
    surfaces: Mapping[str, tuple[Entry, ...]]
    bodies: Mapping[tuple[str, str], Entry]

    def get(self, entity_id: str) -> Entry | None:
        """The entry of an id."""
        return self.entries.get(entity_id)

    def named(self, surface: str) -> tuple[Entry, ...]:
        """The entries with a name, given in either script; several where it is ambiguous (北京: State's, city's).

        >>> [entry.id for entry in gazetteer().named("馬克宏")]
        ['person:emmanuel-macron']
        """
        return self.surfaces.get(to_simplified(surface), ())

    def body_of(self, kind: str, state: str) -> Entry | None:
        """The body of a kind in a State: `body_of("defence-ministry", "TWN")` is 台湾国防部."""
        return self.bodies.get((kind, state))

    def states_of(self, entity_id: str) -> str:
        """The State that an id belongs to (a State to itself), or ""."""
        entry = self.entries.get(entity_id)
        return "" if entry is None else entry.id if entry.type == "State" else entry.state


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a seed CSV with their line numbers; lines that begin with `#` and empty ones are comments.

    Raises:
        SeedError: The file is missing, has no header, or a row has another number of fields; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = next(csv.reader([line]))
        if header is None:
            header = fields
        elif len(fields) > len(header):
            raise SeedError(f"{path}:{number}: {len(fields)} fields, the header has {len(header)}")
        else:
            fields += [""] * (len(header) - len(fields))
            yield number, {k: v.strip() for k, v in zip(header, fields, strict=True)}
    if header is None:
        raise SeedError(f"{path}: no header line")


def split_list(field: str) -> tuple[str, ...]:
    """The items of a field parted by `|`, without repetition."""
    return tuple(dict.fromkeys(item.strip() for item in field.split("|") if item.strip()))


def _entry(kind: str, row: dict[str, str]) -> Entry:
    name = row["name"]
    quoted = split_list(row.get("quoted", ""))
    names = split_list("|".join((name, row.get("names", ""), row.get("latin", ""))))
    return Entry(
        id=row["id"],
        type=kind,
        label=row.get("label") or _LABELS[kind],
        name=name,
        names=tuple(n for n in names if n not in quoted),
        short=split_list(row.get("short", "")),
        quoted=quoted,
        name_en=row.get("name_en", ""),
        name_hant=row.get("name_hant") or to_traditional(name),
        state=row["id"] if kind == "State" else row.get("state", ""),
        parents=split_list(row.get("parents", "")),
        members=split_list(row.get("members", "")),
        category=row.get("category", ""),
        body=row.get("body", ""),
        capital=row.get("capital", ""),
        metonym=row.get("metonym", ""),
    )


def _problem(entry: Entry, known: Mapping[str, Entry]) -> str:
    if not entry.name or to_simplified(entry.name) != entry.name:
        return f"{entry.id}: the name {entry.name!r} is empty or not in simplified characters"
    for surface in (*entry.names, *entry.short, *entry.quoted):
        if to_simplified(surface) != surface:
            return f"{entry.id}: {surface} is not in simplified characters"
    if entry.state and (entry.state not in known or known[entry.state].type != "State"):
        return f"{entry.id}: unknown state {entry.state}"
    for other in (*entry.parents, *entry.members, *filter(None, (entry.capital, entry.metonym))):
        if other not in known:
            return f"{entry.id}: unknown id {other}"
    return ""


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read and check the four files of a folder.

    Raises:
        SeedError: A file is missing or wrong; names file, line and problem.
    """
    entries: dict[str, Entry] = {}
    places: dict[str, str] = {}
    for kind, file in _FILES:
        for number, row in read_rows(folder / file):
            where = f"{folder / file}:{number}"
            try:
                entry = _entry(kind, row)
            except KeyError as error:
                raise SeedError(f"{where}: no column {error}") from error
            if entry.id in entries:
                raise SeedError(f"{where}: the id {entry.id} is already in {places[entry.id]}")
            entries[entry.id], places[entry.id] = entry, where
    surfaces: dict[str, tuple[Entry, ...]] = {}
    bodies: dict[tuple[str, str], Entry] = {}
    for entry in entries.values():
        if problem := _problem(entry, entries):
            raise SeedError(f"{places[entry.id]}: {problem}")
        if entry.body and (first := bodies.setdefault((entry.body, entry.state), entry)) is not entry:
            raise SeedError(f"{places[entry.id]}: {first.id} is already the {entry.body} of {entry.state}")
        for surface in entry.names:
            surfaces[surface] = (*surfaces.get(surface, ()), entry)
    return Gazetteer(entries, surfaces, bodies)


@cache
def _cached(folder: Path) -> Gazetteer:
    return load_gazetteer(folder)


def gazetteer() -> Gazetteer:
    """The gazetteer in force, loaded once a folder."""
    return _cached(resources.seeds() / "gazetteer")
