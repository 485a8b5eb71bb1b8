"""Settles what the model's names and the gazetteer's names both claim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.components.gazetteer_matcher import Matcher, Name, is_title
from kg.components.gazetteer_rules import Rules

_LABELS = {"PERSON": "PERSON", "PER": "PERSON", "GPE": "GPE", "ORG": "ORG", "LOC": "LOC", "FAC": "FAC"}
_EDGES = " \n\t　“”\"'‘’「」『』《》〈〉【】（）()，。、：；:,.!?！？·-—"
_SPLIT = re.compile("[\\s，。、：；:,!?！？（）()“”「」《》]")
_TITLE = re.compile("[《〈]([^》〉\n]{1,60})[》〉]")
_QUOTED = re.compile('[《〈「『“‘"]([^》〉」』”’"\n]{1,14})[》〉」』”’"]')
_HAN = re.compile("[\u4e00-\u9fff]+")
_LEAST_REST = 2  # characters that a longer organization adds to the names inside it


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the signs and spaces at its edges, up to the first sign inside where it is Chinese."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    cut = _SPLIT.search(text, start, end) if _HAN.match(text, start, end) else None
    return start, cut.start() if cut else end


def clean(text: str, spans: Iterable[tuple[int, int, str]], m: Matcher) -> list[Name]:
    """The model's names with labels of ours, none overlapping, none with signs at its edges, none part of a title."""
    found: list[Name] = []
    for first, last, label in sorted(spans):
        start, end = _inner(text, first, last)
        ours, surface = _LABELS.get(label, ""), text[start:end]
        if ours == "PERSON" and len(surface) in (2, 3) and surface[1:].startswith(m.rules.surname_adverbs):
            end, surface = start + 1, surface[:1]  # 李自己, 陈却
        overlaps = found and found[-1].end > start
        if ours and surface and "\n" not in surface and not overlaps and _can_be(text, surface, end, ours, m.rules):
            found.append(Name(start, end, ours))
    return found


def _can_be(text: str, surface: str, end: int, label: str, r: Rules) -> bool:
    if surface in r.never or surface.endswith(r.never_ends):
        return False
    if surface.isascii() and surface[0].islower():
        return False
    if len(surface) == 1 and label != "PERSON" and surface not in r.characters:
        return False
    if label != "ORG":
        return not text.startswith(r.ships, end)
    return not is_title(text, surface, end, r)


def titles(text: str, m: Matcher) -> tuple[list[Name], list[tuple[int, int]]]:
    """Names that fill title or quotation marks (media, organizations), and the spans of all titles (closed)."""
    media, closed = [], []
    for match in _QUOTED.finditer(text):
        inside = match.group(1)
        if entries := m.quoted.get(inside):
            media.append(Name(match.start(1), match.end(1), entries[0].label, entries[0].id))
        elif match.group()[0] not in "《〈" and _is_organization(inside, m):
            media.append(Name(match.start(1), match.end(1), "ORG"))
    for match in _TITLE.finditer(text):
        inside = match.group(1)
        listed = [e for e in m.known.named(inside) if e.type == "Organization"]
        if listed:
            media.append(Name(match.start(1), match.end(1), "ORG", listed[0].id))
        elif inside.endswith(m.rules.media_ends):
            media.append(Name(match.start(1), match.end(1), "ORG"))
        closed.append(match.span())
    return list({(n.start, n.end): n for n in media}.values()), closed


def _is_organization(inside: str, m: Matcher) -> bool:
    """“中国工作组”: all Chinese, with an organization's end; what the gazetteer knows is left to it."""
    ends = m.rules.quoted_ends
    return len(inside) > 3 and inside.endswith(ends) and bool(_HAN.fullmatch(inside)) and not m.known.named(inside)


def merge(model: Sequence[Name], known: Sequence[Name], text: str, m: Matcher) -> list[Name]:
    """One list without overlaps.

    `known` are the gazetteer's names, those that a middle dot or a bracket shows, and the one-character States. A
    gazetteer name inside a longer organization, person or place of the model loses, so that 纽约州立大学 is one name;
    any other conflict the known name wins, and what it leaves of a crossing span of the model is dropped.
    """
    keep: list[Name] = []
    lost: set[Name] = set()
    position = 0
    for name in model:
        while position < len(known) and known[position].end <= name.start:
            position += 1
        inside = []
        for other in known[position:]:
            if other.start >= name.end:
                break
            inside.append(other)
        if not inside:
            keep.append(name)
        elif _longer_wins(name, inside, text, m):
            lost.update(inside)
            last = inside[-1]
            same = last.label == name.label == "PERSON" and last.end == name.end
            keep.append(replace(name, entity=last.entity if same else ""))
    return sorted([*keep, *(k for k in known if k not in lost)], key=lambda n: n.start)


def _longer_wins(name: Name, inside: Sequence[Name], text: str, m: Matcher) -> bool:
    whole, first, last = text[name.start : name.end], inside[0], inside[-1]
    if len(inside) == 1 and first.label == name.label == "PERSON" and not first.entity:
        # The model knows better where 米雷亚·索利斯 begins.
        return any(d in whole for d in m.rules.dots) and whole[0] in m.rules.transliteration
    if first.start < name.start or last.end > name.end or (first.start, first.end) == (name.start, name.end):
        return False
    if name.label == "ORG":
        return _longer_organization(name, inside, text, m.rules)
    if name.label == "PERSON":
        return _longer_person(text, name, inside, m.rules)
    starts = first.start == name.start and len(inside) == 1 and bool(first.label)
    if name.label == "GPE":
        return starts and whole.endswith(m.rules.place_ends)
    return starts and first.label in ("GPE", "LOC")


def _longer_organization(name: Name, inside: Sequence[Name], text: str, r: Rules) -> bool:
    whole, first, last = text[name.start : name.end], inside[0], inside[-1]
    rest = len(whole) - sum(k.end - k.start for k in inside)
    ends = whole.endswith(r.organization_ends) and not whole.endswith(r.organization_not)
    generic = first.label == "GPE" and text[first.end : name.end] in r.organization_generic
    only_prefixed = last.label == "ORG" and last.end == name.end and first is last  # 官媒 + 新华社
    return rest >= _LEAST_REST and ends and not generic and not only_prefixed


def _longer_person(text: str, name: Name, inside: Sequence[Name], r: Rules) -> bool:
    whole, last = text[name.start : name.end], inside[-1]
    if all(k.end - k.start == 1 for k in inside):
        return inside[0].start != name.start or whole[1:] not in r.after  # 韩方 is no person
    foreign = all(c in r.transliteration for c in whole) and not text.startswith(r.tails, last.end)  # 米利|提及
    return foreign or (len(inside) == 1 and last.end == name.end and any(d in whole for d in r.dots))
