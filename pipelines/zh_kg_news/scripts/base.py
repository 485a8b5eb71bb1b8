"""Weights of BERT models that exist, for the encoder to begin with."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from scripts.encoder import LONGEST, Encoder

Weights = Callable[[str], Tensor]
"""From the name of a weight, as PyTorch's own BERT has it, to the weight; a linear map's is outputs × inputs."""

_PARTS = ("query", "key", "value")


def from_onnx(path: Path) -> Weights:
    """The weights in an ONNX file; the maps of an exported BERT are known by the nodes that use them."""
    graph = onnx.load(str(path)).graph
    known = {tensor.name: torch.tensor(numpy_helper.to_array(tensor)) for tensor in graph.initializer}
    products = (node for node in graph.node if node.op_type == "MatMul" and node.input[1] in known)
    maps = {node.name: known[node.input[1]].T for node in products}

    def weight(name: str) -> Tensor:
        node = f"/{name.removesuffix('.weight').replace('.', '/').replace('layer/', 'layer.')}/MatMul"
        return maps[node] if node in maps else known[name]

    return weight


def from_checkpoint(path: Path) -> Weights:
    """The weights of TensorFlow's BERT, in the file that `scripts.checkpoint` writes."""
    known = np.load(path)

    def weight(name: str) -> Tensor:
        stem, _, kind = name.rpartition(".")
        place = "module/bert/" + stem.replace(".layer.", ".layer_").replace(".", "/")
        if stem.endswith("LayerNorm"):
            return torch.tensor(known[f"{place}/{'gamma' if kind == 'weight' else 'beta'}"])
        if stem.startswith("embeddings."):
            return torch.tensor(known[place])
        tensor = torch.tensor(known[f"{place}/{'kernel' if kind == 'weight' else 'bias'}"])
        return tensor.T if kind == "weight" else tensor

    return weight


def begin_with(encoder: Encoder, weight: Weights, rows: list[int]) -> None:
    """Give the encoder the weights of a model; of its embeddings the given rows."""

    def take(into: nn.Linear | nn.LayerNorm, *names: str) -> None:
        into.weight.copy_(torch.cat([weight(f"{name}.weight") for name in names]))
        into.bias.copy_(torch.cat([weight(f"{name}.bias") for name in names]))

    with torch.no_grad():
        encoder.characters.weight.copy_(weight("embeddings.word_embeddings.weight")[rows])
        kind = weight("embeddings.token_type_embeddings.weight")[0]
        encoder.positions.copy_(weight("embeddings.position_embeddings.weight")[:LONGEST] + kind)
        take(encoder.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.inner_layers()):
            at = f"encoder.layer.{number}"
            take(layer.parts, *(f"{at}.attention.self.{part}" for part in _PARTS))
            take(layer.joined, f"{at}.attention.output.dense")
            take(layer.first, f"{at}.attention.output.LayerNorm")
            take(layer.wide, f"{at}.intermediate.dense")
            take(layer.narrow, f"{at}.output.dense")
            take(layer.second, f"{at}.output.LayerNorm")
