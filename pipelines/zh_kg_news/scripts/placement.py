"""Puts annotations into a text: strings that `standoff` names get their offsets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.language.sentences import split_sentences
from kg.records import Json, Span
from scripts.standoff import Annotation, Line

# A sentence may stand so many places from where the annotated text has it.
_DRIFT = 60
# What an alignment costs. All names of an annotated sentence are marked, so one that is not speaks more against it than
# a sentence too many or too few.
_UNMARKED, _GAP = 4, 1
_NEVER = 1 << 40


def _place(line: Line, text: str, sentence: Span) -> list[Span] | None:
    """Spans of the marks of a line in a sentence of the text, in order; None where one is missing."""
    (start, stop), spans = sentence, list[Span]()
    for mark in line.marks:
        at = start - 1
        for _ in range(mark.nth):
            at = text.find(mark.surface, at + 1, stop)
            if at < 0:
                return None
        start = at + len(mark.surface)
        spans.append((at, start))
    return spans


@dataclass(frozen=True)
class Alignment:
    """Where the annotated sentences stand in a text, and how many names of the text nobody marked."""

    places: Mapping[int, int]
    unmarked: int


class _Fit:
    """How well an annotated sentence fits one of the text."""

    def __init__(self, annotation: Annotation, text: str, sentences: Sequence[Span]) -> None:
        self.text, self.sentences = text, sentences
        self.needed = annotation.sentences()
        self.names: dict[int, list[Line]] = {}
        self.others: dict[int, list[Line]] = {}
        for line in annotation.mentions:
            self.names.setdefault(line.sentence, []).append(line)
        for line in (*annotation.times, *(line for lines in annotation.triggers for line in lines)):
            self.others.setdefault(line.sentence, []).append(line)
        known = {mark.surface for line in annotation.mentions for mark in line.marks if len(mark.surface) > 1}
        longest = sorted(known, key=lambda name: (-len(name), name))
        pattern = re.compile("|".join(map(re.escape, longest)) or r"(?!)")
        self.found = [[match.span() for match in pattern.finditer(text, *sentence)] for sentence in sentences]

    def unmarked(self, place: int, marked: Iterable[Span] = ()) -> int:
        """How many known names of a sentence of the text are outside of `marked`."""
        inside = list(marked)
        return sum(not any(a <= start and end <= b for a, b in inside) for start, end in self.found[place])

    def cost(self, number: int, place: int) -> int:
        """Of putting an annotated sentence at a place of the text."""
        sentence, names = self.sentences[place], list[Span]()
        for line in self.names.get(number, ()):
            spans = _place(line, self.text, sentence)
            if spans is None:
                return _NEVER
            names += spans
        if any(_place(line, self.text, sentence) is None for line in self.others.get(number, ())):
            return _NEVER
        return _UNMARKED * self.unmarked(place, names)


def align(annotation: Annotation, text: str, sentences: Sequence[Span]) -> Alignment | None:
    """The cheapest way to find the annotated sentences, in their order, in a text; None where one cannot be found.

    A sentence is found where all that is marked in it is, in order. Sentences of the text may be new, and annotated
    ones of which nothing is said may be missing.
    """
    fit = _Fit(annotation, text, sentences)
    last, count = max(fit.needed, default=-1) + 1, len(sentences)
    # costs[i][j]: the first i annotated sentences are dealt with, and the first j of the text.
    costs: list[dict[int, int]] = [{j: j * _GAP for j in range(min(count, _DRIFT) + 1)}]
    steps: list[dict[int, str]] = [dict.fromkeys(costs[0], "new")]
    for i in range(1, last + 1):
        row, step = dict[int, int](), dict[int, str]()
        for j in range(max(0, i - _DRIFT), min(count, i + _DRIFT) + 1):
            ways = [(row.get(j - 1, _NEVER) + _GAP, "new")]
            if i - 1 not in fit.needed:
                ways.append((costs[-1].get(j, _NEVER) + _GAP, "missing"))
            if j and (before := costs[-1].get(j - 1, _NEVER)) < _NEVER:
                ways.append((before + fit.cost(i - 1, j - 1), "same"))
            row[j], step[j] = min(ways)
        costs.append(row)
        steps.append(step)
    i, (cost, j) = last, min(((cost, j) for j, cost in costs[last].items()), default=(_NEVER, 0))
    if cost >= _NEVER:
        return None
    places: dict[int, int] = {}
    while i:
        step_ = steps[i][j]
        i, j = i - (step_ != "new"), j - (step_ != "missing")
        if step_ == "same":
            places[i] = j
    marked = [_place(line, text, sentences[places[line.sentence]]) or [] for line in annotation.mentions]
    names = [span for spans in marked for span in spans]
    return Alignment(places, sum(fit.unmarked(place, names) for place in range(count)))


def resolve(annotation: Annotation, text: str, places: Mapping[int, int] | None = None) -> Json:
    """The document that `kg.evaluate` and the training scripts read, but for what is known of the text itself.

    Args:
        annotation: What is to be put into the text.
        text: The annotated text, or one like it.
        places: Annotated sentence to sentence of the text; None where they are the same.

    Raises:
        KgError: Something marked is not in its sentence.
    """
    sentences = split_sentences(text)

    def at(sentence: int) -> int:
        place = sentence if places is None else places.get(sentence, len(sentences))
        if place >= len(sentences):
            raise KgError(f"there is no sentence {sentence}")
        return place

    def spans(line: Line) -> list[Json]:
        found = _place(line, text, sentences[at(line.sentence)])
        if found is None:
            raise KgError(f"sentence {line.sentence}: not found there: {[mark.surface for mark in line.marks]}")
        return [
            {"start": start, "end": end, "text": mark.surface, **mark.fields}
            for (start, end), mark in zip(found, line.marks, strict=True)
        ]

    triggers = [
        [{"sentence": at(line.sentence), **span} for line in lines for span in spans(line)]
        for lines in annotation.triggers
    ]
    return {
        "sentences": [list(sentence) for sentence in sentences],
        "mentions": [span for line in annotation.mentions for span in spans(line)],
        "times": [span for line in annotation.times for span in spans(line)],
        "entities": list(annotation.entities),
        "events": [{**event, "triggers": found} for event, found in zip(annotation.events, triggers, strict=True)],
        "relations": [{**relation, "sentence": at(relation["sentence"])} for relation in annotation.relations],
    }
