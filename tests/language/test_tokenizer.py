import re
from pathlib import Path

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.zh import Chinese

from kg.language.script import to_simplified, without_surrogates
from kg.language.tokenizer import CharTokenizer, normal_form, split_characters

_NLP = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharTokenizer.v1"}}})
_ALPHABET = st.sampled_from(
    "中美臺灣乾隆皇后發髮，。《》“”・·ーカなㄅ한〇々0 9aZéßİＡ９　 \t\n\r\u2028😀👨\u200d👩️\u0301\ud800\udfff\ufffd𠮷"
)
_TEXT = st.one_of(st.text(), st.text(_ALPHABET, max_size=60))
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")


def _tokens(text: str) -> list[str]:
    return [token.text for token in _NLP.make_doc(text)]


def test_one_token_a_character_and_one_a_run() -> None:
    assert _tokens("臺灣用AI寫2023年的F-16報告") == [*"臺灣用", "AI", "寫", "2023", *"年的", "F", "-", "16", *"報告"]


def test_full_width_runs_are_one_token_with_half_width_norm() -> None:
    doc = _NLP.make_doc("ＧＤＰ增長３．５％")
    assert [t.text for t in doc] == ["ＧＤＰ", "增", "長", "３", "．", "５", "％"]
    assert [t.norm_ for t in doc] == ["gdp", "增", "长", "3", ".", "5", "%"]


def test_kana_and_signs_stand_alone() -> None:
    assert _tokens("トヨタ·“好”……") == [*"トヨタ", "·", "“", "好", "”", "…", "…"]


def test_white_space_follows_spacy() -> None:
    doc = _NLP.make_doc("好 的  吗\n \n　A")
    assert [(t.text, t.whitespace_) for t in doc] == [
        ("好", " "), ("的", " "), (" ", ""), ("吗", ""), ("\n \n　", ""), ("A", ""),
    ]  # fmt: skip


def test_norm_is_the_conversion_of_the_whole_text() -> None:
    text = "乾隆皇帝的頭髮發白。後來皇后乾杯。"
    assert "".join(t.norm_ for t in _NLP.make_doc(text)) == to_simplified(text)


def test_both_scripts_have_the_same_norms() -> None:
    hant, hans = _NLP.make_doc("臺灣國防部長週三會見歐洲議員"), _NLP.make_doc("台湾国防部长周三会见欧洲议员")
    assert [t.norm_ for t in hant] == [t.norm_ for t in hans]
    assert hant.text != hans.text


@given(_TEXT)
@settings(max_examples=300, deadline=None)
def test_tokens_give_the_text_back(text: str) -> None:
    doc = _NLP.make_doc(text)
    assert doc.text == without_surrogates(text)
    assert len(doc.text) == len(text)
    for token in doc:
        assert doc.text[token.idx : token.idx + len(token)] == token.text
        assert token.text
        assert len(token.norm_) == len(token)


@given(_TEXT)
@settings(max_examples=300, deadline=None)
def test_every_han_character_is_a_token(text: str) -> None:
    starts = {token.idx: token.text for token in _NLP.make_doc(text)}
    for match in _HAN.finditer(text):
        assert starts[match.start()] == match.group()


@given(_TEXT)
@settings(max_examples=200, deadline=None)
def test_spans_are_ordered_and_cover_all_but_single_spaces(text: str) -> None:
    text = without_surrogates(text)
    end = 0
    for start, stop, space in split_characters(text):
        assert start == end
        assert stop > start
        assert not space or text[stop] == " "
        end = stop + space
    assert end == len(text)


@given(_TEXT)
@settings(max_examples=200, deadline=None)
def test_normal_form_keeps_the_length(text: str) -> None:
    assert len(normal_form(text)) == len(text)


def test_a_lone_surrogate_costs_one_character() -> None:
    doc = _NLP.make_doc("中\ud800美")
    assert [(t.idx, t.text) for t in doc] == [(0, "中"), (1, "\ufffd"), (2, "美")]


def test_a_megabyte() -> None:
    text = "歐盟高官週三（9月13日）抵達河內。\n" * 50_000
    doc = _NLP.make_doc(text[:1_000_000])
    assert doc.text == text[:1_000_000]


def test_survives_disk_and_bytes(tmp_path: Path) -> None:
    _NLP.to_disk(tmp_path / "blank")
    for again in (spacy.load(tmp_path / "blank"), Chinese.from_config(_NLP.config).from_bytes(_NLP.to_bytes())):
        assert isinstance(again.tokenizer, CharTokenizer)
        assert [t.norm_ for t in again.make_doc("臺灣AI")] == ["台", "湾", "ai"]
