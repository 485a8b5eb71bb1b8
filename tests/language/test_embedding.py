import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from kg.language.embedding import character_keys, lexicon_embed
from kg.language.lexicon import word_key
from kg.language.tokenizer import CharTokenizer


def _vocab() -> Vocab:
    vocab: Vocab = spacy.blank("zh").vocab
    vocab.vectors = Vectors(data=np.eye(3, dtype=np.float16), keys=[word_key(w) for w in ("外", "外交", "外交部")])
    return vocab


_TOKENIZER = CharTokenizer(_vocab())


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
    model = lexicon_embed(width=32, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], lexicon_width=8, seed=7)
    docs = [_doc("外交部2023"), _doc(""), _doc("好")]
    model.initialize(X=docs)
    assert [v.shape for v in model.predict(docs)] == [(4, 32), (0, 32), (1, 32)]


def test_training_moves_the_tables_and_leaves_the_lexicon() -> None:
    model = lexicon_embed(width=16, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], lexicon_width=8, seed=7)
    model.initialize(X=[_doc("外交部")])
    before = _TOKENIZER.vocab.vectors.data.copy()
    _, back = model.begin_update([_doc("外交部")])
    back([model.ops.alloc2f(3, 16) + 1.0])
    tables = [node for node in model.walk() if node.name == "hashembed"]
    assert len(tables) == 4
    assert all(np.abs(table.get_grad("E")).sum() > 0 for table in tables)
    assert np.array_equal(before, _TOKENIZER.vocab.vectors.data)


def test_a_saved_network_gives_the_same_vectors() -> None:
    first = lexicon_embed(width=16, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], lexicon_width=8, seed=7)
    first.initialize(X=[_doc("外交部")])
    again = lexicon_embed(width=16, rows=[50, 50, 50, 20], widths=[8, 8, 8, 4], lexicon_width=8, seed=7)
    again.from_bytes(first.to_bytes())
    assert np.array_equal(first.predict([_doc("外交部长")])[0], again.predict([_doc("外交部长")])[0])
