"""`kg_roles` on a `Doc`: reads what the components before it left there."""

import spacy
from spacy.tokens import Doc

from kg.components import state
from kg.components.roles import make_roles
from kg.components.triggers import make_triggers
from kg.records import Entity, Mention, Relation


def _doc(text: str) -> Doc:
    nlp = spacy.blank("zh")
    doc = nlp.make_doc(text)
    names = {
        "林一平": ("PERSON", "lin"),
        "日本": ("GPE", "JPN"),
        "伊朗": ("GPE", "IRN"),
        "蔡文华": ("PERSON", "tsai"),
    }
    found = [
        Mention(at, at + len(name), name, label, entity)
        for name, (label, entity) in names.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    state.set_mentions(doc, found)
    state.set_entities(
        doc,
        [
            Entity("lin", "Person", "林一平", state="JPN"),
            Entity("tsai", "Person", "蔡文华"),
            Entity("JPN", "State", "日本"),
            Entity("IRN", "State", "伊朗"),
        ],
    )
    result: Doc = make_triggers(nlp, "kg_triggers")(doc)
    return result


def _roles(doc: Doc) -> Doc:
    result: Doc = make_roles(spacy.blank("zh"), "kg_roles")(doc)
    return result


def test_roles_and_no_actor_no_event() -> None:
    doc = _roles(_doc("林一平会见蔡文华。\n远方传来爆炸。"))
    (event,) = state.events(doc)
    assert (event.type, event.actors, event.recipients) == ("CONSULT", ("lin", "tsai"), ())


def test_mentions_of_one_event_are_merged() -> None:
    (event,) = state.events(_roles(_doc("林一平谴责伊朗。\n日本的谴责很严厉。")))
    assert event.actors == ("lin",)
    assert len(event.triggers) == 2


def test_office_holders_come_from_the_relations() -> None:
    doc = _doc("日本首相谴责伊朗。")
    state.set_relations(doc, [Relation("HOLDS_OFFICE", "lin", "JPN", "首相")])
    assert state.events(_roles(doc))[0].actors == ("lin",)


def test_a_trigger_that_the_lexicon_lacks_still_gets_roles() -> None:
    doc = _doc("林一平谴责伊朗。")
    (event,) = state.events(doc)
    changed = {**event.to_dict(), "trigger": [3, 4], "triggers": [[3, 4]]}
    state.set_events(doc, [type(event).from_dict(changed)])
    assert state.events(_roles(doc))[0].actors == ("lin",)


def test_the_document_may_be_without_names() -> None:
    nlp = spacy.blank("zh")
    doc = make_triggers(nlp, "kg_triggers")(nlp.make_doc("他们谴责袭击。"))
    assert state.events(_roles(doc)) == []
