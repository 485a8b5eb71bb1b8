"""Steps of gradient descent, the same for every network here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from scripts import examples
from scripts.encoder import WEIGHTS
from scripts.examples import Example

_REPORT = 500  # steps


@dataclass(frozen=True)
class Rates:
    """The highest learning rates of the encoder and of its heads, after `warm_up` steps; from there they sink to 0."""

    encoder: float
    heads: float
    warm_up: int


def learn(
    network: nn.Module,
    encoder: nn.Module,
    loss: Callable[[Sequence[Example]], Tensor],
    plan: Sequence[list[Example]],
    rates: Rates,
    out: Path,
    steps: int = 0,
) -> None:
    """One step for each batch of the plan, or the first `steps` of them; weights are written to `out` on the way."""
    inside = {id(parameter) for parameter in encoder.parameters()}
    groups = [
        {"params": [*encoder.parameters()], "lr": rates.encoder},
        {"params": [p for p in network.parameters() if id(p) not in inside], "lr": rates.heads},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total, warm = len(plan), rates.warm_up
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min((at + 1) / warm, (total - at) / total))
    lost: dict[str, list[float]] = {}
    network.train()
    for at, batch in enumerate(plan[: steps or None]):
        far = loss(batch)
        optimizer.zero_grad()
        far.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost.setdefault(batch[0].kind, []).append(far.item())
        if at % _REPORT == 0:
            recent = ", ".join(f"{kind} {sum(some[-50:]) / len(some[-50:]):.3f}" for kind, some in lost.items())
            print(f"{at} of {total}: {recent}", flush=True)
            torch.save(network.state_dict(), out / WEIGHTS)  # what was learned so far is not lost with the process
    torch.save(network.state_dict(), out / WEIGHTS)


def far(scores: Tensor, rows: Sequence[Sequence[int]]) -> Tensor:
    """How far scores are from what is known; what is not known does not count."""
    right = torch.from_numpy(examples.wanted(rows, scores.shape[1])).flatten()
    return cross_entropy(scores.float().flatten(0, 1), right, ignore_index=examples.UNKNOWN)


def far_from_teacher(scores: Tensor, batch: Sequence[Example]) -> Tensor:
    """How far scores are from what a teacher finds likely (Hinton, Vinyals and Dean 2015)."""
    likely = torch.from_numpy(examples.shares(batch, scores.shape[1]))
    return -(likely * torch.log_softmax(scores.float(), -1)).sum() / likely.sum()
