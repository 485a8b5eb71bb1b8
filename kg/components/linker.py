"""`kg_linker`: every name of a document gets its entity, and the entities their names.

A name's entity is the gazetteer's where the text leaves no choice; short names follow full ones, Latin names the
Chinese name before the bracket, bodies (国防部) the State near them, and a capital's name is its government or the
city. What nothing knows becomes an entity of its own, named by type and simplified name.
"""

from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.components import state
from kg.components.gazetteer_matcher import Matcher, matcher
from kg.components.linker_steps import Linking
from kg.records import Entity, Mention

_TYPES = {"person": "Person", "org": "Organization", "loc": "Location"}
_LONGEST_STATE = 8  # characters


def _entity(entity_id: str, surfaces: Sequence[tuple[str, str]], m: Matcher) -> Entity:
    """`surfaces` are pairs of what stands in the text and its simplified form, without metonyms."""
    entry = m.known.get(entity_id)
    kind, _, made = entity_id.partition(":")
    name = entry.name if entry else made
    seen = dict.fromkeys(s for pair in surfaces for s in (pair[1], pair[0]) if s != name)
    latin = [s for s in seen if s.isascii()]
    owner = _state_in(made, m) if entry is None and kind != "person" else ""
    return Entity(
        id=entity_id,
        type=entry.type if entry else _TYPES[kind],
        name=name,
        name_en=(entry.name_en or None) if entry else (max(latin, key=len) if latin else None),
        aliases=tuple(seen),
        state=(entry.state or None) if entry and entry.type != "State" else owner or None,
    )


def _state_in(name: str, m: Matcher) -> str:
    """The State whose name an unlisted name begins with: 菲律宾宪法法院."""
    for length in range(min(len(name) - 1, _LONGEST_STATE), 1, -1):
        for entry in m.known.surfaces.get(name[:length], ()):
            if entry.type in ("State", "Location"):
                return m.known.states_of(entry.id)
    return ""


def link(text: str, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Entity]]:
    """Give every mention an entity; the entities are in the order of their first mention.

    Args:
        text: The document's own text, in either script.
        mentions: Its names; `entity` is kept where it is set.
    """
    linking = Linking(text, mentions, matcher())
    linking.run()
    linked, surfaces = [], dict[str, list[tuple[str, str]]]()
    for i, mention in enumerate(linking.mentions):
        entity = linking.ids[i]
        linked.append(Mention(mention.start, mention.end, mention.text, mention.label, entity))
        seen = surfaces.setdefault(entity, [])
        if i not in linking.metonyms:
            seen.append((mention.text, linking.surfaces[i]))
    return linked, [_entity(entity, seen, linking.m) for entity, seen in surfaces.items()]


def _with_entity(doc: Doc, span: Span, by_span: Mapping[tuple[int, int], str]) -> Span:
    entity = by_span.get((span.start_char, span.end_char), "")
    return Span(doc, span.start, span.end, label=span.label_, kb_id=entity)


class LinkerComponent:
    """Sets the entity of every mention, `doc._.kg_entities`, and `kb_id_` of `doc.ents`."""

    def __call__(self, doc: Doc) -> Doc:
        """Link the mentions of a document."""
        mentions, entities = link(doc.text, state.mentions(doc))
        state.set_mentions(doc, mentions)
        state.set_entities(doc, entities)
        by_span = {(x.start, x.end): x.entity for x in mentions}
        doc.set_ents([_with_entity(doc, span, by_span) for span in doc.ents])
        return doc


@Language.factory("kg_linker", assigns=["doc.ents"])
def make_linker(nlp: Language, name: str) -> LinkerComponent:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_linker`."""
    matcher()
    return LinkerComponent()
