"""How much more annotation would help: `python -m scripts.learning_curve OUT GOLD [GOLD ...]`.

Writes `25.spacy`, `50.spacy`, `75.spacy`, `100.spacy`: the sentences of so many per cent of the annotated articles,
without any other corpus. `spacy train configs/ner.cfg --paths.train OUT/25.spacy --training.max_steps 800 …` trains on
one of them.
"""

import argparse
import random
from pathlib import Path

from scripts import corpus, ner_sources
from scripts.ner_corpus import SEED

PARTS = (25, 50, 75, 100)


def main() -> None:
    """Write the four corpora; each one contains the one before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    args = parser.parse_args()
    articles = ner_sources.articles(args.gold)
    random.Random(SEED).shuffle(articles)
    nlp = corpus.blank()
    for part in PARTS:
        chosen = articles[: round(len(articles) * part / 100)]
        sentences = [sentence for path in chosen for sentence in ner_sources.gold(path)]
        docs = [doc for sentence in sentences if (doc := corpus.named(nlp, sentence)) is not None]
        corpus.write(docs, args.out / f"{part}.spacy", ["ENT_IOB", "ENT_TYPE"])
        print(f"{part} %: {len(chosen)} articles, {len(docs)} sentences, {sum(len(doc.ents) for doc in docs)} names")


if __name__ == "__main__":
    main()
