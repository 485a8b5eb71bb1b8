from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.decoding import OUTSIDE, best_labels, is_tree, names, tree

_LABELS = (OUTSIDE, "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-GPE", "I-GPE", "E-GPE", "S-GPE")


def _is_allowed(labels: tuple[str, ...]) -> bool:
    before = OUTSIDE
    for label in (*labels, OUTSIDE):
        is_open, goes_on = before[:2] in ("B-", "I-"), label[:2] in ("I-", "E-")
        if is_open != goes_on or (is_open and before[2:] != label[2:]):
            return False
        before = label
    return True


@pytest.mark.parametrize("seed", range(5))
def test_the_best_labels_are_the_best_of_all_that_are_allowed(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(2, 4, len(_LABELS))).astype(np.float32)
    found = best_labels(scores, [4, 2], _LABELS)
    for row, length in enumerate((4, 2)):
        allowed = (c for c in product(range(len(_LABELS)), repeat=length) if _is_allowed(tuple(_LABELS[n] for n in c)))
        best = max(allowed, key=lambda c: sum(scores[row, at, number] for at, number in enumerate(c)))
        assert tuple(found[row, :length]) == best


def test_names_are_read_off_labels() -> None:
    assert list(names(["S-GPE", "B-ORG", "I-ORG", "E-ORG", "O"])) == [(0, 1, "GPE"), (1, 4, "ORG")]


@given(st.integers(1, 12), st.integers(0, 1000))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_heads_form_one_tree(tokens: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(tokens + 1, tokens + 1)).astype(np.float32)
    heads = tree(scores)
    assert is_tree(heads)
    edges = [(int(head), at) for at, head in enumerate(heads) if at]
    assert nx.is_arborescence(nx.DiGraph(edges))


def test_heads_that_are_a_tree_stay() -> None:
    scores = np.zeros((4, 4), dtype=np.float32)
    for at, head in ((1, 2), (2, 0), (3, 2)):
        scores[at, head] = 5
    assert tree(scores).tolist() == [0, 2, 0, 2]


def test_a_circle_is_opened_where_it_costs_least() -> None:
    scores = np.full((4, 4), -9, dtype=np.float32)
    scores[3, 0] = 9
    scores[1, 2] = scores[2, 1] = 5  # 1 and 2 are each other's heads
    scores[1, 3], scores[2, 3] = 1, 4
    assert tree(scores).tolist() == [0, 2, 3, 0]


def test_no_tokens_no_heads() -> None:
    assert tree(np.zeros((1, 1), dtype=np.float32)).tolist() == [0]
