"""Carries names on: what one place of a document shows to be a name is one everywhere in it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.components.gazetteer_data import Gazetteer
from kg.components.gazetteer_matcher import Name
from kg.components.gazetteer_rules import Lexicon, Rules

_HAN = re.compile("[\u4e00-\u9fff]+")
_DOTS = re.compile("[·•‧・．.]")
_JAPANESE_LENGTH = 4


def listed_short_forms(names: Sequence[Name], known: Gazetteer) -> dict[str, tuple[str, str]]:
    """The gazetteer's short names (`short`) of what a document names in full; one character is too little."""
    entries = [e for e in (known.get(n.entity) for n in names) if e is not None]
    return {s: (e.label, e.id) for e in reversed(entries) for s in e.short if len(s) > 1}


def shorter_forms(text: str, names: Sequence[Name], known: Gazetteer) -> dict[str, tuple[str, str]]:
    """Surface → label and entity of the forms that a document's own names allow in it.

    安倍 where 安倍晋三 stands, 库珀 where 扎克·库珀 stands, 观光局 never: only persons are shortened here.
    """
    forms = listed_short_forms(names, known)
    often = Counter(text[n.start : n.end] for n in names if n.label == "PERSON")
    for name in names:
        surface = text[name.start : name.end]
        entry = known.get(name.entity)
        if name.label == "PERSON":
            parts = [p for p in _DOTS.split(surface) if len(p) > 1 and _HAN.fullmatch(p.replace("-", ""))]
            if len(parts) > 1 or "·" in surface:
                for part in (parts[-1:] or []) + parts[:1]:
                    forms.setdefault(part, ("PERSON", name.entity))
            elif entry is None and _HAN.fullmatch(surface):
                if len(surface) > 2 or often[surface] > 1:
                    forms.setdefault(surface, ("PERSON", name.entity))
                if len(surface) == _JAPANESE_LENGTH:
                    forms.setdefault(surface[:2], ("PERSON", name.entity))
        elif name.label in ("ORG", "FAC", "LOC") and len(surface) > 3 and _HAN.fullmatch(surface):
            forms.setdefault(surface, (name.label, name.entity))
    return forms


def settle_labels(
    text: str, names: Sequence[Name], forms: Mapping[str, tuple[str, str]], titles: tuple[str, ...]
) -> list[Name]:
    """One label a surface: that of the forms, else the one that the document's names have most often (then first).

    A surface with a person's title behind it is a person (加拉格尔众议员).
    """
    votes: dict[str, Counter[str]] = {}
    titled = {text[n.start : n.end] for n in names if not n.entity and n.label and text.startswith(titles, n.end)}
    for name in names:
        if not name.entity and name.end - name.start > 1:
            votes.setdefault(text[name.start : name.end], Counter())[name.label] += 1
    settled = []
    for name in names:
        surface = text[name.start : name.end]
        if not name.entity and surface in votes:
            best = forms.get(surface, ("", ""))
            label = votes[surface].most_common(1)[0][0]
            if best[0] == "PERSON" or (surface in titled and label != "ORG"):
                label = "PERSON"
            settled.append(Name(name.start, name.end, label, best[1] if best[0] == label else ""))
        else:
            settled.append(name)
    return settled


def same_as_person(text: str, listed: Sequence[Name], written_out: Sequence[Name], known: Gazetteer) -> list[Name]:
    """A listed place's name that is the family name of a person written out in the document is that person's."""
    parts = {p for n in written_out for p in _DOTS.split(text[n.start : n.end])[1:] if len(p) > 1}
    result = []
    for name in listed:
        entry = known.get(name.entity)
        place = entry is not None and entry.type == "Location" and not entry.metonym
        small = not name.entity and name.label == "GPE" and name.end - name.start > 1
        if (place or small) and text[name.start : name.end] in parts:
            name = Name(name.start, name.end, "PERSON")  # noqa: PLW2901
        result.append(name)
    return result


def carry_on(text: str, forms: Mapping[str, tuple[str, str]], taken: bytearray) -> list[Name]:
    """All occurrences of the forms on free characters, leftmost and longest; marks them in `taken`."""
    lexicon, found, position = Lexicon(forms), list[Name](), 0
    while position < len(text):
        for surface in lexicon.at(text, position):
            end = position + len(surface)
            if not any(taken[position:end]):
                taken[position:end] = b"\1" * len(surface)
                found.append(Name(position, end, *forms[surface]))
                position = end - 1
                break
        position += 1
    return found


def surnames(text: str, names: Iterable[Name], known: Gazetteer, given: Rules, taken: bytearray) -> list[Name]:
    """A bare one-character family name of a person of the document, between the words that stand around one."""
    owners: dict[str, str] = {}
    for name in names:
        surface, entry = text[name.start : name.end], known.get(name.entity)
        if name.label == "PERSON" and len(surface) in (2, 3) and _HAN.fullmatch(surface):
            shorts = [s for s in entry.short if len(s) == 1] if entry else [surface[0]]
            for short in shorts or ([surface[0]] if entry and entry.state in ("CHN", "TWN", "HKG") else []):
                owners.setdefault(short, name.entity)
    found = []
    for surname, entity in owners.items():
        for match in re.finditer(surname, text):
            at = match.start()
            before, after = text[max(0, at - 4) : at], text[at + 1 : at + 5]
            opens = not before or not _HAN.fullmatch(before[-1]) or before.endswith(given.surname_before)
            if not taken[at] and opens and after.startswith(given.surname_next):
                taken[at] = 1
                found.append(Name(at, at + 1, "PERSON", entity))
    return found
