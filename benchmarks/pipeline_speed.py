"""How fast our pipeline is beside the one that a user of spaCy would download, in one process on one thread.

usage: OMP_NUM_THREADS=1 python -m benchmarks.pipeline_speed [TEXTS] [--data DATA] [--rounds 7] [--pipeline NAME]

Both pipelines (ours without the `kg_*` components that build the graph; the architecture of `zh_core_web_sm`, see
`web_pipeline.py`) read the same texts in turn, round after round, so that whatever else the machine does falls on
both. The figures are medians of processor time over the rounds; a ratio is the median of the ratios of single rounds.
The other pipeline runs as spaCy runs it, with the matrix products of blis, and once more with those of numpy: blis is
slow on processors that it does not know. TEXTS is a file or folder that `kg` can read; without it the sample articles
are read. DATA is a folder with the treebank that the other pipeline's segmenter, pkuseg (`pip install spacy-pkuseg`),
is trained on; without it jieba (`pip install jieba`) segments, which is faster.
"""

import argparse
import os
import time
from pathlib import Path
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import web_pipeline
from kg import resources
from kg.pipeline import DEFAULT, load_pipeline
from kg.read import read_all
from kg.records import Document

_LEAST = 30_000  # characters a round: enough batches for a stable figure


def texts(path: Path) -> list[str]:
    """The articles below a path, again and again until there are `_LEAST` characters."""
    read = [outcome.text for outcome in read_all([path]) if isinstance(outcome, Document)]
    size = sum(map(len, read))
    if not size:
        raise SystemExit(f"no articles in {path}")
    return read * -(-_LEAST // size)


def speed(nlp: Language, documents: list[str]) -> float:
    """Characters a second."""
    begun = time.process_time()
    for _ in nlp.pipe(documents):
        pass
    return sum(map(len, documents)) / (time.process_time() - begun)


def shares(nlp: Language, documents: list[str]) -> dict[str, float]:
    """Seconds of each part for the texts in one batch after the other, as `nlp.pipe` makes them."""
    seconds = dict.fromkeys(("tokenizer", *nlp.pipe_names), 0.0)
    for start in range(0, len(documents), nlp.batch_size):
        begun = time.process_time()
        docs: list[Doc] = [nlp.make_doc(text) for text in documents[start : start + nlp.batch_size]]
        seconds["tokenizer"] += time.process_time() - begun
        for name, pipe in nlp.pipeline:
            begun = time.process_time()
            docs = list(pipe.pipe(docs, batch_size=nlp.batch_size)) if hasattr(pipe, "pipe") else list(map(pipe, docs))
            seconds[name] += time.process_time() - begun
    return seconds


def _show_shares(name: str, seconds: dict[str, float]) -> None:
    total = sum(seconds.values())
    parts = "  ".join(f"{part} {value / total:.0%}" for part, value in seconds.items())
    print(f"{name}: {parts}")


def _round(ours: Language, other: Language, documents: list[str]) -> tuple[float, float, float]:
    speeds = [speed(ours, documents)]
    for blis in (True, False):
        web_pipeline.take_products(other, blis=blis)
        speeds.append(speed(other, documents))
    return speeds[0], speeds[1], speeds[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=resources.seeds() / "sample")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pipeline", default=DEFAULT)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        raise SystemExit("run it with OMP_NUM_THREADS=1 in the environment: matrix products use every core otherwise")
    documents = texts(args.texts)
    ours = load_pipeline(args.pipeline, components=False)
    other, segmenter = web_pipeline.load(args.data)
    speed(ours, documents[:3]), speed(other, documents[:3])
    rounds = [_round(ours, other, documents) for _ in range(args.rounds)]
    print(f"{sum(map(len, documents)):,} characters in {len(documents)} articles; {args.rounds} rounds, medians")
    names = (args.pipeline, f"zh_core_web_sm's shape, {segmenter}", "the same, matrix products by numpy")
    for column, name in enumerate(names):
        ratio = median(row[0] / row[column] for row in rounds)
        against = f", ratio {ratio:.2f}" if column else ""
        print(f"{name}: {median(row[column] for row in rounds):,.0f} characters a second{against}")
    _show_shares(names[0], shares(ours, documents))
    web_pipeline.take_products(other, blis=True)
    _show_shares(names[1], shares(other, documents))


if __name__ == "__main__":
    main()
