"""Measure a pipeline: `python -m scripts.evaluate PIPELINE DATA GOLD [--json FILE] [--card README.md]`.

From raw text, in the script in which each set is written. Names are right when span and label are; the corpora that
know PER, LOC, ORG are scored on these three, with GPE, LOC and FAC as LOC. The articles are scored for the network
alone and with the `kg_*` components. Words, tags and trees are scored as in the CoNLL 2018 shared task, from the
running text of the treebank: F over words of the same span, relations without subtypes; then heads once more with the
treebank's words given (`scripts.gold_words` says how). PIPELINE is a folder or the name of an installed package.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from spacy.language import Language

from kg.pipeline import load_pipeline
from scripts import card, conllu, ner_sources, scores
from scripts.card import NAMES, SCRIPTS, TREES
from scripts.ner_sources import Sentence
from scripts.scores import Figures

Results = dict[str, Figures]
_COARSE = {"PERSON": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
_OURS = {"PERSON": "PERSON", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
_PUBLISHED = Path(__file__).parents[1] / "published.toml"
# Traditional sets and the simplified ones that they are twins of.
_TWINS = {
    "UNER GSD test": (NAMES, "UNER GSDSimp test"),
    "articles dev-hant, network alone": (NAMES, "articles dev, network alone"),
    "articles dev-hant, with components": (NAMES, "articles dev, with components"),
    "GSD test": (TREES, "GSDSimp test"),
}


def _articles(folder: Path) -> list[Sentence]:
    return [sentence for path in sorted(folder.glob("*.json")) for sentence in ner_sources.gold(path, window=0)]


def _measurements(pipeline: str, data: Path, gold: Path) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """The name of each set and what measures it."""
    network: Callable[[], Language] = cache(lambda: load_pipeline(pipeline, components=False))
    full: Callable[[], Language] = cache(lambda: load_pipeline(pipeline))

    def names(read: Callable[[], Iterable[Sentence]], labels: dict[str, str]) -> Figures:
        return scores.score_names(network(), list(read()), labels)

    def trees(path: Path) -> Figures:
        return scores.score_trees(network(), list(conllu.read(path)))

    ner, ud = data / "ner", data / "ud"
    yield (
        f"{NAMES}MSRA test",
        partial(names, partial(ner_sources.msra, ner / "msra/MSRA.zip", "msra_test_bio"), _COARSE),
    )
    for name, file in (
        ("GSDSimp test", "GSDSIMP/zh_gsdsimp-ud"),
        ("GSD test", "GSD/zh_gsd-ud"),
        ("PUD", "PUD/zh_pud-ud"),
    ):
        path = ner / f"uner/{file}-test.iob2"
        yield f"{NAMES}UNER {name}", partial(names, partial(ner_sources.uner, path), _COARSE)
    for part in ("dev", "dev-hant"):
        yield f"{NAMES}articles {part}, network alone", partial(names, partial(_articles, gold / part), _OURS)
        yield (
            f"{NAMES}articles {part}, with components",
            partial(lambda folder: scores.score_articles(full(), folder), gold / part),
        )
    yield f"{TREES}GSDSimp dev", partial(trees, ud / "GSDSimp/zh_gsdsimp-ud-dev.conllu")
    yield f"{TREES}GSDSimp test", partial(trees, ud / "GSDSimp/zh_gsdsimp-ud-test.conllu")
    yield f"{TREES}GSD test", partial(trees, ud / "GSD/zh_gsd-ud-test.conllu")
    yield "speed", lambda: scores.score_speed(network(), [article.text for article in _articles(gold / "dev")])
    if Path(pipeline).is_dir():
        yield "size", lambda: scores.size(Path(pipeline))


def _scripts(results: Results) -> Results:
    """Differences between a set in traditional characters and its twin."""
    return {
        f"{SCRIPTS}{hant}": scores.difference(results[f"{kind}{hans}"], results[f"{kind}{hant}"])
        for hant, (kind, hans) in _TWINS.items()
        if f"{kind}{hant}" in results and f"{kind}{hans}" in results
    }


def evaluate(pipeline: str, data: Path, gold: Path, only: Iterable[str] = ()) -> Results:
    """All figures, or those whose name begins with one of `only`."""
    prefixes = tuple(only) or ("",)
    results: Results = {}
    for name, measure in _measurements(pipeline, data, gold):
        if name.startswith(prefixes):
            results[name] = measure()
            print(f"{name}: {' · '.join(f'{key} {value}' for key, value in results[name].items())}", flush=True)
    return {**results, **_scripts(results)}


def main() -> None:
    """Measure, print, and put the tables into the model card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline")
    parser.add_argument("data", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of the sets' names")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--card", type=Path)
    args = parser.parse_args()
    results = evaluate(args.pipeline, args.data, args.gold, args.only)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if args.card:
        measured = f"Measured on {datetime.now(UTC):%Y-%m-%d}.\n\n{card.figures(results)}"
        text = card.fill(args.card.read_text(encoding="utf-8"), "figures", measured)
        args.card.write_text(card.fill(text, "published", card.published(_PUBLISHED, results)), encoding="utf-8")


if __name__ == "__main__":
    main()
