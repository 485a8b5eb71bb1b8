"""What the components of one pipeline tell each other, kept on the spaCy `Doc`.

The values on `Doc._` are plain lists and dicts, because only those survive `nlp.pipe(n_process=...)`; here they
are read and written as the classes of `kg.records`.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from spacy.tokens import Doc

from kg.records import Document, Entity, Event, Json, Mention, Part, Relation, Span, TimeExpression

for _name in ("kg_sentences", "kg_times", "kg_mentions", "kg_entities", "kg_relations", "kg_events"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=[])
if not Doc.has_extension("kg_document"):
    Doc.set_extension("kg_document", default={})

_P = TypeVar("_P", bound=Part)


def _get(doc: Doc, name: str, kind: type[_P]) -> list[_P]:
    return [kind.from_dict(item) for item in getattr(doc._, name)]


def _set(doc: Doc, name: str, parts: Iterable[Part]) -> None:
    setattr(doc._, name, [part.to_dict() for part in parts])


def _by_span(part: Mention | TimeExpression) -> Span:
    return part.start, part.end


def _by_trigger(event: Event) -> tuple[Span, str]:
    return event.trigger, event.type


def document(doc: Doc) -> Document:
    """Where the text comes from; a `Doc` made by hand has a document with the text alone."""
    known: dict[str, Any] = {k: v for k, v in doc._.kg_document.items() if k != "text"}
    return Document.from_dict({**known, "text": doc.text})


def set_document(doc: Doc, source: Document) -> None:
    """Keep what is known of the source; the text itself stays with the `Doc`."""
    data: Json = source.to_dict()
    del data["text"]
    doc._.kg_document = data


def sentences(doc: Doc) -> list[Span]:
    """Sentence spans in order; computed on first use."""
    if not doc._.kg_sentences and doc.text.strip():
        from kg.language.sentences import split_sentences  # noqa: PLC0415 - keeps this module free of rules

        doc._.kg_sentences = [list(span) for span in split_sentences(doc.text)]
    return [(start, end) for start, end in doc._.kg_sentences]


def times(doc: Doc) -> list[TimeExpression]:
    """Time expressions in order of their start."""
    return _get(doc, "kg_times", TimeExpression)


def set_times(doc: Doc, found: Iterable[TimeExpression]) -> None:
    """Replace the time expressions."""
    ordered: list[TimeExpression] = sorted(found, key=_by_span)
    _set(doc, "kg_times", ordered)


def mentions(doc: Doc) -> list[Mention]:
    """Names in order of their start; they never overlap."""
    return _get(doc, "kg_mentions", Mention)


def set_mentions(doc: Doc, found: Iterable[Mention]) -> None:
    """Replace the names."""
    ordered: list[Mention] = sorted(found, key=_by_span)
    _set(doc, "kg_mentions", ordered)


def entities(doc: Doc) -> list[Entity]:
    """Entities in the order of their first mention."""
    return _get(doc, "kg_entities", Entity)


def set_entities(doc: Doc, found: Iterable[Entity]) -> None:
    """Replace the entities; the order given is kept."""
    _set(doc, "kg_entities", found)


def relations(doc: Doc) -> list[Relation]:
    """Relations in the order found."""
    return _get(doc, "kg_relations", Relation)


def set_relations(doc: Doc, found: Iterable[Relation]) -> None:
    """Replace the relations; the order given is kept."""
    _set(doc, "kg_relations", found)


def events(doc: Doc) -> list[Event]:
    """Events in order of their main trigger."""
    return _get(doc, "kg_events", Event)


def set_events(doc: Doc, found: Iterable[Event]) -> None:
    """Replace the events."""
    ordered: list[Event] = sorted(found, key=_by_trigger)
    _set(doc, "kg_events", ordered)
