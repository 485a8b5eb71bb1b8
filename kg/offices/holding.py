"""HOLDS_OFFICE: titles before a name, behind it, and in a sentence that says so."""

from kg.offices.office import Office, says_no_more
from kg.offices.said import said_of_name
from kg.offices.scene import Scene
from kg.offices.titled import before_name, behind_name, listed
from kg.records import Relation

_FORMER = "前"


def find_offices(scene: Scene) -> list[Relation]:
    """HOLDS_OFFICE, and MEMBER_OF for legislators of a party, in the order of the text; every fact once.

    `title` is in simplified characters, as names of entities are, so that one office is one in both scripts; it has
    前 where that stands before the body (前日本首相 → 前首相).
    """
    offices: list[Office] = []
    for person in scene.mentions:
        if person.label != "PERSON" or scene.entities[person.entity].type != "Person":
            continue
        found = list(before_name(scene, person, offices)) or list(listed(scene, person, offices))
        offices += found
        offices += list(behind_name(scene, person, offices))
        offices += list(said_of_name(scene, person, offices))
    relations: dict[tuple[str, ...], Relation] = {}
    for office in offices:
        title = scene.text[office.title.start : office.title.end]
        if office.former and not title.startswith(_FORMER):
            title = _FORMER + title
        pair = (office.person.entity, office.owner)
        if not any(says_no_more(title, r.title or "") for r in relations.values() if (r.subject, r.object) == pair):
            key = ("HOLDS_OFFICE", *pair, title)
            relations.setdefault(key, Relation("HOLDS_OFFICE", *pair, title=title, evidence=office.span))
        if office.party and office.party != office.owner:
            member = ("MEMBER_OF", office.person.entity, office.party)
            relations.setdefault(member, Relation(*member, evidence=office.span))
    return list(relations.values())
