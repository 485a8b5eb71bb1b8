"""Build the corpora of words and trees at character level: `python -m scripts.syntax_corpus DATA OUT`.

`train.spacy`, `dev.spacy`: Universal Dependencies GSD, in both scripts and in simplified characters.
"""

import argparse
import random
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.words import INNER, make_tag
from scripts import conllu, corpus
from scripts.conllu import Tree

SEED = 20261120


def tree_doc(nlp: Language, tree: Tree) -> Doc | None:
    """A `Doc` of characters with tags and heads; None where a word ends inside a token."""
    made = nlp.make_doc(tree.text)
    starts = {token.idx: token.i for token in made}
    ends = {token.idx + len(token): token.i for token in made}
    if any(word.start not in starts or word.end not in ends for word in tree.words):
        return None
    size = len(made)
    tags, heads, relations = [""] * size, list(range(size)), [INNER] * size
    for word in tree.words:
        first, last = starts[word.start], ends[word.end]
        for i in range(first, last + 1):
            tags[i] = make_tag(word.xpos, word.upos, first=i == first)
            heads[i] = i + 1
        heads[last] = ends[tree.words[word.head].end]
        relations[last] = "ROOT" if heads[last] == last else word.relation
    if not all(tags):  # white space as a token of its own
        return None
    words, spaces = [token.text for token in made], [bool(token.whitespace_) for token in made]
    starts_sentence: list[bool | int | None] = [i == 0 for i in range(size)]
    return Doc(
        nlp.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=relations, sent_starts=starts_sentence
    )


def main() -> None:
    """Write both corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    nlp = corpus.blank()
    ud: Path = args.data / "ud"
    parts = {
        "train": ("rebuilt-train/zh_gsdsimp-ud-train.rebuilt.conllu", "rebuilt-train/zh_gsd-ud-train.rebuilt.conllu"),
        "dev": ("GSDSimp/zh_gsdsimp-ud-dev.conllu",),
    }
    for part, files in parts.items():
        trees = [doc for file in files for tree in conllu.read(ud / file) if (doc := tree_doc(nlp, tree)) is not None]
        random.Random(SEED).shuffle(trees)
        corpus.write(trees, args.out / f"{part}.spacy", ["TAG", "HEAD", "DEP", "SENT_START"])
        print(f"{part}: {len(trees)} sentences, {sum(map(len, trees))} tokens")


if __name__ == "__main__":
    main()
