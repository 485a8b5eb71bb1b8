"""Annotations without their text: reads `.ann` files, whose format `annotation/README.md` describes."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.ontology import ontology
from kg.records import Json

NEWS, XWLB = "duty-machine/news", "china-data/xwlb"
_SOURCE = re.compile(rf"# source: (?P<archive>{NEWS}|{XWLB}) (?P<path>\S.*?)(?:, item (?P<item>[1-9]\d{{0,3}}))?")
_TEXT = re.compile(
    r"# published: (?P<published>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?: url: (?P<url>https?://\S+))?"
    r" text-sha256: (?P<digest>[0-9a-f]{64})"
)
_PLACED = re.compile(r"(\d{1,4})\s*:\s*(.+)")
_NTH = re.compile(r"#([1-9])$")


@dataclass(frozen=True)
class Source:
    """Where the text comes from: a path in an archive (item: 1-based, of a list), and the hash of the text."""

    archive: str
    path: str
    item: int | None
    published: str
    url: str | None
    digest: str


@dataclass(frozen=True)
class Mark:
    """A marked string, the `nth` one from the end of the mark before it; `fields` go into the JSON as they are."""

    surface: str
    nth: int
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """The marks of a sentence, in order."""

    sentence: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Annotation:
    """A file; `events` and `relations` are JSON but for the triggers, each the first such string of its sentence."""

    id: str
    source: Source
    entities: tuple[Json, ...]
    mentions: tuple[Line, ...]
    times: tuple[Line, ...]
    events: tuple[Json, ...]
    triggers: tuple[tuple[Line, ...], ...]
    relations: tuple[Json, ...]

    def sentences(self) -> frozenset[int]:
        """The numbers of all sentences that something is said of."""
        lines = [*self.mentions, *self.times, *(line for lines in self.triggers for line in lines)]
        return frozenset((*(line.sentence for line in lines), *(r["sentence"] for r in self.relations)))


def _one_of(value: str, known: Container[str]) -> str:
    if value not in known:
        raise KgError(f"unknown: {value!r}")
    return value


def _columns(line: str, least: int, most: int) -> list[str]:
    columns = [column.strip() for column in line.split("|")]
    if not least <= len(columns) <= most:
        raise KgError(f"{len(columns)} columns")
    return columns


def _entity(line: str) -> Json:
    id_, type_, name, name_en = [*_columns(line, 3, 4), ""][:4]
    return {"id": id_, "type": _one_of(type_, ontology().entities), "name": name, "name_en": name_en or None}


def _placed(text: str) -> tuple[int, str]:
    if match := _PLACED.fullmatch(text.strip()):
        return int(match[1]), match[2]
    raise KgError(f"no sentence number: {text!r}")


def _marks(line: str, fields: Callable[[str], dict[str, str]]) -> Line:
    sentence, items = _placed(line)
    marks = []
    for item in filter(None, map(str.strip, items.split(" ; "))):
        surface, _, value = item.rpartition("=")
        nth = _NTH.search(surface)
        surface = surface[: nth.start()] if nth else surface
        if not surface:
            raise KgError(f"no string: {item!r}")
        marks.append(Mark(surface, int(nth[1]) if nth else 1, fields(value)))
    return Line(sentence, tuple(marks))


def _event(line: str, ids: Mapping[str, Json]) -> tuple[Json, tuple[Line, ...]]:
    id_, type_, status, date, *roles, triggers = _columns(line, 8, 8)
    event: Json = {"id": id_, "type": _one_of(type_, ontology().events)}
    event |= {"status": _one_of(status, ontology().statuses), "date": date or None}
    for key, role in zip(("actors", "recipients", "locations"), roles, strict=True):
        event[key] = [_one_of(x, ids) for x in map(str.strip, role.partition("=")[2].split(",")) if x]
    placed = map(_placed, re.split("[,，]", triggers))
    return event, tuple(Line(sentence, (Mark(surface, 1, {}),)) for sentence, surface in placed)


def _relation(line: str, ids: Mapping[str, Json]) -> Json:
    type_, subject, object_, title, sentence = _columns(line, 5, 5)
    if not re.fullmatch(r"\d{1,4}", sentence):
        raise KgError(f"no sentence number: {sentence!r}")
    relation = {"type": _one_of(type_, ontology().relations), "subject": _one_of(subject, ids)}
    return {**relation, "object": _one_of(object_, ids), "title": title or None, "sentence": int(sentence)}


def _source(lines: list[str]) -> Source:
    where, text = _SOURCE.fullmatch(lines[0]), _TEXT.fullmatch("".join(lines[1:2]))
    if not where or not text or (where["archive"] == XWLB) != bool(where["item"]):
        raise KgError("the first two lines do not say where the text is from")
    item = int(where["item"]) if where["item"] else None
    return Source(where["archive"], where["path"], item, text["published"], text["url"], text["digest"])


def _sections(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    section = ""
    for number, line in enumerate(map(str.strip, lines), 1):
        if line.startswith("@"):
            section = line
        elif line and not line.startswith("#"):
            yield number, section, line


def parse(text: str, id_: str) -> Annotation:
    """An annotation from the content of a file.

    Raises:
        KgError: It is not in the format; names the line.
    """
    lines = text.split("\n")
    ids: dict[str, Json] = {}
    mentions, times, events, relations = list[Line](), list[Line](), list[tuple[Json, tuple[Line, ...]]](), list[Json]()

    def mention(value: str) -> dict[str, str]:
        entity, _, label = value.rpartition(":")
        return {"label": _one_of(label, ontology().labels), "entity": _one_of(entity, ids)}

    source = _source(lines)
    for number, section, line in _sections(lines):
        try:
            if section == "@entities":
                entity = _entity(line)
                ids[entity["id"]] = entity
            elif section == "@mentions":
                mentions.append(_marks(line, mention))
            elif section == "@times":
                times.append(_marks(line, lambda value: {"value": value}))
            elif section == "@events":
                events.append(_event(line, ids))
            elif section == "@relations":
                relations.append(_relation(line, ids))
            else:
                raise KgError(f"no section: {section!r}")
        except KgError as error:
            raise KgError(f"line {number}: {error}") from error
    triggers = tuple(triggers for _, triggers in events)
    return Annotation(
        id_,
        source,
        tuple(ids.values()),
        tuple(mentions),
        tuple(times),
        tuple(event for event, _ in events),
        triggers,
        tuple(relations),
    )


def load(path: Path) -> Annotation:
    """The annotation of a file, named like it.

    Raises:
        KgError: It cannot be read, or is not in the format.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(str(error)) from error
