"""Finds the names of the gazetteer in simplified text: one pass, leftmost and longest, bodies joined to their State.

A name here is a span with a label and, where it is certain, an entity; 台湾国防部 is one name, made of the State's
name and a kind of body, for any State.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg import resources
from kg.components.gazetteer_data import Entry, Gazetteer, gazetteer
from kg.components.gazetteer_rules import Lexicon, Rules, rules

_OFFICES = "部院局司署厅省处会社"  # what a title may be made of: 部长, 局长, 会长


@dataclass(frozen=True)
class Name:
    """A span of the text that is a name; `entity` is "" where the context has to decide.

    `label` "" marks text that holds no name and stays closed (两岸, 台独).
    """

    start: int
    end: int
    label: str
    entity: str = ""


@dataclass(frozen=True)
class Matcher:
    """The gazetteer, made ready for one pass over a text."""

    known: Gazetteer
    rules: Rules
    names: Lexicon


def _is_latin(surface: str) -> bool:
    return surface[0].isascii() or not any("\u4e00" <= c <= "\u9fff" for c in surface)


def make_matcher(known: Gazetteer, given: Rules) -> Matcher:
    """Put all Chinese names, bodies and closed expressions into one lexicon."""
    items: dict[str, tuple[Entry, ...]] = {surface: () for surface in given.closed}
    for surface, entries in known.surfaces.items():
        if not _is_latin(surface):
            items[surface] = entries
    return Matcher(known, given, Lexicon(items))


@cache
def _cached(_folder: Path) -> Matcher:
    return make_matcher(gazetteer(), rules())


def matcher() -> Matcher:
    """The matcher in force, made once a folder."""
    return _cached(resources.seeds() / "gazetteer")


def certain(entries: tuple[Entry, ...]) -> str:
    """The entity of a surface, or "" where it has several readings (a capital's name among them)."""
    return entries[0].id if len(entries) == 1 and not entries[0].metonym else ""


def is_title(text: str, surface: str, end: int, r: Rules) -> bool:
    """国防部长 is a title, 教育部门 a common noun; 国防部长期 is the body."""
    if surface[-1] == "部" and text[end : end + 1] in tuple(r.body_followers):
        return True
    return surface[-1] in _OFFICES and text.startswith(r.titles, end) and not text.startswith(r.no_titles, end)


def _is_other(text: str, entry: Entry, surface: str, end: int, r: Rules) -> bool:
    """Is a surface something else before what follows it: 行政院长, 台北市长, 美军舰?"""
    if entry.type == "Organization":
        army = len(surface) == 2 and surface[1] == "军" and text[end : end + 1] in tuple(r.army_followers)
        return army or is_title(text, surface, end, r)
    if entry.type == "State":
        official = surface[-1] == "国" and surface[:-1] in entry.names
        return official and text[end : end + 1] in tuple(r.country_followers)
    if text.startswith(r.ships, end):
        return True
    return surface[-1] == "市" and len(surface) > 2 and text[end : end + 1] in tuple(r.city_followers)


def _body_at(text: str, at: int, m: Matcher) -> tuple[int, str] | None:
    """End and surface of a body's name that begins at a position behind a State's name."""
    for surface in m.rules.bodies.at(text, at):
        end = at + len(surface)
        if len(surface) > 1 and not is_title(text, surface, end, m.rules):
            return end, surface
    return None


def body_id(state: Entry, surface: str, m: Matcher) -> str:
    """The id of a State's body: listed, else made of both names (`org:菲律宾宪法法院`)."""
    body = m.rules.body(surface)
    assert body is not None
    listed = m.known.body_of(body.kind, state.id)
    return listed.id if listed else f"org:{state.name}{body.name}"


def _mission_at(text: str, at: int, sender: Entry, m: Matcher) -> Name | None:
    """中国驻印度大使馆, 台湾驻美代表处: `at` is behind the sender's name."""
    if not text.startswith(m.rules.mission_link, at):
        return None
    begin = at + len(m.rules.mission_link)
    hosts = [(s, m.names.values[s]) for s in m.names.at(text, begin)]
    single = m.rules.characters.get(text[begin : begin + 1], "")
    host_entry = m.known.get(single)
    if host_entry is not None:
        hosts.append((text[begin], (host_entry,)))
    for surface, entries in hosts:
        if entries and entries[0].type != "Person":
            host = m.known.get(entries[0].metonym or entries[0].id) or entries[0]
            for mission in m.rules.missions:
                if text.startswith(mission, begin + len(surface)):
                    name = f"{sender.name}驻{host.name}{mission if mission != '使馆' else '大使馆'}"
                    listed = m.known.named(name)
                    end = begin + len(surface) + len(mission)
                    return Name(at, end, "ORG", listed[0].id if listed else f"org:{name}")
    return None


def _local_at(text: str, place: Entry, start: int, at: int, m: Matcher) -> Iterator[Name]:
    """深圳市公安局, 北京市第二中级人民法院, 温哥华机场: `at` is behind the place's name, `start` where it begins."""
    ordinal = next((o for o in m.rules.ordinals if text.startswith(o, at)), "")
    for surface in m.rules.local.at(text, at + len(ordinal)):
        if len(surface) > 1 and not is_title(text, surface, at + len(ordinal + surface), m.rules):
            name = f"{place.name}{ordinal}{surface.removeprefix('市')}"
            yield Name(start, at + len(ordinal + surface), "ORG", f"org:{name}")
    for surface in m.rules.facilities:
        if text.startswith(surface, at):
            yield Name(start, at + len(surface), "FAC", f"loc:{place.name}{surface}")


def _readings(text: str, start: int, m: Matcher) -> Iterator[Name]:
    """All names that begin at a position; the longest counts."""
    for surface in m.names.at(text, start):
        entries, end = m.names.values[surface], start + len(surface)
        if not entries:
            yield Name(start, end, "")
            continue
        first = entries[0]
        if _is_other(text, first, surface, end, m.rules):
            continue
        yield Name(start, end, first.label, certain(entries))
        if first.type == "State":
            if body := _body_at(text, end, m):
                yield Name(start, body[0], "ORG", body_id(first, body[1], m))
            if mission := _mission_at(text, end, first, m):
                yield replace(mission, start=start)
        elif first.type == "Location" and first.label == "GPE":
            yield from _local_at(text, first, start, end, m)
            if text.startswith("市", end) and text[end + 1 : end + 2] not in tuple(m.rules.city_followers):
                yield Name(start, end + 1, first.label, certain(entries))
    for surface in m.rules.bodies.at(text, start):
        body, end = m.rules.body(surface), start + len(surface)
        if body is not None and body.alone and not is_title(text, surface, end, m.rules):
            yield Name(start, end, "ORG")
    yield from _single_body(text, start, m)


def _single_body(text: str, start: int, m: Matcher) -> Iterator[Name]:
    """台空军, 俄国防部; not 美国会, which is mostly 美国 + 会, and not the 日 of 近日."""
    r, character = m.rules, text[start]
    owner = m.known.get(r.characters[character]) if character in r.run_characters and character != "中" else None
    if owner is None or owner.type != "State" or any(s[1:] == character for s in r.stop.at(text, max(0, start - 1))):
        return
    if body := _body_at(text, start + 1, m):
        other = any(len(s) > 1 for s in m.names.at(text, start)) and not body[1].startswith("国防")
        numeral = start > 0 and text[start - 1].isdecimal()
        if not other and not numeral:
            yield Name(start, body[0], "ORG", body_id(owner, body[1], m))


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


def join(text: str, found: list[Name], m: Matcher) -> list[Name]:
    """Join what makes one organization: a State and its listed body, a body and its part."""
    result: list[Name] = []
    for name in found:
        last = result[-1] if result else None
        if last is not None and last.end == name.start and name.label == "ORG" and _belongs(text, last, name, m):
            result[-1] = replace(name, start=last.start, entity=_joined_id(text, last, name, m))
        else:
            result.append(name)
    return result


def _belongs(text: str, whole: Name, part: Name, m: Matcher) -> bool:
    """台湾 + 陆委会, 日本 + 共同社, 行政院 + 陆委会, 美国商务部 + 工业与安全局."""
    entry, owner = m.known.get(part.entity), m.known.get(whole.entity)
    if owner is None or owner.type not in ("State", "Organization"):
        return False
    if entry is None:  # a body by its kind: 美国国会 + 众议院
        body = m.rules.body(text[part.start : part.end])
        return body is not None and owner.type == "Organization" and owner.category == "legislature"
    if owner.type == "State":
        return entry.state == owner.id and entry.category not in m.rules.apart
    return owner.id in entry.parents or owner.id in (p for e in entry.parents for p in _parents(e, m))


def _parents(entity: str, m: Matcher) -> tuple[str, ...]:
    entry = m.known.get(entity)
    return entry.parents if entry else ()


def _joined_id(text: str, whole: Name, part: Name, m: Matcher) -> str:
    owner = m.known.get(whole.entity)
    if part.entity or owner is None:
        return part.entity
    state = m.known.get(owner.state)
    return body_id(state, text[part.start : part.end], m) if state else ""
