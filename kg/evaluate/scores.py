"""The result of an evaluation, and its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.confidence import default_bar
from kg.evaluate.mistakes import Mistake
from kg.evaluate.tally import MEASURES, RATES, Figure, Measure

Interval = tuple[float, float]


@dataclass(frozen=True)
class Scores:
    """All metrics over a set of documents.

    Attributes:
        documents: How many annotated documents there are.
        missing: Ids of those without a record; they count as if nothing was found in them.
        figures: A metric's `Measure`, or its share of right answers, by name.
        intervals: The 95 % bootstrap interval over documents of each metric (of F where it has one), by name.
        mistakes: Every error, in the order of the documents.
    """

    documents: int
    missing: tuple[str, ...]
    figures: Mapping[str, Figure]
    intervals: Mapping[str, Interval]
    mistakes: tuple[Mistake, ...]

    def measure(self, name: str) -> Measure:
        """A metric with precision and recall."""
        figure = self.figures[name]
        if not isinstance(figure, Measure):
            raise KeyError(name)
        return figure

    def rate(self, name: str) -> float:
        """A metric that is a share."""
        figure = self.figures[name]
        if isinstance(figure, Measure):
            raise KeyError(name)
        return figure

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: `p`, `r`, `f`, `gold` and `pred` of a measure, the number of a share."""
        result: dict[str, Any] = {"documents": self.documents, "missing": list(self.missing)}
        for name, figure in self.figures.items():
            result[name] = (
                {"p": figure.precision, "r": figure.recall, "f": figure.f, "gold": figure.gold, "pred": figure.found}
                if isinstance(figure, Measure)
                else figure
            )
        return result


def _interval(scores: Scores, name: str) -> str:
    low, high = scores.intervals.get(name, (None, None))
    return "" if low is None or high is None else f" ({low:.2f}–{high:.2f})"


def _single(scores: Scores, prefix: str) -> str:
    parts = [
        f"{name.removeprefix(prefix)} {figure.f:.2f} ({figure.gold})"
        for name, figure in scores.figures.items()
        if name.startswith(prefix) and isinstance(figure, Measure)
    ]
    return "  ".join(parts)


def format_table(scores: Scores) -> str:
    """The figures for a person to read; the range behind one is its 95 % bootstrap interval over documents."""
    without = f"   without a record: {' '.join(scores.missing)}" if scores.missing else ""
    lines = [f"documents {scores.documents}{without}"]
    for name in MEASURES:
        m = scores.measure(name)
        numbers = f"F {m.f:.3f}{_interval(scores, name)}   P {m.precision:.3f}  R {m.recall:.3f}"
        bar = f" of confidence {default_bar():g} and more" if name == "event_shown" else ""
        lines.append(f"{name:16} {numbers}   gold {m.gold}, ours {m.found}{bar}")
    lines += [f"{name:16}   {scores.rate(name):.3f}{_interval(scores, name)}" for name in RATES]
    lines.append(f"names:  {_single(scores, 'ner ')}")
    lines.append(f"events: {_single(scores, 'event ')}")
    return "\n".join(lines)
