import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg import resources
from kg.components import state
from kg.errors import PipelineError
from kg.language.sentences import split_sentences
from kg.language.words import words
from kg.pipeline import COMPONENTS, DEFAULT, analyse, describe, load_pipeline
from kg.records import Document

_LABELS = {"PERSON", "GPE", "ORG", "LOC", "FAC"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(components=False)


def _names(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {(entity.text, entity.label_) for entity in nlp(text).ents}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法国外交部长周二在北京会见中国官员。", {("北京", "GPE"), ("中国", "GPE")}),
        ("法國外交部長週二在北京會見中國官員。", {("北京", "GPE"), ("中國", "GPE")}),
        ("日本首相安倍晋三星期五访问了印度和泰国。", {("日本", "GPE"), ("安倍晋三", "PERSON"), ("泰国", "GPE")}),
        ("日本首相安倍晉三星期五訪問了印度和泰國。", {("日本", "GPE"), ("安倍晉三", "PERSON"), ("泰國", "GPE")}),
        ("新华社报道，联合国呼吁以色列停火。", {("新华社", "ORG"), ("联合国", "ORG"), ("以色列", "GPE")}),
        ("新華社報道，聯合國呼籲以色列停火。", {("新華社", "ORG"), ("聯合國", "ORG"), ("以色列", "GPE")}),
        ("这艘船星期天驶入台湾海峡。", {("台湾海峡", "LOC")}),
    ],
)  # fmt: skip
def test_obvious_names_in_both_scripts(nlp: Language, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= _names(nlp, text)


@pytest.mark.parametrize("text", ["日本首相安倍晋三周三访问了印度。", "日本首相安倍晉三週三訪問了印度。"])
def test_a_day_behind_a_name_takes_nothing_from_it(text: str) -> None:
    doc = analyse(load_pipeline(), Document(text, published="2016-05-04"))  # the network alone reads 安倍晋 and 三周三
    assert (4, 8, "PERSON") in {(m.start, m.end, m.label) for m in state.mentions(doc)}


def test_both_scripts_are_read_the_same(nlp: Language) -> None:
    hans = "台湾国防部周三表示，美国军舰通过台湾海峡，中国外交部对此提出抗议。"
    hant = "台灣國防部週三表示，美國軍艦通過台灣海峽，中國外交部對此提出抗議。"
    left, right = nlp(hans), nlp(hant)
    assert [(e.start, e.end, e.label_) for e in left.ents] == [(e.start, e.end, e.label_) for e in right.ents]
    assert [(w.start, w.end, w.upos, w.head, w.dep) for w in words(left)] == [
        (w.start, w.end, w.upos, w.head, w.dep) for w in words(right)
    ]


def test_labels_are_those_of_ontonotes(nlp: Language) -> None:
    assert set(nlp.pipe_labels["kg_network"]) == _LABELS


def test_words_of_a_sentence(nlp: Language) -> None:
    found = words(nlp("总理昨天批评了这个国家。"))
    assert [w.text for w in found][:3] == ["总理", "昨天", "批评"]
    by_text = {w.text: w for w in found}
    assert by_text["总理"].dep == "nsubj"
    assert found[by_text["总理"].head].text == "批评"
    assert by_text["批评"].dep == "ROOT"
    assert by_text["批评"].upos == "VERB"


def test_tokens_have_universal_parts_of_speech(nlp: Language) -> None:
    assert all(token.pos_ for token in nlp("他周一抵达河内，\n随后会见总理。"))


def test_a_line_break_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("欧盟制裁俄国\n布鲁塞尔星期一宣布新的制裁。莫斯科提出抗议")
    assert [sent.text.strip() for sent in doc.sents] == [
        "欧盟制裁俄国", "布鲁塞尔星期一宣布新的制裁。", "莫斯科提出抗议",
    ]  # fmt: skip
    assert state.sentences(doc) == [(0, 6), (7, 21), (21, 28)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀\u200b", "a\ud800中", "中" * 3000, "。" * 500, "1998 AI\t\r\n"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert len(doc.text) == len(text)
    assert all(0 <= w.start < w.end <= len(text) for w in words(doc))


def test_batches_change_nothing(nlp: Language) -> None:
    texts = ["德国总理默克尔访问河内。", "", "台北市长柯文哲批评市议会。\n他说：“好。”", "俄罗斯和乌克兰在日内瓦会谈。"]
    alone = [[(e.text, e.label_) for e in nlp(text).ents] for text in texts]
    assert [[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts, batch_size=2)] == alone


def test_name_and_version(nlp: Language) -> None:
    described = describe(nlp)
    assert described["name"] == DEFAULT
    assert described["version"].count(".") == 2


def test_describe_other_pipelines() -> None:
    other = spacy.blank("zh", meta={"name": "core_web_sm", "version": "3.8.0"})
    assert describe(other) == {"name": "zh_core_web_sm", "version": "3.8.0"}


def test_sentences_come_first_and_components_last_in_their_order() -> None:
    pipes = load_pipeline().pipe_names
    assert pipes[0] == "kg_sentences"
    assert tuple(pipes[-len(COMPONENTS) :]) == COMPONENTS


def test_a_foreign_pipeline_gets_our_components(tmp_path: Path) -> None:
    other = spacy.blank("zh")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    loaded = load_pipeline(str(tmp_path / "other"), components=False)
    assert loaded.pipe_names == ["kg_sentences", "sentencizer"]
    assert load_pipeline(str(tmp_path / "other")).pipe_names == ["kg_sentences", "sentencizer", *COMPONENTS]


def test_an_unknown_pipeline_is_named_in_one_line() -> None:
    with pytest.raises(PipelineError, match="zh_no_such_pipeline") as caught:
        load_pipeline("zh_no_such_pipeline")
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_config(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"config\.cfg"):
        load_pipeline(str(tmp_path))


def test_a_broken_pipeline_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = zh\n", encoding="utf-8")
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        load_pipeline(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "english")
    with pytest.raises(PipelineError, match="'en'"):
        load_pipeline(str(tmp_path / "english"))


def test_no_pipeline_in_the_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "pipeline", lambda: tmp_path / "nothing")
    with pytest.raises(PipelineError, match=DEFAULT):
        load_pipeline()


def test_the_package_is_small_and_holds_no_training_text() -> None:
    folder = resources.pipeline()
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 40_000_000
    strings = json.loads((folder / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert not [string for string in strings if any("\u4e00" <= c <= "\u9fff" for c in string)]
    assert "corpus/" not in (folder / "config.cfg").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a program")
def test_memory_does_not_grow_with_the_length_of_a_text() -> None:
    # VmHWM is of the program alone; what getrusage says is at least the size of the process that started it.
    program = (
        "import pathlib, re\nfrom kg.pipeline import analyse, load_pipeline\nfrom kg.records import Document\n"
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"
        "nlp = load_pipeline(components=False)\nanalyse(nlp, Document('德国总理访问河内。' * 900))\n"
        "print(peak())\n"
        "analyse(nlp, Document('德国总理访问河内。' * 9_000 + '德国总理访问河内' * 2_000))\n"
        "print(peak())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    short, long = map(int, done.stdout.split())  # kilobytes
    assert short < 1_200_000
    assert long < short + 500_000  # the network alone would take some gigabytes


@pytest.mark.parametrize("text", ["", "\n", "德国\n\n河内。" * 3_000, "会" * 20_000, "會談。 \n" * 4_000 + "end"])
def test_a_long_text_is_analysed_in_pieces_and_stays_itself(text: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_sentences")
    doc = analyse(nlp, Document(text))
    assert doc.text == text
    assert state.sentences(doc) == split_sentences(text)
