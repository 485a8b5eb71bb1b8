"""`kg_status` on a `Doc`, and the three event components one after the other."""

import json
import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.components import state
from kg.components.roles import make_roles
from kg.components.status import make_status
from kg.components.triggers import make_triggers
from kg.language.script import to_traditional
from kg.ontology import ontology
from kg.records import Document, Entity, Event, Mention, Relation, TimeExpression


def _run(doc: Doc) -> list[Event]:
    nlp = spacy.blank("zh")
    for make in (make_triggers, make_roles, make_status):
        doc = make(nlp, "x")(doc)
    return state.events(doc)


def _doc(text: str, published: str | None = "2023-05-10T20:00:00Z", url: str | None = None) -> Doc:
    doc = spacy.blank("zh").make_doc(text)
    state.set_document(doc, Document(text, published=published, url=url))
    state.set_mentions(doc, [Mention(0, 2, text[:2], "GPE", "DEU"), Mention(5, 7, text[5:7], "GPE", "IRN")])
    state.set_entities(doc, [Entity("DEU", "State", "德国"), Entity("IRN", "State", "伊朗")])
    return doc


def test_ids_status_and_date() -> None:
    doc = _doc("德国将制裁伊朗，周一。")
    state.set_times(doc, [TimeExpression(8, 10, "周一", "2023-05-15", "day", "relative")])
    (event,) = _run(doc)
    assert (event.id, event.status, event.date, event.date_basis) == ("E1", "planned", None, "publication")
    state.set_times(doc, [TimeExpression(2, 3, "将", "2023-05-15", "day", "relative")])
    assert (_run(doc)[0].date, _run(doc)[0].date_basis) == ("2023-05-15", "relative")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("德国已经制裁伊朗\n天气晴朗。周一有雨。", ["2023-05-08"]),  # a headline: the first recent day of the lead
        ("天气晴朗。\n德国已经制裁伊朗。周一有雨。", [None]),  # no headline, and the sentence with the day names nobody
        ("天气晴朗。\n德国已经制裁伊朗。德国周一有雨。", ["2023-05-08"]),
        ("天气晴朗。\n德国已经制裁伊朗。晴。阴。德国周一有雨。", [None]),  # what is done reaches two sentences far
        ("天气晴朗。\n德国已经谴责伊朗。晴。阴。德国周一有雨。", ["2023-05-08"]),  # what is said farther
        # … or however far, on the day that the text is about
        ("德国周一有雨。\n晴。阴。晴。阴。晴。阴。德国已经谴责伊朗。", ["2023-05-08"]),
        ("天气周一晴朗。\n晴。阴。晴。阴。晴。阴。晴。德国已经谴责伊朗。", [None]),
        ("天气周一晴朗。\n晴。阴。晴。阴。晴。德国已经谴责伊朗。", ["2023-05-08"]),  # a short text is about one day
    ],
)
def test_an_undated_event_inherits_the_day_of_its_surroundings(text: str, dates: list[str | None]) -> None:
    doc = spacy.blank("zh").make_doc(text)
    state.set_document(doc, Document(text, published="2023-05-10T20:00:00Z"))
    names = [("德国", "DEU"), ("伊朗", "IRN")]
    found = [(m.start(), name, entity) for name, entity in names for m in re.finditer(name, text)]
    state.set_mentions(doc, [Mention(at, at + 2, name, "GPE", entity) for at, name, entity in found])
    state.set_entities(doc, [Entity("DEU", "State", "德国"), Entity("IRN", "State", "伊朗")])
    at = text.index("周一")
    state.set_times(doc, [TimeExpression(at, at + 2, "周一", "2023-05-08", "day", "relative")])
    events = _run(doc)
    assert [event.date for event in events] == dates
    assert all(event.date_basis == ("inherited" if event.date else "publication") for event in events)


@pytest.mark.parametrize(
    ("published", "url", "end"),
    [
        ("2023-05-10T20:00:00Z", None, "2023-05-10"),
        ("2023-05-10T23:00:00Z", "https://www.rfi.fr/cn/1", "2023-05-11"),
        ("not a date", None, None),
        (None, None, None),
    ],
)
def test_publication_is_the_outlets_day(published: str | None, url: str | None, end: str | None) -> None:
    (event,) = _run(_doc("德国将谴责伊朗。", published, url))
    assert (event.date, event.date_start, event.date_end) == (None, None, end)


def test_both_scripts_give_the_same_events() -> None:
    text = "德国将谴责伊朗，但没有制裁德国。"
    assert _run(_doc(text)) == _run(_doc(to_traditional(text)))


@pytest.mark.parametrize("text", ["", "\n\n", "（（（", "：：“”《", "谴责" * 3000, "德国" + "（" * 500 + "谴责伊朗"])
def test_strange_text(text: str) -> None:
    doc = spacy.blank("zh").make_doc(text)
    assert _run(doc) == []


def _gold(path: Path) -> tuple[Doc, list[dict[str, object]]]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    doc = spacy.blank("zh").make_doc(gold["text"])
    state.set_document(doc, Document(gold["text"], published=gold["published"], url=gold["url"]))
    state.set_mentions(doc, [Mention.from_dict(m) for m in gold["mentions"]])
    state.set_times(doc, [TimeExpression(**t, precision=None, basis="explicit") for t in gold["times"]])
    state.set_entities(doc, [Entity.from_dict(e) for e in gold["entities"]])
    state.set_relations(
        doc, [Relation(r["type"], r["subject"], r["object"], r.get("title")) for r in gold["relations"]]
    )
    return doc, gold["events"]


def test_on_annotated_articles(shared: Path) -> None:
    """Sound on every article, and on average half of the annotated kinds of events are found."""
    found_kinds = gold_kinds = both = 0
    for path in sorted((shared / "eval" / "gold" / "train").glob("*.json")):
        doc, gold = _gold(path)
        events = _run(doc)
        entities = {entity.id for entity in state.entities(doc)}
        for event in events:
            kind = ontology().events[event.type]
            assert event.mode is None or event.mode in kind.modes
            assert event.status in ontology().statuses
            assert event.actors
            assert entities.issuperset({*event.actors, *event.recipients, *event.locations})
            assert event.sentence[0] <= event.trigger[0] < event.trigger[1] <= event.sentence[1]
        assert [event.id for event in events] == [f"E{n}" for n in range(1, len(events) + 1)]
        ours, theirs = {e.type for e in events}, {str(e["type"]) for e in gold}
        found_kinds, gold_kinds, both = found_kinds + len(ours), gold_kinds + len(theirs), both + len(ours & theirs)
    assert both > 0.5 * gold_kinds
    assert both > 0.5 * found_kinds
