"""Annotated documents as examples: each candidate that the grammar takes for an event, and whether it is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from logistic import Example
from spacy.tokens import Doc

from kg.components import state
from kg.components.times import publication_day
from kg.components.triggers import propose_events
from kg.evaluate import load_gold
from kg.evaluate.alignment import Alignment, align
from kg.evaluate.mistakes import sentence_at
from kg.events.casting import Told, believed, candidates
from kg.events.credence import INTERCEPT
from kg.events.evidence import Candidate, evidence, view
from kg.events.factuality import factuality
from kg.events.grammar import grammar
from kg.events.lexicon import lexicon
from kg.events.settling import Settler
from kg.extract import record_of
from kg.pipeline import analyse, load_pipeline
from kg.records import Document, Json


@dataclass(frozen=True)
class Annotated:
    """A document with its gold and the examples from it; `doc` has everything but events."""

    gold: Json
    doc: Doc
    told: Told
    settler: Settler
    examples: Sequence[Example]

    def fold(self, folds: int) -> int:
        """Which part of the documents it belongs to; the same on every run."""
        return int(sha256(self.gold["id"].encode()).hexdigest(), 16) % folds


def _is_right(gold: Json, alignment: Alignment, candidate: Candidate) -> bool:
    """Whether a candidate is an annotated event: type, sentence, and half or more of the actors, as States."""
    here = sentence_at(gold, candidate.event.trigger[0])
    ours = {alignment.rolled(actor) for actor in candidate.found.actors}
    for event in gold["events"]:
        actors = {alignment.rolled_gold(actor) for actor in event["actors"]}
        told_here = any(trigger["sentence"] == here for trigger in event["triggers"])
        if event["type"] == candidate.event.type and told_here and 2 * len(actors & ours) >= len(actors | ours) > 0:
            return True
    return False


def annotated(gold: Json, doc: Doc) -> Annotated:
    """A document that the whole pipeline was run over."""
    sentences, names, entities = state.sentences(doc), state.mentions(doc), state.entities(doc)
    events = propose_events(doc.text, sentences, names, lexicon())
    told = Told(doc.text, sentences, names, entities, state.relations(doc), events)
    spans, published = [event.trigger for event in events], publication_day(state.document(doc))
    settler = Settler(doc.text, sentences, state.times(doc), names, spans, published, factuality())
    state.set_events(doc, [])
    alignment, seen = align(gold, record_of(doc, {})), view(sentences, names, entities, events)
    found = []
    for candidate in candidates(told, lexicon(), grammar()):
        confidence = believed(candidate, grammar())
        if candidate.found.actors:  # those below the threshold too, to learn from
            status = settler.status(candidate.event.type, candidate.event.trigger)
            features = {INTERCEPT: 1.0, **evidence(candidate, seen, status, confidence)}
            found.append(Example(features, _is_right(gold, alignment, candidate), gold["id"]))
    return Annotated(gold, doc, told, settler, found)


def read(folders: Sequence[Path]) -> list[Annotated]:
    """All annotated documents of some folders, analysed."""
    nlp, found = load_pipeline(), []
    for gold in load_gold(folders):
        known = {key: gold.get(key) for key in ("id", "url", "title", "published")}
        found.append(annotated(gold, analyse(nlp, Document.from_dict({**known, "text": gold["text"]}))))
    return found
