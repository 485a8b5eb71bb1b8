"""How good the extraction is: records against documents annotated by hand.

Counts are summed over documents (micro average).

    ner              exact span and label (PERSON, GPE, ORG, LOC; FAC counts as LOC); `ner LABEL` for each
    state_link       names of States: exact span and the right ISO 3166 alpha-3 code
    entity_cluster   B-cubed F over the names that both sides have, of persons, organizations and places
    entity_variants  the same, over the entities that a document names in two ways or more
    time_span        exact span of time expressions
    time_value       of annotated expressions with a calendar value: the right span and the same days
    event            the type, a sentence of the event and half or more of the actors agree; `event TYPE` for each
    event_shown      event, of ours only those that questions and exports show unless they are told otherwise
    event_role       actors and recipients over all events, exact entities
    event_location   places of the matched events
    event_date       of matched events: the same days, or no date on both sides
    event_status     of matched events: mean of the recall of `actual` and that of all other statuses
    dyad             pairs of States with the type of event, actual and planned ones
    relation         exact relations, those that the gazetteer adds left out
    relation_title   of matched offices: the same title
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

from kg.confidence import default_bar
from kg.errors import KgError
from kg.evaluate.alignment import align
from kg.evaluate.events import event_mistakes, score_dyads, score_events
from kg.evaluate.gold import load_gold
from kg.evaluate.mistakes import Mistake
from kg.evaluate.names import name_mistakes, score_entities, score_names, score_times, time_mistakes
from kg.evaluate.relations import relation_mistakes, score_relations
from kg.evaluate.scores import Interval, Scores, format_table
from kg.evaluate.tally import Measure, Tally, figures
from kg.records import Json, Record

__all__ = ["Measure", "Mistake", "Scores", "evaluate", "format_table", "load_gold", "score_document"]

_SEED = 0
_LOW, _HIGH = 0.025, 0.975


def score_document(gold: Json, record: Record) -> Tally:
    """The counts of one document."""
    alignment = align(gold, record)
    spans, values = score_times(gold, record)
    events, of_events = score_events(gold, record, alignment)
    relations, titles = score_relations(gold, record, alignment)
    likely = tuple(event for event in record.events if event.confidence >= default_bar())
    shown, _ = score_events(gold, replace(record, events=likely), alignment)
    events["event_shown"] = shown["event"]
    return Tally(
        {**score_names(gold, record), **spans, **events, **score_dyads(gold, record, alignment), **relations},
        score_entities(gold, record),
        {**values, **of_events, **titles},
    )


def _mistakes(gold: Json, record: Record) -> Iterable[Mistake]:
    yield from name_mistakes(gold, record)
    yield from time_mistakes(gold, record)
    alignment = align(gold, record)
    yield from event_mistakes(gold, record, alignment)
    yield from relation_mistakes(gold, record, alignment)


def _total(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally({}, {}, {}))


def _intervals(tallies: Sequence[Tally], samples: int) -> dict[str, Interval]:
    """From drawing as many documents with replacement, again and again; the draws are always the same."""
    random_ = random.Random(_SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(samples):
        for name, figure in figures(_total(random_.choices(tallies, k=len(tallies)))).items():
            drawn.setdefault(name, []).append(figure.f if isinstance(figure, Measure) else figure)
    ordered = {name: sorted(values) for name, values in drawn.items()}
    return {name: (v[int(_LOW * len(v))], v[int(_HIGH * len(v))]) for name, v in ordered.items()}


def _empty(gold: Json) -> Record:
    nothing: Json = dict.fromkeys(("url", "title", "source", "published"))
    return Record.from_dict(
        {**nothing, "script": "Hans", "sentences": [], "pipeline": {}, "id": gold["id"], "text": gold["text"]}
    )


def evaluate(gold: Sequence[Json], records: Mapping[str, Record], *, samples: int = 300) -> Scores:
    """Score records against annotated documents.

    Args:
        gold: From `load_gold`.
        records: By document id; one without an annotated document is ignored.
        samples: Draws for the bootstrap intervals; 0 for none.

    Raises:
        KgError: There is no gold, an annotation is incomplete, or a record was made from another text.
    """
    if not gold:
        raise KgError("there is no annotated document to score against")
    found = [records.get(document["id"]) or _empty(document) for document in gold]
    for document, record in zip(gold, found, strict=True):
        if record.text != document["text"]:
            raise KgError(f"{document['id']}: the text of the record is not the annotated text")
    pairs = list(zip(gold, found, strict=True))
    tallies: list[Tally] = []
    mistakes: list[Mistake] = []
    for document, record in pairs:
        try:
            tallies.append(score_document(document, record))
            mistakes += _mistakes(document, record)
        except (KeyError, TypeError, AttributeError) as error:
            raise KgError(f"{document['id']}: not a complete annotation: {error!r}") from error
    return Scores(
        len(gold),
        tuple(sorted(document["id"] for document in gold if document["id"] not in records)),
        figures(_total(tallies)),
        _intervals(tallies, samples),
        tuple(mistakes),
    )
