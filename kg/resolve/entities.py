"""Which entities of several documents are one.

Entities of the gazetteer bring their id. The others are known by their name alone, and a name may be shared: so
equal names of one type are one entity only while nothing speaks against it (two states, two Latin names), a single
character (a surname, a stray abbreviation) is never the one of another document, and two names are one entity when they
share a Latin name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.records import Entity, Record
from kg.resolve import votes
from kg.resolve.decisions import Decisions, MentionKey, apply
from kg.resolve.names import is_fragment, is_local, latin_names, normalise

# An entity as one document knows it: document id, entity id in its record.
Atom: TypeAlias = tuple[str, str]
# Whether an atom is known by its name alone, and the id that it brings.
_Own: TypeAlias = tuple[bool, str]


@dataclass(frozen=True)
class _Group:
    """Atoms held to be one entity by id or by name, and what is known about them together."""

    atoms: tuple[Atom, ...]
    type: str
    id: str | None  # of the gazetteer
    names: frozenset[str]
    latin: frozenset[str]
    states: frozenset[str]

    def contradicts(self, other: "_Group") -> bool:
        two_ids = self.id is not None and other.id is not None and self.id != other.id
        return two_ids or bool(self.states and other.states and not self.states & other.states)

    def with_(self, other: "_Group") -> "_Group":
        return _Group(
            tuple(sorted({*self.atoms, *other.atoms})),
            self.type,
            self.id or other.id,
            self.names | other.names,
            self.latin | other.latin,
            self.states | other.states,
        )


def _used(record: Record) -> Iterable[str]:
    for mention in record.mentions:
        yield mention.entity
    for event in record.events:
        yield from (*event.actors, *event.recipients, *event.locations)
    for relation in record.relations:
        yield from (relation.subject, relation.object)


def atoms(records: Mapping[str, Record]) -> dict[Atom, Entity]:
    """The entities that a document names, or says something about; a merely listed one is none."""
    result = {}
    for document, record in sorted(records.items()):
        used = set(_used(record))
        result.update({(document, entity.id): entity for entity in record.entities if entity.id in used})
    return dict(sorted(result.items()))


def _group(members: Sequence[Atom], known: Mapping[Atom, Entity], entity_id: str | None) -> _Group:
    entities = [known[atom] for atom in members]
    return _Group(
        tuple(sorted(members)),
        entities[0].type,
        entity_id,
        frozenset(normalise(entity.name) for entity in entities),
        frozenset().union(*map(latin_names, entities)),
        frozenset(entity.state for entity in entities if entity.state),
    )


def _parted(members: Sequence[Atom], feature: Callable[[Atom], str]) -> list[list[Atom]]:
    """The members by a feature; those without it go with the only value there is, else by themselves."""
    by_value = defaultdict(list)
    for atom in members:
        by_value[feature(atom)].append(atom)
    if len(by_value) == 2 and "" in by_value:
        return [list(members)]
    return [by_value[value] for value in sorted(by_value)]


def _by_name(members: Sequence[Atom], known: Mapping[Atom, Entity]) -> list[list[Atom]]:
    """Namesakes, parted where their states or, for persons, their Latin names differ."""
    result = []
    for part in _parted(members, lambda atom: known[atom].state or ""):
        if known[part[0]].type == "Person":
            result += _parted(part, lambda atom: min(latin_names(known[atom]), default=""))
        else:
            result.append(part)
    return result


def _own(entity: Entity, aliases: Mapping[tuple[str, str], str]) -> _Own:
    if not is_local(entity):
        return False, entity.id
    alias = aliases.get((entity.type, normalise(entity.name)))
    if alias is None and entity.id in aliases.values():
        alias = entity.id  # what another name was said to mean; else the two would only be namesakes
    return (True, entity.id) if alias is None else (False, alias)


def _first_groups(known: Mapping[Atom, Entity], own: Mapping[Atom, _Own]) -> list[_Group]:
    by_id: dict[str, list[Atom]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[Atom]] = defaultdict(list)
    groups = []
    for atom, entity in known.items():
        by_name_alone, entity_id = own[atom]
        if not by_name_alone:
            by_id[entity_id].append(atom)
        elif is_fragment(entity):
            groups.append(_group([atom], known, None))
        else:
            by_name[entity.type, normalise(entity.name)].append(atom)
    groups += [_group(members, known, entity_id) for entity_id, members in sorted(by_id.items())]
    for _, members in sorted(by_name.items()):
        groups += [_group(part, known, None) for part in _by_name(members, known)]
    return groups


def _shared_names(group: _Group) -> Iterable[tuple[str, str, str]]:
    yield from ((group.type, "latin", name) for name in sorted(group.latin))
    if min(map(len, group.names)) > 1:
        yield from ((group.type, "name", name) for name in sorted(group.names))


def _joined(groups: Iterable[_Group]) -> list[_Group]:
    """Groups that share a Latin name, or the name of the one gazetteer entity that has it, made one.

    Names are taken in sorted order, and of the groups with a name those of the gazetteer first, so the order of
    the groups plays no part.
    """
    by_atom: dict[Atom, _Group] = {}
    index: dict[tuple[str, str, str], set[Atom]] = defaultdict(set)
    for group in groups:
        by_atom.update(dict.fromkeys(group.atoms, group))
        for name in _shared_names(group):
            index[name].add(group.atoms[0])
    for (_, kind, _), holders in sorted(index.items()):
        found = {id(by_atom[atom]): by_atom[atom] for atom in holders}
        ranked = sorted(found.values(), key=lambda group: (group.id is None, group.id or "", group.atoms))
        ids = {group.id for group in ranked if group.id is not None}
        if len(ids) > 1 or (kind == "name" and not ids):
            continue  # two known entities bear the name, or namesakes that were weighed before
        for group in ranked[1:]:
            first = by_atom[ranked[0].atoms[0]]
            if not first.contradicts(group):
                by_atom.update(dict.fromkeys((*first.atoms, *group.atoms), first.with_(group)))
    # Told apart as objects: of a State each of thousands of atoms leads to the group, whose hash is that of them all.
    return list({id(group): group for group in by_atom.values()}.values())


def _label(
    base: str, parts: Sequence[Sequence[Atom]], own: Mapping[Atom, _Own], known: Mapping[Atom, Entity]
) -> Iterable[str]:
    """Ids for the groups that have one base: the bare base for as few as can be, else with state or document."""
    certain = any(own[atom] == (False, base) for part in parts for atom in part)
    states = [votes.most_frequent(known[atom].state for atom in part) for part in parts]
    greatest = max(range(len(parts)), key=lambda i: (len(parts[i]), -i))
    for i, part in enumerate(parts):
        documents = [atom[0] for atom in part if own[atom][1] == base]
        alone = len(part) == 1 and is_fragment(known[part[0]]) and not certain
        if (certain and i == greatest) or (len(parts) == 1 and not alone):
            yield base
        elif not alone and states[i] and states.count(states[i]) == 1:
            yield f"{base}@{states[i]}"
        else:
            yield f"{base}@{min(documents)}"


def _named(groups: Mapping[Atom, str], own: Mapping[Atom, _Own], known: Mapping[Atom, Entity]) -> dict[Atom, str]:
    """The graph's id of every atom, from the groups that the decisions left."""
    members = defaultdict(list)
    for atom, group in sorted(groups.items()):
        members[group].append(atom)
    by_base: dict[str, list[list[Atom]]] = defaultdict(list)
    for part in members.values():
        by_base[min(own[atom] for atom in part)[1]].append(part)
    result = {}
    for base, parts in sorted(by_base.items()):
        for label, part in zip(_label(base, parts, own, known), parts, strict=True):
            result.update(dict.fromkeys(part, label))
    return result


def resolve_entities(records: Mapping[str, Record], decisions: Decisions) -> dict[Atom, str]:
    """The graph's id of every entity of every document.

    It is the id of the gazetteer, else type and name; namesakes that are not one entity get their state or a
    document behind it: `org:外交部@CHN`, `person:陈@b5d9`.
    """
    known = atoms(records)
    aliases = {(alias.type, normalise(alias.name)): alias.entity for alias in decisions.aliases}
    own = {atom: _own(entity, aliases) for atom, entity in known.items()}
    groups = {}
    for group in _joined(_first_groups(known, own)):
        groups.update(dict.fromkeys(group.atoms, repr(group.atoms[0])))
    names = {(document, m.start, m.end): m.entity for document, r in records.items() for m in r.mentions}

    def find(mention: MentionKey) -> Atom | None:
        atom = mention[0], names.get(mention, "")
        return atom if atom in known else None

    chosen = [decision for decision in decisions.identities if decision.kind == "entity"]
    return _named(apply(chosen, groups, find), own, known)
