"""The data that flows through the house: a `Document` comes in, a `Record` comes out.

All offsets are character offsets (Python `str` indices) into the document's own text, `end` exclusive. The JSON
form of a record is the contract between extraction and everything after it: the order of its keys is the order of
the fields here, and a field that says `optional` is left out when it is empty. Everything is frozen, and
`X.from_dict(x.to_dict()) == x` holds for all of them.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeAlias

from kg.errors import RecordError

Json: TypeAlias = dict[str, Any]
Span: TypeAlias = tuple[int, int]


def _optional(default: Any = None) -> Any:
    return field(default=default, metadata={"optional": True})


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.to_dict()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value


@dataclass(frozen=True)
class Part:
    """Anything with a JSON form: plain dicts, lists, strings and numbers."""

    def to_dict(self) -> Json:
        """The JSON form, keys in the order of the fields, empty optional ones left out."""
        result: Json = {}
        for f in dataclasses.fields(self):
            value = getattr(self, f.name)
            if not (f.metadata.get("optional") and (value is None or value == ())):
                result[f.name] = _plain(value)
        return result

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The object again; unknown keys are ignored.

        Raises:
            RecordError: It is no mapping, or a key without default is missing.
        """
        if not isinstance(data, Mapping):
            raise RecordError(f"not a {cls.__name__.lower()}: {str(data)[:60]!r}")
        known = {f.name for f in dataclasses.fields(cls)}
        try:
            return cls(**{k: _frozen(v) for k, v in data.items() if k in known})
        except TypeError as error:
            raise RecordError(f"not a {cls.__name__.lower()}: {error}") from error


@dataclass(frozen=True)
class Document(Part):
    """A text with what is known about where it comes from.

    `text` is what offsets count in: title and paragraphs joined by newlines, in the script of the source.
    `published` is an instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`, or None; `source` is the outlet's name in simplified
    Chinese. `path` tells a person where it was read and is no part of the record.
    """

    text: str
    id: str = ""
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    path: str | None = None


@dataclass(frozen=True)
class Mention(Part):
    """A name in the text; `label` is PERSON, GPE, ORG, LOC or FAC, `entity` the id of an `Entity`."""

    start: int
    end: int
    text: str
    label: str
    entity: str = ""


@dataclass(frozen=True)
class TimeExpression(Part):
    """An expression that points to a calendar date or period.

    `value` is an EDTF string, PAST_REF, PRESENT_REF or FUTURE_REF, or None where the day of publication is needed
    and unknown. `precision`: day, week, month, quarter, season, year, decade, interval, or None for a vague one.
    `basis`: `explicit` when the text alone says it, else `relative` (to the day of publication) or `inherited`
    (from another time of the text).
    """

    start: int
    end: int
    text: str
    value: str | None
    precision: str | None
    basis: str


@dataclass(frozen=True)
class Entity(Part):
    """Something named: `type` is Person, State, Organization or Location.

    `id`: a State's ISO 3166-1 alpha-3 code, the id of a gazetteer entry, else type and simplified name
    (`person:丹尼`). `state` is the State it belongs to, where known.
    """

    id: str
    type: str
    name: str
    name_en: str | None = _optional()
    aliases: tuple[str, ...] = _optional(())
    state: str | None = _optional()


@dataclass(frozen=True)
class Event(Part):
    """Who did what to whom, when, said where; ids of entities in the three roles.

    `trigger` is the main mention, `triggers` all of them, `sentence` the span of the main one's sentence.
    `date` is an EDTF string; `date_start` and `date_end` are full days (`YYYY-MM-DD`) to filter and sort on.
    `confidence` is the probability that the event is right; who gives none stands by it: 1.
    """

    id: str
    type: str
    mode: str | None
    status: str
    date: str | None
    date_start: str | None
    date_end: str | None
    date_precision: str | None
    date_basis: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    locations: tuple[str, ...]
    trigger: Span
    triggers: tuple[Span, ...]
    sentence: Span
    confidence: float = _optional(1.0)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """See `Part.from_dict`; a confidence of null is none."""
        none = isinstance(data, Mapping) and data.get("confidence", 1.0) is None
        return super().from_dict({k: v for k, v in data.items() if k != "confidence"} if none else data)


@dataclass(frozen=True)
class Relation(Part):
    """A fact without a day: HOLDS_OFFICE, PART_OF, MEMBER_OF or LOCATED_IN.

    `basis` is `text` (then `evidence` is the span that says it) or `gazetteer` (then there is none).
    """

    type: str
    subject: str
    object: str
    title: str | None = _optional()
    basis: str = "text"
    evidence: Span | None = _optional()


@dataclass(frozen=True)
class Record(Part):
    """All that was extracted from one document."""

    id: str
    url: str | None
    title: str | None
    source: str | None
    published: str | None
    script: str
    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    pipeline: Mapping[str, str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """See `Part.from_dict`; the parts become objects too."""
        parts: dict[str, type[Part]] = {
            "mentions": Mention,
            "times": TimeExpression,
            "entities": Entity,
            "events": Event,
            "relations": Relation,
        }
        built = {}
        for name, kind in parts.items():
            items = data.get(name) or ()
            if not isinstance(items, (list, tuple)):
                raise RecordError(f"{name} is no list")
            built[name] = tuple(map(kind.from_dict, items))
        return super().from_dict({**data, **built})

    def to_json(self) -> str:
        """One line of JSON Lines, byte-identical for equal records."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(", ", ": "))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The record on one line.

        Raises:
            RecordError: The line is no JSON object or a key is missing.
        """
        try:
            data = json.loads(line)
        except ValueError as error:
            raise RecordError(f"not JSON: {error}") from error
        except RecursionError as error:
            raise RecordError("not JSON: nested too deeply") from error
        if not isinstance(data, dict):
            raise RecordError("not a JSON object")
        return cls.from_dict(data)

    def quote(self, span: Span) -> str:
        """The text under a span."""
        return self.text[span[0] : span[1]]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSON Lines file, as `kg extract` writes it.

    Raises:
        RecordError: A line is no record; names file and line.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield Record.from_json(line.decode("utf-8"))
                except (RecordError, UnicodeDecodeError) as error:
                    raise RecordError(f"{path}:{number}: {error}") from error
