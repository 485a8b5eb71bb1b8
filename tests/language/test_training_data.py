"""The converters of `pipelines/zh_kg_news/scripts`, on sentences of our own."""

import importlib
import random
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kg.language.words import words

_FOLDER = Path(__file__).resolve().parents[2] / "pipelines" / "zh_kg_news"


def _script(name: str) -> Any:
    if str(_FOLDER) not in sys.path:
        sys.path.insert(0, str(_FOLDER))
    return importlib.import_module(f"scripts.{name}")


@pytest.fixture(scope="module")
def sources() -> Any:
    return _script("ner_sources")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Any:
    observed = frozenset({"青海", "青海省", "台湾", "台湾省", "甘山", "北京市", "北京"})
    return _script("places").Places.load(tmp_path_factory.mktemp("gazetteer"), observed)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("南海", "LOC"),
        ("青海", "GPE"),
        ("上海", "GPE"),
        ("臺灣海峽", "LOC"),
        ("东非大裂谷湖", "LOC"),
        ("首都机场", "FAC"),
        ("甘山", "LOC"),
        ("马关县", "GPE"),
        ("欧盟", "ORG"),
        ("美", "GPE"),
        ("淮", "LOC"),
        ("市委", ""),
        ("河内", "GPE"),
    ],
)
def test_places(places: Any, name: str, label: str) -> None:
    assert places.label(name) == label


def test_a_government_is_its_state(places: Any) -> None:
    assert places.organization("台湾当局") == ("GPE", 2)
    assert places.organization("台湾气象局") == ("ORG", 5)
    assert places.organization("公司") == ("", 0)


def test_bio_files(sources: Any, tmp_path: Path) -> None:
    lines = ["林\tB-PER", "山\tI-PER", "在\tO", "京\tB-LOC", "沪\tB-LOC", "。\tO", "", "好\tO", ""]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("train", "\n".join(lines))
    first, second = sources.msra(tmp_path / "a.zip", "train")
    assert first == sources.Sentence("林山在京沪。", ((0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")))
    assert second.spans == ()


def test_peoples_daily(sources: Any, tmp_path: Path) -> None:
    line = (
        "19980199-01-001-001/m  林/nr  大山/nr  在/p  [中国/ns  气象/n  学会/n]nt  见/v  中/j  朝/j  代表/n  。/w  \r\n"
    )
    with zipfile.ZipFile(tmp_path / "pfr.zip", "w") as zipped:
        zipped.writestr("199801.txt", line.encode("gb18030"))
    (units,) = sources.pfr_sentences(tmp_path / "pfr.zip")
    sentence = sources.pfr_names(units, frozenset("中朝"), frozenset())
    assert [(sentence.text[a:b], label) for a, b, label in sentence.spans] == [
        ("林大山", "PER"), ("中国气象学会", "ORG"), ("中", "LOC"), ("朝", "LOC"),
    ]  # fmt: skip


def test_unknown_places(sources: Any) -> None:
    agreement = _script("agreement")
    better = [sources.Sentence(f"林某{i}访华。", ((4, 5, "GPE"),)) for i in range(3)]
    sure = agreement.sure_strings(better)
    assert "访华" in sure
    silent = sources.Sentence("代表团访华归来", ())
    assert agreement.with_unknown(silent, sure).unknown == ((3, 5),)
    spoken = sources.Sentence("代表团访华归来", ((4, 5, "GPE"),))
    assert agreement.with_unknown(spoken, sure).unknown == ()


def test_armed_forces(sources: Any) -> None:
    armies = _script("agreement").armies
    assert armies(sources.Sentence("美军撤离", ((0, 1, "GPE"),))).spans == ((0, 2, "ORG"),)
    assert armies(sources.Sentence("美军事专家", ((0, 1, "GPE"),))).spans == ((0, 1, "GPE"),)


def test_renaming_keeps_the_spans(sources: Any) -> None:
    names = _script("augment").Names(
        families=["林", "何"], given=["大山", "平"], japanese=["山下太郎"], countries=["多哥", "哥斯达黎加", "日本"]
    )
    text = "何平在多哥见何平，日本气象厅说好，何平去多哥。"
    spans = ((0, 2, "PERSON"), (3, 5, "GPE"), (6, 8, "PERSON"), (9, 14, "ORG"), (17, 19, "PERSON"), (20, 22, "GPE"))
    sentence = sources.Sentence(text, spans, ((5, 6), (15, 16)))
    changed = 0
    for seed in range(40):
        new = names.renamed(sentence, random.Random(seed))
        found = [(new.text[a:b], label) for a, b, label in new.spans]
        assert [label for _, label in found] == [label for *_, label in spans]
        assert found[0] == found[2] == found[4]
        assert found[3][0].endswith("气象厅")
        assert [new.text[a:b] for a, b in new.unknown] == ["见", "好"]
        rest, position = "", 0
        for a, b, _ in new.spans:
            rest, position = rest + new.text[position:a], b
        assert rest + new.text[position:] == "在见，说好，去。"
        changed += new.text != text
    assert changed > 20


def test_trees_come_back_as_words(tmp_path: Path) -> None:
    rows = [
        ("1", "总统府", "NOUN", "NN", "2", "nsubj"),
        ("2", "批评", "VERB", "VV", "0", "root"),
        ("3", "iPhone14", "PROPN", "NNP", "4", "nmod"),
        ("4", "禁令", "NOUN", "NN", "2", "obj"),
        ("5", "。", "PUNCT", ".", "2", "punct"),
    ]
    lines = [f"{i}\t{w}\t{w}\t{u}\t{x}\t_\t{h}\t{r}\t_\tSpaceAfter=No" for i, w, u, x, h, r in rows]
    (tmp_path / "a.conllu").write_text("# text = x\n" + "\n".join(lines) + "\n\n", encoding="utf-8")
    (tree,) = _script("conllu").read(tmp_path / "a.conllu")
    doc = _script("syntax_corpus").tree_doc(_script("corpus").blank(), tree)
    assert [t.text for t in doc] == [*"总统府批评", "iPhone", "14", *"禁令。"]
    assert [(w.text, w.upos, w.xpos, w.head, w.dep) for w in words(doc)] == [
        ("总统府", "NOUN", "NN", 1, "nsubj"),
        ("批评", "VERB", "VV", 1, "ROOT"),
        ("iPhone14", "PROPN", "NNP", 3, "nmod"),
        ("禁令", "NOUN", "NN", 1, "obj"),
        ("。", "PUNCT", ".", 1, "punct"),
    ]


def test_the_scorer_on_a_perfect_and_an_empty_pipeline(sources: Any) -> None:
    scores, blank = _script("scores"), _script("corpus").blank()
    sentences = [sources.Sentence("林山在京。", ((0, 2, "PERSON"), (3, 4, "GPE")))]
    labels = {"PERSON": "PERSON", "GPE": "GPE"}
    assert scores.score_names(blank, sentences, labels)["F"] == 0
    ruler = blank.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "林山"}, {"label": "GPE", "pattern": "京"}])
    assert scores.score_names(blank, sentences, labels) == {"P": 100, "R": 100, "F": 100, "GPE": 100, "PERSON": 100}
