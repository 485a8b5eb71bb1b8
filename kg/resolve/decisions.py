"""What a person decided about identity, against or beyond the rules.

The file is JSON Lines and only ever grows: a later line goes before an earlier one. Empty lines and lines that
begin with `#` are comments. Mentions are named by document and character offsets, because ids of the graph may
change when a document comes or goes.

    {"action": "merge", "kind": "entity", "mentions": [["doc-1", 0, 2], ["doc-7", 15, 17]]}
    {"action": "split", "kind": "event", "mentions": [["doc-1", 40, 42], ["doc-3", 8, 10]]}
    {"action": "alias", "type": "Person", "name": "麦利", "entity": "person:mark-milley"}

`merge` makes one of everything the mentions belong to. `split` takes every mention but the first out of the
company it is in; each is on its own then, until a later line merges it. For an entity a mention is a name, for an
event a trigger. `alias` says which entity a name means wherever the rules made an entity of that name alone.
Any other key (`note`, `by`, `on`) is for the reader.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from kg.errors import KgError
from kg.ontology import ontology

MentionKey: TypeAlias = tuple[str, int, int]
Kind: TypeAlias = Literal["entity", "event"]
K = TypeVar("K")


@dataclass(frozen=True)
class Identity:
    """`merge` or `split` of mentions, each a document id with start and end."""

    action: Literal["merge", "split"]
    kind: Kind
    mentions: tuple[MentionKey, ...]


@dataclass(frozen=True)
class Alias:
    """A name that means an entity: `entity` is an id of the gazetteer or of the form `person:米利`."""

    type: str
    name: str
    entity: str


@dataclass(frozen=True)
class Decisions:
    """All decisions in the order they were made."""

    identities: tuple[Identity, ...] = ()
    aliases: tuple[Alias, ...] = ()


def _mention(item: Any) -> MentionKey:
    match item:
        case [str(document), int(start), int(end)] if 0 <= start < end and bool not in map(type, item):
            return document, start, end
    raise ValueError(f'a mention is ["document id", start, end], not {json.dumps(item, ensure_ascii=False)}')


def _parse(data: Any) -> Identity | Alias:
    match data:
        case {
            "action": "merge" | "split" as action,
            "kind": "entity" | "event" as kind,
            "mentions": [_, _, *_] as keys,
        }:
            return Identity(action, kind, tuple(_mention(key) for key in keys))
        case {"action": "alias", "type": str(kind), "name": str(name), "entity": str(entity)} if name and entity:
            if kind not in ontology().entities:
                raise ValueError(f"unknown entity type {kind}; one of {', '.join(ontology().entities)}")
            return Alias(kind, name, entity)
        case {"action": "merge" | "split"}:
            raise ValueError('merge and split need "kind" (entity or event) and "mentions" (two or more)')
        case {"action": "alias"}:
            raise ValueError('alias needs "type", "name" and "entity"')
    raise ValueError('needs "action": merge, split or alias')


def load_decisions(path: Path) -> Decisions:
    """Read a decision file.

    Raises:
        KgError: It cannot be read, or a line is wrong; names file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: {error}") from error
    made: list[Identity | Alias] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            made.append(_parse(json.loads(line)))
        except ValueError as error:
            raise KgError(f"{path}:{number}: {error}") from error
    return Decisions(
        tuple(decision for decision in made if isinstance(decision, Identity)),
        tuple(decision for decision in made if isinstance(decision, Alias)),
    )


def apply(
    decisions: Iterable[Identity], groups: Mapping[K, str], find: Callable[[MentionKey], K | None], /
) -> dict[K, str]:
    """The groups after the decisions, taken in order.

    Args:
        decisions: All of one kind.
        groups: The name of the group of each member.
        find: The member that a mention belongs to; None when there is none (any more): then it has no say.
    """
    result = dict(groups)
    for number, decision in enumerate(decisions):
        found = [member for member in map(find, decision.mentions) if member is not None]
        members = list(dict.fromkeys(found))
        if len(members) < 2:
            continue
        if decision.action == "split":
            for position, member in enumerate(members[1:]):
                result[member] = f"split {number}.{position}"
        else:
            joined = {result[member] for member in members}
            result.update({member: result[members[0]] for member, group in result.items() if group in joined})
    return result
