"""The component on the packaged network; what it finds is tested in test_pipeline."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.errors import PipelineError
from kg.language.network import Network
from kg.pipeline import load_pipeline

_TEXTS = (
    "台湾国防部周三表示，美国军舰通过台湾海峡。中国外交部对此提出抗议。",
    "日本首相安倍晋三周三访问了印度。",
    "会",
    "",
    "　\n\n",
    "A 2023",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(components=False)


def _network(nlp: Language) -> Network:
    network = nlp.get_pipe("kg_network")
    assert isinstance(network, Network)
    return network


def _seen(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def test_alone_or_among_others_a_text_is_read_the_same(nlp: Language) -> None:
    together = list(nlp.pipe(_TEXTS * 3))
    assert [_seen(doc) for doc in together] == [_seen(nlp(text)) for text in _TEXTS * 3]


def test_each_sentence_is_one_tree(nlp: Language) -> None:
    doc = nlp("".join(_TEXTS))
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert {token.i for token in roots[0].subtree} == {token.i for token in sentence}


def test_sentences_stay_as_they_were_found(nlp: Language) -> None:
    doc = nlp("总理访问河内。\n他说：“很好。”随后离开")
    assert [sentence.text.strip() for sentence in doc.sents] == ["总理访问河内。", "他说：“很好。”", "随后离开"]


def test_universal_parts_of_speech_come_from_the_tags(nlp: Language) -> None:
    doc = nlp("总理访问中国。\n")
    assert [token.pos_ for token in doc] == ["NOUN", "NOUN", "VERB", "VERB", "PROPN", "PROPN", "PUNCT", "SPACE"]


def test_a_sentence_of_any_length_is_read(nlp: Language) -> None:
    doc = nlp("中国访问日本" * 300)
    assert len(doc) == 1800
    assert all(token.tag_ for token in doc)


def test_given_heads_are_kept_and_have_relations(nlp: Language) -> None:
    network = _network(nlp)
    doc = nlp.make_doc("他访问日本")
    numbers = network.alphabet.numbers(doc)
    heads = np.array([3, 3, 0, 5, 3])
    (read,) = network.read([numbers], [heads])
    assert read.heads.tolist() == heads.tolist()
    kinds = [network.relations[number] for number in read.relations.argmax(1)]
    assert (kinds[0], kinds[2]) == ("nsubj", "ROOT")


def test_written_and_read_again_it_says_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [_seen(again(text)) for text in _TEXTS] == [_seen(nlp(text)) for text in _TEXTS]


def test_labels_are_the_kinds_of_names(nlp: Language) -> None:
    assert _network(nlp).labels == ("FAC", "GPE", "LOC", "ORG", "PERSON")


def test_without_a_network_it_says_so() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_network")
    with pytest.raises(PipelineError, match="has no network"):
        nlp("日本")


@pytest.mark.parametrize("file", ["network.onnx", "labels.json", "characters.txt"])
@pytest.mark.parametrize("content", [None, b"\xff\x00 no such thing"])
def test_a_broken_folder_costs_one_line(tmp_path: Path, file: str, content: bytes | None) -> None:
    source = resources.pipeline() / "kg_network"
    for name in ("network.onnx", "labels.json", "characters.txt"):
        if name != file:
            (tmp_path / name).write_bytes((source / name).read_bytes())
        elif content is not None:
            (tmp_path / name).write_bytes(content)
    with pytest.raises(PipelineError, match="no network that can be read") as raised:
        Network(spacy.blank("zh").vocab).from_disk(tmp_path)
    assert str(tmp_path) in str(raised.value)
