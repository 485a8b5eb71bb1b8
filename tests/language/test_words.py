import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language.words import INNER, Word, make_tag, split_tag, words

_VOCAB = spacy.blank("zh").vocab


def _characters() -> Doc:
    """外交部 发言人 批评 日本。"""
    first = [True, False, False, True, False, False, True, False, True, False, True]
    xpos = ["NN"] * 6 + ["VV"] * 2 + ["NNP"] * 2 + ["."]
    upos = ["NOUN"] * 6 + ["VERB"] * 2 + ["PROPN"] * 2 + ["PUNCT"]
    heads = [1, 2, 5, 4, 5, 7, 7, 7, 9, 7, 7]
    deps = [INNER, INNER, "nmod", INNER, INNER, "nsubj", INNER, "ROOT", INNER, "obj", "punct"]
    tags = [make_tag(x, u, first=f) for x, u, f in zip(xpos, upos, first, strict=True)]
    text = "外交部发言人批评日本。"
    return Doc(_VOCAB, words=list(text), spaces=[False] * len(text), tags=tags, heads=heads, deps=deps)


def test_words_of_characters() -> None:
    assert words(_characters()) == [
        Word(0, 3, "外交部", "NOUN", "NN", 1, "nmod"),
        Word(3, 6, "发言人", "NOUN", "NN", 2, "nsubj"),
        Word(6, 8, "批评", "VERB", "VV", 2, "ROOT"),
        Word(8, 10, "日本", "PROPN", "NNP", 2, "obj"),
        Word(10, 11, "。", "PUNCT", ".", 2, "punct"),
    ]


def test_words_of_a_word_pipeline() -> None:
    doc = Doc(
        _VOCAB,
        words=["日本", "抗议", "。"],
        spaces=[False] * 3,
        tags=["NR", "VV", "PU"],
        pos=["PROPN", "VERB", "PUNCT"],
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "punct"],
    )
    assert words(doc) == [
        Word(0, 2, "日本", "PROPN", "NR", 1, "nsubj"),
        Word(2, 4, "抗议", "VERB", "VV", 1, "ROOT"),
        Word(4, 5, "。", "PUNCT", "PU", 1, "punct"),
    ]


def test_white_space_ends_a_word_and_is_none() -> None:
    tags = [make_tag("NN", "NOUN", first=f) for f in (True, False, False, False)]
    doc = Doc(_VOCAB, words=["会", "\n", "谈", "判"], spaces=[False, False, True, False], tags=tags)
    assert [w.text for w in words(doc)] == ["会", "谈", "判"]


def test_a_sentence_start_begins_a_word() -> None:
    tags = [make_tag("NN", "NOUN", first=f) for f in (True, False)]
    doc = Doc(_VOCAB, words=["会", "谈"], spaces=[False, False], tags=tags, sent_starts=[True, True])
    assert [w.text for w in words(doc)] == ["会", "谈"]


def test_without_a_parse_every_word_is_its_own_head() -> None:
    doc = Doc(_VOCAB, words=["会", "谈"], spaces=[False, False])
    assert [(w.head, w.dep, w.upos) for w in words(doc)] == [(0, "", ""), (1, "", "")]


def test_no_text_no_words() -> None:
    assert words(Doc(_VOCAB)) == []


@st.composite
def _any_parse(draw: st.DrawFn) -> Doc:
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for position, i in enumerate(order):  # a tree: each hangs on one that came before it
        heads[i] = i if position == 0 else order[draw(st.integers(0, position - 1))]
    tags = [make_tag("NN", "NOUN", first=draw(st.booleans())) for _ in range(size)]
    characters = draw(st.lists(st.sampled_from(["中", "美", "\n"]), min_size=size, max_size=size))
    return Doc(_VOCAB, words=characters, spaces=[False] * size, tags=tags, heads=heads, deps=["dep"] * size)


@given(_any_parse())
@settings(max_examples=200, deadline=None)
def test_heads_form_a_tree_whatever_the_parser_did(doc: Doc) -> None:
    found = words(doc)
    assert "".join(w.text for w in found) == doc.text.replace("\n", "")
    for i in range(len(found)):
        seen, here = {i}, i
        while found[here].head != here:
            here = found[here].head
            assert here not in seen
            seen.add(here)


def test_tags() -> None:
    assert split_tag(make_tag("-LRB-", "PUNCT", first=False)) == (False, "-LRB-", "PUNCT")
    assert split_tag("VV") is None
    assert split_tag("") is None
