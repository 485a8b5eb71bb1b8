import numpy as np
import spacy
from spacy.tokens import Doc

from kg.language.embedding import char_embed, character_keys
from kg.language.tokenizer import CharTokenizer

_TOKENIZER = CharTokenizer(spacy.blank("zh").vocab)


def _doc(text: str) -> Doc:
    return _TOKENIZER(text)


def test_keys_know_the_neighbours() -> None:
    keys = character_keys(_doc("中美中日"))
    assert keys.shape == (4, 4)
    assert keys[0, 0] == keys[2, 0]  # the same character
    assert keys[0, 1] != keys[2, 1]  # behind another one
    assert len(set(keys[:, 2].tolist())) == 4


def test_order_in_a_pair_counts() -> None:
    assert character_keys(_doc("中美"))[1, 1] != character_keys(_doc("美中"))[1, 1]


def test_scripts_share_keys() -> None:
    hant, hans = character_keys(_doc("國會對臺灣")), character_keys(_doc("国会对台湾"))
    assert np.array_equal(hant, hans)


def test_keys_are_stable() -> None:
    first = character_keys(_doc("外交部"))
    again = character_keys(_doc("外交部"))
    assert np.array_equal(first, again)


def test_vectors_have_a_row_a_token_and_empty_documents_none() -> None:
    model = char_embed(width=32, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], seed=7)
    model.initialize()
    vectors = model.predict([_doc("外交部2023"), _doc(""), _doc("好")])
    assert [v.shape for v in vectors] == [(4, 32), (0, 32), (1, 32)]


def test_training_moves_the_tables() -> None:
    model = char_embed(width=16, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], seed=7)
    model.initialize()
    _, back = model.begin_update([_doc("外交部")])
    back([model.ops.alloc2f(3, 16) + 1.0])
    tables = [node for node in model.walk() if node.name == "hashembed"]
    assert len(tables) == 4
    assert all(np.abs(table.get_grad("E")).sum() > 0 for table in tables)
