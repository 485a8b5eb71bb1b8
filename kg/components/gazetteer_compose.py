"""Names made of names: a State and a kind of body, a mission abroad, a city's court, an organization and its part."""

from collections.abc import Iterator
from dataclasses import replace

from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_matcher import Matcher, Name, is_title
from kg.components.gazetteer_rules import Rules

_LONGEST_COMMITTEE = 13  # characters


def body_at(text: str, at: int, m: Matcher) -> tuple[int, str] | None:
    """End and surface of a body's name that begins at a position behind a State's name."""
    for surface in m.rules.bodies.at(text, at):
        end = at + len(surface)
        if len(surface) > 1 and not is_title(text, surface, end, m.rules):
            return end, surface
    return None


def body_id(state: Entry, surface: str, m: Matcher) -> str:
    """The id of a State's body: listed, else made of both names (`org:菲律宾宪法法院`)."""
    body = m.rules.body(surface)
    if body is None or body.kind == "mission":  # 中国大使馆: which one, its full name tells
        return ""
    listed = m.known.body_of(body.kind, state.id)
    return listed.id if listed else f"org:{state.name}{body.name}"


def mission_at(text: str, at: int, sender: Entry, m: Matcher) -> Name | None:
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
                    name = f"{sender.name}驻{host.name}{m.rules.mission_names.get(mission, mission)}"
                    listed = m.known.named(name)
                    end = begin + len(surface) + len(mission)
                    return Name(at, end, "ORG", listed[0].id if listed else f"org:{name}")
    return None


def local_at(text: str, place: Entry, start: int, at: int, m: Matcher) -> Iterator[Name]:
    """深圳市公安局, 北京市第二中级人民法院, 温哥华机场: `at` is behind the place's name, `start` where it begins."""
    ordinal = next((o for o in m.rules.ordinals if text.startswith(o, at)), "")
    for surface in m.rules.local.at(text, at + len(ordinal)):
        if len(surface) > 1 and not is_title(text, surface, at + len(ordinal + surface), m.rules):
            plain = surface.removeprefix(m.rules.city)  # 北京市公安局 is 北京公安局, 高雄市议会 stays
            name = f"{place.name}{ordinal}{plain if plain in m.rules.local.values else surface}"
            yield Name(start, at + len(ordinal + surface), "ORG", f"org:{name}")
    for surface in m.rules.facilities:
        if text.startswith(surface, at):
            yield Name(start, at + len(surface), "FAC", f"loc:{place.name}{surface}")


def committee_at(text: str, at: int, r: Rules) -> int:
    """The end of a committee's name behind its parliament's, which ends at `at`; 0 where there is none."""
    begin = text.find(r.committee, at + 1, at + _LONGEST_COMMITTEE)
    return begin + len(r.committee) if begin > at and not r.committee_not.intersection(text[at:begin]) else 0


def single_body(text: str, start: int, m: Matcher) -> Iterator[Name]:
    """台空军, 俄国防部; not 美国会, which is mostly 美国 + 会, and not the 日 of 近日."""
    r, character = m.rules, text[start]
    owner = (
        m.known.get(r.characters[character]) if character in r.run_characters and character not in r.no_body else None
    )
    if owner is None or owner.type != "State" or any(s[1:] == character for s in r.stop.at(text, max(0, start - 1))):
        return
    if body := body_at(text, start + 1, m):
        other = any(len(s) > 1 for s in m.names.at(text, start)) and body[1] not in r.headline_bodies
        numeral = start > 0 and text[start - 1].isdecimal()
        if not other and not numeral:
            yield Name(start, body[0], "ORG", body_id(owner, body[1], m))


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
