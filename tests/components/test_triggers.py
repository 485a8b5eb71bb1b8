"""`kg_triggers` on a `Doc`."""

from pathlib import Path

import pytest
import spacy

from kg.components import state
from kg.components.triggers import make_triggers
from kg.records import Mention


def test_an_event_for_every_trigger() -> None:
    nlp = spacy.blank("zh")
    doc = nlp.make_doc("林一平访问日本。\n他谴责伊朗。")
    state.set_mentions(doc, [Mention(0, 3, "林一平", "PERSON", "lin"), Mention(5, 7, "日本", "GPE", "JPN")])
    events = state.events(make_triggers(nlp, "kg_triggers")(doc))
    assert [(e.type, e.mode, e.trigger, e.sentence) for e in events] == [
        ("CONSULT", "visit", (3, 7), (0, 8)),
        ("ACCUSE", "disapprove", (10, 12), (9, 15)),
    ]
    assert all(e.actors == () and e.triggers == (e.trigger,) and 0 < e.confidence <= 1 for e in events)


def test_a_second_run_replaces_the_first() -> None:
    nlp = spacy.blank("zh")
    component = make_triggers(nlp, "kg_triggers")
    doc = component(nlp.make_doc("各国谴责伊朗。"))
    assert state.events(component(doc)) == state.events(doc)
    assert len(state.events(doc)) == 1


def test_no_trigger_files_no_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "triggers").mkdir()
    monkeypatch.setenv("KG_SEEDS", str(tmp_path))
    nlp = spacy.blank("zh")
    assert state.events(make_triggers(nlp, "kg_triggers")(nlp.make_doc("德国谴责伊朗。"))) == []


def test_empty_text() -> None:
    nlp = spacy.blank("zh")
    assert state.events(make_triggers(nlp, "kg_triggers")(nlp.make_doc(""))) == []
