"""Settles what the model's names and the gazetteer's names both claim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.components.gazetteer_matcher import Matcher, Name, is_title

_LABELS = {"PERSON": "PERSON", "PER": "PERSON", "GPE": "GPE", "ORG": "ORG", "LOC": "LOC", "FAC": "FAC"}
_EDGES = " \n\t　“”\"'‘’「」『』《》〈〉【】（）()，。、：；:,.!?！？·-—"
_SPLIT = re.compile("[\\s，。、：；:,!?！？（）()“”「」《》]")
_TITLE = re.compile("[《〈]([^》〉\n]{1,60})[》〉]")
_QUOTED = re.compile('[《〈「『“‘"]([^》〉」』”’"\n]{1,14})[》〉」』”’"]')
_HAN = re.compile("[\u4e00-\u9fff]+")
_LEAST_REST = 2  # characters that a longer organization adds to the names inside it


def clean(text: str, spans: Iterable[tuple[int, int, str]], m: Matcher) -> list[Name]:
    """The model's names with labels of ours, within quotes, brackets and commas, none overlapping, none a title's part."""
    found: list[Name] = []
    for start, end, label in sorted(spans):
        ours = _LABELS.get(label, "")
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        surface = text[start:end]
        if _HAN.match(surface) and (cut := _SPLIT.search(surface)):
            surface = surface[: cut.start()]
            end = start + len(surface)
        if not (ours and surface) or "\n" in surface or (found and found[-1].end > start):
            continue
        if ours == "PERSON" and len(surface) in (2, 3) and surface[1:].startswith(m.rules.surname_adverbs):
            surface = surface[:1]  # 李自己, 陈却
            end = start + 1
        if surface in m.rules.never or surface.endswith(m.rules.never_ends):
            continue
        one = len(surface) == 1 and ours != "PERSON" and surface not in m.rules.characters
        if not one and not (ours == "ORG" and is_title(text, surface, end, m.rules)):
            found.append(Name(start, end, ours))
    return found


def titles(text: str, m: Matcher) -> tuple[list[Name], list[tuple[int, int]]]:
    """Names that fill title or quotation marks (media, organizations), and the spans of all titles, which stay closed."""
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
    gazetteer name inside a longer organization, person or place of the model loses, so that 纽约州立大学 is one name; any
    other conflict the known name wins, and what it leaves of a crossing span of the model is dropped.
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
    unlisted_person = len(inside) == 1 and first.label == "PERSON" and not first.entity
    if unlisted_person and name.label == "PERSON":  # the model knows better where 米雷亚·索利斯 begins
        return any(d in whole for d in m.rules.dots) and whole[0] in m.rules.transliteration
    if first.start < name.start or last.end > name.end or (first.start, first.end) == (name.start, name.end):
        return False
    if name.label == "ORG":
        rest = len(whole) - sum(k.end - k.start for k in inside)
        ends = whole.endswith(m.rules.organization_ends) and not whole.endswith(m.rules.organization_not)
        generic = first.label == "GPE" and text[first.end : name.end] in m.rules.organization_generic
        return (
            not generic
            and rest >= _LEAST_REST
            and ends
            and not (last.label == "ORG" and last.end == name.end and first is last)
        )
    if name.label == "PERSON":
        single = all(k.end - k.start == 1 for k in inside)
        foreign = all(c in m.rules.transliteration for c in whole) and len(whole) > last.end - first.start
        return (
            single
            or foreign
            or (len(inside) == 1 and last.end == name.end and any(d in whole for d in m.rules.dots[:3]))
        )
    if any(not k.label for k in inside):
        return False
    if name.label in ("FAC", "LOC"):
        return first.start == name.start and first.label in ("GPE", "LOC") and len(inside) == 1
    return len(inside) == 1 and first.start == name.start and whole.endswith(m.rules.place_ends)
