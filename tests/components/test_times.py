"""The component `kg_times`."""

import spacy

from kg.components import state
from kg.components.times import make_times, publication_day
from kg.records import Document


def test_times_are_kept_on_the_doc_and_counted_from_the_local_day() -> None:
    nlp = spacy.blank("zh")
    doc = nlp.make_doc("会谈昨天举行。")
    source = Document(doc.text, url="https://www.voachinese.com/a/1.html", published="2023-09-13T02:00:00Z")
    state.set_document(doc, source)
    doc = make_times(nlp, "kg_times")(doc)
    assert [(t.text, t.value, t.precision, t.basis) for t in state.times(doc)] == [
        ("昨天", "2023-09-11", "day", "relative")
    ]


def test_without_a_day_of_publication() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_times")
    assert [time.value for time in state.times(nlp("会谈昨天举行，2022年结束。"))] == [None, "2022"]


def test_publication_day() -> None:
    assert publication_day(Document("")) is None
    assert publication_day(Document("", published="gestern")) is None
    assert str(publication_day(Document("", published="2023-09-12"))) == "2023-09-12"
