"""HOLDS_OFFICE: titles before a name, behind it, and in a sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.offices.lexicon import Title
from kg.offices.owners import Owner, body_named_alike, owner_left, owner_right
from kg.offices.scene import Scene
from kg.offices.titles import title_ending_at, title_starting_at
from kg.records import Mention, Relation, Span

_FORMER = "前"
_OF = "的"
# How far a body may stand to the left of a bare title of the same sentence: 发言人 of the ministry just named.
_NEAR = 40


@dataclass(frozen=True)
class Office:
    """A person's office as the text has it: `owner` is an entity id, `former` whether 前 stands before the owner."""

    person: Mention
    title: Title
    owner: str
    span: Span
    former: bool = False
    party: str = ""


def _cut(scene: Scene, pattern: re.Pattern[str], position: int, low: int) -> int:
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
    before = [m for m in scene.inside(low, position) if m.label == "GPE" and scene.state_of(m.entity)]
    return scene.state_of(before[-1].entity) if before else scene.main_state


def _near_body(scene: Scene, title: Title, low: int) -> str:
    """For a bare title such as 发言人: the body named shortly before it in the sentence."""
    if "body" not in title.groups:
        return ""
    near = [m.entity for m in scene.inside(max(low, title.start - _NEAR), title.start) if m.label == "ORG"]
    bodies = [body for body in near if not scene.is_media(body) and not scene.is_party(body)]
    return bodies[-1] if bodies else ""


def _resolve(
    scene: Scene, person: Mention, title: Title, owner: Owner | None, offices: list[Office], low: int
) -> Office | None:
    """The office that a title and what stands beside it make, or None where it belongs to nothing named."""
    span = (min(owner.start if owner else title.start, person.start), max(title.end, person.end))
    party, body = owner.party if owner else "", owner.entity if owner else ""
    kind = scene.entities[body].type if body in scene.entities else ""
    if kind == "Person":
        body, kind = "", ""
    if "scholar" in title.groups and kind != "Organization":
        return None
    if title.of_legislator and body and scene.is_party(body):
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
    if owner and owner.joined_title and title.of_legislator:
        title = replace(title, start=owner.joined_title)
    return Office(person, title, body, span, owner.former if owner else False, party)


def _before_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """Titles that end at a name, and those joined to them: 香港前特首、现任中国政协副主席梁振英."""
    low = scene.sentence_at(person.start)[0]
    end = scene.skip_left(person.start, low)
    relative = False
    title = title_ending_at(scene, end, low)
    if title is None and (rank := _cut(scene, scene.words.before_ranks, end, low)) < end:
        end = scene.skip_left(rank, low)
        title = title_ending_at(scene, end, low)
    if title is None and scene.text[end - 1 : end] == _OF:
        relative, title = True, title_ending_at(scene, end - 1, low)
    found: list[Office] = []
    while title:
        owner = owner_left(scene, title, low)
        if relative:
            owner = _held_relative(scene, title, owner, low)
            if owner is None:
                return
        edge = owner.start if owner else title.start
        if owner is None:
            owner = _joined_owner(scene, title, offices, low)
        office = _resolve(scene, person, title, owner, [*offices, *found], low)
        if office:
            found.append(office)
            yield office
        title, relative = _joined_title(scene, edge, low)


def _joined_owner(scene: Scene, title: Title, offices: list[Office], low: int) -> Owner | None:
    """The body of the title joined before: 美国 国务卿甲 和 国防部长乙."""
    edge = _cut(scene, scene.words.before_dropped, title.start, low)
    join = _cut(scene, scene.words.before_joiners, edge, low)
    if join == edge or not offices:
        return None
    last = offices[-1]
    mention = scene.ends.get(scene.skip_left(join, low))
    if mention is None or mention.entity != last.person.entity or not low <= last.span[1] <= edge:
        return None
    same_kind = (title.of_state and last.title.of_state) or bool(title.groups & last.title.groups)
    return Owner(last.owner, title.start) if same_kind and not title.of_legislator else None


def _joined_title(scene: Scene, edge: int, low: int) -> tuple[Title | None, bool]:
    """The title joined by 、 or 兼 or 的 before the expression that begins at `edge`, and whether it was 的."""
    edge = scene.skip_left(edge, low)
    edge = scene.skip_left(_cut(scene, scene.words.before_dropped, edge, low), low)
    if scene.text[edge - 1 : edge] == _OF and edge > low:
        return title_ending_at(scene, edge - 1, low), True
    join = _cut(scene, scene.words.before_joiners, edge, low)
    return (title_ending_at(scene, join, low), False) if join < edge else (None, False)


def _held_relative(scene: Scene, title: Title, owner: Owner | None, low: int) -> Owner | None:
    """The body in 担任协会会长的甲 or 在协会担任会长的甲; None without such a verb."""
    edge = _cut(scene, scene.words.before_dropped, owner.start if owner else title.start, low)
    verb = _cut(scene, scene.words.before_holds, edge, low)
    if verb == edge or scene.words.not_held.search(scene.text, max(low, verb - 6), verb):
        return None
    if owner is None and (body := scene.ends.get(scene.skip_left(verb, low))):
        return Owner(body.entity, body.start)
    return owner or Owner("", verb)


def _behind_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """A title right behind a name: 蔡英文总统, 普京（总统）."""
    low, high = scene.sentence_at(person.start)
    bracket = scene.text[person.end : person.end + 1] in ("（", "(")
    title = title_starting_at(scene, person.end + bracket, high)
    if title is None and not bracket and (rank := scene.words.ranks.match(scene.text, person.end, high)):
        title = title_starting_at(scene, rank.end(), high)
    if title is None or (bracket and scene.text[title.end : title.end + 1] not in ("）", ")")):
        return
    behind = scene.starts.get(title.end)
    if not bracket and ((behind and behind.label == "PERSON") or scene.words.not_after.match(scene.text, title.end)):
        return
    if scene.words.not_behind.match(scene.text, person.end):
        return
    owner = owner_left(scene, replace(title, start=person.start, end=person.start), low)
    if owner is not None:
        owner = replace(owner, joined_title=None)
    if owner and scene.entities[owner.entity].type == "Person":
        owner = None
    if owner is None and any(o.person.entity == person.entity and _same(scene, o.title, title) for o in offices):
        return
    office = _resolve(scene, person, title, owner, offices, low)
    if office:
        yield office


def _same(scene: Scene, one: Title, other: Title) -> bool:
    return _says_no_more(scene.text[one.start : one.end], scene.text[other.start : other.end])


def _said_of_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """An office that a sentence gives to a name: 甲曾任协会主席, 甲在协会担任主席, 由甲出任市长."""
    low, high = scene.sentence_at(person.start)
    position, at_body = scene.skip_right(person.end, high), None
    while True:
        if match := scene.words.adverbs.match(scene.text, position, high):
            position = match.end()
        elif at_body is None and (mention := scene.starts.get(position)) and scene.text[position - 1] == "在":
            at_body, position = mention, scene.skip_right(mention.end, high)
        else:
            break
    if scene.words.not_held.match(scene.text, position, high):
        return
    verb = scene.words.holds.match(scene.text, position, high)
    if verb is None or scene.words.not_held.search(scene.text, max(low, person.start - 3), person.start):
        return
    position, state = verb.end(), at_body.entity if at_body else ""
    while position < high:
        position = scene.skip_right(position, high)
        dropped = scene.words.dropped.match(scene.text, position, high)
        owner, position = owner_right(scene, dropped.end() if dropped else position, high)
        title = title_starting_at(scene, position, high)
        if title is None or scene.words.not_after.match(scene.text, title.end):
            return
        if scene.text[title.end : title.end + 1] == _OF and len(verb.group()) == 1:
            return
        owner = owner or (Owner(state, title.start) if state else None)
        office = _resolve(scene, person, title, owner, offices, low)
        if office is None:
            return
        state = office.owner
        yield office
        joiner = scene.words.joiners.match(scene.text, title.end, high)
        if joiner is None:
            return
        again = scene.words.holds.match(scene.text, joiner.end(), high)
        position = again.end() if again else joiner.end()


def _listed(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """Names in a row behind one title that fits all: 前市长甲、乙; legislators likewise."""
    low = scene.sentence_at(person.start)[0]
    join = _cut(scene, scene.words.before_list, person.start, low)
    if join == person.start or not offices:
        return
    last = offices[-1]
    before = scene.ends.get(scene.skip_left(join, low))
    if before is None or before.start < low or before.entity != last.person.entity or last.span[0] < low:
        return
    former = last.former or scene.text[last.title.start] == _FORMER
    if last.title.end <= last.person.start and (former or last.title.of_legislator):
        yield replace(last, person=person, span=(last.span[0], person.end), party="")


def find_offices(scene: Scene, text: str) -> list[Relation]:
    """HOLDS_OFFICE, and MEMBER_OF for legislators of a party, in the order of the text; every fact once.

    `title` is as it stands in `text`, the original one, with 前 where it stands before the body (前日本首相 → 前首相).
    """
    offices: list[Office] = []
    for person in scene.mentions:
        if person.label != "PERSON" or scene.entities[person.entity].type != "Person":
            continue
        found = list(_before_name(scene, person, offices)) or list(_listed(scene, person, offices))
        offices += found
        offices += list(_behind_name(scene, person, offices))
        offices += list(_said_of_name(scene, person, offices))
    relations: dict[tuple[str, ...], Relation] = {}
    for office in offices:
        title = text[office.title.start : office.title.end]
        if office.former and not title.startswith(_FORMER):
            title = _FORMER + title
        pair = (office.person.entity, office.owner)
        if not any(_says_no_more(title, r.title or "") for r in relations.values() if (r.subject, r.object) == pair):
            key = ("HOLDS_OFFICE", *pair, title)
            relations.setdefault(key, Relation("HOLDS_OFFICE", *pair, title=title, evidence=office.span))
        if office.party and office.party != office.owner:
            member = ("MEMBER_OF", office.person.entity, office.party)
            relations.setdefault(member, Relation(*member, evidence=office.span))
    return list(relations.values())


def _says_no_more(title: str, known: str) -> bool:
    """Whether one title is the end of the other: 部长 beside 外交部长; 前 does not count."""
    one, other = title.removeprefix(_FORMER), known.removeprefix(_FORMER)
    return one.endswith(other) or other.endswith(one)
