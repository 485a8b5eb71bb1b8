"""What `pipelines/zh_kg_news/scripts` makes of corpora before PyTorch sees them."""

import importlib
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc, Span

from kg.language.characters import BEGIN, END, PADDING, SPACE, UNKNOWN, Alphabet

_FOLDER = Path(__file__).resolve().parents[2] / "pipelines" / "zh_kg_news"
_ALPHABET = Alphabet([PADDING, UNKNOWN, BEGIN, END, SPACE, *"日本首相访问中国"])


def _script(name: str) -> Any:
    if str(_FOLDER) not in sys.path:
        sys.path.insert(0, str(_FOLDER))
    return importlib.import_module(f"scripts.{name}")


alphabets, corpus, examples = (_script(name) for name in ("alphabet", "corpus", "examples"))


def _read(tmp_path: Path, docs: list[Doc], attributes: list[str]) -> Any:
    corpus.write(docs, tmp_path / "train.spacy", attributes)
    return examples.read(tmp_path / "train.spacy", _ALPHABET)


def test_the_alphabet_has_what_a_token_can_be(tmp_path: Path) -> None:
    entries = [
        "[PAD]",
        "[unused1]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "[",
        "国",
        "國",
        "##国",
        "nato",
        "##s",
        "A",
        "２",
    ]
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text(json.dumps({"model": {"vocab": {e: n for n, e in enumerate(entries)}}}), encoding="utf-8")
    alphabet, rows = alphabets.select(tokenizer)
    assert alphabet.entries == (PADDING, UNKNOWN, BEGIN, END, SPACE, "国", "nato", "[")
    assert [entries[row] for row in rows] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "国", "nato", "["]


def test_names_become_labels_of_places_in_them(tmp_path: Path) -> None:
    doc = corpus.blank().make_doc("日本首相访问中国")
    unknown = Span(doc, 4, 6)
    doc.set_ents([Span(doc, 0, 1, "GPE"), Span(doc, 1, 4, "ORG"), Span(doc, 6, 8, "GPE")], missing=[unknown])
    (example,) = _read(tmp_path, [doc], ["ENT_IOB", "ENT_TYPE"])
    labels = [examples.LABELS[n] if n != examples.UNKNOWN else "?" for n in example.names]
    assert labels == ["S-GPE", "B-ORG", "I-ORG", "E-ORG", "?", "?", "B-GPE", "E-GPE"]
    assert example.ids.tolist() == [5, 6, 7, 8, 9, 10, 11, 12]


def test_a_tree_in_both_scripts_is_read_once(tmp_path: Path) -> None:
    nlp = corpus.blank()
    docs = []
    for text in ("访问中国", "訪問中國"):
        made = nlp.make_doc(text)
        words, heads = [token.text for token in made], [1, 1, 3, 1]
        docs.append(
            Doc(
                nlp.vocab, words, [False] * 4, tags=["B-VV|VERB"] * 4, heads=heads, deps=["char", "ROOT", "char", "obj"]
            )
        )
    (example,) = _read(tmp_path, docs, ["TAG", "HEAD", "DEP"])
    assert example.ids.tolist() == [9, 10, 11, 12]
    assert (list(example.heads), example.relations) == ([2, 0, 4, 2], ("char", "ROOT", "char", "obj"))
    assert not example.names


def test_every_sentence_is_in_one_batch_of_like_length() -> None:
    made = [examples.Example(_ALPHABET.number("日") + 0 * _ids(n), (0,) * n) for n in (3, 30, 4, 28, 5, 29, 400)]
    batches = examples.batches(made, 100, random.Random(1))
    assert sorted(len(e.ids) for batch in batches for e in batch) == [3, 4, 5, 28, 29, 30, 400]
    for batch in batches:
        assert len(batch) == 1 or len(batch) * (max(len(e.ids) for e in batch) + 2) <= 100
    assert {len(e.ids) for e in next(batch for batch in batches if len(batch[0].ids) < 10)} >= {3, 4, 5}


def _ids(length: int) -> Any:
    return examples.np.zeros(length, dtype="int64")


def test_rows_begin_and_end_with_their_signs_and_are_filled_up() -> None:
    rows = examples.characters([examples.Example(_ids(2) + 5, (0, 0)), examples.Example(_ids(1) + 6, (0,))], _ALPHABET)
    assert rows.tolist() == [[2, 5, 5, 3], [2, 6, 3, 0]]
    wanted = examples.wanted([(1, 2), (3,)], 4)
    assert wanted.tolist() == [[-100, 1, 2, -100], [-100, 3, -100, -100]]


@pytest.mark.parametrize("length", [499, 500, 501])
def test_a_sentence_that_is_too_long_is_left_out(tmp_path: Path, length: int) -> None:
    doc = corpus.blank().make_doc("日" * length)
    doc.set_ents([])
    assert len(_read(tmp_path, [doc], ["ENT_IOB", "ENT_TYPE"])) == (length <= 500)


def test_what_a_teacher_says_is_read_as_it_was_written(tmp_path: Path) -> None:
    numpy = examples.np
    said = [
        examples.Example(_ids(n) + n, likely=numpy.full((n, len(examples.LABELS)), 1 / n, dtype="float16"))
        for n in (1, 4, 2)
    ]
    examples.write_taught(tmp_path / "taught.npz", said)
    read = examples.read_taught(tmp_path / "taught.npz")
    assert [example.ids.tolist() for example in read] == [[1], [4] * 4, [2] * 2]
    assert all((a.likely == b.likely).all() for a, b in zip(said, read, strict=True))
    shares = examples.shares(read[1:], 6)
    assert shares.shape == (2, 6, len(examples.LABELS))
    assert shares[:, :, 0].tolist() == [[0, 0.25, 0.25, 0.25, 0.25, 0], [0, 0.5, 0.5, 0, 0, 0]]


def test_kinds_of_examples() -> None:
    assert examples.Example(_ids(1), (0,)).kind == "names"
    assert examples.Example(_ids(1), tags=("B-NN|NOUN",)).kind == "trees"
    assert examples.Example(_ids(1), likely=examples.np.ones((1, 3), dtype="float16")).kind == "taught"


def test_another_model_has_the_alphabet_in_other_places() -> None:
    alphabet = Alphabet([PADDING, UNKNOWN, BEGIN, END, SPACE, "国", "nato", "un", "kg"])
    vocabulary = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "UN", "Nato", "国", "un"]
    places = alphabets.places(alphabet, vocabulary)
    assert [vocabulary[n] for n in places] == [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[unused1]",
        "国",
        "Nato",
        "un",
        "[UNK]",
    ]
