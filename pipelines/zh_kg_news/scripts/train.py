"""Train the network: `python -m scripts.train CONFIG BASE NAMES TREES OUT`.

BASE is the folder with the ONNX file and tokenizer of the model to begin with; NAMES and TREES hold `train.spacy` and
`dev.spacy`. The network learns names, tags and trees at once, a batch of the one or the other at a time. After the
first phase its inner layers are cut to the numbers in them that matter most.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from kg.language.characters import Alphabet
from kg.language.decoding import best_labels
from kg.language.decoding import names as names_of
from scripts import alphabet as alphabets
from scripts import examples, prune
from scripts.encoder import Reader, count
from scripts.examples import LABELS, Example

_REPORT = 500  # steps
_WEIGHTS = "network.pt"


@dataclass(frozen=True)
class Phase:
    """A part of the training.

    `steps`: how many are taken, 0 for all; `epochs`: how often the trees are seen, the names once; `rate`: the highest
    learning rate of the encoder, after `warm_up` steps, from where it sinks to 0 at the end of the data; `share`: how
    much of the names is seen.
    """

    rate: float
    epochs: int
    share: float = 1.0
    steps: int = 0


@dataclass(frozen=True)
class Config:
    """Settings of `configs/network.toml`."""

    seed: int
    layers: int
    inner: int
    batch: int
    warm_up: int
    rate_of_heads: float
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

    def loss(self, reader: Reader, batch: list[Example]) -> Tensor:
        """How far the network is from a batch that has names, or trees."""
        numbers = torch.from_numpy(examples.characters(batch, self.alphabet))
        length = numbers.shape[1]
        with torch.autocast("cpu", torch.bfloat16):
            x = reader.encoder(numbers)
            if batch[0].names:
                return _far(reader.names(x), [e.names for e in batch], length)
            heads = torch.from_numpy(examples.wanted([e.heads for e in batch], length))
            arcs = reader.arcs(x).float() + (numbers == self.alphabet.padding)[:, None, :] * -1e9
            relations = reader.relations(x, heads.clamp(min=0))
        tags = _far(reader.tags(x.float()), [[self.tags[tag] for tag in e.tags] for e in batch], length)
        kinds = _far(relations, [[self.relations[name] for name in e.relations] for e in batch], length)
        return tags + kinds + cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=examples.UNKNOWN)


def _far(scores: Tensor, rows: Sequence[Sequence[int]], length: int) -> Tensor:
    right = torch.from_numpy(examples.wanted(rows, length)).flatten()
    return cross_entropy(scores.float().flatten(0, 1), right, ignore_index=examples.UNKNOWN)


def _learn(
    reader: Reader, task: Task, config: Config, phase: Phase, names: list[Example], trees: list[Example], out: Path
) -> None:
    rng = random.Random(config.seed)
    rng.shuffle(names)
    plan = examples.batches(names[: round(phase.share * len(names))], config.batch, rng)
    plan += [batch for _ in range(phase.epochs) for batch in examples.batches(trees, config.batch, rng)]
    rng.shuffle(plan)
    encoder = {id(parameter) for parameter in reader.encoder.parameters()}
    heads = [parameter for parameter in reader.parameters() if id(parameter) not in encoder]
    groups = [
        {"params": list(reader.encoder.parameters()), "lr": phase.rate},
        {"params": heads, "lr": config.rate_of_heads},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total, warm = len(plan), config.warm_up
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min((at + 1) / warm, (total - at) / total))
    lost = {True: [0.0], False: [0.0]}
    reader.train()
    for at, batch in enumerate(plan[: phase.steps or None]):
        loss = task.loss(reader, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        rates.step()
        lost[bool(batch[0].names)].append(loss.item())
        if at % _REPORT == 0:
            recent = {name: sum(lost[kind][-50:]) / len(lost[kind][-50:]) for name, kind in _KINDS.items()}
            print(f"{at} of {total}: " + ", ".join(f"{name} {value:.3f}" for name, value in recent.items()), flush=True)
            torch.save(reader.state_dict(), out / _WEIGHTS)  # what was learned so far is not lost with the process


_KINDS = {"names": True, "trees": False}


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
    for name in ("config", "base", "names", "trees", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    config = load_config(args.config)
    torch.manual_seed(config.seed)
    (tokenizer,), (weights,) = args.base.glob("*tokenizer.json"), args.base.glob("*.onnx")
    alphabet, rows = alphabets.select(tokenizer)
    names, trees = (examples.read(folder / "train.spacy", alphabet) for folder in (args.names, args.trees))
    tags, relations = sorted({t for e in trees for t in e.tags}), sorted({r for e in trees for r in e.relations})
    task = Task(alphabet, {t: n for n, t in enumerate(tags)}, {r: n for n, r in enumerate(relations)})
    reader = Reader(len(rows), config.layers, len(LABELS), len(tags), len(relations))
    reader.encoder.begin_with(weights, rows)
    args.out.mkdir(parents=True, exist_ok=True)
    alphabet.to_disk(args.out / "characters.txt")
    labels = {"names": LABELS, "tags": tags, "relations": relations}
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    for number, phase in enumerate(config.phases):
        if number == 1:
            some = examples.batches(names, config.batch, random.Random(config.seed))[:40]
            prune.cut(
                reader.encoder, config.inner, [torch.from_numpy(examples.characters(batch, alphabet)) for batch in some]
            )
        _learn(reader, task, config, phase, names, trees, args.out)
        torch.save(reader.state_dict(), args.out / _WEIGHTS)
    dev = [examples.read(folder / "dev.spacy", alphabet) for folder in (args.names, args.trees)]
    print(f"{count(reader)} numbers; on dev", {k: round(v, 4) for k, v in check(reader, task, *dev).items()})


if __name__ == "__main__":
    main()
