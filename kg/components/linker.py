"""`kg_linker`: every name of a document gets its entity, and the entities their names.

A name's entity is the gazetteer's where the text leaves no choice; short names follow full ones, Latin names the
Chinese name before the bracket, bodies (国防部) the State near them, and a capital's name is its government or the
city. What nothing knows becomes an entity of its own, named by type and simplified name.
"""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_latin import latin_names
from kg.components.gazetteer_match import Matcher, body_id, matcher
from kg.components.linker_context import body_in_context, is_government
from kg.components.linker_names import bracket_owner, fuller, introduced, made_id
from kg.language.script import to_simplified
from kg.records import Entity, Mention

_TYPES = {"person": "Person", "org": "Organization", "loc": "Location"}
_FITS = {"PERSON": ("Person",), "ORG": ("Organization",), "GPE": ("State", "Location"), "LOC": ("Location", "State"), "FAC": ("Location", "Organization")}


class _Linking:
    """The names of one document on their way to entities; `plain` is the simplified text."""

    def __init__(self, text: str, mentions: Sequence[Mention], m: Matcher) -> None:
        self.text, self.plain, self.m = text, to_simplified(text), m
        self.mentions = sorted(mentions, key=lambda x: (x.start, x.end))
        self.surfaces = [self.plain[x.start : x.end] for x in self.mentions]
        self.ids = [x.entity for x in self.mentions]
        self.metonyms: set[int] = set()

    def run(self) -> None:
        self._gazetteer()
        self._bodies()
        self._others()

    def _fitting(self, i: int) -> list[Entry]:
        known, surface = self.m.known, self.surfaces[i]
        found = [*known.surfaces.get(surface, ())]
        if not found and surface in latin_names():
            entry = known.get(latin_names()[surface][1])
            found = [entry] if entry else []
        types = _FITS[self.mentions[i].label]
        return sorted((e for e in found if e.type in types), key=lambda e: types.index(e.type))

    def _gazetteer(self) -> None:
        present = {s for s in self.surfaces if len(s) > 1}
        for i, mention in enumerate(self.mentions):
            if self.ids[i]:
                continue
            if len(self.surfaces[i]) == 1 and mention.label in ("GPE", "ORG"):
                self.ids[i] = self.m.rules.characters.get(self.surfaces[i], "")
            entries = self._fitting(i)
            if entries:
                self.ids[i] = self._choose(i, entries, present)
            elif mention.label == "ORG":
                self.ids[i] = self._composed(i)

    def _choose(self, i: int, entries: list[Entry], present: set[str]) -> str:
        """Of several entries with one name, the one that the document names in another way too; else the first."""
        named = [e for e in entries if any(n in present for n in e.names if n != self.surfaces[i])]
        entry = (named or entries)[0]
        mention = self.mentions[i]
        if entry.metonym and is_government(self.plain, mention.start, mention.end, entry, self.m):
            self.metonyms.add(i)
            return entry.metonym
        return entry.id

    def _composed(self, i: int) -> str:
        """台湾国防部, 美国会: a State's name and a kind of body."""
        surface, known = self.surfaces[i], self.m.known
        for length in range(min(len(surface) - 1, 8), 0, -1):
            head, body = surface[:length], surface[length:]
            states = [e for e in known.surfaces.get(head, ()) if e.type == "State"]
            single = known.get(self.m.rules.characters.get(head, ""))
            owner = states[0] if states else single if single and single.type == "State" else None
            if owner and self.m.rules.body(body):
                return body_id(owner, body, self.m)
            listed = [e for e in known.surfaces.get(body, ()) if owner and e.type == "Organization" and e.state == owner.id]
            if listed:
                return listed[0].id
        return ""

    def _bodies(self) -> None:
        linked = [(x, self.m.known.states_of(e)) for x, e in zip(self.mentions, self.ids, strict=True)]
        placed = [
            (Mention(x.start, x.end, x.text, x.label, self.ids[i]), s) for i, (x, s) in enumerate(linked) if s
        ]
        for i, mention in enumerate(self.mentions):
            if not self.ids[i] and mention.label == "ORG":
                self.ids[i] = body_in_context(self.plain, mention, self.surfaces[i], placed, self.m)

    def _others(self) -> None:
        """Latin names in brackets, short names, and what is left."""
        pairs = list(zip(self.mentions, self.surfaces, strict=True))
        by_surface: dict[tuple[str, str], str] = {}
        for i, mention in enumerate(self.mentions):
            if self.ids[i]:
                by_surface.setdefault((_key(mention), self.surfaces[i]), self.ids[i])
        for i, mention in enumerate(self.mentions):
            if self.ids[i]:
                continue
            previous = self.mentions[i - 1] if i else None
            key = (_key(mention), self.surfaces[i])
            if bracket_owner(self.text, mention, previous) or introduced(self.text, mention, previous):
                self.ids[i] = self.ids[i - 1]
            elif key in by_surface:
                self.ids[i] = by_surface[key]
            else:
                self.ids[i] = self._fuller(i, pairs, by_surface)
            by_surface.setdefault(key, self.ids[i])

    def _fuller(self, i: int, pairs: Sequence[tuple[Mention, str]], by_surface: dict[tuple[str, str], str]) -> str:
        mention, surface, seen = self.mentions[i], self.surfaces[i], {self.surfaces[i]}
        while (longer := fuller(surface, mention.label, mention.start, pairs)) and longer not in seen:
            known = by_surface.get((_key(mention), longer))
            if known:
                return known
            surface = longer
            seen.add(longer)
        return made_id(mention.label, surface)


def _key(mention: Mention) -> str:
    return made_id(mention.label, "")


def _entity(entity_id: str, surfaces: Sequence[tuple[str, str]], m: Matcher) -> Entity:
    """`surfaces` are pairs of what stands in the text and its simplified form, without metonyms."""
    entry = m.known.get(entity_id)
    kind, _, made = entity_id.partition(":")
    name = entry.name if entry else made
    seen = dict.fromkeys(s for pair in surfaces for s in (pair[1], pair[0]) if s != name)
    latin = [s for s in seen if s.isascii()]
    head = _state_in(made, m) if entry is None else ""
    return Entity(
        id=entity_id,
        type=entry.type if entry else _TYPES[kind],
        name=name,
        name_en=(entry.name_en or None) if entry else (max(latin, key=len) if latin else None),
        aliases=tuple(seen),
        state=(entry.state or None) if entry and entry.type != "State" else head or None,
    )


def _state_in(name: str, m: Matcher) -> str:
    """The State whose name an unlisted name begins with: 菲律宾宪法法院."""
    for length in range(min(len(name) - 1, 8), 1, -1):
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
    linking = _Linking(text, mentions, matcher())
    linking.run()
    linked, surfaces = [], dict[str, list[tuple[str, str]]]()
    for i, mention in enumerate(linking.mentions):
        entity = linking.ids[i]
        linked.append(Mention(mention.start, mention.end, mention.text, mention.label, entity))
        seen = surfaces.setdefault(entity, [])
        if i not in linking.metonyms:
            seen.append((mention.text, linking.surfaces[i]))
    return linked, [_entity(entity, seen, linking.m) for entity, seen in surfaces.items()]


class LinkerComponent:
    """Sets the entity of every mention, `doc._.kg_entities`, and `kb_id_` of `doc.ents`."""

    def __call__(self, doc: Doc) -> Doc:
        """Link the mentions of a document."""
        mentions, entities = link(doc.text, state.mentions(doc))
        state.set_mentions(doc, mentions)
        state.set_entities(doc, entities)
        by_span = {(x.start, x.end): x.entity for x in mentions}
        for span in doc.ents:
            span.kb_id_ = by_span.get((span.start_char, span.end_char), "")
        return doc


@Language.factory("kg_linker", assigns=["doc.ents"])
def make_linker(nlp: Language, name: str) -> LinkerComponent:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_linker`."""
    matcher()
    return LinkerComponent()
