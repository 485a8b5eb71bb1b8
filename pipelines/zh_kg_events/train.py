"""Learns `seeds/credence.csv` from annotated documents, and measures it by cross-validation.

`python train.py FOLDER...` reads the gold JSON in the folders, runs the pipeline over the texts and writes the weights
beside the other seeds. The same folders give the same file. With `--report`, nothing is written: every document is
scored by a model that has not seen it, and the tables of the README are printed; `--held FOLDER` adds documents that
no model learns from.
"""

import argparse
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from examples import Annotated, read
from logistic import Example, fit

from kg.components import state
from kg.components.status import settle
from kg.evaluate import Scores, evaluate
from kg.evaluate.alignment import align
from kg.evaluate.events import match_events
from kg.events.casting import cast_events
from kg.events.credence import INTERCEPT, Credence
from kg.events.evidence import odds
from kg.events.factuality import factuality
from kg.events.grammar import grammar
from kg.events.lexicon import lexicon
from kg.extract import record_of
from kg.records import Record
from kg.resources import seeds

_PENALTY: Final = 12.0
_NO_PENALTY: Final = 0.01
_FOLDS: Final = 5
_LEAST_WEIGHT: Final = 0.005
_BINS: Final = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_LEAST: Final = (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
_HEAD = """# Weights of the model that says how likely an event is one, by its word, its parties and where it stands.
# One line a feature, written by pipelines/zh_kg_events/train.py; kg/events/evidence.py says what the features mean.
# Without this file the confidence of the grammar (roles.toml) stands.
# Source: learned from articles annotated for this project. Licence: MIT.
"""

Records = Mapping[str, Record]


def _fitted(documents: Sequence[Annotated]) -> Credence:
    """The model of candidates that these documents teach."""
    return Credence(fit([example for d in documents for example in d.examples], _PENALTY))


def _right(annotated: Annotated, record: Record) -> list[bool]:
    """Whether each event of a record is an annotated one."""
    matched = set(match_events(annotated.gold, record, align(annotated.gold, record)).values())
    return [number in matched for number in range(len(record.events))]


def learned(documents: Sequence[Annotated]) -> Credence:
    """The model that these documents teach, brought to the share of events that are right.

    Candidates are joined to events afterwards, and of two that mean one event only one counts as right. So the odds are
    scaled and shifted by what models of other documents say of the events (Platt scaling).
    """
    told = []
    for fold in range(_FOLDS):
        other = _fitted([d for d in documents if d.fold(_FOLDS) != fold])
        for d in documents:
            if d.fold(_FOLDS) == fold:
                record = extracted(d, other)
                for event, right in zip(record.events, _right(d, record), strict=True):
                    told.append(Example({INTERCEPT: 1.0, "odds": odds(event.confidence)}, right, d.gold["id"]))
    scale = fit(told, _NO_PENALTY)
    weights = {name: weight * scale["odds"] for name, weight in _fitted(documents).weights.items()}
    weights[INTERCEPT] += scale[INTERCEPT]
    return Credence({name: round(w, 3) for name, w in sorted(weights.items()) if abs(w) >= _LEAST_WEIGHT})


def table(model: Credence) -> str:
    """The weights as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("feature", "weight"))
    writer.writerows(model.weights.items())
    return _HEAD + out.getvalue()


def extracted(annotated: Annotated, model: Credence | None) -> Record:
    """The record of a document with this model, or with the grammar alone."""
    doc, told = annotated.doc, annotated.told
    events = cast_events(told, annotated.settler, lexicon(), grammar(), model)
    found = settle(state.document(doc), told.sentences, state.times(doc), told.names, events, factuality())
    state.set_events(doc, found)
    return record_of(doc, {})


def scored(documents: Sequence[Annotated], found: Records, least: float) -> Scores:
    """The scores of records, of whose events only those with at least some confidence count."""
    kept = {
        d.gold["id"]: replace(r, events=tuple(e for e in r.events if e.confidence >= least))
        for d in documents
        for r in [found[d.gold["id"]]]
    }
    return evaluate([d.gold for d in documents], kept, samples=0)


def reliability(documents: Sequence[Annotated], found: Records) -> Iterator[str]:
    """Rows of the table that holds confidence against the share of events that are right."""
    counted: dict[float, list[bool]] = {low: [] for low in _BINS[:-1]}
    for d in documents:
        record = found[d.gold["id"]]
        for event, right in zip(record.events, _right(d, record), strict=True):
            counted[max(low for low in counted if low <= event.confidence)].append(right)
    for low, high in pairwise(_BINS):
        events = counted[low]
        share = f"{sum(events) / len(events):.2f}" if events else ""
        yield f"| {low:.1f} to {min(high, 1):.1f} | {len(events)} | {share} |"


def report(documents: Sequence[Annotated], held: Sequence[Annotated]) -> Iterator[str]:
    """The tables: precision and recall of the events above a confidence, and reliability."""
    models = [learned([d for d in documents if d.fold(_FOLDS) != fold]) for fold in range(_FOLDS)]
    all_ = learned(documents)
    with_model = {
        **{d.gold["id"]: extracted(d, models[d.fold(_FOLDS)]) for d in documents},
        **{d.gold["id"]: extracted(d, all_) for d in held},
    }
    alone = {d.gold["id"]: extracted(d, None) for d in (*documents, *held)}
    for name, part in (("learned from, cross-validated", documents), ("held", held)):
        if not part:
            continue
        for kind, found in (("grammar", alone), ("model", with_model)):
            for least in _LEAST:
                m = scored(part, found, least).measure("event")
                yield f"| {name} | {kind} | {least:.2f} | {m.precision:.2f} | {m.recall:.2f} | {m.f:.3f} |"
            yield from reliability(part, found)


def main() -> None:
    """Read the folders, then learn and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folders with gold JSON")
    parser.add_argument("--held", nargs="*", default=[], type=Path, help="folders that no model learns from")
    parser.add_argument("--report", action="store_true", help="measure instead of writing")
    parser.add_argument("--out", type=Path, default=seeds() / "credence.csv")
    arguments = parser.parse_args()
    documents = read(arguments.gold)
    if arguments.report:
        print(*report(documents, read(arguments.held) if arguments.held else []), sep="\n")
        return
    arguments.out.write_text(table(learned(documents)), encoding="utf-8")
    print(f"{arguments.out}: from {len(documents)} documents")


if __name__ == "__main__":
    main()
