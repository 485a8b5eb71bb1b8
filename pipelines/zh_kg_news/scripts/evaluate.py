"""Measure a pipeline from raw text: `python -m scripts.evaluate PIPELINE DATA GOLD [--json FILE] [--card README.md]`.

Names are right when span and label are; the corpora that know PER, LOC, ORG are scored on these three, with GPE, LOC
and FAC as LOC. Words, tags and trees are scored as in the CoNLL 2018 shared task: F over words of the same span,
relations without subtypes. PIPELINE is a folder or the name of an installed package.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.language import Language

import scripts.functions  # noqa: F401 - registers the parts
from kg.language.words import words
from scripts import conllu, ner_sources
from scripts.ner_sources import Sentence

Results = dict[str, dict[str, float]]
_COARSE = {"PERSON": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
_OURS = {"PERSON": "PERSON", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def _figures(right: int, predicted: int, gold: int) -> dict[str, float]:
    precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    f = 2 * right / (predicted + gold) if predicted + gold else 0.0
    return {"P": round(100 * precision, 2), "R": round(100 * recall, 2), "F": round(100 * f, 2)}


def score_names(nlp: Language, sentences: list[Sentence], labels: dict[str, str]) -> dict[str, float]:
    """P, R, F over all names and F of each label."""
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        wanted = {(start, end, labels[label]) for start, end, label in sentence.spans}
        found = {(e.start_char, e.end_char, labels[e.label_]) for e in doc.ents if e.label_ in labels}
        gold.update(label for *_, label in wanted)
        predicted.update(label for *_, label in found)
        right.update(label for *_, label in wanted & found)
    each = {label: _figures(right[label], predicted[label], gold[label])["F"] for label in sorted(gold)}
    return {**_figures(right.total(), predicted.total(), gold.total()), **each}


def score_trees(nlp: Language, trees: list[conllu.Tree]) -> dict[str, float]:
    """F of words, UPOS, UAS, LAS, and the words themselves from the parser's side."""
    right, predicted, gold = Counter[str](), 0, 0
    for tree, doc in zip(trees, nlp.pipe(t.text for t in trees), strict=True):
        found = words(doc)
        predicted, gold = predicted + len(found), gold + len(tree.words)
        by_span = {(w.start, w.end): w for w in found}
        for word in tree.words:
            match = by_span.get((word.start, word.end))
            if match is None:
                continue
            right["Words"] += 1
            right["UPOS"] += match.upos == word.upos
            head, wanted = found[match.head], tree.words[word.head]
            is_root, root_wanted = head == match, wanted == word
            if is_root == root_wanted and (is_root or (head.start, head.end) == (wanted.start, wanted.end)):
                right["UAS"] += 1
                right["LAS"] += is_root or match.dep.split(":")[0] == word.relation.split(":")[0]
    return {name: _figures(right[name], predicted, gold)["F"] for name in ("Words", "UPOS", "UAS", "LAS")}


def score_speed(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Characters a second in one process, the better of two runs."""
    best = 0.0
    for _ in range(2):
        begun = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        if not tokens:
            break
        best = max(best, sum(map(len, texts)) / (time.perf_counter() - begun))
    return {"characters a second": round(best, -2)}


def _articles(folder: Path) -> list[Sentence]:
    return [sentence for path in sorted(folder.glob("*.json")) for sentence in ner_sources.gold(path, window=0)]


def evaluate(nlp: Language, data: Path, gold: Path, only: Iterable[str] = ()) -> Results:
    """All figures, or those whose name begins with one of `only`."""
    ner, ud = data / "ner", data / "ud"
    names: dict[str, tuple[Callable[[], list[Sentence]], dict[str, str]]] = {
        "names: MSRA test": (lambda: list(ner_sources.msra(ner / "msra/MSRA.zip", "msra_test_bio")), _COARSE),
        "names: UNER GSD test": (lambda: list(ner_sources.uner(ner / "uner/GSD/zh_gsd-ud-test.iob2")), _COARSE),
        "names: UNER GSDSimp test": (
            lambda: list(ner_sources.uner(ner / "uner/GSDSIMP/zh_gsdsimp-ud-test.iob2")),
            _COARSE,
        ),
        "names: UNER PUD": (lambda: list(ner_sources.uner(ner / "uner/PUD/zh_pud-ud-test.iob2")), _COARSE),
        "names: articles dev": (lambda: _articles(gold / "dev"), _OURS),
        "names: articles dev-hant": (lambda: _articles(gold / "dev-hant"), _OURS),
    }
    trees = {
        "syntax: GSDSimp dev": ud / "GSDSimp/zh_gsdsimp-ud-dev.conllu",
        "syntax: GSDSimp test": ud / "GSDSimp/zh_gsdsimp-ud-test.conllu",
        "syntax: GSD test": ud / "GSD/zh_gsd-ud-test.conllu",
    }
    prefixes = tuple(only) or ("",)
    results: Results = {}
    for name, (read, labels) in names.items():
        if name.startswith(prefixes):
            results[name] = score_names(nlp, read(), labels)
    for name, path in trees.items():
        if name.startswith(prefixes):
            results[name] = score_trees(nlp, list(conllu.read(path)))
    if "speed".startswith(prefixes):
        results["speed"] = score_speed(nlp, [article.text for article in _articles(gold / "dev")])
    return results


def table(results: Results) -> str:
    """The figures as Markdown."""
    lines = ["| set | figures |", "|--|--|"]
    for name, figures in results.items():
        values = " · ".join(
            f"{key} {value:,.0f}" if value > 100 else f"{key} {value:.1f}" for key, value in figures.items()
        )
        lines.append(f"| {name} | {values} |")
    return "\n".join(lines)


_FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main() -> None:
    """Measure, print, and put the table into the model card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline")
    parser.add_argument("data", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of the sets' names")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--card", type=Path)
    args = parser.parse_args()
    results = evaluate(spacy.load(args.pipeline), args.data, args.gold, args.only)
    print(table(results))
    if args.json:
        args.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if args.card:
        card = args.card.read_text(encoding="utf-8")
        args.card.write_text(_FIGURES.sub(rf"\g<1>{table(results)}\n\g<2>", card), encoding="utf-8")


if __name__ == "__main__":
    main()
