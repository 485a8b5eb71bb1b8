"""Logistic regression over sparse features by name; plain numpy, the same result on every run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.events.credence import INTERCEPT

Vector = NDArray[np.float64]
_MEMORY = 8  # steps that L-BFGS remembers


@dataclass(frozen=True)
class Example:
    """Features of one decision, the right answer, and the document it comes from."""

    features: Mapping[str, float]
    right: bool
    document: str


class _Matrix:
    """Examples by features, only what is not zero."""

    def __init__(self, examples: Sequence[Example], names: Mapping[str, int]) -> None:
        entries = [
            (i, names[name], value)
            for i, example in enumerate(examples)
            for name, value in example.features.items()
            if name in names
        ]
        self.rows = np.array([i for i, _, _ in entries], dtype=np.int64)
        self.columns = np.array([j for _, j, _ in entries], dtype=np.int64)
        self.values = np.array([value for _, _, value in entries])
        self.shape = len(examples), len(names)

    def times(self, weights: Vector) -> Vector:
        return np.bincount(self.rows, self.values * weights[self.columns], self.shape[0]).astype(np.float64)

    def transposed_times(self, errors: Vector) -> Vector:
        return np.bincount(self.columns, self.values * errors[self.rows], self.shape[1]).astype(np.float64)


def fit(examples: Sequence[Example], penalty: float, least: int = 4, steps: int = 80) -> dict[str, float]:
    """The weights that explain the examples best, with a penalty on their squares.

    Features of fewer than `least` documents are left out.
    """
    documents = Counter(name for _, name in {(e.document, name) for e in examples for name in e.features})
    names = {name: i for i, name in enumerate(sorted(n for n, count in documents.items() if count >= least))}
    matrix, right = _Matrix(examples, names), np.array([float(e.right) for e in examples])
    strength = np.full(len(names), penalty)
    if INTERCEPT in names:
        strength[names[INTERCEPT]] = 0.01

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = matrix.times(weights)
        value = float(np.sum(np.logaddexp(0, odds) - right * odds) + 0.5 * strength @ weights**2)
        gradient = matrix.transposed_times(1 / (1 + np.exp(-odds)) - right) + strength * weights
        return value, gradient

    weights, seen = np.zeros(len(names)), list[tuple[Vector, Vector]]()
    value, gradient = loss(weights)
    for _ in range(steps):
        direction = _direction(gradient, seen)
        size, slope = 1.0 if seen else 1.0 / max(1.0, float(np.abs(gradient).max())), float(gradient @ direction)
        while (found := loss(weights + size * direction))[0] > value + 1e-4 * size * slope and size > 1e-8:
            size /= 2
        step, change = size * direction, found[1] - gradient
        weights, value, gradient = weights + step, *found
        if float(step @ change) > 1e-12:
            seen = [*seen[1 - _MEMORY :], (step, change)]
        if float(np.abs(gradient).max()) < 1e-3:
            break
    return {name: float(weights[i]) for name, i in names.items()}


def _direction(gradient: Vector, seen: Sequence[tuple[Vector, Vector]]) -> Vector:
    """Downhill, by the curvature of the last steps (L-BFGS)."""
    direction, shares = gradient.copy(), []
    for step, change in reversed(seen):
        share = (step @ direction) / (step @ change)
        direction -= share * change
        shares.append(share)
    if seen:
        step, change = seen[-1]
        direction *= (step @ change) / (change @ change)
    for (step, change), share in zip(seen, reversed(shares), strict=True):
        direction += step * (share - (change @ direction) / (step @ change))
    return -direction
