"""What is counted: names, words with their trees, and characters a second. All figures are percentages."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from spacy.language import Language

from kg.evaluate import evaluate, load_gold
from kg.extract import record_of
from kg.language.words import Word, words
from kg.pipeline import analyse, describe
from kg.records import Document, Json, Record
from scripts import conllu, gold_words
from scripts.ner_sources import Sentence

Figures = dict[str, float]
_LABELS = ("PERSON", "GPE", "ORG", "LOC")


def _percent(share: float) -> float:
    return round(100 * share, 2)


def measures(right: int, predicted: int, gold: int) -> Figures:
    """Precision, recall and their harmonic mean, of counts."""
    precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    f = 2 * right / (predicted + gold) if predicted + gold else 0.0
    return {"P": _percent(precision), "R": _percent(recall), "F": _percent(f)}


def score_names(nlp: Language, sentences: list[Sentence], labels: Mapping[str, str]) -> Figures:
    """P, R, F over all names with span and label right, and F of each label.

    Args:
        nlp: The pipeline; its names are those in `doc.ents`.
        sentences: With the names as annotated.
        labels: From both sides' labels to those that are compared; names with others are left out on our side.
    """
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        wanted = {(start, end, labels[label]) for start, end, label in sentence.spans}
        found = {(e.start_char, e.end_char, labels[e.label_]) for e in doc.ents if e.label_ in labels}
        gold.update(label for *_, label in wanted)
        predicted.update(label for *_, label in found)
        right.update(label for *_, label in wanted & found)
    each = {label: measures(right[label], predicted[label], gold[label])["F"] for label in sorted(gold)}
    return {**measures(right.total(), predicted.total(), gold.total()), **each}


def _document(gold: Json) -> Document:
    return Document.from_dict({name: gold.get(name) for name in ("id", "text", "url", "title", "published")})


def score_articles(nlp: Language, folder: Path) -> Figures:
    """The names of annotated articles as they leave a pipeline with the `kg_*` components."""
    gold, about = load_gold([folder]), describe(nlp)
    records: dict[str, Record] = {d["id"]: record_of(analyse(nlp, _document(d)), about) for d in gold}
    scores = evaluate(gold, records, samples=0)
    ner = scores.measure("ner")
    each = {label: scores.measure(f"ner {label}").f for label in _LABELS if f"ner {label}" in scores.figures}
    shares = {"P": ner.precision, "R": ner.recall, "F": ner.f, **each}
    return {name: _percent(share) for name, share in shares.items()}


def _same_head(found: Sequence[Word], word: Word, tree: conllu.Tree, wanted: conllu.TreeWord) -> bool:
    head, right = found[word.head], tree.words[wanted.head]
    if head == word or right == wanted:
        return head == word and right == wanted
    return (head.start, head.end) == (right.start, right.end)


def compare_trees(found: Sequence[Word], tree: conllu.Tree) -> Counter[str]:
    """How many words, tags, heads and labelled heads of a text are right; relations without subtypes."""
    right, by_span = Counter[str](), {(w.start, w.end): w for w in found}
    for wanted in tree.words:
        word = by_span.get((wanted.start, wanted.end))
        if word is None:
            continue
        right["words"] += 1
        right["UPOS"] += word.upos == wanted.upos
        if _same_head(found, word, tree, wanted):
            right["UAS"] += 1
            is_root = found[word.head] == word
            right["LAS"] += is_root or word.dep.split(":")[0] == wanted.relation.split(":")[0]
    return right


def running_text(trees: Iterable[conllu.Tree]) -> conllu.Tree:
    """The sentences of a treebank as the one text that they make, without spaces between them."""
    text, joined = "", list[conllu.TreeWord]()
    for tree in trees:
        at, first = len(text), len(joined)
        text += tree.text
        joined += [
            conllu.TreeWord(w.start + at, w.end + at, w.upos, w.xpos, w.head + first, w.relation) for w in tree.words
        ]
    return conllu.Tree(text, tuple(joined))


def score_trees(nlp: Language, trees: list[conllu.Tree]) -> Figures:
    """F of words, UPOS, UAS, LAS from raw text as in the CoNLL 2018 shared task; UAS, LAS with the given words.

    Raw text is the running text: where sentences end the pipeline has to find out.
    """
    whole = running_text(trees)
    found = words(analyse(nlp, Document(whole.text)))
    right = compare_trees(found, whole)
    raw = {name: measures(right[name], len(found), len(whole.words))["F"] for name in ("words", "UPOS", "UAS", "LAS")}
    given, size = Counter[str](), len(whole.words)
    for tree, parsed in zip(trees, gold_words.parse(nlp, trees), strict=True):
        given += compare_trees(parsed, tree)
    return raw | {f"{name} of given words": measures(given[name], size, size)["F"] for name in ("UAS", "LAS")}


def score_speed(nlp: Language, texts: list[str]) -> Figures:
    """Characters a second of processor time in one process, the better of two runs."""
    best = 0.0
    for _ in range(2):
        begun = time.process_time()
        list(chain.from_iterable(nlp.pipe(texts)))
        best = max(best, sum(map(len, texts)) / (time.process_time() - begun))
    return {"characters a second": round(best, -2)}


def size(folder: Path) -> Figures:
    """Megabytes on disk."""
    return {"MB": round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6, 1)}


def difference(left: Figures, right: Figures) -> Figures:
    """Points by which the second set is above the first, in what both have."""
    return {name: round(right[name] - value, 2) for name, value in left.items() if name in right}
