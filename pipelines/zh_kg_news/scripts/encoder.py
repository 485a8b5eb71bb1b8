"""The network in PyTorch: a transformer over characters with heads for names, tags, and trees.

The encoder is BERT's (Devlin et al. 2019); `scripts.base` gives it the weights of a model that exists. Trees are found
as by Dozat and Manning (2017): each position has a score as head of each other one.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

LONGEST = 512
WEIGHTS = "network.pt"
_ARC, _RELATION = 256, 64


@dataclass(frozen=True)
class Size:
    """How large an encoder is: width of its vectors, numbers inside each layer, heads of attention, layers."""

    width: int = 512
    inner: int = 2048
    heads: int = 8
    layers: int = 4


class Layer(nn.Module):
    """Attention and two linear maps, each added to what it is given and normalized."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.parts = nn.Linear(size.width, 3 * size.width)
        self.joined = nn.Linear(size.width, size.width)
        self.first = nn.LayerNorm(size.width, eps=1e-12)
        self.wide = nn.Linear(size.width, size.inner)
        self.narrow = nn.Linear(size.inner, size.width)
        self.second = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Vectors of the same shape; `hidden` is added to the scores of what may not be looked at."""
        rows, length, width = x.shape
        each = width // self.heads
        query, key, value = (
            part.reshape(rows, length, self.heads, each).transpose(1, 2) for part in self.parts(x).split(width, dim=-1)
        )
        scores = query @ key.transpose(2, 3) * each**-0.5 + hidden
        seen = self.dropout(torch.softmax(scores, -1)) @ value
        x = self.first(x + self.dropout(self.joined(seen.transpose(1, 2).reshape(rows, length, width))))
        out: Tensor = self.second(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))
        return out


class Encoder(nn.Module):
    """Numbers of characters to vectors. The lowest `fixed` layers, and what is below them, do not learn."""

    def __init__(self, characters: int, size: Size, dropout: float = 0.1, fixed: int = 0) -> None:
        super().__init__()
        self.characters = nn.Embedding(characters, size.width)
        self.positions = nn.Parameter(torch.zeros(LONGEST, size.width))
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        for part in (self.characters, self.norm, *self.layers[:fixed]) if fixed else ():
            part.requires_grad_(False)
        self.positions.requires_grad_(not fixed)

    def forward(self, characters: Tensor) -> Tensor:
        """Rows × length numbers, 0 where there is none, to rows × length × width."""
        hidden = (characters == 0)[:, None, None, :].float() * -1e4
        x: Tensor = self.dropout(self.norm(self.characters(characters) + self.positions[: characters.shape[1]]))
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def inner_layers(self) -> list[Layer]:
        """The layers, from below."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]


class Reader(nn.Module):
    """The encoder with its heads. The first position of each row holds no character: it is the root of the tree."""

    def __init__(self, characters: int, size: Size, names: int, tags: int, relations: int) -> None:
        super().__init__()
        self.encoder = Encoder(characters, size)
        self.names = nn.Linear(size.width, names)
        self.tags = nn.Linear(size.width, tags)
        self.arc_head, self.arc_dependent = nn.Linear(size.width, _ARC), nn.Linear(size.width, _ARC)
        self.relation_head, self.relation_dependent = nn.Linear(size.width, _RELATION), nn.Linear(size.width, _RELATION)
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


def load_reader(folder: Path) -> Reader:
    """The network that `scripts.train` wrote."""
    known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    state = torch.load(folder / WEIGHTS, weights_only=True)
    layers = 1 + max(int(key.split(".")[2]) for key in state if key.startswith("encoder.layers."))
    rows, inner = len(state["encoder.characters.weight"]), len(state["encoder.layers.0.wide.bias"])
    names, tags, relations = (len(known[kind]) for kind in ("names", "tags", "relations"))
    reader = Reader(rows, Size(layers=layers, inner=inner), names, tags, relations)
    reader.load_state_dict(state)
    return reader


def count(module: nn.Module) -> int:
    """Numbers that are learned."""
    return int(np.sum([parameter.numel() for parameter in module.parameters()]))
