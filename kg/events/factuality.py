"""Whether an event happened: the cues of `seeds/status.toml` in reach of its trigger."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import SeedError
from kg.events.matching import clause_around
from kg.ontology import load_toml, ontology
from kg.records import Span

SCOPES = ("clause", "sentence", "near", "after")


@dataclass(frozen=True)
class CueGroup:
    """Words that set one status; the fields are the keys of `seeds/status.toml`."""

    status: str
    scope: str
    words: tuple[str, ...]
    reach: int = 0
    not_before_name: bool = False
    unless: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()

    def touches(self, event_type: str) -> bool:
        """Whether the group says anything about events of a type."""
        return event_type not in self.not_types and (not self.types or event_type in self.types)


@dataclass(frozen=True)
class Factuality:
    """All cue groups, in the order in which they decide, and the other word lists of `seeds/status.toml`."""

    speech_types: tuple[str, ...]
    telling: tuple[str, ...]
    recurring: tuple[str, ...]
    continuing: tuple[str, ...]
    groups: tuple[CueGroup, ...]


def _group(path: Path, spec: Mapping[str, Any]) -> CueGroup:
    keys: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in spec.items()}
    group = CueGroup(**keys)
    if group.scope not in SCOPES or group.status not in ontology().statuses:
        raise SeedError(f"{path}: a cue has status {group.status!r} and scope {group.scope!r}; one of them is unknown")
    return group


def load_factuality(path: Path) -> Factuality:
    """Read `status.toml`.

    Raises:
        SeedError: It is missing, not TOML, or a cue names an unknown status, scope or key.
    """
    data = load_toml(path)
    try:
        groups = tuple(_group(path, spec) for spec in data["cue"])
        lists = {key: tuple(data[key]) for key in ("speech_types", "telling", "recurring", "continuing")}
        return Factuality(**lists, groups=groups)
    except (KeyError, TypeError) as error:
        raise SeedError(f"{path}: {error}") from error


@cache
def _cached(path: Path) -> Factuality:
    return load_factuality(path)


def factuality() -> Factuality:
    """The cues in force, loaded once."""
    return _cached(resources.seeds() / "status.toml")


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some words, the longest first; nothing where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def _stands(group: CueGroup, text: str, span: Span, names: Container[int]) -> bool:
    """Whether a word of the group stands in a stretch of text, and not as part of another word."""
    for word in group.words:
        at = text.find(word, *span)
        while at >= 0:
            end = at + len(word)
            covered = any(
                text.startswith(other, at - shift)
                for other in group.unless
                for shift in range(len(other))
                if other[shift : shift + len(word)] == word and at >= shift
            )
            if not covered and not (group.not_before_name and end in names):
                return True
            at = text.find(word, end, span[1])
    return False


def _clause(text: str, trigger: Span, sentence: Span, continuing: tuple[str, ...]) -> Span:
    """The clause of a trigger, with the clauses before it that it goes on with."""
    left, right = clause_around(text, *trigger)
    while (
        left > sentence[0]
        and text[left - 1] in "，,"
        and (left == trigger[0] or text.startswith(continuing, left, trigger[0]))
    ):
        left, _ = clause_around(text, left - 1, left - 1)
    return max(left, sentence[0]), min(right, sentence[1])


def _reach(
    group: CueGroup, text: str, trigger: Span, sentence: Span, blockers: Sequence[Span], continuing: tuple[str, ...]
) -> Span:
    left, right = _clause(text, trigger, sentence, continuing if group.scope == "clause" else ())
    if group.scope == "after":
        return trigger[1], min(right, trigger[1] + group.reach)
    if group.scope == "sentence":
        return sentence[0], trigger[0]
    if group.scope == "near":
        barrier = max([left, *(end for _, end in blockers if end <= trigger[0])])
        return max(barrier, trigger[0] - group.reach), trigger[0]
    return left, trigger[0]


def status_of(
    text: str,
    event_type: str,
    trigger: Span,
    sentence: Span,
    others: Sequence[Span],
    names: Container[int],
    cues: Factuality,
) -> str:
    """The status of one mention of an event in text of simplified characters.

    `others` are the other triggers of the sentence: a cue that must stand near does not reach across one. `names`
    are the positions where a name begins.

    In 布林肯计划访问日本 the trigger 访问 is planned; without a cue an event is actual.
    """
    for group in cues.groups:
        if group.touches(event_type):
            span = _reach(group, text, trigger, sentence, others, cues.continuing)
            if _stands(group, text, span, names):
                return group.status
    return "actual"
