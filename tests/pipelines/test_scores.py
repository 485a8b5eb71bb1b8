"""What `pipelines/zh_kg_news/scripts` counts, on sentences of our own."""

import importlib
import itertools
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.language.words import INNER, Word
from kg.pipeline import load_pipeline

_FOLDER = Path(__file__).resolve().parents[2] / "pipelines" / "zh_kg_news"
_TEXT = "总理昨天在河内批评了这个国家，外交部没有回应。"


def _script(name: str) -> Any:
    if str(_FOLDER) not in sys.path:
        sys.path.insert(0, str(_FOLDER))
    return importlib.import_module(f"scripts.{name}")


scores, gold_words, conllu, card = (_script(name) for name in ("scores", "gold_words", "conllu", "card"))


def _tree(*words: str, heads: list[int] | None = None, relations: list[str] | None = None) -> Any:
    made, at = [], 0
    for i, word in enumerate(words):
        head = heads[i] if heads else 0
        made.append(conllu.TreeWord(at, at + len(word), "NOUN", "NN", head, relations[i] if relations else "dep"))
        at += len(word)
    return conllu.Tree("".join(words), tuple(made))


@cache
def _network() -> Language:
    return load_pipeline(components=False)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _network()


def _is_tree(found: list[Word]) -> bool:
    for i in range(len(found)):
        seen, here = {i}, i
        while found[here].head != here:
            here = found[here].head
            if here in seen:
                return False
            seen.add(here)
    return True


@given(st.sets(st.integers(1, len(_TEXT) - 1)))
@settings(max_examples=60, deadline=None)
def test_any_words_can_be_given(cuts: set[int]) -> None:
    borders = [0, *sorted(cuts), len(_TEXT)]
    tree = _tree(*(_TEXT[a:b] for a, b in itertools.pairwise(borders)))
    (found,) = gold_words.parse(_network(), [tree])
    assert [(w.start, w.end, w.text) for w in found] == [(w.start, w.end, _TEXT[w.start : w.end]) for w in tree.words]
    assert _is_tree(found)
    assert all(w.dep != INNER for w in found)
    assert sum(w.head == i for i, w in enumerate(found)) == 1


def test_given_words_are_parsed_as_the_pipeline_parses_them(nlp: Language) -> None:
    tree = _tree("总理", "昨天", "批评", "了", "这个", "国家", "。")
    (found,) = gold_words.parse(nlp, [tree])
    by_text = {w.text: w for w in found}
    assert by_text["总理"].dep == "nsubj"
    assert found[by_text["总理"].head].text == "批评"
    assert by_text["批评"].dep == "ROOT"


def test_words_that_end_inside_a_token_and_spaces(nlp: Language) -> None:
    tree = conllu.Tree(
        "用AI2023 版", tuple(conllu.TreeWord(a, b, "X", "X", 0, "dep") for a, b in ((0, 2), (2, 5), (5, 7), (8, 9)))
    )
    (found,) = gold_words.parse(nlp, [tree])
    assert [w.text for w in found] == ["用A", "I20", "23", "版"]
    assert _is_tree(found)


def test_both_scripts_with_given_words(nlp: Language) -> None:
    hans, hant = _tree("台湾", "国防部", "表示", "抗议"), _tree("台灣", "國防部", "表示", "抗議")
    left, right = gold_words.parse(nlp, [hans, hant])
    assert [(w.head, w.dep) for w in left] == [(w.head, w.dep) for w in right]


def test_a_pipeline_of_words_gets_the_words_as_tokens() -> None:
    other = spacy.blank("zh")
    other.add_pipe("parser")
    made = Doc(other.vocab, words=["日本", "抗议"], heads=[1, 1], deps=["nsubj", "ROOT"])
    other.initialize(lambda: [Example(Doc(other.vocab, words=["日本", "抗议"]), made)])
    (found,) = gold_words.parse(other, [_tree("德国", "同意", "停火")])
    assert [w.text for w in found] == ["德国", "同意", "停火"]
    assert _is_tree(found)


def test_trees_are_compared_word_by_word() -> None:
    tree = _tree("日本", "外相", "抗议", heads=[1, 2, 2], relations=["nmod", "nsubj", "root"])
    right = [
        Word(0, 2, "日本", "PROPN", "NNP", 1, "nmod:poss"),
        Word(2, 4, "外相", "NOUN", "NN", 2, "obj"),
        Word(4, 6, "抗议", "NOUN", "NN", 2, "ROOT"),
    ]
    assert scores.compare_trees(right, tree) == {"words": 3, "UPOS": 2, "UAS": 3, "LAS": 2}
    split = [
        Word(0, 1, "日", "NOUN", "NN", 1, "nmod"),
        Word(1, 4, "本外相", "NOUN", "NN", 2, "nsubj"),
        Word(4, 6, "抗议", "NOUN", "NN", 1, "ROOT"),
    ]
    assert +scores.compare_trees(split, tree) == {"words": 1, "UPOS": 1}


def test_running_text_moves_spans_and_heads() -> None:
    whole = scores.running_text([_tree("会谈", "。", heads=[0, 0]), _tree("他", "同意", heads=[1, 1])])
    assert whole.text == "会谈。他同意"
    assert [(w.start, w.end, w.head) for w in whole.words] == [(0, 2, 0), (2, 3, 0), (3, 4, 3), (4, 6, 3)]


def test_measures_and_differences() -> None:
    assert scores.measures(3, 4, 6) == {"P": 75.0, "R": 50.0, "F": 60.0}
    assert scores.measures(0, 0, 0) == {"P": 0.0, "R": 0.0, "F": 0.0}
    assert scores.difference({"F": 90.0, "LOC": 1.0}, {"F": 89.25}) == {"F": -0.75}


def test_articles_with_components_are_scored_as_the_records_are(tmp_path: Path) -> None:
    text = "日本外务省周三抗议。"
    names = [
        {"start": 0, "end": 5, "text": "日本外务省", "label": "ORG", "entity": "E"},
        {"start": 5, "end": 7, "text": "周三", "label": "PERSON", "entity": "F"},
    ]
    nothing = '"times": [], "entities": [], "events": [], "relations": [], "sentences": [[0, 10]]'
    mentions = str(names).replace("'", '"')
    (tmp_path / "a.json").write_text(f'{{"id": "a", "text": "{text}", "mentions": {mentions}, {nothing}}}', "utf-8")
    found = scores.score_articles(load_pipeline(), tmp_path)
    assert found == {"P": 100.0, "R": 50.0, "F": 66.67, "PERSON": 0.0, "ORG": 100.0}


def test_tables_and_their_place_in_the_card() -> None:
    results = {
        "names: A": {"P": 1.0, "R": 2.0, "F": 3.25, "ORG": 4.0},
        "syntax: B": {"words": 93.0, "LAS": 60.0},
        "scripts: C": {"P": 1.0, "F": -0.5},
        "speed": {"characters a second": 12300.0},
    }
    tables = card.figures(results)
    assert "| A | 1.0 | 2.0 | 3.2 | ORG 4.0 |" in tables
    assert "| B | 93.0 |  |  | 60.0 |  |  |" in tables
    assert "| C | F -0.5 |" in tables
    assert "| speed, characters a second | 12,300 |" in tables
    filled = card.fill("a\n<!-- figures -->\nold\n<!-- end of figures -->\nb", "figures", r"\1 new")
    assert filled == "a\n<!-- figures -->\n\\1 new\n<!-- end of figures -->\nb"
    with pytest.raises(ValueError, match="published"):
        card.fill("no place", "published", "")


def test_published_figures_name_their_source_and_our_sets() -> None:
    table = card.published(_FOLDER / "published.toml", {"names: MSRA test": {"F": 81.04}})
    rows = table.split("\n")[2:]
    assert all("[source](https://" in row for row in rows)
    assert [row for row in rows if "| F 81.0 |" in row and "Lattice" in row]
    known = {name for name, _ in _script("evaluate")._measurements("model", Path("data"), Path("gold"))}
    assert set(card.same_sets(_FOLDER / "published.toml")) <= known
    readme = (_FOLDER / "README.md").read_text(encoding="utf-8")
    assert card.fill(card.fill(readme, "figures", ""), "published", "")
