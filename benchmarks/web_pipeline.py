"""The pipeline that a user of spaCy would download for Chinese, `zh_core_web_sm`, in its shape but without its weights.

`zh_core_web_sm.cfg` holds the published architecture: widths, depths, feature tables, batch size, components. What the
weights would add is the number of labels (37 tags, 45 relations, 18 kinds of names, from the published metadata of
version 3.8) and the segmentation model, neither of which the machine can guess: labels are numbered here, and the
segmenter, pkuseg, is trained for two rounds on a treebank, which gives it a real model with real words. Without a
treebank or without the package `spacy-pkuseg` it is jieba, which is faster.

Speed with random weights is that of the trained ones: each token costs the same matrix products whatever stands in the
matrices, the name recognizer makes one move for each token, and the arc-eager parser moves each token onto its stack
and off it once, wherever its arcs go. Only a sentence boundary is a move on top of these two, so random weights, which
would set one behind every token, are kept from it. Where the published material leaves a choice the cheaper one is
taken: four feature tables (as in version 3.4, the last whose config could be read) and each relation in one direction
only.
"""

import contextlib
import io
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model, NumpyOps, fix_random_seed

TAGS, RELATIONS, NAMES = 37, 45, 18
_CONFIG = Path(__file__).with_name("zh_core_web_sm.cfg")
_ROUNDS = 2
_SEED = 20261120
_TREEBANK = "ud/rebuilt-train/zh_gsdsimp-ud-train.rebuilt.conllu"


def treebank_sentences(data: Path) -> list[list[str]]:
    """The words of the treebank's sentences."""
    sentences: list[list[str]] = [[]]
    for line in (data / _TREEBANK).read_text(encoding="utf-8").split("\n"):
        number, _, rest = line.partition("\t")
        if number.isdigit():
            sentences[-1].append(rest.partition("\t")[0])
        elif not line and sentences[-1]:
            sentences.append([])
    return [words for words in sentences if words]


def _train_pkuseg(sentences: list[list[str]], folder: Path) -> None:
    import spacy_pkuseg  # noqa: PLC0415 - need not be installed

    lines = [" ".join(words) for words in sentences]
    (folder / "train.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "test.txt").write_text("\n".join(lines[:50]), encoding="utf-8")
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):  # it writes where it stands
        spacy_pkuseg.train("train.txt", "test.txt", "model", train_iter=_ROUNDS)


def _labelled(nlp: Language) -> Iterator[Example]:
    """Documents that show each label once: arcs to the right and to the left in turn, a name for each kind."""
    tags, relations = [f"T{i}" for i in range(TAGS)], [f"r{i}" for i in range(RELATIONS - 1)]
    for leftward in (True, False):
        some = relations[::2] if leftward else relations[1::2]
        size = len(some) + 1
        root = size - 1 if leftward else 0
        deps = [*some, "ROOT"] if leftward else ["ROOT", *some]
        labels = list(itertools.islice(itertools.cycle(tags), size * (not leftward), size * (not leftward) + size))
        doc = Doc(nlp.vocab, words=["字"] * size, tags=labels, heads=[root] * size, deps=deps)
        yield Example(Doc(nlp.vocab, words=["字"] * size), doc)
    size = 2 * NAMES
    iob = [f"{'BI'[i % 2]}-N{i // 2}" for i in range(size)]
    yield Example(Doc(nlp.vocab, words=["名"] * size), Doc(nlp.vocab, words=["名"] * size, ents=iob))


def _randomize(nlp: Language) -> None:
    """Fill the matrices that training starts at zero: from zeros no move would ever be better than the first."""
    generator = np.random.default_rng(_SEED)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            for name in node.param_names:
                if name == "W" and node.has_param(name) and not node.get_param(name).any():
                    shape = node.get_param(name).shape
                    node.set_param(name, generator.normal(0, 0.1, shape).astype("float32"))


def _no_boundaries(nlp: Language) -> None:
    parser: Any = nlp.get_pipe("parser")
    output = parser.model.layers[-1]
    bias = output.get_param("b").copy()
    bias[[parser.moves.get_class_name(i) == "B-ROOT" for i in range(parser.moves.n_moves)]] = -100
    output.set_param("b", bias)


def take_products(nlp: Language, *, blis: bool) -> None:
    """Let the networks multiply matrices with blis, as spaCy does by itself, or with numpy."""
    ops = NumpyOps(use_blis=blis)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops


def load(data: Path | None) -> tuple[Language, str]:
    """The pipeline, and the name of its segmenter.

    Args:
        data: Folder with the treebank for pkuseg; None takes jieba.
    """
    fix_random_seed(_SEED)
    config = spacy.util.load_config(_CONFIG)
    config["nlp"]["tokenizer"]["segmenter"] = "pkuseg" if data else "jieba"
    with tempfile.TemporaryDirectory() as folder:
        if data:
            _train_pkuseg(treebank_sentences(data), Path(folder))
            config["initialize"] = {"tokenizer": {"pkuseg_model": f"{folder}/model", "pkuseg_user_dict": "default"}}
        nlp = spacy.util.load_model_from_config(config, auto_fill=True)
        examples = list(_labelled(nlp))
        nlp.initialize(lambda: examples)
    _randomize(nlp)
    _no_boundaries(nlp)
    ruler: Any = nlp.get_pipe("attribute_ruler")
    for i in range(TAGS):
        ruler.add(patterns=[[{"TAG": f"T{i}"}]], attrs={"POS": "NOUN"})
    return nlp, "pkuseg" if data else "jieba"
