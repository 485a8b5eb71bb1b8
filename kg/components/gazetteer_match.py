"""Finds the names of the gazetteer in simplified text: one pass, leftmost and longest, bodies joined to their State.

台湾国防部 is one name, made of the State's name and a kind of body, for any State.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.components.gazetteer_compose import body_at, body_id, committee_at, join, local_at, mission_at, single_body
from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_matcher import Matcher, Name, certain, is_other, is_title

_PARLIAMENTS = ("parliament", "lower-house", "upper-house")


def _committee(text: str, parliament: Name, m: Matcher) -> Iterator[Name]:
    """美国参议院情报委员会, 立法院外交及国防委员会, also of a parliament that is not listed."""
    entry = m.known.get(parliament.entity)
    name = entry.name if entry else parliament.entity.removeprefix("org:")
    if end := committee_at(text, parliament.end, m.rules):
        yield Name(parliament.start, end, "ORG", f"org:{name}{text[parliament.end : end]}")


def _extended(text: str, start: int, end: int, entry: Entry, m: Matcher) -> Iterator[Name]:
    """Longer names that begin with a listed one, which ends at `end`: a State's body, a city's court, a foundation."""
    if entry.type == "State":
        if behind := body_at(text, end, m):
            whole = Name(start, behind[0], "ORG", body_id(entry, behind[1], m))
            yield whole
            body = m.rules.body(behind[1])
            if body is not None and body.kind in _PARLIAMENTS:
                yield from _committee(text, whole, m)
        if mission := mission_at(text, end, entry, m):
            yield replace(mission, start=start)
    elif entry.category == "legislature":
        yield from _committee(text, Name(start, end, "ORG", entry.id), m)
    elif entry.type == "Person":
        for foundation in m.rules.person_bodies:
            if text.startswith(foundation, end):
                yield Name(start, end + len(foundation), "ORG", f"org:{text[start:end]}{foundation}")
    elif entry.type == "Location" and entry.label == "GPE":
        yield from local_at(text, entry, start, end, m)
        city = m.rules.city
        if text.startswith(city, end) and text[end + 1 : end + 2] not in tuple(m.rules.followers[city]):
            yield Name(start, end + 1, entry.label, "" if entry.metonym else entry.id)


def _readings(text: str, start: int, m: Matcher) -> Iterator[Name]:
    """All names that begin at a position; the longest counts."""
    for surface in m.names.at(text, start):
        entries, end = m.names.values[surface], start + len(surface)
        if not entries:
            yield Name(start, end, "")
        elif not is_other(text, entries[0], surface, end, m.rules):
            yield Name(start, end, entries[0].label, certain(entries))
            yield from _extended(text, start, end, entries[0], m)
    for surface in m.rules.bodies.at(text, start):
        body, end = m.rules.body(surface), start + len(surface)
        if body is not None and body.alone and not is_title(text, surface, end, m.rules):
            yield Name(start, end, "ORG")
            if body.kind in _PARLIAMENTS and (last := committee_at(text, end, m.rules)):
                yield Name(start, last, "ORG")
    yield from single_body(text, start, m)


def scan(text: str, m: Matcher) -> list[Name]:
    """All names and closed expressions of the gazetteer, leftmost and longest, none overlapping."""
    found: list[Name] = []
    position, dots = 0, m.rules.dots
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
