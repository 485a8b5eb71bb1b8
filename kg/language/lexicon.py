"""What a lexicon says about the places of a text: for each character the known words that begin, run or end there.

The lexicon is the pipeline's own table of vectors (`nlp.vocab.vectors`): one row a word, found under a key made of the
hashes of its tokens' NORM forms, so that both scripts share it and no string has to be stored. The features are those
of Ma et al. (2020), "Simplify the Usage of Lexicon in Chinese NER" (ACL), with plain averages and frozen vectors.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.vectors import Vectors

Keys = npt.NDArray[np.uint64]
Features = npt.NDArray[np.float32]

LONGEST = 6
"""Tokens of the longest word that is looked up."""

FLAGS = 7
"""A word of two, three, more tokens begins here; the same for ends; a word goes on through this place."""

EDGE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT_LEFT, _SHIFT_RIGHT = np.uint64(6), np.uint64(29)


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
    single, *sums = np.zeros((4, size, columns), dtype=np.float32)
    begins, inside, ends = sums
    counts = np.zeros((3, size), dtype=np.float32)
    flags = np.zeros((size, FLAGS), dtype=np.float32)
    keys = norm
    for length in range(1, min(LONGEST, size) + 1):
        if length > 1:
            keys = pair_keys(keys[:-1], norm[length - 1 :])
        rows = vectors.find(keys=keys)
        hits = np.flatnonzero(rows >= 0)
        found = vectors.data[rows[hits]].astype(np.float32)
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
    averages = (total / np.maximum(count, 1)[:, None] for total, count in zip(sums, counts, strict=True))
    return np.concatenate((single, *averages, flags), axis=1)
