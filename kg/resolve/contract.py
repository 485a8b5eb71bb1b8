"""What a record must satisfy before it becomes part of the graph."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from kg.errors import RecordError
from kg.ontology import Ontology, ontology
from kg.records import Entity, Event, Mention, Record, Relation, Span
from kg.resolve.shape import faults

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _is_instant(text: str) -> bool:
    try:
        return bool(_INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _outside(span: Span, text: str) -> bool:
    return not 0 <= span[0] < span[1] <= len(text)


def _mention(mention: Mention, text: str, types: dict[str, str], known: Ontology) -> Iterator[str]:
    if mention.label not in known.labels:
        yield f"unknown label {mention.label}"
    if _outside((mention.start, mention.end), text) or text[mention.start : mention.end] != mention.text:
        yield f"{mention.text!r} does not stand at {mention.start} to {mention.end} of the text"
    if mention.entity and mention.entity not in types:
        yield f"the entity {mention.entity} is not listed"


def _entity(entity: Entity, known: Ontology) -> Iterator[str]:
    if not entity.id or not entity.name:
        yield "id and name must not be empty"
    if entity.type not in known.entities:
        yield f"unknown entity type {entity.type}"


def _event(event: Event, text: str, types: dict[str, str], known: Ontology) -> Iterator[str]:
    if event.type not in known.events:
        yield f"unknown event type {event.type}"
    elif event.mode is not None and event.mode not in known.events[event.type].modes:
        yield f"{event.type} has no mode {event.mode}"
    if event.status not in known.statuses:
        yield f"unknown status {event.status}"
    for entity in (*event.actors, *event.recipients, *event.locations):
        if entity not in types:
            yield f"the entity {entity} is not listed"
    for span in (event.trigger, *event.triggers, event.sentence):
        if _outside(span, text):
            yield f"the span {list(span)} is outside the text"
    for day in (event.date_start, event.date_end):
        if day is not None and not _is_day(day):
            yield f"{day!r} is no day of the form YYYY-MM-DD"
    if event.date_start and event.date_end and event.date_start > event.date_end:
        yield f"it ends on {event.date_end}, before it starts on {event.date_start}"
    if not 0 <= event.confidence <= 1:
        yield f"the confidence {event.confidence} is not between 0 and 1"


def _relation(relation: Relation, text: str, types: dict[str, str], known: Ontology) -> Iterator[str]:
    if relation.type not in known.relations:
        yield f"unknown relation type {relation.type}"
        return
    sides = known.relations[relation.type]
    for entity, allowed in ((relation.subject, sides.subjects), (relation.object, sides.objects)):
        if entity not in types:
            yield f"the entity {entity} is not listed"
        elif types[entity] not in allowed:
            yield f"{entity} is a {types[entity]}, where only {' or '.join(allowed)} may stand"
    if relation.evidence is not None and _outside(relation.evidence, text):
        yield f"the span {list(relation.evidence)} is outside the text"


def problems(record: Record) -> Iterator[str]:
    """What is wrong with a record whose values are of the right kinds, one line a fault; nothing for a good one."""
    known, text = ontology(), record.text
    types = {entity.id: entity.type for entity in record.entities}
    if not record.id:
        yield "the id is empty"
    if record.published is not None and not _is_instant(record.published):
        yield f"published is {record.published!r}, not an instant YYYY-MM-DDTHH:MM:SSZ"
    if len(types) < len(record.entities):
        yield "two entities have the same id"
    for entity in record.entities:
        yield from (f"entity {entity.id}: {fault}" for fault in _entity(entity, known))
    for mention in record.mentions:
        yield from (f"mention {mention.text!r}: {fault}" for fault in _mention(mention, text, types, known))
    for span in (*record.sentences, *((time.start, time.end) for time in record.times)):
        if _outside(span, text):
            yield f"the span {list(span)} is outside the text"
    for event in record.events:
        yield from (f"event {event.id}: {fault}" for fault in _event(event, text, types, known))
    for relation in record.relations:
        where = f"relation {relation.type} of {relation.subject}"
        yield from (f"{where}: {fault}" for fault in _relation(relation, text, types, known))


def check(record: Record) -> Record:
    """The record itself, when it satisfies the contract and names only what the ontology knows.

    Raises:
        RecordError: Names the document and the first fault.
    """
    found = next(chain(faults(record), problems(record)), None)  # what is wrong is asked of the right kinds only
    if found is not None:
        raise RecordError(f"record {record.id}: {found}")
    return record
