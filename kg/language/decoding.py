"""From the scores of a network to names that begin and end, and to heads that form a tree."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Name = tuple[int, int, str]

OUTSIDE = "O"
_NEVER = np.float32(-1e4)


@cache
def _moves(labels: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """What may begin, follow and end in the scheme B-I-E, S, O: 0 where it may, a large negative number else."""
    opens = np.array([label[:1] in "BI" and label != OUTSIDE for label in labels])
    goes_on = np.array([label[:1] in "IE" and label != OUTSIDE for label in labels])
    kinds = np.array([label[2:] for label in labels])
    follows = np.where(opens[:, None], goes_on[None, :] & (kinds[:, None] == kinds[None, :]), ~goes_on[None, :])
    return tuple(np.where(mask, np.float32(0), _NEVER) for mask in (~goes_on, follows, ~opens))  # type: ignore[return-value]


def best_labels(scores: Floats, lengths: Sequence[int], labels: Sequence[str]) -> Ints:
    """The best sequence of labels for each row that the scheme allows (Viterbi).

    Args:
        scores: Rows × tokens × labels.
        lengths: How many tokens of each row count.
        labels: `O`, and `B-`, `I-`, `E-`, `S-` with each kind of name.

    Returns:
        Rows × tokens, numbers of labels; what lies behind a row's length means nothing.
    """
    first, follows, last = _moves(tuple(labels))
    rows, width, _ = scores.shape
    ends = np.asarray(lengths) - 1
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[:, 0] + first
    final = np.where((ends == 0)[:, None], best, 0)
    for at in range(1, width):
        paths = best[:, :, None] + follows[None]
        back[:, at] = paths.argmax(1)
        best = np.take_along_axis(paths, back[:, at][:, None, :], 1)[:, 0] + scores[:, at]
        final = np.where((ends == at)[:, None], best, final)
    found = np.zeros((rows, width), dtype=np.int64)
    now = (final + last).argmax(1)
    for at in range(width - 1, -1, -1):
        now = np.where(at == ends, (final + last).argmax(1), now)
        found[:, at] = now
        now = back[np.arange(rows), at, now]
    return found


def names(labels: Sequence[str]) -> Iterator[Name]:
    """First token, end and kind of each name.

    >>> list(names(["B-ORG", "E-ORG", "O", "S-GPE"]))
    [(0, 2, 'ORG'), (3, 4, 'GPE')]
    """
    start = 0
    for at, label in enumerate(labels):
        if label[:2] in ("B-", "S-"):
            start = at
        if label[:2] in ("E-", "S-"):
            yield start, at + 1, label[2:]


def _looping(heads: Ints) -> Ints:
    """The positions from which no way leads to 0."""
    above = heads.copy()
    for _ in range(max(1, len(heads)).bit_length()):
        above = above[above]
    return np.flatnonzero(above)


def tree(scores: Floats) -> Ints:
    """Heads that form one tree.

    Each token takes its best head, one alone the root. Where heads go round in a circle, the token that loses least by
    it takes one from outside.

    Args:
        scores: Tokens + 1 in each direction, of the head in the second; the first of each is the root, no token.

    Returns:
        The head of each token, 0 for the one under the root; the first number is the root's own, 0.
    """
    size = len(scores)
    if size < 2:
        return np.zeros(size, dtype=np.int64)
    free = scores.copy()
    np.fill_diagonal(free, _NEVER)
    under = 1 + int((free[1:, 0] - free[1:, 1:].max(1, initial=_NEVER)).argmax())
    free[:, 0] = _NEVER
    free[under] = _NEVER
    free[under, 0] = 0
    heads: Ints = free.argmax(1)
    heads[0] = 0
    while len(lost := _looping(heads)):
        reached = np.setdiff1d(np.arange(1, size), lost)
        circle = _circle(heads, int(lost[0]))
        chances = free[np.ix_(circle, reached)]
        costs = free[circle, heads[circle]] - chances.max(1)
        token = int(costs.argmin())
        heads[circle[token]] = reached[int(chances[token].argmax())]
    return heads


def _circle(heads: Ints, start: int) -> Ints:
    """The positions of the circle that the way up from a position ends in."""
    seen: list[int] = []
    while start not in seen:
        seen.append(start)
        start = int(heads[start])
    return np.array(seen[seen.index(start) :])


def is_tree(heads: Ints) -> bool:
    """Whether heads as `tree` gives them form one tree."""
    return int((heads[1:] == 0).sum()) == 1 and not len(_looping(heads))
