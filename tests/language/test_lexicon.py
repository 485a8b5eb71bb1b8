import numpy as np
import pytest
from spacy.strings import StringStore
from spacy.vectors import Vectors

from kg.language.lexicon import FLAGS, LONGEST, Keys, lexicon_features, width, word_key


def _norm(text: str) -> Keys:
    strings = StringStore()
    return np.array([strings.add(c) for c in text], dtype=np.uint64)


def _lexicon(*words: str) -> Vectors:
    """Word number i has the vector 0 … i + 1 … 0."""
    return Vectors(data=np.diag(np.arange(1, len(words) + 1)).astype(np.float16), keys=[word_key(w) for w in words])


def _parts(words: tuple[str, ...], text: str) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    features = lexicon_features(_lexicon(*words), _norm(text))
    n = len(words)
    names = ("single", "begins", "inside", "ends")
    return {name: features[:, i * n : (i + 1) * n] for i, name in enumerate(names)} | {"flags": features[:, 4 * n :]}


def test_a_word_begins_goes_on_and_ends() -> None:
    parts = _parts(("东京都",), "在东京都内")
    assert parts["begins"][:, 0].tolist() == [0, 1, 0, 0, 0]
    assert parts["inside"][:, 0].tolist() == [0, 0, 1, 0, 0]
    assert parts["ends"][:, 0].tolist() == [0, 0, 0, 1, 0]
    assert not parts["single"].any()
    assert parts["flags"].tolist()[1:4] == [[0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 0, 0]]


def test_words_at_one_place_are_averaged() -> None:
    parts = _parts(("东京", "东京都"), "东京都")
    assert parts["begins"][0].tolist() == [0.5, 1.0]
    assert parts["flags"][0, :3].tolist() == [1, 1, 0]
    assert parts["ends"][1].tolist() == [1.0, 0.0]


def test_a_character_of_its_own() -> None:
    assert _parts(("中",), "美中")["single"][:, 0].tolist() == [0, 1]


@pytest.mark.parametrize("text", ["", "京", "京东"])
def test_nothing_known(text: str) -> None:
    features = lexicon_features(_lexicon("东京"), _norm(text))
    assert features.shape == (len(text), width(_lexicon("东京")))
    assert not features.any()
    assert features.dtype == np.float32


def test_the_longest_word_and_one_more() -> None:
    word = "一二三四五六七八九"[:LONGEST]
    assert _parts((word,), word)["flags"][0, 2] == 1
    longer = word + "十"
    assert not _parts((longer,), longer)["flags"].any()


def test_an_empty_lexicon_has_flags_only() -> None:
    features = lexicon_features(Vectors(shape=(0, 0)), _norm("东京"))
    assert features.shape == (2, FLAGS)


def test_keys_tell_order_and_length() -> None:
    assert len({word_key(w) for w in ("东京", "京东", "东", "东京东")}) == 4
