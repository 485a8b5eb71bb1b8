"""What one looks at: the text in simplified characters, its names, and what they mean."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.components.gazetteer_data import Entry, Gazetteer, gazetteer
from kg.language.script import to_simplified
from kg.offices.lexicon import Lexicon, lexicon
from kg.records import Entity, Mention, Span

_OPENING, _CLOSING = "(（", ")）"
_GLOSS = 120
_QUOTES = "“”「」『』《》\"' \u3000"


@dataclass(frozen=True)
class Scene:
    """A document's text and names, ready for looking left and right of a position."""

    text: str
    sentences: Sequence[Span]
    mentions: Sequence[Mention]
    entities: dict[str, Entity]
    words: Lexicon
    offsets: Sequence[int]
    starts: dict[int, Mention]
    ends: dict[int, Mention]
    entries: dict[str, Entry]
    organizations: dict[str, str]
    main_state: str

    def sentence_at(self, position: int) -> Span:
        """The span of the sentence around a position."""
        i = bisect_left(self.sentences, (position + 1,)) - 1
        return self.sentences[max(i, 0)] if self.sentences else (0, len(self.text))

    def inside(self, start: int, end: int) -> list[Mention]:
        """The names inside a span, in order."""
        first = bisect_left(self.offsets, start)
        return [m for m in self.mentions[first : bisect_left(self.offsets, end)] if m.end <= end]

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """The names that share a character with a span, in order; names themselves never overlap."""
        first = max(bisect_left(self.offsets, start) - 1, 0)
        return [m for m in self.mentions[first : bisect_left(self.offsets, end)] if m.end > start]

    def entity(self, mention: Mention) -> Entity | None:
        """What a name means."""
        return self.entities.get(mention.entity)

    def type_of(self, entity_id: str) -> str:
        """The type of an entity, named in the text or not (the State of 总统 before a president's name); else ""."""
        known = self.entities.get(entity_id) or gazetteer().get(entity_id)
        return known.type if known else ""

    def entry(self, entity_id: str) -> Entry | None:
        """The gazetteer's entry for an entity: by its id, else by its name and type."""
        return self.entries.get(entity_id)

    def state_of(self, entity_id: str) -> str:
        """The id of the State that an entity is or belongs to, or ""."""
        entity = self.entities.get(entity_id)
        if entity is None:
            return entity_id if self.type_of(entity_id) == "State" else ""
        if entity.type == "State":
            return entity.id
        known = self.entry(entity_id)
        return entity.state or (known.state if known else "")

    def is_party(self, entity_id: str) -> bool:
        """Whether an organization is a political party."""
        entity = self.entities.get(entity_id)
        if entity is None or entity.type != "Organization":
            return False
        known = self.entry(entity_id)
        return known.category == "party" if known else entity.name.endswith(self.words.party_suffixes)

    def is_media(self, entity_id: str) -> bool:
        """Whether the gazetteer knows an organization as one of the media."""
        known = self.entry(entity_id)
        return known is not None and known.category == "media"

    def skip_left(self, position: int, low: int) -> int:
        """The position left of quotation marks, spaces and glosses in brackets that stand before `position`."""
        while position > low:
            sign = self.text[position - 1]
            if sign in _QUOTES:
                position -= 1
            elif sign in _CLOSING:
                # Authors mix brackets of full and half width.
                furthest = max(low, position - _GLOSS)
                opening = max(self.text.rfind(s, furthest, position - 1) for s in _OPENING)
                if opening < 0:
                    return position
                position = opening
            else:
                return position
        return position

    def skip_right(self, position: int, high: int) -> int:
        """The position right of quotation marks, spaces and glosses in brackets that stand behind `position`."""
        while position < high:
            sign = self.text[position]
            if sign in _QUOTES:
                position += 1
            elif sign in _OPENING:
                window = self.text[position : min(high, position + _GLOSS)]
                closing = min((window.find(s) for s in _CLOSING if s in window), default=-1)
                if closing < 0:
                    return position
                position += closing + 1
            else:
                return position
        return position


def _entry(known: Gazetteer, entity: Entity) -> Entry | None:
    return known.get(entity.id) or next((e for e in known.named(entity.name) if e.type == entity.type), None)


def _organization_names(
    entities: Iterable[Entity], mentions: Iterable[Mention], states: dict[str, str]
) -> dict[str, str]:
    """Names of organizations, each with the entity it means first; without the name of their State too."""
    names: dict[str, str] = {}
    kinds = {e.id: e.type for e in entities}
    pairs = [(name, e.id) for e in entities for name in (e.name, *e.aliases)]
    pairs += [(to_simplified(m.text), m.entity) for m in mentions]
    for name, entity in pairs:
        if kinds[entity] == "Organization":
            for form in (name, name.removeprefix(states.get(entity, ""))):
                names.setdefault(form, entity)
    return names


def make_scene(text: str, sentences: Sequence[Span], mentions: Sequence[Mention], entities: Sequence[Entity]) -> Scene:
    """Index names by their ends; the State named most often is the one that the text is about."""
    gazette = gazetteer()
    known = {entity.id: entity for entity in entities}
    kept = sorted((m for m in mentions if m.entity in known), key=lambda m: (m.start, m.end))
    entries = {entity.id: entry for entity in entities if (entry := _entry(gazette, entity))}
    count = Counter(m.entity for m in kept if known[m.entity].type == "State")
    belongs = {e.id: e.state or (entries[e.id].state if e.id in entries else "") for e in entities}
    state_names = {e: known[state].name for e, state in belongs.items() if state in known}
    return Scene(
        text=to_simplified(text),
        sentences=sorted(sentences),
        mentions=kept,
        entities=known,
        words=lexicon(),
        offsets=[m.start for m in kept],
        starts={m.start: m for m in kept},
        ends={m.end: m for m in kept},
        entries=entries,
        organizations=_organization_names(entities, kept, state_names),
        main_state=max(sorted(count), key=lambda state: count[state], default=""),
    )
