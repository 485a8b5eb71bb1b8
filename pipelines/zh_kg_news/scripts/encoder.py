"""The network in PyTorch: a transformer over characters with heads for names, tags, and trees.

The encoder is BERT's (Devlin et al. 2019), of width 512 with four layers or fewer, and begins with the weights of
bge-small-zh-v1.5. Trees are found as by Dozat and Manning (2017): each position has a score as head of each other one.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

WIDTH, INNER, HEADS, LONGEST = 512, 2048, 8, 512
_ARC, _RELATION = 256, 64
_PARTS = ("query", "key", "value")


class Layer(nn.Module):
    """Attention and two linear maps, each added to what it is given and normalized."""

    def __init__(self, dropout: float, inner: int) -> None:
        super().__init__()
        self.parts = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Vectors of the same shape; `hidden` is added to the scores of what may not be looked at."""
        rows, length, _ = x.shape
        query, key, value = (
            part.reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.parts(x).split(WIDTH, dim=-1)
        )
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + hidden
        seen = self.dropout(torch.softmax(scores, -1)) @ value
        x = self.first(x + self.dropout(self.joined(seen.transpose(1, 2).reshape(rows, length, WIDTH))))
        out: Tensor = self.second(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))
        return out


class Encoder(nn.Module):
    """Numbers of characters to vectors."""

    def __init__(self, characters: int, layers: int, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.characters = nn.Embedding(characters, WIDTH)
        self.positions = nn.Parameter(torch.zeros(LONGEST, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, characters: Tensor) -> Tensor:
        """Rows × length numbers, 0 where there is none, to rows × length × width."""
        hidden = (characters == 0)[:, None, None, :].float() * -1e4
        x = self.dropout(self.norm(self.characters(characters) + self.positions[: characters.shape[1]]))
        for layer in self.layers:
            x = layer(x, hidden)
        out: Tensor = x
        return out

    def inner_layers(self) -> list[Layer]:
        """The layers, from below."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def begin_with(self, path: Path, rows: list[int]) -> None:
        """Take the weights of a BERT model in an ONNX file; of its embeddings the given rows."""
        graph = onnx.load(str(path)).graph
        known = {tensor.name: torch.tensor(numpy_helper.to_array(tensor)) for tensor in graph.initializer}
        products = (node for node in graph.node if node.op_type == "MatMul" and node.input[1] in known)
        maps = {node.name: known[node.input[1]].T for node in products}

        def take(into: nn.Linear | nn.LayerNorm, *names: str) -> None:
            is_map = isinstance(into, nn.Linear)
            weights = [maps[f"/{n.replace('.', '/').replace('layer/', 'layer.')}/MatMul"] if is_map
                       else known[f"{n}.weight"] for n in names]  # fmt: skip
            into.weight.copy_(torch.cat(weights))
            into.bias.copy_(torch.cat([known[f"{n}.bias"] for n in names]))

        with torch.no_grad():
            self.characters.weight.copy_(known["embeddings.word_embeddings.weight"][rows])
            kind = known["embeddings.token_type_embeddings.weight"][0]
            self.positions.copy_(known["embeddings.position_embeddings.weight"] + kind)
            take(self.norm, "embeddings.LayerNorm")
            for number, layer in enumerate(self.inner_layers()):
                at = f"encoder.layer.{number}"
                take(layer.parts, *(f"{at}.attention.self.{part}" for part in _PARTS))
                take(layer.joined, f"{at}.attention.output.dense")
                take(layer.first, f"{at}.attention.output.LayerNorm")
                take(layer.wide, f"{at}.intermediate.dense")
                take(layer.narrow, f"{at}.output.dense")
                take(layer.second, f"{at}.output.LayerNorm")


class Reader(nn.Module):
    """The encoder with its heads. The first position of each row holds no character: it is the root of the tree."""

    def __init__(self, characters: int, layers: int, names: int, tags: int, relations: int, inner: int = INNER) -> None:
        super().__init__()
        self.encoder = Encoder(characters, layers, inner)
        self.names = nn.Linear(WIDTH, names)
        self.tags = nn.Linear(WIDTH, tags)
        self.arc_head, self.arc_dependent = nn.Linear(WIDTH, _ARC), nn.Linear(WIDTH, _ARC)
        self.relation_head, self.relation_dependent = nn.Linear(WIDTH, _RELATION), nn.Linear(WIDTH, _RELATION)
        self.arc = nn.Linear(_ARC + 1, _ARC, bias=False)
        self.relation = nn.Linear(_RELATION + 1, relations * (_RELATION + 1), bias=False)
        for layer in (self.arc, self.relation):
            nn.init.normal_(layer.weight, std=0.02)
        self.dropout = nn.Dropout(0.3)

    def _small(self, layer: nn.Module, x: Tensor, *, one: bool) -> Tensor:
        small: Tensor = self.dropout(functional.leaky_relu(layer(x), 0.1))
        return torch.cat([small, torch.ones_like(small[..., :1])], -1) if one else small

    def arcs(self, x: Tensor) -> Tensor:
        """Rows × dependents × heads, scores."""
        dependents = self.arc(self._small(self.arc_dependent, x, one=True))
        scores: Tensor = dependents @ self._small(self.arc_head, x, one=False).transpose(1, 2)
        return scores

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """Rows × positions × relations, scores of the relation of each to the head given."""
        above = self._small(self.relation_head, x, one=True)
        above = torch.gather(above, 1, heads[..., None].expand(-1, -1, above.shape[-1]))
        below = self.relation(self._small(self.relation_dependent, x, one=True)).unflatten(-1, (-1, _RELATION + 1))
        scores: Tensor = (below * above[:, :, None, :]).sum(-1)
        return scores

    def forward(self, characters: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What `kg.language.network` wants to know; see there."""
        x = self.encoder(characters)
        arcs = self.arcs(x) + (characters == 0)[:, None, :].float() * -1e4
        heads = torch.where(heads >= 0, heads, arcs.argmax(-1))
        return self.names(x), self.tags(x).argmax(-1), arcs, self.relations(x, heads)


def count(module: nn.Module) -> int:
    """Numbers that are learned."""
    return int(np.sum([parameter.numel() for parameter in module.parameters()]))
