"""`kg_status`: whether each event happened, and when; the last of the components, it numbers the events."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.components.times import publication_day
from kg.events.dating import when
from kg.events.factuality import Factuality, factuality
from kg.events.settling import Settler
from kg.records import Document, Event, Mention, Span, TimeExpression


def settle(
    document: Document,
    sentences: Sequence[Span],
    times: Sequence[TimeExpression],
    names: Sequence[Mention],
    events: Sequence[Event],
    cues: Factuality,
) -> list[Event]:
    """The events with status, date and final ids, in the order of their main triggers.

    The main trigger decides the status; the first trigger that a time belongs to decides the date.
    """
    published = publication_day(document)
    triggers = [t for e in events for t in e.triggers]
    said = [t for e in events if e.type in cues.speech_types for t in e.triggers]
    settler = Settler(document.text, sentences, times, names, triggers, published, cues, said)
    named: dict[str, set[int]] = {}
    for name in names:
        named.setdefault(name.entity, set()).add(settler.sentence((name.start, name.end)))
    result = []
    for event in events:
        status = settler.status(event.type, event.trigger)
        found = (settler.time(trigger, status, event.type) for trigger in (event.trigger, *event.triggers))
        time = next((time for time in found if time is not None), None)
        basis = None
        if time is None and status == "actual":
            time, basis = settler.inherited(event, named), "inherited"
        at = when(time, published, basis)
        result.append(
            replace(
                event,
                status=status,
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
        events = settle(
            state.document(doc),
            state.sentences(doc),
            state.times(doc),
            state.mentions(doc),
            state.events(doc),
            factuality(),
        )
        state.set_events(doc, events)
        return doc


@Language.factory("kg_status")
def make_status(nlp: Language, name: str) -> Status:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_status`."""
    return Status()
