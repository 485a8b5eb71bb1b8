"""The corpora as numbers, and batches of them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import DocBin

from kg.language.characters import Alphabet, Ids
from kg.language.decoding import OUTSIDE
from scripts import corpus

LABELS = (OUTSIDE, *(f"{place}-{kind}" for kind in ("PERSON", "GPE", "ORG", "LOC", "FAC") for place in "BIES"))
"""Labels of names: the beginning, inside and end of a name, or a single token."""

UNKNOWN = -100
"""What is not known, or does not count; torch's loss leaves it out."""

_LONGEST = 500  # tokens of a sentence; the few longer ones are left out
_ENTITY_INSIDE, _ENTITY_OUTSIDE, _ENTITY_BEGINS = 1, 2, 3


Shares = npt.NDArray[np.float16]
"""Characters × labels of names: how likely a teacher finds each."""


@dataclass(frozen=True)
class Example:
    """A sentence: numbers of its characters, and what is known of each; empty where nothing is."""

    ids: Ids
    names: Sequence[int] = ()
    likely: Shares | None = None
    tags: Sequence[str] = ()
    heads: Sequence[int] = ()
    relations: Sequence[str] = ()

    @property
    def kind(self) -> str:
        """What it teaches: names, what a teacher says of them, or trees."""
        return "names" if self.names else "trees" if self.tags else "taught"


def _names(iobs: Sequence[int], kinds: Sequence[str]) -> Iterator[int]:
    for at, (iob, kind) in enumerate(zip(iobs, kinds, strict=True)):
        if iob in (_ENTITY_INSIDE, _ENTITY_BEGINS):
            ends = at + 1 == len(iobs) or iobs[at + 1] != _ENTITY_INSIDE
            place = ("S" if ends else "B") if iob == _ENTITY_BEGINS else ("E" if ends else "I")
            yield LABELS.index(f"{place}-{kind}")
        else:
            yield LABELS.index(OUTSIDE) if iob == _ENTITY_OUTSIDE else UNKNOWN


def read(path: Path, alphabet: Alphabet) -> list[Example]:
    """The sentences of a corpus that `scripts.corpus` wrote; those with the same characters and trees once.

    Names are read where it has names, trees where it has trees. Our corpora of trees hold each sentence in both
    scripts, which to the network are the same.
    """
    nlp = corpus.blank()
    examples, seen = list[Example](), set[bytes]()
    for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
        ids = alphabet.numbers(nlp.make_doc(doc.text))  # a corpus does not hold the normal forms
        if len(doc) > _LONGEST:
            continue
        if not doc.has_annotation("DEP"):
            names = tuple(_names([token.ent_iob for token in doc], [token.ent_type_ for token in doc]))
            examples.append(Example(ids, names))
        elif ids.tobytes() not in seen:
            seen.add(ids.tobytes())
            heads = [0 if token.head.i == token.i else token.head.i + 1 for token in doc]
            relations = tuple(token.dep_ for token in doc)
            tags = tuple(token.tag_ for token in doc)
            examples.append(Example(ids, tags=tags, heads=heads, relations=relations))
    return examples


def write_taught(path: Path, taught: Sequence[Example]) -> None:
    """Write what a teacher says of sentences."""
    ids, likely = [e.ids for e in taught], [e.likely for e in taught if e.likely is not None]
    sizes = np.array([len(sentence) for sentence in ids])
    np.savez(path, ids=np.concatenate(ids).astype(np.int32), sizes=sizes, likely=np.concatenate(likely))


def read_taught(path: Path) -> list[Example]:
    """Read what `write_taught` wrote."""
    with np.load(path) as known:
        ends = np.cumsum(known["sizes"])[:-1]
        ids, likely = (np.split(known[kind], ends) for kind in ("ids", "likely"))
    return [Example(sentence.astype(np.int64), likely=shares) for sentence, shares in zip(ids, likely, strict=True)]


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Sentences of like length together, `size` numbers in a batch with what fills it up, in random order."""
    order = list(examples)
    rng.shuffle(order)
    made = []
    for start in range(0, len(order), 2000):
        batch: list[Example] = []
        for example in sorted(order[start : start + 2000], key=lambda e: len(e.ids)):
            if batch and (len(batch) + 1) * (len(example.ids) + 2) > size:
                made.append(batch)
                batch = []
            batch.append(example)
        if batch:
            made.append(batch)
    rng.shuffle(made)
    return made


def characters(batch: Sequence[Example], alphabet: Alphabet) -> Ids:
    """What the network sees of a batch."""
    return alphabet.rows([example.ids for example in batch])


def wanted(rows: Sequence[Sequence[int]], length: int) -> Ids:
    """What is to be said of each position, in one row for the loss; the signs around a sentence do not count."""
    out = np.full((len(rows), length), UNKNOWN, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, 1 : len(row) + 1] = row
    return out


def shares(batch: Sequence[Example], length: int) -> npt.NDArray[np.float32]:
    """What a teacher says of a batch, 0 where it says nothing."""
    out = np.zeros((len(batch), length, len(LABELS)), dtype=np.float32)
    for number, example in enumerate(batch):
        if example.likely is not None:
            out[number, 1 : len(example.ids) + 1] = example.likely
    return out
