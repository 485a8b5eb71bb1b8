"""What the graph says about an entity: aggregates over all documents that know it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.components.gazetteer_data import gazetteer
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
    name_en: str | None
    aliases: tuple[str, ...]
    state: str | None
    days: tuple[str, ...]
    surfaces: tuple[str, ...]  # every mention as it stands in its article
    traditional: tuple[str, ...]  # those of articles in traditional script

    @property
    def home(self) -> str:
        """What the entity is rolled up to."""
        return self.state or self.id

    def name_hant(self) -> str:
        """The name in traditional characters: the gazetteer's, one that an article has, else by characters."""
        if entry := gazetteer().get(self.id):
            return entry.name_hant
        name = to_simplified(self.name)
        written = most_frequent(surface for surface in self.traditional if to_simplified(surface) == name)
        return written or to_traditional(self.name)

    def node(self) -> Node:
        """The node of the graph."""
        properties = {
            "name": self.name,
            "name_hant": self.name_hant(),
            "name_en": self.name_en,
            "aliases": self.aliases,
            "state": self.state,
            "first_seen": min(self.days, default=None),
            "last_seen": max(self.days, default=None),
            "mentions": len(self.surfaces),
        }
        return Node(self.id, ("Entity", self.type), present(properties))


def _profile(entity_id: str, members: Sequence[tuple[Entity, Record]]) -> Profile:
    entities = [entity for entity, _ in members]
    kind = most_frequent(entity.type for entity in entities) or ""
    name = most_frequent(entity.name for entity in entities) or entity_id
    also = {alias for entity in entities for alias in (entity.name, *entity.aliases)}
    days = (publication_day(record) for _, record in members)
    found = [
        (mention.text, record.script)
        for entity, record in members
        for mention in record.mentions
        if mention.entity == entity.id
    ]
    return Profile(
        id=entity_id,
        type=kind,
        name=name,
        name_en=most_frequent(entity.name_en for entity in entities),
        aliases=tuple(sorted(also - {name})),
        state=entity_id if kind == "State" else most_frequent(entity.state for entity in entities),
        days=tuple(sorted({day for day in days if day})),
        surfaces=tuple(sorted(text for text, _ in found)),
        traditional=tuple(sorted(text for text, script in found if script == "Hant")),
    )


def profiles(records: Mapping[str, Record], ids: Mapping[Atom, str]) -> dict[str, Profile]:
    """All entities of the graph by id.

    Args:
        records: The records that count, by document id.
        ids: The graph's id of every entity of every document, from `kg.resolve.entities.resolve_entities`.
    """
    members = defaultdict(list)
    for atom, entity in atoms(records).items():
        members[ids[atom]].append((entity, records[atom[0]]))
    return {entity_id: _profile(entity_id, known) for entity_id, known in sorted(members.items())}
