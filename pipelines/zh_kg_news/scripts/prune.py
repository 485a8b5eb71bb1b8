"""Cut the inner layers of a transformer to the numbers in them that matter most.

What a number matters is how large it is on some sentences, times how much it weighs in what the layer gives out.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from scripts.encoder import Encoder, Layer


def _sizes(encoder: Encoder, batches: Iterable[Tensor]) -> list[Tensor]:
    """The mean size of each inner number of each layer."""
    sums = [torch.zeros(layer.wide.out_features) for layer in encoder.inner_layers()]

    def adds(number: int) -> object:
        def add(_: object, __: object, out: Tensor) -> None:
            sums[number] += gelu(out.float()).abs().flatten(0, -2).sum(0)

        return add

    hooks = [layer.wide.register_forward_hook(adds(n)) for n, layer in enumerate(encoder.inner_layers())]
    encoder.eval()
    with torch.no_grad():
        for batch in batches:
            encoder(batch)
    for hook in hooks:
        hook.remove()
    return sums


def _cut(layer: Layer, keep: Tensor) -> None:
    width = layer.narrow.out_features
    wide, narrow = nn.Linear(width, len(keep)), nn.Linear(len(keep), width)
    with torch.no_grad():
        wide.weight.copy_(layer.wide.weight[keep])
        wide.bias.copy_(layer.wide.bias[keep])
        narrow.weight.copy_(layer.narrow.weight[:, keep])
        narrow.bias.copy_(layer.narrow.bias)
    layer.wide, layer.narrow = wide, narrow


def cut(encoder: Encoder, size: int, batches: Iterable[Tensor]) -> None:
    """Leave `size` inner numbers in each layer."""
    for layer, sizes in zip(encoder.inner_layers(), _sizes(encoder, batches), strict=True):
        matters = sizes * layer.narrow.weight.detach().norm(dim=0)
        _cut(layer, matters.topk(size).indices.sort().values)
