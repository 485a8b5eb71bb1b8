"""The steps by which the names of one document come to their entities, most certain first."""

from collections.abc import Container, Sequence

from kg.components.gazetteer_compose import body_id
from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_latin import latin_names
from kg.components.gazetteer_matcher import Matcher
from kg.components.linker_context import Neighbours, body_in_context, is_government
from kg.components.linker_names import bracket_owner, fuller, introduced, made_id, without_end
from kg.language.script import to_simplified
from kg.records import Mention

_FITS = {
    "PERSON": ("Person",),
    "ORG": ("Organization",),
    "GPE": ("State", "Location"),
    "LOC": ("Location", "State"),
    "FAC": ("Location", "Organization"),
}
_LONGEST_STATE = 8  # characters of a State's name before a body's


class Linking:
    """The names of one document on their way to entities; `plain` is the simplified text."""

    def __init__(self, text: str, mentions: Sequence[Mention], m: Matcher) -> None:
        self.text, self.plain, self.m = text, to_simplified(text), m
        self.mentions = sorted(mentions, key=lambda x: (x.start, x.end))
        self.surfaces = [self.plain[x.start : x.end] for x in self.mentions]
        self.ids = [x.entity for x in self.mentions]
        self.metonyms: set[int] = set()
        self.owned: set[int] = set()  # Latin names in the bracket behind their Chinese form

    def run(self) -> None:
        """Most certain first: the gazetteer, brackets, capitals, bodies, then names that only the document explains."""
        self._gazetteer()
        self._brackets()
        self._short()
        self._capitals()
        self._bodies()
        self._others()

    def _fitting(self, i: int) -> list[Entry]:
        known, surface = self.m.known, self.surfaces[i]
        found = [*known.surfaces.get(surface, ()), *self.m.quoted.get(surface, ())]
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
            elif entries := self._fitting(i):
                self.ids[i] = self._choose(i, entries, present)
            elif mention.label == "ORG":
                self.ids[i] = self._composed(i)

    def _choose(self, i: int, entries: list[Entry], present: set[str]) -> str:
        """Of several entries with one name, the one that the document names in another way too; else the first."""
        named = [e for e in entries if any(n in present for n in e.names if n != self.surfaces[i])]
        return (named or entries)[0].id

    def _brackets(self) -> None:
        """辛格（Rajnath Singh）: a listed Latin name tells who the Chinese one before it is, and this that."""
        for i in range(1, len(self.mentions)):
            if bracket_owner(self.text, self.mentions[i], self.mentions[i - 1]):
                self.owned.add(i)
                if not self.ids[i - 1]:
                    self.ids[i - 1] = self.ids[i]
                elif not self._is_short(i - 1):
                    self.ids[i] = self.ids[i - 1]

    def _is_short(self, i: int) -> bool:
        entry = self.m.known.get(self.ids[i])
        return entry is not None and self.surfaces[i] in entry.short

    def _short(self) -> None:
        """Short names of listed things that the document also names in full: 岸田, 港台; and their repetitions."""
        present = dict.fromkeys(e for e in self.ids if e)
        owners: dict[tuple[str, str], str] = {}
        for entity in present:
            entry = self.m.known.get(entity)
            for short in entry.short if entry else ():
                owners.setdefault((entry.label if entry else "", short), entity)
        for i, mention in enumerate(self.mentions):
            if not self.ids[i]:
                self.ids[i] = owners.get((mention.label, self.surfaces[i]), "") or self._only(i, present)

    def _only(self, i: int, present: Container[str]) -> str:
        """内地, or a foreign family name that one listed person has, of a State that the document names (奥斯汀)."""
        fitting = [e for e in self.m.short.get(self.surfaces[i], ()) if e.label == self.mentions[i].label]
        if len(fitting) != 1 or len(self.surfaces[i]) == 1:
            return ""
        entry = fitting[0]
        foreign = entry.type == "Person" and entry.state in present and any(d in entry.name for d in self.m.rules.dots)
        return entry.id if foreign or entry.type == "State" else ""

    def _capitals(self) -> None:
        """北京: the city or the government; two capitals joined by 和 are both what either is."""
        known, r = self.m.known, self.m.rules
        told: dict[int, bool | None] = {}
        for i, mention in enumerate(self.mentions):
            entry = known.get(self.ids[i])
            if entry is not None and entry.metonym and self.surfaces[i] in entry.names and i not in self.owned:
                follows = i + 1 < len(self.mentions) and self.mentions[i + 1].start == mention.end
                place = self.surfaces[i].isascii() or (follows and self.mentions[i + 1].label in ("ORG", "FAC"))
                told[i] = False if place else is_government(self.plain, mention.start, mention.end, entry, self.m)
        for i in sorted(told):
            if i - 1 in told and self.plain[self.mentions[i - 1].end : self.mentions[i].start] in r.links:
                one = told[i - 1] if told[i - 1] is not None else told[i]
                told[i - 1] = told[i] = True if one is None else one
        for i, government in told.items():
            if government or (government is None and self.ids[i] in r.governments):
                self.metonyms.add(i)
                self.ids[i] = known.entries[self.ids[i]].metonym
        for i in sorted(self.owned):
            if known.get(self.ids[i]) is not None and known.entries[self.ids[i]].metonym:
                self.ids[i] = self.ids[i - 1]

    def _composed(self, i: int) -> str:
        """台湾国防部, 美国会: a State's name and a kind of body."""
        surface, known = self.surfaces[i], self.m.known
        for length in range(min(len(surface) - 1, _LONGEST_STATE), 0, -1):
            head, body = surface[:length], surface[length:]
            states = [e for e in known.surfaces.get(head, ()) if e.type == "State"]
            single = known.get(self.m.rules.characters.get(head, ""))
            owner = states[0] if states else single if single and single.type == "State" else None
            if owner and self.m.rules.body(body):
                return body_id(owner, body, self.m)
            listed = [
                e for e in known.surfaces.get(body, ()) if owner and e.type == "Organization" and e.state == owner.id
            ]
            if listed:
                return listed[0].id
        return ""

    def _bodies(self) -> None:
        linked = [(x, self.m.known.states_of(e)) for x, e in zip(self.mentions, self.ids, strict=True)]
        placed = [(Mention(x.start, x.end, x.text, x.label, self.ids[i]), s) for i, (x, s) in enumerate(linked) if s]
        around = Neighbours(self.plain, placed)
        for i, mention in enumerate(self.mentions):
            if not self.ids[i] and mention.label == "ORG":
                self.ids[i] = body_in_context(mention, self.surfaces[i], around, self.m)

    def _others(self) -> None:
        """Latin names in brackets, short names, and what is left."""
        others: dict[str, dict[str, list[int]]] = {}
        for mention, surface in zip(self.mentions, self.surfaces, strict=True):
            others.setdefault(_kind(mention), {}).setdefault(surface, []).append(mention.start)
        by_surface: dict[tuple[str, str], str] = {}
        for i, mention in enumerate(self.mentions):
            if self.ids[i]:
                by_surface.setdefault((_kind(mention), self.surfaces[i]), self.ids[i])
        for i, mention in enumerate(self.mentions):
            if self.ids[i]:
                continue
            previous = self.mentions[i - 1] if i else None
            key = (_kind(mention), self.surfaces[i])
            if i in self.owned or introduced(self.text, mention, previous, self.m.rules):
                self.ids[i] = self.ids[i - 1]
            elif key in by_surface:
                self.ids[i] = by_surface[key]
            else:
                self.ids[i] = self._fuller(i, others[_kind(mention)], by_surface)
            by_surface.setdefault(key, self.ids[i])

    def _fuller(self, i: int, others: dict[str, list[int]], by_surface: dict[tuple[str, str], str]) -> str:
        mention, surface, seen = self.mentions[i], self.surfaces[i], {self.surfaces[i]}
        kind, r = _kind(mention), self.m.rules
        while (longer := fuller(surface, mention.label, mention.start, others, r)) and longer not in seen:
            if known := by_surface.get((kind, longer), ""):
                return known
            surface = longer
            seen.add(longer)
        base = without_end(surface, r)
        listed = [e.id for e in self.m.known.surfaces.get(base, ()) if e.label == mention.label]
        return by_surface.get((kind, base), "") or (listed[0] if listed else made_id(mention.label, surface))


def _kind(mention: Mention) -> str:
    """What a mention can be the same thing as: person:, org: or loc:."""
    return made_id(mention.label, "")
