import json
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.components import state
from kg.components.gazetteer_data import gazetteer
from kg.components.offices import Offices, find_relations
from kg.records import Entity, Mention

_TEXT = "美国国务卿欧文抵达立陶宛维尔纽斯。"


def _doc(text: str) -> Doc:
    return Doc(Vocab(), words=list(text), spaces=[False] * len(text))


def test_component_reads_names_and_sets_relations() -> None:
    doc = _doc(_TEXT)
    names = [
        ("美国", "GPE", "USA"),
        ("欧文", "PERSON", "A"),
        ("立陶宛", "GPE", "LTU"),
        ("维尔纽斯", "GPE", "loc:vilnius"),
    ]
    spans = [(_TEXT.index(name), name, label, entity) for name, label, entity in names]
    state.set_mentions(doc, [Mention(s, s + len(name), name, label, entity) for s, name, label, entity in spans])
    types = {"USA": "State", "LTU": "State", "A": "Person", "loc:vilnius": "Location"}
    state.set_entities(doc, [Entity(entity, types[entity], name) for name, _, entity in names])
    found = [(r.type, r.subject, r.object, r.title, r.basis) for r in state.relations(Offices()(doc))]
    assert found == [
        ("HOLDS_OFFICE", "A", "USA", "国务卿", "text"),
        ("LOCATED_IN", "loc:vilnius", "LTU", None, "text"),
    ]


def test_the_state_of_a_title_need_not_be_named() -> None:
    text = "前总统拜登和首相岸田文雄会谈。"
    doc = _doc(text)
    names = [("拜登", "person:joe-biden", "USA"), ("岸田文雄", "person:kishida-fumio", "JPN")]
    spans = [(text.index(name), name, entity) for name, entity, _ in names]
    state.set_mentions(doc, [Mention(s, s + len(name), name, "PERSON", entity) for s, name, entity in spans])
    state.set_entities(doc, [Entity(entity, "Person", name, state=home) for name, entity, home in names])
    doc = Offices()(doc)
    assert [(r.subject, r.object, r.title) for r in state.relations(doc)] == [
        ("person:joe-biden", "USA", "前总统"),
        ("person:kishida-fumio", "JPN", "首相"),
    ]


def test_document_without_names() -> None:
    assert state.relations(Offices()(_doc("会谈没有结果。"))) == []
    assert state.relations(Offices()(_doc(""))) == []


def test_annotated_articles(shared: Path) -> None:
    """The floor under precision and recall when names and entities are the annotators'."""
    right = found = gold_count = titles = right_titles = 0
    for file in sorted((shared / "eval" / "gold" / "train").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        entities = []
        for e in gold["entities"]:
            known = next((x for x in gazetteer().named(e["name"]) if x.type == e["type"]), None)
            belongs = known.state if known and e["type"] != "State" else None
            entities.append(Entity(e["id"], e["type"], e["name"], state=belongs or None))
        mentions = [Mention(m["start"], m["end"], m["text"], m["label"], m["entity"]) for m in gold["mentions"]]
        relations = find_relations(gold["text"], [(a, b) for a, b in gold["sentences"]], mentions, entities)
        ours = {(r.type, r.subject, r.object): r.title for r in relations if r.basis == "text"}
        theirs = {(r["type"], r["subject"], r["object"]): r["title"] for r in gold["relations"]}
        right += len(ours.keys() & theirs.keys())
        found += len(ours)
        gold_count += len(theirs)
        offices = [k for k in ours.keys() & theirs.keys() if k[0] == "HOLDS_OFFICE"]
        titles += len(offices)
        right_titles += sum(ours[k] == theirs[k] for k in offices)
    assert right >= 0.90 * found
    assert right >= 0.75 * gold_count
    assert right_titles >= 0.94 * titles
