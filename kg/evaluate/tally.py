"""Counts that add up over documents, and the figures that follow from them."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Matches:
    """What is right, too much, and missing: for precision, recall and F."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Matches") -> "Matches":
        return Matches(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True)
class Clusters:
    """B-cubed: for every name the share of its cluster that is right, summed, and the number of names."""

    precision: float = 0.0
    recall: float = 0.0
    size: int = 0

    def __add__(self, other: "Clusters") -> "Clusters":
        return Clusters(self.precision + other.precision, self.recall + other.recall, self.size + other.size)


@dataclass(frozen=True)
class Rate:
    """How many of a number of things are right."""

    right: int = 0
    total: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.right + other.right, self.total + other.total)

    def share(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True)
class Tally:
    """The counts of one document, or of many, by the name of the metric."""

    matches: dict[str, Matches]
    clusters: dict[str, Clusters]
    rates: dict[str, Rate]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            {
                k: self.matches.get(k, Matches()) + other.matches.get(k, Matches())
                for k in {**self.matches, **other.matches}
            },
            {
                k: self.clusters.get(k, Clusters()) + other.clusters.get(k, Clusters())
                for k in {**self.clusters, **other.clusters}
            },
            {k: self.rates.get(k, Rate()) + other.rates.get(k, Rate()) for k in {**self.rates, **other.rates}},
        )


@dataclass(frozen=True)
class Measure:
    """Precision, recall and their harmonic mean, each from 0 to 1, with the numbers behind them."""

    precision: float
    recall: float
    gold: int
    found: int

    @property
    def f(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


# One metric: three numbers or a share.
Figure: TypeAlias = Measure | float

MEASURES = (
    "ner", "state_link", "entity_cluster", "entity_variants", "time_span", "event", "event_shown", "event_role",
    "event_location", "dyad", "relation",
)  # fmt: skip
RATES = ("time_value", "event_date", "event_status", "relation_title")


def _of_matches(counts: Matches) -> Measure:
    found, gold = counts.right + counts.wrong, counts.right + counts.missed
    return Measure(counts.right / found if found else 0.0, counts.right / gold if gold else 0.0, gold, found)


def _of_clusters(counts: Clusters) -> Measure:
    if not counts.size:
        return Measure(0.0, 0.0, 0, 0)
    return Measure(counts.precision / counts.size, counts.recall / counts.size, counts.size, counts.size)


def figures(tally: Tally) -> dict[str, Figure]:
    """All metrics; those of single labels and event types where they occur."""
    result: dict[str, Figure] = {}
    for name in MEASURES:
        clustered = name.startswith("entity_")
        result[name] = (
            _of_clusters(tally.clusters.get(name, Clusters()))
            if clustered
            else _of_matches(tally.matches.get(name, Matches()))
        )
    for name, counts in sorted(tally.matches.items()):
        if name not in MEASURES and counts != Matches():
            result[name] = _of_matches(counts)
    for name in RATES:
        result[name] = tally.rates.get(name, Rate()).share()
    kinds = [tally.rates[name] for name in ("status actual", "status other") if name in tally.rates]
    known = [rate.share() for rate in kinds if rate.total]
    result["event_status"] = sum(known) / len(known) if known else 0.0
    return result
