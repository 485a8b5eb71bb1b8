"""Which of our entities is which of the annotated ones, and to which State each of both belongs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ontology import ontology
from kg.records import Json, Record

_HOPS = 4  # a body of a body of a body of a State


def _homes(
    states: Iterable[str], relations: Iterable[tuple[str, str, str]], own: Iterable[tuple[str, str | None]]
) -> dict[str, str]:
    """Entity to State: States themselves, then along the relations, last by the entity's own `state`."""
    result = {state: state for state in states}
    stated = [(subject, object_) for type_, subject, object_ in relations if type_ in ontology().relations]
    for _ in range(_HOPS):
        for subject, object_ in stated:
            if object_ in result and subject not in result:
                result[subject] = result[object_]
    for entity, state in own:
        if state:
            result.setdefault(entity, state)
    return result


def gold_homes(gold: Json) -> dict[str, str]:
    """Annotated entity to State."""
    return _homes(
        gold_states(gold),
        ((r["type"], r["subject"], r["object"]) for r in gold["relations"]),
        ((entity["id"], entity.get("state")) for entity in gold["entities"]),
    )


def gold_states(gold: Json) -> set[str]:
    """Ids of the annotated States."""
    return {entity["id"] for entity in gold["entities"] if entity["type"] == "State"}


def found_states(record: Record) -> set[str]:
    """Ids of our States."""
    return {entity.id for entity in record.entities if entity.type == "State"}


@dataclass(frozen=True)
class Alignment:
    """Our entities in terms of the annotated ones."""

    to_gold: Mapping[str, str]
    home_of_gold: Mapping[str, str]
    home_of_found: Mapping[str, str]

    def entity(self, found: str) -> str:
        """The annotated entity that one of ours is, or our own id."""
        return self.to_gold.get(found, found)

    def rolled_gold(self, entity: str) -> str:
        """The State of an annotated entity, or its own id."""
        return self.home_of_gold.get(entity, entity)

    def rolled(self, found: str) -> str:
        """The same of one of ours; one that is no annotated entity and has no State is equal to nothing."""
        if found in self.to_gold:
            return self.rolled_gold(self.to_gold[found])
        return self.home_of_found.get(found, f"(other) {found}")


def align(gold: Json, record: Record) -> Alignment:
    """Match entities by the names that they share, the pair with most names first; States by their ids alone."""
    at = {(mention["start"], mention["end"]): mention["entity"] for mention in gold["mentions"]}
    shared = Counter(
        (mention.entity, at[mention.start, mention.end])
        for mention in record.mentions
        if mention.entity and (mention.start, mention.end) in at
    )
    states, ours = gold_states(gold), found_states(record)
    to_gold = {state: state for state in states & ours}
    taken = set(to_gold)
    for (found, entity), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if found not in to_gold and entity not in taken and found not in ours and entity not in states:
            to_gold[found] = entity
            taken.add(entity)
    home_of_found = _homes(
        ours,
        ((relation.type, relation.subject, relation.object) for relation in record.relations),
        ((entity.id, entity.state) for entity in record.entities),
    )
    return Alignment(to_gold, gold_homes(gold), home_of_found)
