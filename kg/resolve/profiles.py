"""What the graph says about an entity: aggregates over all documents that know it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.components.gazetteer_data import Entry, gazetteer
from kg.language.script import to_simplified, to_traditional
from kg.records import Entity, Record
from kg.resolve.documents import publication_day
from kg.resolve.entities import Atom, atoms
from kg.resolve.projection import Node
from kg.resolve.votes import most_frequent, present


@dataclass(frozen=True)
class Profile:
    """One entity of the graph. `home` is the State it counts for: itself, or the one it belongs to, or its id."""

    id: str
    type: str
    name: str
    name_hant: str
    name_en: str | None
    aliases: tuple[str, ...]
    state: str | None
    days: tuple[str, ...]
    mentions: int

    @property
    def home(self) -> str:
        """What the entity is rolled up to."""
        return self.state or self.id

    def node(self) -> Node:
        """The node of the graph."""
        properties = {
            "name": self.name,
            "name_hant": self.name_hant,
            "name_en": self.name_en,
            "aliases": self.aliases,
            "state": self.state,
            "first_seen": min(self.days, default=None),
            "last_seen": max(self.days, default=None),
            "mentions": self.mentions,
        }
        return Node(self.id, ("Entity", self.type), present(properties))


def _traditional(name: str, members: Sequence[tuple[Entity, Record]]) -> str:
    """A name as articles in traditional script write it, else converted character by character."""
    written = most_frequent(
        mention.text
        for entity, record in members
        if record.script == "Hant"
        for mention in record.mentions
        if mention.entity == entity.id and to_simplified(mention.text) == to_simplified(name)
    )
    return written or to_traditional(name)


def _profile(
    entity_id: str, members: Sequence[tuple[Entity, Record]], entry: Entry | None, counts: Mapping[str, Counter[str]]
) -> Profile:
    entities = [entity for entity, _ in members]
    kind = most_frequent(entity.type for entity in entities) or ""
    name = most_frequent(entity.name for entity in entities) or entity_id
    also = {alias for entity in entities for alias in (entity.name, *entity.aliases)}
    days = (publication_day(record) for _, record in members)
    return Profile(
        id=entity_id,
        type=kind,
        name=name,
        name_hant=entry.name_hant if entry else _traditional(name, members),
        name_en=most_frequent(entity.name_en for entity in entities),
        aliases=tuple(sorted(also - {name})),
        state=entity_id if kind == "State" else most_frequent(entity.state for entity in entities),
        days=tuple(sorted({day for day in days if day})),
        mentions=sum(counts[record.id][entity.id] for entity, record in members),
    )


def profiles(records: Mapping[str, Record], ids: Mapping[Atom, str]) -> dict[str, Profile]:
    """All entities of the graph by id.

    Args:
        records: The records that count, by document id.
        ids: The graph's id of every entity of every document, from `kg.resolve.entities.resolve_entities`.
    """
    members, known = defaultdict(list), gazetteer()
    for atom, entity in atoms(records).items():
        members[ids[atom]].append((entity, records[atom[0]]))
    counts = {document: Counter(m.entity for m in record.mentions) for document, record in records.items()}
    return {id_: _profile(id_, found, known.get(id_), counts) for id_, found in sorted(members.items())}
