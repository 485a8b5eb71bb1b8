from pathlib import Path

import spacy

from kg.language.characters import BEGIN, END, PADDING, SPACE, UNKNOWN, Alphabet, load_alphabet
from kg.language.tokenizer import CharTokenizer

_ALPHABET = Alphabet([PADDING, UNKNOWN, BEGIN, END, SPACE, "中", "国", "nato", "20", "202"])


def test_both_scripts_have_one_number() -> None:
    tokenizer = CharTokenizer(spacy.blank("zh").vocab)
    assert _ALPHABET.numbers(tokenizer("中国")).tolist() == [5, 6]
    assert _ALPHABET.numbers(tokenizer("中國")).tolist() == [5, 6]


def test_the_longest_entry_that_a_token_begins_with_counts() -> None:
    tokenizer = CharTokenizer(spacy.blank("zh").vocab)
    assert _ALPHABET.numbers(tokenizer("ＮＡＴＯ 2024 2012\n法")).tolist() == [7, 9, 8, 4, 1]


def test_a_token_of_any_length_has_a_number() -> None:
    assert _ALPHABET.number("2" * 100_000) == 1
    assert _ALPHABET.number("20" * 50_000) == 9


def test_written_and_read_it_is_the_same(tmp_path: Path) -> None:
    _ALPHABET.to_disk(tmp_path / "characters.txt")
    assert load_alphabet(tmp_path / "characters.txt").entries == _ALPHABET.entries


def test_a_sign_that_is_not_there_has_the_number_of_one_that_does_the_same() -> None:
    alphabet = Alphabet([PADDING, UNKNOWN, BEGIN, END, SPACE, "「", "」", "-"])
    assert [alphabet.number(sign) for sign in "“”—‘"] == [5, 6, 7, 1]
