"""Universal Dependencies files, by words with character offsets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class TreeWord:
    """A word of a tree; `head` is an index into the sentence, its own for the root."""

    start: int
    end: int
    upos: str
    xpos: str
    head: int
    relation: str


@dataclass(frozen=True)
class Tree:
    """A sentence as written and its words."""

    text: str
    words: tuple[TreeWord, ...]


def read(path: Path) -> Iterator[Tree]:
    """The trees of a CoNLL-U file; the text is made of the forms and `SpaceAfter`."""
    text, words = "", list[TreeWord]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line:
            if words:
                yield Tree(text.rstrip(), tuple(words))
            text, words = "", []
            continue
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdigit():
            continue
        _, form, _, upos, xpos, _, head, relation, _, misc = columns
        index = len(words)
        words.append(
            TreeWord(len(text), len(text) + len(form), upos, xpos, int(head) - 1 if head != "0" else index, relation)
        )
        text += form if "SpaceAfter=No" in misc else f"{form} "
