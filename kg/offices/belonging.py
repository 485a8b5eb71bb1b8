"""PART_OF, LOCATED_IN and MEMBER_OF: by the order of names, by what a name begins with, by what a sentence says."""

from collections.abc import Iterator

from kg.components.gazetteer_data import gazetteer
from kg.language.script import to_simplified
from kg.offices.scene import Scene
from kg.records import Mention, Relation

_PLACES = ("LOC", "GPE", "FAC")
_OF = "的"
_STATIONED = "驻"
_LONGEST_STATE = 12
_LONGEST_LINK = 8
_LONGEST_ORIGIN = 10
_LONGEST_APPOSITION = 28
_NEAR = 6  # characters between a State and its parliament


def _is_body(scene: Scene, name: str) -> bool:
    """Whether an organization by its name is a body of a State."""
    return name.endswith(scene.words.body_suffixes) and not name.endswith(scene.words.not_body_suffixes)


def _is_unit(scene: Scene, name: str) -> bool:
    """Whether an organization by its name may be a part of another organization."""
    return _is_body(scene, name) or name.endswith(scene.words.unit_suffixes)


def _is_public(scene: Scene, entity: str) -> bool:
    """Whether the gazetteer knows an organization as a body of its State."""
    entry = scene.entry(entity)
    return entry is not None and entry.category in scene.words.state_categories


def _state_in_name(scene: Scene, mention: Mention, name: str) -> str:
    """The State whose name a body's name begins with: 台湾国防部, 美军."""
    known = scene.state_of(mention.entity)
    for length in range(min(_LONGEST_STATE, len(name) - 1), 1, -1):
        for entry in gazetteer().named(name[:length]):
            if entry.type == "State" and entry.id in scene.entities:
                # 大陆委员会 begins with a name of one State and belongs to another.
                return entry.id if known in ("", entry.id) else ""
    if known in scene.entities and name[1:] in scene.words.short_suffixes:
        state = scene.entry(known)
        if state and any(n.startswith(name[0]) for n in state.names):
            return known
    return ""


def _state_in_full_name(scene: Scene, mention: Mention) -> str:
    """The State with whose name the full name of a body begins, where the text has a short one: 五角大楼, 国军."""
    entry = scene.entry(mention.entity)
    if entry is None or entry.category not in scene.words.named_categories or entry.state not in scene.entities:
        return ""
    if any(parent in scene.entities for parent in entry.parents):
        return ""
    state = gazetteer().get(entry.state)
    begins = state is not None and any(full.startswith(state.names) for full in entry.names)
    return entry.state if begins else ""


def _state_near(scene: Scene, mention: Mention) -> str:
    """The State of a parliament that is named a few words before it in the same clause: 香港前立法会议员."""
    entry = scene.entry(mention.entity)
    if (
        entry is None
        or entry.category not in scene.words.single_categories
        or entry.parents not in ((), (entry.state,))
    ):
        return ""
    low = max(scene.sentence_at(mention.start)[0], mention.start - _LONGEST_STATE)
    states = [m for m in scene.inside(low, mention.start) if m.entity == entry.state]
    between = scene.text[states[-1].end : mention.start] if states else ""
    return entry.state if 0 < len(between) <= _NEAR and between.isalnum() else ""


def _organization_in_name(scene: Scene, mention: Mention, name: str) -> str:
    """The organization of the document whose name, with or without that of its State, a unit's name begins with."""
    forms = (scene.organizations.get(name[:length], "") for length in range(len(name) - 1, 1, -1))
    return next((entity for entity in forms if entity not in ("", mention.entity)), "")


def _name_before(scene: Scene, mention: Mention) -> Mention | None:
    """The name right before another, 的 or a gloss in brackets between them at most."""
    low = scene.sentence_at(mention.start)[0]
    position = scene.skip_left(mention.start, low)
    if scene.text[position - 1 : position] == _OF:
        position = scene.skip_left(position - 1, low)
    before = scene.ends.get(position)
    if before is None or before.start < low or scene.text[before.start - 1 : before.start] == _STATIONED:
        return None
    return before


def _part_of(scene: Scene) -> Iterator[Relation]:
    seen: set[tuple[str, str]] = set()
    for mention in scene.mentions:
        if mention.label != "ORG" or scene.entities[mention.entity].type != "Organization":
            continue
        name = to_simplified(mention.text)
        if (owned := (mention.entity, name)) in seen:
            continue
        owner = _organization_in_name(scene, mention, name) if _is_unit(scene, name) else ""
        if not owner and _is_body(scene, name):
            owner = _state_in_name(scene, mention, name)
        owner = owner or _state_in_full_name(scene, mention) or _state_near(scene, mention)
        if owner:
            seen.add(owned)
            yield Relation("PART_OF", mention.entity, owner, evidence=(mention.start, mention.end))
            continue
        public = _is_body(scene, name) or _is_public(scene, mention.entity)
        before = _name_before(scene, mention) if public or _is_unit(scene, name) else None
        if before is None or before.entity == mention.entity or before.end - before.start < 2:
            continue
        kind = scene.entities[before.entity].type
        state = scene.state_of(mention.entity)
        of_state = kind == "State" and state in ("", before.entity) and public
        if of_state or (kind == "Organization" and not scene.is_party(before.entity)):
            yield Relation("PART_OF", mention.entity, before.entity, evidence=(before.start, mention.end))


def _located_in(scene: Scene) -> Iterator[Relation]:
    for mention in scene.mentions:
        if mention.label not in _PLACES or scene.entities[mention.entity].type != "Location":
            continue
        known = scene.entry(mention.entity)
        if known and (known.category in scene.words.wide_places):
            continue
        state = _state_before(scene, mention)
        if state is None and known and known.state in scene.entities and _is_capital(scene, mention):
            yield Relation("LOCATED_IN", mention.entity, known.state, evidence=(mention.start, mention.end))
        if state and (known is None or known.state in ("", state.entity)):
            yield Relation("LOCATED_IN", mention.entity, state.entity, evidence=(state.start, mention.end))


def _is_capital(scene: Scene, mention: Mention) -> bool:
    low = scene.sentence_at(mention.start)[0]
    return bool(scene.words.before_capitals.search(scene.text, low, mention.start))


def _state_before(scene: Scene, mention: Mention) -> Mention | None:
    """The State named directly before a place, or before the places in a row before it: 福建 in 中国福建漳州."""
    low = scene.sentence_at(mention.start)[0]
    position = mention.start
    while (before := scene.ends.get(position) or _linked_before(scene, position, low)) and before.start >= low:
        kind = scene.entities[before.entity].type
        if kind == "State":
            # One character alone is half of a compound such as 中美: no place lies in it.
            return before if before.end - before.start > 1 else None
        if kind != "Location":
            return None
        position = before.start
    return None


def _linked_before(scene: Scene, position: int, low: int) -> Mention | None:
    """The name before 首都, 北部的 and the like, which stand before `position`."""
    match = scene.words.before_place_links.search(scene.text, max(low, position - _LONGEST_LINK), position)
    return scene.ends.get(match.start()) if match else None


def _member_of(scene: Scene) -> Iterator[Relation]:
    for mention in scene.mentions:
        kind = scene.entities[mention.entity].type
        high = scene.sentence_at(mention.start)[1]
        if kind == "Organization":
            yield from _members_of_body(scene, mention, high)
            yield from _members_before(scene, mention, high)
        elif kind in ("Person", "State"):
            yield from _bodies_of_member(scene, mention, high)


def _bodies_of_member(scene: Scene, member: Mention, high: int) -> Iterator[Relation]:
    """立陶宛是北约成员国, 瑞典已加入北约."""
    start = position = scene.skip_right(member.end, high)
    while match := scene.words.adverbs.match(scene.text, position, high):
        position = match.end()
    if scene.words.not_held.match(scene.text, position, high):
        return
    for pattern, needs_word in ((scene.words.joins, False), (scene.words.holds, True)):
        verb = pattern.match(scene.text, start, high) or pattern.match(scene.text, position, high)
        body = scene.starts.get(scene.skip_right(verb.end(), high)) if verb else None
        if body is None or scene.entities[body.entity].type != "Organization":
            continue
        after = scene.skip_right(body.end, high)
        after += scene.text[after : after + 1] == _OF
        word = scene.words.members.match(scene.text, after, high)
        if word or not needs_word:
            end = word.end() if word else body.end
            yield Relation("MEMBER_OF", member.entity, body.entity, evidence=(member.start, end))


def _members_of_body(scene: Scene, body: Mention, high: int) -> Iterator[Relation]:
    """北约成员国土耳其, 民进党籍的某某, 国民党籍政治人物某某: the name that follows is the member."""
    position = scene.skip_right(body.end, high)
    origin = scene.words.origin.match(scene.text, position, high) if scene.is_party(body.entity) else None
    word = origin or scene.words.members.match(scene.text, position, high)
    if word is None:
        return
    member = scene.starts.get(scene.skip_right(word.end(), high))
    if scene.text[word.end() : word.end() + 1] == "、":  # 委员会成员、来自某地的某议员: one person in two ways
        clause = scene.words.clause.match(scene.text, word.end(), min(high, word.end() + _LONGEST_APPOSITION))
        names = scene.inside(word.end(), clause.end() if clause else word.end())
        member = next((m for m in names if m.label == "PERSON"), None)
    if origin and member is None:
        names = scene.inside(word.end(), min(high, word.end() + 2 * _LONGEST_ORIGIN))
        near = bool(names) and names[0].start <= word.end() + _LONGEST_ORIGIN
        plain = near and scene.text[word.end() : names[0].start].isalpha()
        member = names[0] if plain and names[0].label == "PERSON" else None
    if member and scene.entities[member.entity].type in ("Person", "State"):
        yield Relation("MEMBER_OF", member.entity, body.entity, evidence=(body.start, member.end))


def _members_before(scene: Scene, body: Mention, high: int) -> Iterator[Relation]:
    """甲、乙和丙这三个北约成员国: the States in a row before the body, 等 or 这 and a number between."""
    word = scene.words.members.match(scene.text, scene.skip_right(body.end, high), high)
    low = scene.sentence_at(body.start)[0]
    group = scene.words.before_groups.search(scene.text, max(low, body.start - _LONGEST_LINK), body.start)
    position = group.start() if word and group else low
    while word and position > low:
        member = scene.ends.get(position)
        if member is None or scene.entities[member.entity].type != "State":
            return
        yield Relation("MEMBER_OF", member.entity, body.entity, evidence=(member.start, word.end()))
        join = scene.words.before_list.search(scene.text, max(low, member.start - 2), member.start)
        position = join.start() if join else low


def find_belonging(scene: Scene) -> list[Relation]:
    """What the text says about parts, places and members; every fact once, with its first evidence."""
    found: dict[tuple[str, str, str], Relation] = {}
    for finder in (_part_of, _located_in, _member_of):
        for relation in finder(scene):
            found.setdefault((relation.type, relation.subject, relation.object), relation)
    return list(found.values())


def known_belonging(scene: Scene, stated: list[Relation]) -> list[Relation]:
    """What the gazetteer knows about parents and members among the entities of the document, without evidence."""
    facts = {(r.type, r.subject, r.object) for r in stated}
    found: list[Relation] = []
    for entity in scene.entities.values():
        entry = gazetteer().get(entity.id)
        if entry is None:
            continue
        kind = {"Organization": "PART_OF", "Location": "LOCATED_IN"}.get(entry.type)
        if kind:
            of_state = kind == "LOCATED_IN" or entry.category in scene.words.state_categories
            parents = entry.parents or ((entry.state,) if entry.state and of_state else ())
            found += [Relation(kind, entity.id, p, basis="gazetteer") for p in parents if p in scene.entities]
        found += [Relation("MEMBER_OF", m, entity.id, basis="gazetteer") for m in entry.members if m in scene.entities]
    return [r for r in found if (r.type, r.subject, r.object) not in facts]
