"""Sentences with their names marked, `[美国=USA:GPE]`, as mentions and entities."""

import re
from collections.abc import Callable

import pytest

from kg.components.offices import find_relations
from kg.language.sentences import split_sentences
from kg.offices.scene import Scene, make_scene
from kg.records import Entity, Mention, Relation

_NAME = re.compile(r"\[([^\]=]+)=([^\]]+):([A-Z]+)\]")
_TYPES = {"PERSON": "Person", "ORG": "Organization", "LOC": "Location", "FAC": "Location"}


def _read_marked(marked: str) -> tuple[str, list[Mention], list[Entity]]:
    """Text, names and entities; an id in capitals is a State's, another GPE is a place."""
    text, end = "", 0
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    for match in _NAME.finditer(marked):
        text += marked[end : match.start()]
        surface, entity, label = match.groups()
        mentions.append(Mention(len(text), len(text) + len(surface), surface, label, entity))
        kind = _TYPES.get(label) or ("State" if entity.isupper() else "Location")
        entities.setdefault(entity, Entity(entity, kind, surface))
        text, end = text + surface, match.end()
    return text + marked[end:], mentions, list(entities.values())


@pytest.fixture(scope="session")
def read_marked() -> Callable[[str], tuple[str, list[Mention], list[Entity]]]:
    """Text, mentions and entities of a marked text."""
    return _read_marked


@pytest.fixture(scope="session")
def scene_of() -> Callable[[str], Scene]:
    """The scene of a marked text."""

    def make(marked: str) -> Scene:
        text, mentions, entities = _read_marked(marked)
        return make_scene(text, split_sentences(text), mentions, entities)

    return make


@pytest.fixture(scope="session")
def relations_of() -> Callable[[str], list[Relation]]:
    """All relations of a marked text."""

    def find(marked: str) -> list[Relation]:
        text, mentions, entities = _read_marked(marked)
        return find_relations(text, split_sentences(text), mentions, entities)

    return find


@pytest.fixture(scope="session")
def stated(relations_of: Callable[[str], list[Relation]]) -> Callable[[str], set[str]]:
    """What a marked text states, each as `TYPE subject object [title]`; the names are those of the marks."""

    def find(marked: str) -> set[str]:
        found = [r for r in relations_of(marked) if r.basis == "text"]
        return {" ".join(filter(None, (r.type, r.subject, r.object, r.title))) for r in found}

    return find
