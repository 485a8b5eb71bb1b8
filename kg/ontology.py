"""What the graph can say: loads and checks `seeds/ontology.toml`, the only place that knows type names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import SeedError


@dataclass(frozen=True)
class EventType:
    """A PLOVER event type.

    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; `score` runs
    from -10 (conflict) to 10 (cooperation), `modes` maps a mode to the score that replaces it. In a `symmetric`
    type actors without recipient act on each other.
    """

    name: str
    zh: str
    en: str
    quad: int
    score: float
    recipient: bool
    symmetric: bool
    modes: Mapping[str, float]

    def score_of(self, mode: str | None) -> float:
        """The score of an event of this type, with a mode or without."""
        return self.modes.get(mode or "", self.score)


@dataclass(frozen=True)
class RelationType:
    """A timeless relation and the entity types on its two sides."""

    name: str
    zh: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True)
class Ontology:
    """All type names there are, in the order of the file."""

    events: Mapping[str, EventType]
    entities: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, RelationType]
    statuses: tuple[str, ...]
    labels: tuple[str, ...]
    status_caption: Mapping[str, str]


def load_toml(path: Path) -> dict[str, Any]:
    """A TOML file under `seeds/`.

    Raises:
        SeedError: It is missing or not TOML; names the file.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error


def load_ontology(path: Path) -> Ontology:
    """Read and check an ontology file.

    Raises:
        SeedError: A key is missing, or a number is out of its range; names the entry.
    """
    data = load_toml(path)
    where, events = "events", {}
    try:
        for where, spec in data["events"].items():
            events[where] = EventType(
                name=where, modes=dict(spec.get("modes", {})), **{k: v for k, v in spec.items() if k != "modes"}
            )
            scores = [events[where].score, *events[where].modes.values()]
            if events[where].quad not in (1, 2, 3, 4) or not all(-10 <= s <= 10 for s in scores):
                raise SeedError(f"{path}: {where}: quad must be 1 to 4, scores -10 to 10")
        where, relations = "relations", {}
        for where, spec in data["relations"].items():
            relations[where] = RelationType(where, spec["zh"], tuple(spec["subjects"]), tuple(spec["objects"]))
        where = "the rest"
        return Ontology(
            events,
            {k: tuple(v["labels"]) for k, v in data["entities"].items()},
            relations,
            tuple(data["statuses"]),
            tuple(data["labels"]),
            data["status_caption"],
        )
    except (KeyError, TypeError) as error:
        raise SeedError(f"{path}: {where}: {error}") from error


@cache
def _cached(path: Path) -> Ontology:
    return load_ontology(path)


def ontology() -> Ontology:
    """The ontology in force, loaded once."""
    return _cached(resources.seeds() / "ontology.toml")
