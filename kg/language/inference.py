"""The same network with the same weights, worked through in pieces that stay in the processor's cache.

thinc takes each step of a layer (window, matrix product, maximum, normalization, residual) over all tokens of a batch
before it goes on to the next, so that arrays of tens of megabytes are written and read again between steps. Here a
layer does all its steps for some hundred tokens at a time. What a parser computes beforehand for each token, some
kilobytes, is written into one array that is kept from batch to batch: asking the system for a new one each time takes
as long as filling it. Sums run in the same order, so the results are the same to the last bit.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from thinc.api import Model, NumpyOps

Floats: TypeAlias = npt.NDArray[np.float32]
Node: TypeAlias = Model[Any, Any]
Forward: TypeAlias = Callable[[Node, Any, bool], tuple[Any, Any]]

_ROWS = 512  # tokens at a time: window, product and result of one layer together take less than two megabytes
_FEW = 64  # below this nothing is gained
_KEPT = 1 << 26  # numbers in the array that is kept: 256 megabytes, or some 20,000 tokens of our parser
_TINY = np.float32(1e-08)  # what thinc adds to a variance


def _numbers(node: Node, name: str) -> Floats:
    array: Any = node.get_param(name)
    return np.asarray(array, dtype=np.float32)


def _layer(x: Floats, maxout: Node, norm: Node, window: int, *, residual: bool) -> Floats:
    """Maximum of linear maps of each row and its neighbours, normalized, and added to the row where it is residual."""
    weights = _numbers(maxout, "W")
    width, pieces, size = weights.shape
    # The pieces behind one another, so that their maximum is taken over whole rows.
    product = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, size).T)
    bias = _numbers(maxout, "b").T.reshape(pieces * width)
    scale, shift = _numbers(norm, "G"), _numbers(norm, "b")
    some = min(_ROWS, len(x))
    if window:
        padded = np.pad(x, ((window, window), (0, 0)))
        windows = sliding_window_view(padded, 2 * window + 1, axis=0).transpose(0, 2, 1)
        gathered = np.empty((some, 2 * window + 1, x.shape[1]), dtype=np.float32)
    out = np.empty((len(x), width), dtype=np.float32)
    space = np.empty((some, pieces * width), dtype=np.float32)
    for start in range(0, len(x), _ROWS):
        rows = x[start : start + _ROWS]
        count = len(rows)
        best, y = out[start : start + count], space[:count]
        if window:
            np.copyto(gathered[:count], windows[start : start + count])
            np.matmul(gathered[:count].reshape(count, size), product, out=y)
        else:
            np.matmul(rows, product, out=y)
        y += bias
        np.maximum(y[:, :width], y[:, width : 2 * width], out=best)
        for piece in range(2, pieces):
            np.maximum(best, y[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.multiply(best, best, out=y[:, :width]).mean(axis=1, keepdims=True)
        best *= (variance + _TINY) ** np.float32(-0.5)
        best *= scale
        best += shift
        if residual:
            best += rows
    return out


def _parts(node: Node) -> tuple[Node, Node, int] | None:
    """Maxout, normalization and window of a layer that can be worked through in pieces."""
    parts = [part for part in node.walk(order="dfs_pre") if not part.layers and part.name != "dropout"]
    if [part.name for part in parts] not in (["maxout", "layernorm"], ["expand_window", "maxout", "layernorm"]):
        return None
    return parts[-2], parts[-1], int(parts[0].attrs.get("window_size", 0))


def _is_ready(x: Any) -> bool:
    return isinstance(x, np.ndarray) and x.dtype == np.float32 and len(x) >= _FEW


def _no_gradient(_: Any) -> Any:
    raise RuntimeError("this pass was for prediction only")


def _in_pieces(original: Forward, *, residual: bool) -> Forward:
    def forward(node: Node, x: Any, is_train: bool) -> tuple[Any, Any]:
        parts = _parts(node)
        if is_train or parts is None or not _is_ready(x) or parts[0].get_dim("nP") == 1:
            return original(node, x, is_train)
        return _layer(x, *parts, residual=residual), _no_gradient

    return forward


def _with_kept_array(original: Forward) -> Forward:
    kept = threading.local()

    def forward(node: Node, x: Any, is_train: bool) -> tuple[Any, Any]:
        weights = _numbers(node, "W")
        features, width, pieces, size = weights.shape
        numbers = features * width * pieces
        if is_train or not _is_ready(x) or (len(x) + 1) * numbers > _KEPT:
            return original(node, x, is_train)
        if getattr(kept, "array", np.empty(0)).size < (len(x) + 1) * numbers:
            kept.array = np.empty((len(x) + 1) * numbers, dtype=np.float32)
        y: Floats = kept.array[: (len(x) + 1) * numbers].reshape(len(x) + 1, numbers)
        np.matmul(x, weights.reshape(numbers, size).T, out=y[1:])
        y[0] = _numbers(node, "pad").reshape(numbers)
        return y.reshape(len(x) + 1, features, width, pieces), _no_gradient

    return forward


def speed_up(model: Node) -> None:
    """Let a network on the processor predict in pieces; training and saving stay as they are."""
    for node in model.walk():
        if not isinstance(node.ops, NumpyOps):
            continue
        if node.name == "precomputable_affine":
            node._func = _with_kept_array(node._func)
        elif node.name.startswith("residual(") and _parts(node) is not None:
            node._func = _in_pieces(node._func, residual=True)
        elif node.name == "maxout>>layernorm>>dropout":
            node._func = _in_pieces(node._func, residual=False)
