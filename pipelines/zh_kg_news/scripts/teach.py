"""Let a larger network say what names raw text has: `python -m scripts.teach CONFIG BASE TEACHER NAMES TEXTS OUT`.

TEACHER, a multilingual BERT, has `assets/vocab.txt` and what `scripts.checkpoint` writes, `weights.npz`; BASE,
which gives the alphabet, and NAMES are as for `scripts.train`. The teacher's lower layers learn names from
`NAMES/teacher.spacy`; then, for each character of TEXTS, a sentence a line, how likely it finds each label is written
to OUT/taught.npz.
"""

import argparse
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.language.characters import Alphabet
from scripts import alphabet as alphabets
from scripts import base, corpus, examples
from scripts.encoder import Encoder, Size
from scripts.examples import LABELS, Example
from scripts.learning import Rates, far, learn


@dataclass(frozen=True)
class Config:
    """Settings of `configs/teacher.toml`."""

    seed: int
    layers: int
    fixed: int
    batch: int
    warm_up: int
    rate: float
    rate_of_heads: float
    characters: int


class Teacher(nn.Module):
    """A larger encoder with labels of names."""

    def __init__(self, alphabet: Alphabet, config: Config) -> None:
        super().__init__()
        size = Size(width=768, inner=3072, heads=12, layers=config.layers)
        self.encoder = Encoder(len(alphabet.entries), size, fixed=config.fixed)
        self.names = nn.Linear(size.width, len(LABELS))
        self.alphabet = alphabet

    def forward(self, batch: Sequence[Example]) -> Tensor:
        """Rows × length × labels, scores."""
        numbers = torch.from_numpy(examples.characters(batch, self.alphabet))
        with torch.autocast("cpu", torch.bfloat16):
            scores: Tensor = self.names(self.encoder(numbers))
        return scores.float()

    def loss(self, batch: Sequence[Example]) -> Tensor:
        """How far it is from the names of a batch."""
        return far(self(batch), [example.names for example in batch])


def label(teacher: Teacher, sentences: list[Example], size: int) -> list[Example]:
    """What the teacher says of sentences, in another order."""
    said = []
    teacher.eval()
    with torch.no_grad():
        for batch in examples.batches(sentences, size, random.Random(0)):
            likely = torch.softmax(teacher(batch), -1).numpy().astype(np.float16)
            for example, shares in zip(batch, likely, strict=True):
                said.append(Example(example.ids, likely=shares[1 : len(example.ids) + 1]))
    return said


def _some(texts: Path, alphabet: Alphabet, characters: int) -> list[Example]:
    nlp, some, seen = corpus.blank(), list[Example](), 0
    with texts.open(encoding="utf-8") as lines:
        for line in lines:
            ids = alphabet.numbers(nlp.make_doc(line.rstrip("\n")))
            some.append(Example(ids))
            seen += len(ids)
            if seen >= characters:
                break
    return some


def main() -> None:
    """Teach the teacher, let it label, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("config", "base", "teacher", "names", "texts", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    config = Config(**tomllib.loads(args.config.read_text(encoding="utf-8")))
    torch.manual_seed(config.seed)
    (tokenizer,) = args.base.glob("*tokenizer.json")
    alphabet, _ = alphabets.select(tokenizer)
    vocabulary = (args.teacher / "assets" / "vocab.txt").read_text(encoding="utf-8").split("\n")
    teacher = Teacher(alphabet, config)
    base.begin_with(
        teacher.encoder, base.from_checkpoint(args.teacher / "weights.npz"), alphabets.places(alphabet, vocabulary)
    )
    args.out.mkdir(parents=True, exist_ok=True)
    known = examples.read(args.names / "teacher.spacy", alphabet)
    plan = examples.batches(known, config.batch, random.Random(config.seed))
    rates = Rates(config.rate, config.rate_of_heads, config.warm_up)
    learn(teacher, teacher.encoder, teacher.loss, plan, rates, args.out)
    said = label(teacher, _some(args.texts, alphabet, config.characters), 2 * config.batch)
    examples.write_taught(args.out / "taught.npz", said)
    print(f"{len(said)} sentences labelled")


if __name__ == "__main__":
    main()
