"""The trigger lexicon: reads and checks `seeds/triggers/*.toml` (format: the README.md beside them)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import SeedError
from kg.ontology import load_toml, ontology

SLOT = "~"


@dataclass(frozen=True)
class Conditions:
    """What must and must not stand around a trigger; see `seeds/triggers/README.md`."""

    unless_preceded: tuple[str, ...] = ()
    unless_followed: tuple[str, ...] = ()
    if_clause: tuple[str, ...] = ()
    unless_clause: tuple[str, ...] = ()
    if_sentence: tuple[str, ...] = ()
    if_after: tuple[str, ...] = ()
    if_preceded_name: bool = False
    if_followed_name: bool = False


@dataclass(frozen=True)
class Rule:
    """One trigger word in one meaning.

    `parts` is the word cut at its slots: 访~ is ("访", ""); between two parts stands a name. `weight` from 0 to 1
    is the precision expected of it. `together` is the type of event where parties of two States do it together.
    """

    word: str
    parts: tuple[str, ...]
    type: str
    mode: str | None
    frame: str
    weight: float
    conditions: Conditions
    together: str | None = None

    def fits(self, surface: str) -> bool:
        """Whether a trigger found in a text may be this word (names in the slots are not checked)."""
        if len(self.parts) == 1:
            return surface == self.word
        return len(surface) > len(self.word) - len(self.parts) + 1 and (
            surface.startswith(self.parts[0]) and surface.endswith(self.parts[-1])
        )


@dataclass(frozen=True)
class Lexicon:
    """All rules by the first character of their word; the slot sign where a name comes first."""

    by_first: Mapping[str, tuple[Rule, ...]]

    def rules(self, surface: str, event_type: str) -> tuple[Rule, ...]:
        """The rules of one type that a trigger in simplified characters may come from."""
        if not surface:
            return ()
        candidates = (*self.by_first.get(surface[0], ()), *self.by_first.get(SLOT, ()))
        return tuple(rule for rule in candidates if rule.type == event_type and rule.fits(surface))


_CONDITIONS = {f.name for f in fields(Conditions)}
_KEYS = _CONDITIONS | {"words", "mode", "frame", "weight", "measured", "together"}


def _group(path: Path, head: Mapping[str, Any], group: Mapping[str, Any]) -> list[Rule]:
    spec = {**{k: v for k, v in head.items() if k in _KEYS}, **group}
    where = f"{path}: trigger {next(iter(spec.get('words', [])), '?')}"
    event_type = ontology().events.get(head.get("type", ""))
    if event_type is None:
        raise SeedError(f"{path}: type {head.get('type')!r} is not in ontology.toml")
    if unknown := sorted(set(spec) - _KEYS):
        raise SeedError(f"{where}: unknown key {unknown[0]}")
    if spec.get("mode") is not None and spec["mode"] not in event_type.modes:
        raise SeedError(f"{where}: mode {spec['mode']!r} is none of {event_type.name}")
    together = spec.get("together")
    if together is not None and together not in ontology().events:
        raise SeedError(f"{where}: together {together!r} is not in ontology.toml")
    around: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in spec.items() if k in _CONDITIONS}
    conditions = Conditions(**around)
    rules = []
    for word in spec["words"]:
        weight = float(spec.get("measured", {}).get(word, spec.get("weight", 0.5)))
        if not word.strip(SLOT) or not 0 <= weight <= 1:
            raise SeedError(f"{where}: {word!r} needs a character besides {SLOT} and a weight from 0 to 1")
        rules.append(
            Rule(
                word,
                tuple(word.split(SLOT)),
                event_type.name,
                spec.get("mode"),
                spec.get("frame", "act"),
                weight,
                conditions,
                together,
            )
        )
    return rules


def load_lexicon(folder: Path) -> Lexicon:
    """Read every TOML file of a folder; a folder that is missing or empty is an empty lexicon.

    Raises:
        SeedError: A file is not TOML, or names an unknown type, mode or key.
    """
    by_first: dict[str, list[Rule]] = {}
    for path in sorted(folder.glob("*.toml")):
        data = load_toml(path)
        for group in data.get("trigger", []):
            try:
                rules = _group(path, data, group)
            except (KeyError, TypeError, ValueError) as error:
                raise SeedError(f"{path}: {error}") from error
            for rule in rules:
                if rule.weight > 0:
                    by_first.setdefault(rule.word[0], []).append(rule)
    return Lexicon({first: tuple(rules) for first, rules in by_first.items()})


@cache
def _cached(folder: Path) -> Lexicon:
    return load_lexicon(folder)


def lexicon() -> Lexicon:
    """The lexicon in force, loaded once."""
    return _cached(resources.seeds() / "triggers")
