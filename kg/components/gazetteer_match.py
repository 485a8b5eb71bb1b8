"""Finds the names of the gazetteer in simplified text: one pass, leftmost and longest, bodies joined to their State.

台湾国防部 is one name, made of the State's name and a kind of body, for any State.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.components.gazetteer_compose import body_at, body_id, join, local_at, mission_at, single_body
from kg.components.gazetteer_matcher import Matcher, Name, certain, is_other, is_title


def _readings(text: str, start: int, m: Matcher) -> Iterator[Name]:
    """All names that begin at a position; the longest counts."""
    for surface in m.names.at(text, start):
        entries, end = m.names.values[surface], start + len(surface)
        if not entries:
            yield Name(start, end, "")
            continue
        first = entries[0]
        if is_other(text, first, surface, end, m.rules):
            continue
        yield Name(start, end, first.label, certain(entries))
        if first.type == "State":
            if behind := body_at(text, end, m):
                yield Name(start, behind[0], "ORG", body_id(first, behind[1], m))
            if mission := mission_at(text, end, first, m):
                yield replace(mission, start=start)
        elif first.type == "Location" and first.label == "GPE":
            yield from local_at(text, first, start, end, m)
            city = m.rules.city
            if text.startswith(city, end) and text[end + 1 : end + 2] not in tuple(m.rules.followers[city]):
                yield Name(start, end + 1, first.label, certain(entries))
    for surface in m.rules.bodies.at(text, start):
        body, end = m.rules.body(surface), start + len(surface)
        if body is not None and body.alone and not is_title(text, surface, end, m.rules):
            yield Name(start, end, "ORG")
    yield from single_body(text, start, m)


def scan(text: str, m: Matcher) -> list[Name]:
    """All names and closed expressions of the gazetteer, leftmost and longest, none overlapping."""
    found: list[Name] = []
    position, dots = 0, m.rules.dots[:3]
    while position < len(text) - 1:
        best = _best(text, position, m)
        if best is None:
            position += 1
            continue
        # 和田中角荣: a longer name that begins inside and ends behind wins over the leftmost.
        for later in range(position + 1, best.end):
            other = _best(text, later, m)
            if other is not None and other.end > best.end and other.end - other.start > best.end - best.start:
                best = other
                break
        # 查德·沃尔夫: a part of a transliterated name is no State and no place.
        beside = text[best.start - 1 : best.start] + text[best.end : best.end + 1]
        if not (best.label in ("GPE", "LOC") and any(c in dots for c in beside)):
            found.append(best)
        position = best.end
    return join(text, found, m)


def _best(text: str, position: int, m: Matcher) -> Name | None:
    """The longest name at a position; most positions end at the first look."""
    head = text[position : position + 2]
    if head not in m.names.index and head not in m.rules.bodies.index and head[:1] not in m.rules.run_characters:
        return None
    return max(_readings(text, position, m), key=lambda name: (name.end, name.label != ""), default=None)
