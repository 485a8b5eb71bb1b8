"""Train the network: `python -m scripts.train CONFIG BASE NAMES TREES TAUGHT OUT`.

BASE is the folder with the ONNX file and tokenizer of the model to begin with; NAMES and TREES hold `train.spacy` and
`dev.spacy`, NAMES `near.spacy` besides; TAUGHT is what `scripts.teach` wrote. The network learns names, tags and trees
at once, a batch of the one or the other at a time. After the first phase its inner layers are cut to the numbers in
them that matter most.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from kg.language.characters import Alphabet
from kg.language.decoding import best_labels
from kg.language.decoding import names as names_of
from scripts import alphabet as alphabets
from scripts import base, examples, prune
from scripts.encoder import WEIGHTS, Reader, Size, count, load_reader
from scripts.examples import LABELS, Example
from scripts.learning import Rates, far, far_from_teacher, learn

_CUT = 2  # before this phase


@dataclass(frozen=True)
class Phase:
    """A part of the training.

    `rate`: the highest learning rate of the encoder, after `warm_up` steps, from where it sinks to 0 at the end of the
    data. How often sentences are seen: `epochs` those with trees, `share` those with names, `near` of these the ones
    nearest to our conventions, `taught` what the teacher labelled. `steps`: how many are taken, 0 for all.
    """

    rate: float
    epochs: int
    share: float = 0.0
    near: float = 0.0
    taught: float = 0.0
    steps: int = 0


@dataclass(frozen=True)
class Config:
    """Settings of `configs/network.toml`; `mean`: of the weights after how many last phases the mean is taken."""

    seed: int
    layers: int
    inner: int
    batch: int
    warm_up: int
    rate_of_heads: float
    mean: int
    phases: tuple[Phase, ...]


def load_config(path: Path) -> Config:
    """Read the settings."""
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    return Config(**{**known, "phases": tuple(Phase(**phase) for phase in known["phases"])})


@dataclass(frozen=True)
class Task:
    """What is learned from: the sentences, and the numbers of tags and relations."""

    alphabet: Alphabet
    tags: dict[str, int]
    relations: dict[str, int]

    def loss(self, reader: Reader, batch: Sequence[Example]) -> Tensor:
        """How far the network is from a batch of one kind."""
        numbers = torch.from_numpy(examples.characters(batch, self.alphabet))
        length = numbers.shape[1]
        with torch.autocast("cpu", torch.bfloat16):
            x = reader.encoder(numbers)
            if batch[0].kind == "names":
                return far(reader.names(x), [e.names for e in batch])
            if batch[0].kind == "taught":
                return far_from_teacher(reader.names(x), batch)
            heads = torch.from_numpy(examples.wanted([e.heads for e in batch], length))
            arcs = reader.arcs(x).float() + (numbers == self.alphabet.padding)[:, None, :] * -1e9
            relations = reader.relations(x, heads.clamp(min=0))
        tags = far(reader.tags(x.float()), [[self.tags[tag] for tag in e.tags] for e in batch])
        kinds = far(relations, [[self.relations[name] for name in e.relations] for e in batch])
        return tags + kinds + cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=examples.UNKNOWN)


def _times(sentences: list[Example], share: float) -> list[Example]:
    """The sentences so many times, the last time a part of them."""
    whole = int(share)
    return sentences * whole + sentences[: round((share - whole) * len(sentences))]


def _learn(
    reader: Reader, task: Task, config: Config, phase: Phase, kinds: dict[str, list[Example]], out: Path
) -> None:
    rng = random.Random(config.seed)
    plan = [batch for _ in range(phase.epochs) for batch in examples.batches(kinds["trees"], config.batch, rng)]
    for kind, share in (("names", phase.share), ("near", phase.near), ("taught", phase.taught)):
        rng.shuffle(kinds[kind])
        plan += examples.batches(_times(kinds[kind], share), config.batch, rng)
    rng.shuffle(plan)
    rates = Rates(phase.rate, config.rate_of_heads, config.warm_up)
    learn(reader, reader.encoder, partial(task.loss, reader), plan, rates, out, phase.steps)


def check(reader: Reader, task: Task, names: list[Example], trees: list[Example]) -> dict[str, float]:
    """F of names, and shares of right tags and heads, by character."""
    reader.eval()
    right = {"names": 0, "tags": 0, "heads": 0}
    found = 0
    with torch.no_grad():
        for batch in examples.batches([*names, *trees], 2048, random.Random(0)):
            numbers = torch.from_numpy(examples.characters(batch, task.alphabet))
            scores, tags, arcs, _ = reader(numbers, torch.full_like(numbers, -1))
            labels = best_labels(scores[:, 1:-1].numpy(), [len(e.ids) for e in batch], LABELS)
            for row, example in enumerate(batch):
                if example.names:
                    ours = set(names_of([LABELS[number] for number in labels[row, : len(example.ids)]]))
                    theirs = set(names_of([LABELS[max(number, 0)] for number in example.names]))
                    found += len(ours) + len(theirs)
                    right["names"] += 2 * len(ours & theirs)
                inside = slice(1, 1 + len(example.tags))
                wanted = torch.tensor([task.tags.get(tag, -1) for tag in example.tags])
                right["tags"] += int((tags[row, inside] == wanted).sum())
                right["heads"] += int((arcs[row, inside].argmax(-1) == torch.tensor(example.heads)).sum())
    size = sum(len(e.tags) for e in trees)
    return {"names": right["names"] / found, "tags": right["tags"] / size, "heads": right["heads"] / size}


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("config", "base", "names", "trees", "taught", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--phase", type=int, default=1, help="begin with this phase and the network in OUT")
    args = parser.parse_args()
    config = load_config(args.config)
    torch.manual_seed(config.seed)
    (tokenizer,), (weights,) = args.base.glob("*tokenizer.json"), args.base.glob("*.onnx")
    alphabet, rows = alphabets.select(tokenizer)
    names, trees = (examples.read(folder / "train.spacy", alphabet) for folder in (args.names, args.trees))
    tags, relations = sorted({t for e in trees for t in e.tags}), sorted({r for e in trees for r in e.relations})
    task = Task(alphabet, {t: n for n, t in enumerate(tags)}, {r: n for n, r in enumerate(relations)})
    args.out.mkdir(parents=True, exist_ok=True)
    alphabet.to_disk(args.out / "characters.txt")
    labels = {"names": LABELS, "tags": tags, "relations": relations}
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    if args.phase > 1:
        reader = load_reader(args.out)
    else:
        reader = Reader(len(rows), Size(layers=config.layers), len(LABELS), len(tags), len(relations))
        base.begin_with(reader.encoder, base.from_onnx(weights), rows)
    near = examples.read(args.names / "near.spacy", alphabet)
    kinds = {"names": names, "near": near, "trees": trees, "taught": examples.read_taught(args.taught)}
    states: list[dict[str, Tensor]] = []
    for number, phase in enumerate(config.phases[args.phase - 1 :], args.phase):
        if number == _CUT:
            some = examples.batches(names, config.batch, random.Random(config.seed))[:40]
            seen = [torch.from_numpy(examples.characters(batch, alphabet)) for batch in some]
            prune.cut(reader.encoder, config.inner, seen)
        _learn(reader, task, config, phase, kinds, args.out)
        states.append({key: weight.clone() for key, weight in reader.state_dict().items()})
    last = states[-config.mean :]
    reader.load_state_dict({key: sum(state[key] for state in last) / len(last) for key in last[0]})
    torch.save(reader.state_dict(), args.out / WEIGHTS)
    dev = [examples.read(folder / "dev.spacy", alphabet) for folder in (args.names, args.trees)]
    print(f"{count(reader)} numbers; on dev", {k: round(v, 4) for k, v in check(reader, task, *dev).items()})


if __name__ == "__main__":
    main()
