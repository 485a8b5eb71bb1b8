"""Sentences with their names and times marked, and the events found in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from kg.components.status import settle
from kg.components.triggers import propose_events
from kg.events.casting import Told, cast_events
from kg.events.factuality import factuality
from kg.events.grammar import grammar
from kg.events.lexicon import lexicon
from kg.events.settling import Settler
from kg.language.sentences import split_sentences
from kg.records import Document, Entity, Event, Mention, Relation, Span, TimeExpression
from kg.times.edtf import precision

_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]|\{([^|}]+)\|([^|}]+)\}")


@dataclass(frozen=True)
class Marked:
    """A text with its names and times."""

    text: str
    sentences: list[Span]
    names: list[Mention]
    times: list[TimeExpression]
    entities: list[Entity]


def _entity(label: str, name: str, state: str | None) -> Entity:
    if label == "GPE" and re.fullmatch("[A-Z]{3}", name):
        return Entity(name, "State", name)
    kind = {"PERSON": "Person", "ORG": "Organization"}.get(label, "Location")
    return Entity(name, kind, name, state=state)


def read(marked: str) -> Marked:
    """`[日本|GPE|JPN]` is a name, `[汉堡|GPE|hamburg:DEU]` one that belongs to a State, `{周一|2023-05-01}` a time."""
    text, end = "", 0
    names, times, entities = [], [], {}
    for found in _MARK.finditer(marked):
        text, end = text + marked[end : found.start()], found.end()
        start = len(text)
        if found[1]:
            name, _, state = found[3].partition(":")
            entities[name] = _entity(found[2], name, state or None)
            names.append(Mention(start, start + len(found[1]), found[1], found[2], name))
            text += found[1]
        else:
            times.append(
                TimeExpression(start, start + len(found[4]), found[4], found[5], precision(found[5]), "explicit")
            )
            text += found[4]
    text += marked[end:]
    return Marked(text, split_sentences(text), names, times, list(entities.values()))


def find(marked: str, published: str = "2023-05-10", relations: tuple[Relation, ...] = ()) -> list[Event]:
    """All events of a marked text."""
    got = read(marked)
    proposed = propose_events(got.text, got.sentences, got.names, lexicon())
    triggers = [event.trigger for event in proposed]
    settler = Settler(
        got.text, got.sentences, got.times, got.names, triggers, date.fromisoformat(published), factuality()
    )
    told = Told(got.text, got.sentences, got.names, got.entities, relations, proposed)
    cast = cast_events(told, settler, lexicon(), grammar())
    document = Document(got.text, published=published)
    return settle(document, got.sentences, got.times, got.names, cast, factuality())


@pytest.fixture
def read_marked() -> Callable[[str], Marked]:
    """See `read`."""
    return read


@pytest.fixture
def find_events() -> Callable[..., list[Event]]:
    """See `find`."""
    return find
