"""How likely an event is one: a logistic model over `kg.events.evidence`, its weights in `seeds/credence.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from kg import resources
from kg.components.gazetteer_data import read_rows
from kg.errors import SeedError
from kg.events.evidence import Features

INTERCEPT = "always"
_SURE = 30.0  # log odds beyond which nothing changes


@dataclass(frozen=True)
class Credence:
    """The weights of features by name."""

    weights: Mapping[str, float]

    def of(self, features: Features) -> float:
        """The probability of an event with these features; those that the model does not know count nothing."""
        known = ((self.weights.get(name, 0.0), value) for name, value in features.items())
        odds = self.weights.get(INTERCEPT, 0.0) + sum(weight * value for weight, value in known)
        return 1 / (1 + exp(-max(-_SURE, min(_SURE, odds))))


def load_credence(path: Path) -> Credence:
    """Read the weights, as `pipelines/zh_kg_events/train.py` writes them.

    Raises:
        SeedError: A row is not one of `feature,weight`.
    """
    weights: dict[str, float] = {}
    for number, row in read_rows(path):
        try:
            weights[row["feature"]] = float(row["weight"])
        except (KeyError, ValueError) as error:
            raise SeedError(f"{path}:{number}: not a feature and its weight: {error}") from error
    return Credence(weights)


@cache
def _cached(path: Path) -> Credence | None:
    return load_credence(path) if path.is_file() else None


def credence() -> Credence | None:
    """The model in force, loaded once; None where the seeds have none, and the grammar's own confidence stands."""
    return _cached(resources.seeds() / "credence.csv")
