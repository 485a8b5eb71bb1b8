"""`kg_status`: whether each event happened, and when; the last of the components, it numbers the events."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.events.dating import time_of, when
from kg.events.factuality import Factuality, factuality, status_of
from kg.language.script import to_simplified
from kg.records import Document, Event, Span, TimeExpression


def _published(document: Document) -> date | None:
    return date.fromisoformat(document.published[:10]) if document.published else None


def _sentence_of(sentences: Sequence[Span], position: int) -> Span:
    return sentences[max(0, bisect_right(sentences, (position, position + 1)) - 1)]


def settle(
    document: Document,
    sentences: Sequence[Span],
    times: Sequence[TimeExpression],
    events: Sequence[Event],
    cues: Factuality,
) -> list[Event]:
    """The events with status, date and final ids, in the order of their main triggers.

    The main trigger decides the status; the first trigger that a time belongs to decides the date.
    """
    text, published = to_simplified(document.text), _published(document)
    all_triggers = sorted({trigger for event in events for trigger in event.triggers})
    result = []
    for event in events:
        spans = {trigger: _sentence_of(sentences, trigger[0]) for trigger in event.triggers}

        def status(trigger: Span, spans: dict[Span, Span] = spans, event_type: str = event.type) -> str:
            others = [t for t in all_triggers if t != trigger and spans[trigger][0] <= t[0] < spans[trigger][1]]
            return status_of(text, event_type, trigger, spans[trigger], others, cues)

        decided = status(event.trigger)
        found = None
        for trigger in (event.trigger, *event.triggers):
            found = time_of(text, times, trigger, spans[trigger], decided, published)
            if found is not None:
                break
        at = when(found, published)
        result.append(
            replace(
                event,
                status=decided,
                date=at.date,
                date_start=at.start,
                date_end=at.end,
                date_precision=at.precision,
                date_basis=at.basis,
            )
        )
    result.sort(key=lambda e: (e.trigger, e.type))
    return [replace(event, id=f"E{number}") for number, event in enumerate(result, 1)]


class Status:
    """Sets status, date and id of the document's events."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace the events by settled ones."""
        events = settle(state.document(doc), state.sentences(doc), state.times(doc), state.events(doc), factuality())
        state.set_events(doc, events)
        return doc


@Language.factory("kg_status")
def make_status(nlp: Language, name: str) -> Status:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_status`."""
    return Status()
