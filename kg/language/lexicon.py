"""What a lexicon says about the places of a text: for each character the known words that begin, run or end there.

The lexicon is the pipeline's own table of vectors (`nlp.vocab.vectors`): one row a word, found under a key made of the
hashes of its tokens' NORM forms, so that both scripts share it and no string has to be stored. The features are those
of Ma et al. (2020), "Simplify the Usage of Lexicon in Chinese NER" (ACL), with plain averages and frozen vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.vectors import Vectors

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Features = npt.NDArray[np.float32]

LONGEST = 6
"""Tokens of the longest word that is looked up."""

FLAGS = 7
"""A word of two, three, more tokens begins here; the same for ends; a word goes on through this place."""

EDGE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT_LEFT, _SHIFT_RIGHT = np.uint64(6), np.uint64(29)
_BITS = 18  # four times as many drawers as our lexicon has words, so that most hold one key or none


def pair_keys(left: Keys, right: Keys) -> Keys:
    """One key for two, order kept; wraps around as unsigned integers do."""
    mixed = (left * _MIX) ^ (right + EDGE + (left << _SHIFT_LEFT))
    mixed ^= mixed >> _SHIFT_RIGHT
    return mixed * _MIX


def word_key(tokens: Sequence[str]) -> int:
    """The key of a word whose tokens have these NORM forms.

    >>> word_key("东京") == word_key(["东", "京"])
    True
    """
    key, *rest = (np.array([get_string_id(token)], dtype=np.uint64) for token in tokens)
    for token in rest:
        key = pair_keys(key, token)
    return int(key[0])


def width(vectors: Vectors) -> int:
    """Columns of `lexicon_features` with this table."""
    return 4 * int(vectors.shape[1]) + FLAGS


@dataclass(frozen=True)
class _Index:
    """The keys in order, in drawers by their first bits: ten times as fast as spaCy's dictionary for whole texts."""

    keys: Keys
    rows: Numbers
    starts: Numbers
    table: Features

    def find(self, keys: Keys) -> tuple[Numbers, Features]:
        """The positions of the keys that are known, and their vectors."""
        drawers = (keys >> np.uint64(64 - _BITS)).astype(np.int64)
        at, ends = self.starts[drawers], self.starts[drawers + 1]
        waiting = np.flatnonzero(at < ends)
        found, rows = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        while len(waiting):
            same = self.keys[at[waiting]] == keys[waiting]
            hits, waiting = waiting[same], waiting[~same]
            found.append(hits)
            rows.append(self.rows[at[hits]])
            at[waiting] += 1
            waiting = waiting[at[waiting] < ends[waiting]]
        return np.concatenate(found), self.table[np.concatenate(rows)]


class _Same:
    """A table as a key of the cache: spaCy's tables have no hash. One that has grown is another one."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors, self.size = vectors, vectors.n_keys

    def __hash__(self) -> int:
        return hash((id(self.vectors), self.size))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.vectors is other.vectors and self.size == other.size


@lru_cache(maxsize=4)
def _index(same: _Same) -> _Index:
    vectors = same.vectors
    keys = np.fromiter(vectors.key2row, dtype=np.uint64)
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.searchsorted(keys >> np.uint64(64 - _BITS), np.arange(2**_BITS + 1, dtype=np.uint64))
    rows = np.fromiter(vectors.key2row.values(), dtype=np.int64)[order]
    return _Index(keys, rows, starts, np.asarray(vectors.data, dtype=np.float32))


def lexicon_features(vectors: Vectors, norm: Keys) -> Features:
    """Known words at each token.

    Args:
        vectors: Rows under `word_key`.
        norm: The tokens' NORM hashes, shape (tokens,).

    Returns:
        An array of shape (tokens, `width(vectors)`): the token's own vector, the averages over the words that begin at
        it, go on through it, end at it, and `FLAGS`.
    """
    size, columns = len(norm), int(vectors.shape[1])
    index = _index(_Same(vectors))
    features = np.zeros((size, width(vectors)), dtype=np.float32)
    single, begins, inside, ends = (features[:, i * columns : (i + 1) * columns] for i in range(4))
    flags = features[:, 4 * columns :]
    counts = np.zeros((3, size), dtype=np.float32)
    keys = norm
    for length in range(1, min(LONGEST, size) + 1):
        if length > 1:
            keys = pair_keys(keys[:-1], norm[length - 1 :])
        hits, found = index.find(keys)
        if length == 1:
            single[hits] = found
            continue
        last, kind = hits + (length - 1), min(length, 4) - 2
        begins[hits] += found
        ends[last] += found
        flags[hits, kind] = flags[last, 3 + kind] = 1
        for middle in range(1, length - 1):
            inside[hits + middle] += found
            counts[1, hits + middle] += 1
        counts[0, hits] += 1
        counts[2, last] += 1
    flags[:, 6] = counts[1] > 0
    for total, count in zip((begins, inside, ends), counts, strict=True):
        several = np.flatnonzero(count > 1)
        total[several] /= count[several, None]
    return features
