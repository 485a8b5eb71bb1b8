"""Texts tagged by `scripts.teacher`, as a stream of examples for `spacy train`: they are too many for memory."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry


def tagged_doc(nlp: Language, text: str, units: list[tuple[int, str]]) -> Doc | None:
    """A `Doc` whose tokens are tagged with the beginning or inside of a word; None where a word cuts a token."""
    made = nlp.make_doc(text)
    tags: dict[int, str] = {}
    start = 0
    for length, tag in units:
        tags[start] = f"B-{tag}"
        tags.update(dict.fromkeys(range(start + 1, start + length), f"I-{tag}"))
        start += length
    if start != len(text):
        return None
    words, spaces = [token.text for token in made], [bool(token.whitespace_) for token in made]
    return Doc(nlp.vocab, words=words, spaces=spaces, tags=[tags[token.idx] for token in made])


@registry.readers("kg.Tagged.v1")  # type: ignore[untyped-decorator]
def tagged(path: Path, first: int, last: int) -> Callable[[Language], Iterator[Example]]:
    """Lines `first` to `last` (exclusive; 0: to the end) of a file of tagged texts."""

    def read(nlp: Language) -> Iterator[Example]:
        with Path(path).open(encoding="utf-8") as lines:
            for line in islice(lines, first, last or None):
                text, units = json.loads(line)
                doc = tagged_doc(nlp, text, units)
                if doc is not None and len(doc):
                    yield Example(nlp.make_doc(text), doc)

    return read
