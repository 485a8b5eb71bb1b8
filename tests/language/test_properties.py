"""Whatever stands in a text, nothing crashes, nothing is lost and every offset holds."""

import json
import sys
from collections import Counter
from functools import cache
from importlib import resources
from types import FrameType
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from spacy.language import Language
from spacy.tokens import Doc

from kg import pipeline
from kg.components import state
from kg.extract import record_of
from kg.language import sentences
from kg.language.script import to_simplified, to_traditional, without_surrogates
from kg.language.sentences import split_sentences
from kg.language.tokenizer import normal_form
from kg.language.words import words
from kg.pipeline import analyse, describe, load_pipeline
from kg.records import Document, Record
from kg.resolve.contract import check

_SCHEMA = Draft202012Validator(json.loads(resources.files("kg").joinpath("record.schema.json").read_text("utf-8")))
_CHARACTERS = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharTokenizer.v1"}}})

_ODD = (
    *("👩\u200d👩\u200d👧", "❤\ufe0f", "🇹🇼", "👍🏽", "⚠︎", "葛\U000e0100", "辻\ufe00"),  # joined and varied signs
    *("\ud800", "\udfff", "\ud83d", "\ude00\ud83d", "中\udc80國"),  # lone surrogates
    *("\0", "\x01\x02", "\x1b[31m", "\x7f", "\x1c\x1f", "\x85", "\ufffd", "\ufffe", "\ufdd0"),  # controls, no signs
    *("２０２３年", "９月１２日", "ＡＩ", "ｎａｔｏ", "（ＷＨＯ）", "％", "ｶﾀｶﾅ", "③", "Ⅷ", "㎡", "٣٤", "१२", "𝟗𝟖"),
    *("台灣国會议員", "美國总統访問歐盟", "乾隆皇后", "蕭乾", "萧乾", "於倫敦", "於伦敦", "徵調", "薴", "著名", "么麼"),
    *("㐀", "豈", "𠮷", "𪚥", "𫝀", "𫠠", "𬺰", "𰀀", "𱍐", "〇", "々", "⺼", "⿰"),  # planes and extensions
    *("e\u0301", "\u0301", "か\u3099", "한", "ㄅ", "ก้", "नि", "İ", "ẞ", "ǅ", "ﬁ", "Σ", "ΟΔΟΣ"),
    *("\u200e", "\u200f", "\u202eabc\u202c", "\u2066", "\u061c", "עברית", "العربية", "\u00ad", "\u200b", "\u2060"),
    *("iPhone14手机", "G20峰会", "CCTV-1", "F-16V", "Wang Yi王毅", "Macron（马克宏）", "GDP增长3.5%", "a_b"),
    *(" ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", "\u3000", "\u3000\u3000", "\xa0", "\u2009", "\u2028", "\v\f"),
    *("\u2029", "\ufeff", "\ue000", "\uf8ff", "\U000f0000", "\U0010ffff", "\u1680", "\u205f"),
    *(":)", ":-/", "(╯°□°）╯︵┻━┻", "¯\\(ツ)/¯", "C++", "don't", "U.S.", "http://例.cn/?a=b#c", "a@b.cn", "▁", "''"),
    *("NORM", "ORG", "PERSON", "ROOT", "SPACE", "-LRB-", "B-NN|NOUN", "_SP", "<s>", "{0}", "%s", "\\", "</script>"),
    *("。", "！？", "……", "——", "“", "”", "「", "』", "）", "，", "、", "；", "：", "·", "・", "《", "》", "?!", "."),
)  # fmt: skip
_RUNS = ("1", "９", "a", "Ａ", "会", "會", "日", "一", " ", "\u3000", "\n", "。", "，", "”", "\u0301", "😀", "\ud800")
_WHO = ("外交部", "总统拜登", "日本首相林大山", "台湾国防部", "欧盟官员", "前总理何平", "联合国", "俄军", "法国外长")
_DOES = ("访问", "谴责", "在河内会见", "将制裁", "没有援助", "同意与", "威胁攻击", "周三抵达", "9月12日批评", "呼吁")
_WHOM = ("中国", "越南国家主席", "印度与泰国", "以色列", "台湾海峡", "世界卫生组织", "总部", "乌克兰军队", "该国")
_ENDS = ("。", "！", "，", "；", "\n", "。”", "」", " ", "")

_sentence = st.builds(
    lambda hant, *parts: to_traditional("".join(parts)) if hant else "".join(parts),
    st.booleans(),
    st.sampled_from(_WHO),
    st.sampled_from(_DOES),
    st.sampled_from(_WHOM),
    st.sampled_from(_ENDS),
)
_broken = st.builds(  # with something odd in the middle of a name or a word
    lambda sentence, odd, at: sentence[: at % len(sentence)] + odd + sentence[at % len(sentence) :],
    _sentence,
    st.sampled_from(_ODD),
    st.integers(0, 20),
)
_run = st.builds(lambda sign, times: sign * times, st.sampled_from(_RUNS), st.integers(2, 700))
_any = st.text(st.characters(codec=None), max_size=4)  # lone surrogates too
_piece = st.one_of(st.sampled_from(_ODD), _sentence, _broken, _any)
_text = st.lists(_piece, max_size=14).map("".join)
_long_text = st.lists(st.one_of(_piece, _piece, _run), max_size=10).map("".join)


def _examples(number: int) -> settings:
    slow = [HealthCheck.too_slow]
    return settings(max_examples=number, deadline=None, derandomize=True, database=None, suppress_health_check=slow)


@cache
def _network() -> Language:
    return load_pipeline(components=False)


@cache
def _whole() -> Language:
    return load_pipeline()


@example("".join(_ODD))
@given(_long_text)
@_examples(200)
def test_the_tokens_are_the_text(text: str) -> None:
    doc = _CHARACTERS.make_doc(text)
    assert doc.text == without_surrogates(text)
    assert len(doc.text) == len(text)
    end = 0
    for token in doc:
        assert token.idx == end
        assert token.text
        end += len(token.text_with_ws)
    assert end == len(text)


@example("".join(_ODD))
@given(_long_text)
@_examples(200)
def test_a_norm_is_as_long_as_its_token_and_all_are_the_normal_form(text: str) -> None:
    doc = _CHARACTERS.make_doc(text)
    assert [len(token.norm_) for token in doc] == [len(token) for token in doc]
    assert "".join(token.norm_ + token.whitespace_ for token in doc) == normal_form(without_surrogates(text))


@example("".join(_ODD))
@given(_long_text)
@_examples(200)
def test_conversion_keeps_the_length_and_is_done_when_done(text: str) -> None:
    simplified = to_simplified(text)
    assert len(simplified) == len(to_traditional(text)) == len(text)
    assert to_simplified(simplified) == simplified
    assert normal_form(normal_form(text)) == normal_form(text)
    assert without_surrogates(simplified) == to_simplified(without_surrogates(text))
    kept = [(a, b) for a, b in zip(text, simplified, strict=True) if a < "\u2e80" or "\ud800" <= a <= "\uf8ff"]
    assert all(a == b for a, b in kept)


@st.composite
def _twins(draw: st.DrawFn) -> tuple[str, str]:
    """The same text twice, each character of the second one in this script or that."""
    hans = to_simplified(without_surrogates(draw(_text)))
    both = zip(hans, to_traditional(hans), strict=True)
    whole = draw(st.booleans())
    other = "".join(b if whole or draw(st.booleans()) else a for a, b in both)
    assume(to_simplified(other) == hans)
    return hans, other


def _syntax(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.idx, len(t), t.norm_, t.tag_, t.pos_, t.dep_, t.head.i, t.is_sent_start) for t in doc]


def _spans(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


@given(_twins())
@_examples(40)
def test_any_mixture_of_the_scripts_is_read_the_same(twins: tuple[str, str]) -> None:
    hans, other = (analyse(_whole(), Document(text, id="a")) for text in twins)
    assert _syntax(hans) == _syntax(other)
    assert _spans(hans) == _spans(other)
    assert [(m.start, m.end, m.label, m.entity) for m in state.mentions(hans)] == [
        (m.start, m.end, m.label, m.entity) for m in state.mentions(other)
    ]
    assert [(t.start, t.end, t.value) for t in state.times(hans)] == [
        (t.start, t.end, t.value) for t in state.times(other)
    ]
    assert state.events(hans) == state.events(other)


@example("".join(_ODD), 40)
@given(_long_text, st.integers(3, 40))
@_examples(200)
def test_sentences_lie_in_order_and_leave_only_white_space_out(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "LONGEST", longest)
        spans = split_sentences(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= start + longest
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        end = stop
    assert not text[end:].strip()


@example("".join(_ODD))
@given(_text)
@_examples(60)
def test_every_sign_is_in_one_word_and_the_heads_are_a_tree(text: str) -> None:
    doc = _network()(text)
    found = words(doc)
    inside = [i for word in found for i in range(word.start, word.end)]
    assert inside == [i for token in doc if not token.is_space for i in range(token.idx, token.idx + len(token))]
    assert all(word.text == doc.text[word.start : word.end] and word.upos and word.dep for word in found)
    for index in range(len(found)):
        path = [index]
        while found[path[-1]].head != path[-1]:
            path.append(found[path[-1]].head)
            assert len(path) <= len(found)


@example("".join(_ODD), 100, 2)
@example("国防部長９月訪問河內。 歐盟批評，\n法國同意！" * 9, 30, 4)
@given(_text | st.lists(_sentence, max_size=25).map("".join), st.integers(2, 60), st.integers(2, 4))
@_examples(40)
def test_a_text_read_in_pieces_is_the_pieces_put_together(text: str, longest: int, times: int) -> None:
    nlp = _network()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_PIECE", times * longest)
        patch.setattr(sentences, "LONGEST", longest)
        pieces = list(pipeline._pieces(without_surrogates(text)))
        docs = [nlp(piece) for piece in pieces]
        whole = analyse(nlp, Document(text))
        spans = state.sentences(whole)
        assert spans == split_sentences(whole.text)
    assert "".join(pieces) == whole.text == without_surrogates(text)
    assert all(len(piece) <= times * longest for piece in pieces)
    offset, syntax, entities = 0, list[tuple[Any, ...]](), list[tuple[int, int, str]]()
    for doc in docs:
        entities += [(start + offset, end + offset, label) for start, end, label in _spans(doc)]
        tokens, behind = len(syntax), offset
        syntax += [(idx + behind, *rest, head + tokens, first) for idx, *rest, head, first in _syntax(doc)]
        offset += len(doc.text)
    assert _syntax(whole) == syntax
    assert _spans(whole) == entities
    borders = [sum(map(len, pieces[:number])) for number in range(len(pieces) + 1)]
    bounds = [0, *(bound for span in spans for bound in span), len(text)]
    longest_gap = max(b - a for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    longest_sentence = max((end - start for start, end in spans), default=0)
    if longest_sentence < longest and longest_gap + longest_sentence <= times * longest // 2:  # nothing had to be cut
        assert set(borders[1:-1]) <= {start for start, _ in spans}
        assert {start for start, _ in spans} <= {token.idx for token in whole if token.is_sent_start}
        assert [(t.text_with_ws, t.norm_) for t in whole] == [(t.text_with_ws, t.norm_) for t in nlp.make_doc(text)]


@example("".join(_ODD), None)
@example("\u3000\r\n 总统拜登9月12日在河內會見越南国家主席", "2023-09-12T00:00:00Z")
@given(_long_text, st.sampled_from((None, "2023-09-12T00:00:00Z")))
@_examples(50)
def test_a_record_of_any_text_keeps_the_contract(text: str, published: str | None) -> None:
    record = check(record_of(analyse(_whole(), Document(text, published=published)), describe(_whole())))
    assert record.text == without_surrogates(text)
    assert [record.text[m.start : m.end] for m in record.mentions] == [m.text for m in record.mentions]
    assert [record.text[t.start : t.end] for t in record.times] == [t.text for t in record.times]
    line = record.to_json()
    assert Record.from_json(line.encode().decode()) == record
    assert not list(_SCHEMA.iter_errors(json.loads(line)))


def test_another_tokenizer_gets_no_lone_surrogate() -> None:
    document = Document("總統拜登\ud800訪問\udfff曼谷。", title="\ud83d訪問", source="\udc80")
    record = record_of(analyse(spacy.blank("zh"), document), {"name": "a", "version": "1"})
    assert record.text == "總統拜登\ufffd訪問\ufffd曼谷。"
    assert (record.title, record.source) == ("\ufffd訪問", "\ufffd")
    assert json.loads(record.to_json().encode())["text"] == record.text


def _calls(nlp: Language, text: str) -> Counter[str]:
    """How often each function is called to read a text; unlike seconds, the same on every day."""
    counts = Counter[str]()

    def called(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            counts[f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}"] += 1
        elif event == "c_call":
            counts[argument.__qualname__] += 1

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        analyse(nlp, Document(text, id="a"))
    finally:
        sys.setprofile(before)
    return counts


@pytest.mark.parametrize("unit", ["德国总理訪問河内", "A1", "“"])
def test_work_grows_with_the_length_of_a_text_without_punctuation_and_no_faster(unit: str) -> None:
    text = unit * (1_000 // len(unit))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_PIECE", 200)
        patch.setattr(sentences, "LONGEST", 100)
        _calls(_whole(), unit)  # fills what is kept for later texts
        once, thrice = _calls(_whole(), text), _calls(_whole(), 3 * text)
    assert once.total() > len(text)
    assert {name: (once[name], n) for name, n in thrice.items() if n > 3.3 * once[name] + 20} == {}


@pytest.mark.parametrize("sign", ["會", "a", " ", "\ud800"])
def test_a_megabyte_without_punctuation_is_cut_into_bearable_pieces(sign: str) -> None:
    text = "臺灣" + sign * (999_900 // len(sign.encode(errors="surrogatepass"))) + "歐盟"
    doc = _CHARACTERS.make_doc(text)
    assert doc.text == without_surrogates(text)
    assert [doc[i].norm_ for i in (0, 1, -2, -1)] == ["台", "湾", "欧", "盟"]
    pieces = list(pipeline._pieces(text))
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= pipeline._PIECE
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= sentences.LONGEST
    assert sum(end - start for start, end in spans) == len("".join(text.split()))


def test_white_space_may_be_longer_than_what_spacy_takes_at_once() -> None:
    text = "總統訪問曼谷" + " " * (_CHARACTERS.max_length + 1) + "。"
    doc = analyse(_CHARACTERS, Document(text))
    assert doc.text == text
    assert state.sentences(doc) == [(0, 6), (len(text) - 1, len(text))]
