"""An office: a person, a title, and the entity that the two belong to."""

import re
from dataclasses import dataclass, replace

from kg.offices.lexicon import Title
from kg.offices.owners import Owner, body_named_alike
from kg.offices.scene import Scene
from kg.records import Mention, Span

_FORMER = "前"
# How far a body may stand to the left of a bare title of the same sentence: 发言人 of the ministry just named.
_NEAR = 40
# How far an institution may stand from the scholar whose field is between them.
_DISTANT = 16
_CLAUSE_ENDS = "，。；、：！？\n"


@dataclass(frozen=True)
class Office:
    """A person's office as the text has it: `owner` is an entity id, `former` whether 前 stands before the owner."""

    person: Mention
    title: Title
    owner: str
    span: Span
    former: bool = False
    party: str = ""


def says_no_more(title: str, known: str) -> bool:
    """Whether one title is the end of the other: 部长 beside 外交部长; 前 does not count."""
    one, other = title.removeprefix(_FORMER), known.removeprefix(_FORMER)
    return one.endswith(other) or other.endswith(one)


def cut(scene: Scene, pattern: re.Pattern[str], position: int, low: int) -> int:
    """Where a match of `pattern` that ends at `position` begins; `position` where there is none."""
    match = pattern.search(scene.text, max(low, position - 16), position)
    return match.start() if match else position


def _state_for(scene: Scene, person: str, offices: list[Office], position: int, low: int) -> str:
    """The State of a title that names none: the person's own, that of the office just before, the one named before."""
    known = scene.state_of(person)
    if known:
        return known
    for office in reversed(offices):
        if office.person.entity == person or low <= office.span[0] < position:
            state = scene.state_of(office.owner)
            if state:
                return state
    names = [m for m in scene.inside(low, position) if scene.state_of(m.entity)]
    before = [m for m in names if m.label == "GPE"]
    before = before or [m for m in names if m.label == "ORG" and not scene.is_media(m.entity)]
    return scene.state_of(before[-1].entity) if before else scene.main_state


def _near_body(scene: Scene, title: Title, low: int) -> str:
    """For a bare title such as 发言人: the body named shortly before it in the sentence."""
    if "body" not in title.groups or scene.text[title.start - 1 : title.start].isalnum():
        return ""
    near = [m.entity for m in scene.inside(max(low, title.start - _NEAR), title.start) if m.label == "ORG"]
    bodies = [body for body in near if not scene.is_media(body) and not scene.is_party(body)]
    return bodies[-1] if bodies else ""


def _institution_near(scene: Scene, position: int) -> str:
    """The organization named a few words before, in the same clause: 协会的南亚问题专家甲教授."""
    clause = max(scene.text.rfind(sign, 0, position) for sign in _CLAUSE_ENDS) + 1
    near = [m for m in scene.inside(max(clause, position - _DISTANT), position) if m.label == "ORG"]
    return near[-1].entity if near and not scene.is_media(near[-1].entity) else ""


def resolve(
    scene: Scene, person: Mention, title: Title, owner: Owner | None, offices: list[Office], low: int
) -> Office | None:
    """The office that a title and what stands beside it make, or None where it belongs to nothing named."""
    if title.of_descriptor:
        return None
    span = (min(owner.start if owner else title.start, person.start), max(title.end, person.end))
    party, body = owner.party if owner else "", owner.entity if owner else ""
    kind = scene.type_of(body)
    if kind == "Person":
        body, kind = "", ""
    if "scholar" in title.groups and kind != "Organization":
        body = _institution_near(scene, title.start if title.end <= person.start else person.start)
        if not body:
            return None
    of_member = title.of_legislator or scene.text.endswith(scene.words.partisan_titles, title.start, title.end)
    if of_member and body and scene.is_party(body):
        party, further = body, scene.state_of(owner.further) if owner else ""
        body = further or scene.state_of(party) or _state_for(scene, person.entity, offices, title.start, low)
    elif title.of_legislator and kind == "Location":
        body = scene.state_of(body) or scene.state_of(person.entity) or body
    elif not body and title.of_state:
        body = body_named_alike(scene, title) or _state_for(scene, person.entity, offices, title.start, low)
    elif not body and owner is None and title.end <= person.start:
        body = _near_body(scene, title, low)
    elif not body and title.start >= person.end and scene.text[title.start : title.end] in scene.words.chair_titles:
        state = scene.state_of(person.entity)
        body = state if state in scene.words.chair_states else ""
    if not body or body == person.entity:
        return None
    if owner and owner.joined_title is not None:
        title = replace(title, start=owner.joined_title)
    return Office(person, title, body, span, owner.former if owner else False, party)
