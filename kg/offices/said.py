"""Offices that a sentence gives to a name: 甲曾任协会主席, 甲在协会担任主席, 由甲出任市长."""

import re
from collections.abc import Iterator

from kg.offices.office import Office, resolve
from kg.offices.owners import Owner, owner_right
from kg.offices.scene import Scene
from kg.offices.titles import title_starting_at
from kg.records import Mention

_AT = "在"
_OF = "的"
# How far a verb may stand from its subject in one clause.
_CLAUSE = 24


def _body_at(scene: Scene, position: int) -> Mention | None:
    """The body in 在协会担任."""
    mention = scene.starts.get(position)
    return mention if mention and mention.label != "PERSON" and scene.text[position - 1] == _AT else None


def _distant_verb(scene: Scene, position: int, high: int) -> re.Match[str] | None:
    """担任 and the like further on in the clause whose subject ends at `position`."""
    clause = scene.words.clause.match(scene.text, position, min(high, position + _CLAUSE))
    verb = scene.words.holds_plainly.search(scene.text, position, clause.end() if clause else position)
    if verb is None or scene.words.not_held.search(scene.text, position, verb.start()):
        return None
    other = scene.ends.get(verb.start())
    return None if other and other.label == "PERSON" else verb


def _verb(scene: Scene, person: Mention) -> tuple[re.Match[str], str] | None:
    """The verb that says that a person holds what follows it, and the body before the verb, if any."""
    low, high = scene.sentence_at(person.start)
    if scene.words.not_behind.match(scene.text, person.end):
        return None
    position, body = scene.skip_right(person.end, high), ""
    while True:
        if not body and (mention := _body_at(scene, position)):
            body, position = mention.entity, scene.skip_right(mention.end, high)
        elif position not in scene.starts and (match := scene.words.adverbs.match(scene.text, position, high)):
            position = match.end()
        else:
            break
    before = scene.words.not_held.search(scene.text, max(low, person.start - 3), person.start)
    if before or scene.words.not_held.match(scene.text, position, high):
        return None
    verb = scene.words.holds.match(scene.text, position, high) or _distant_verb(scene, position, high)
    return (verb, body) if verb else None


def said_of_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """The office that a sentence gives to a name, and those joined to it by 、 or 兼."""
    low, high = scene.sentence_at(person.start)
    found = _verb(scene, person)
    if found is None:
        return
    verb, body = found
    weak = len(verb.group()) == 1  # 是 and 为 say many other things
    position = verb.end()
    while position < high:
        position = scene.skip_right(position, high)
        dropped = scene.words.dropped.match(scene.text, position, high)
        owner, position = owner_right(scene, dropped.end() if dropped else position, high)
        title = title_starting_at(scene, position, high)
        if title is None or scene.words.not_after.match(scene.text, title.end):
            return
        if weak and scene.text[title.end : title.end + 1] == _OF:
            return
        owner = owner or (Owner(body, title.start) if body else None)
        office = resolve(scene, person, title, owner, offices, low)
        joiner = scene.words.joiners.match(scene.text, title.end, high)
        if office:
            yield office
        if office is None or joiner is None:
            return
        body = office.owner
        again = scene.words.holds.match(scene.text, joiner.end(), high)
        position = again.end() if again else joiner.end()
