from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.ml._precomputable_affine import PrecomputableAffine
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import Maxout, Model, NumpyOps

from kg.language.embedding import lexicon_embed
from kg.language.inference import speed_up
from kg.language.lexicon import word_key

_OPS = NumpyOps(use_blis=False)
_GENERATOR = np.random.default_rng(7)
_VOCAB = spacy.blank("zh").vocab
_VOCAB.vectors = Vectors(data=np.eye(2, dtype=np.float16), keys=[word_key("德国"), word_key("访问")])


def _floats(*shape: int) -> Any:
    return _GENERATOR.normal(size=shape).astype("float32")


def _ready(make: Callable[[], Model[Any, Any]], x: Any) -> tuple[Model[Any, Any], Model[Any, Any]]:
    """A network as thinc runs it, and its copy that runs in pieces; no weight is zero."""
    plain, fast = make(), make()
    for model in (plain, fast):
        model.initialize(X=x)
        for node in model.walk():
            node.ops = _OPS
    for one, other in zip(plain.walk(), fast.walk(), strict=True):
        for name in one.param_names:
            value = _floats(*one.get_param(name).shape)
            one.set_param(name, value)
            other.set_param(name, value.copy())
    speed_up(fast)
    return plain, fast


@given(
    st.lists(st.integers(0, 700), min_size=1, max_size=4),
    st.integers(1, 3),
    st.integers(1, 3),
)
@settings(max_examples=25, deadline=None)
def test_convolutions_give_the_same(lengths: list[int], window: int, pieces: int) -> None:
    texts = [_floats(length, 16) for length in lengths]
    plain, fast = _ready(lambda: MaxoutWindowEncoder(16, window, pieces, 3), [_floats(9, 16)])
    for left, right in zip(plain.predict(texts), fast.predict(texts), strict=True):
        assert left.shape == right.shape
        np.testing.assert_allclose(left, right, rtol=1e-5, atol=1e-5)


def test_our_embedding_gives_the_same() -> None:
    docs = [Doc(_VOCAB, words=list("德国总理访问河内。" * repeat)) for repeat in (0, 1, 30, 200)]
    plain, fast = _ready(lambda: lexicon_embed(24, [50, 60, 70, 8], [16, 8, 8, 4], 12, 3), docs)
    for left, right in zip(plain.predict(docs), fast.predict(docs), strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-5, atol=1e-5)


def test_what_a_parser_prepares_is_the_same_time_after_time() -> None:
    def make() -> Model[Any, Any]:
        model: Model[Any, Any] = PrecomputableAffine(nO=12, nF=5, nI=16, nP=2)  # type: ignore[no-untyped-call]
        return model

    plain, fast = _ready(make, _floats(9, 16))
    for length in (300, 64, 1, 500, 300):
        x = _floats(length, 16)
        np.testing.assert_allclose(plain.predict(x), fast.predict(x), rtol=1e-5, atol=1e-5)


def test_training_and_saving_stay_as_they_are() -> None:
    x = _floats(200, 16)
    plain, fast = _ready(lambda: MaxoutWindowEncoder(16, 2, 3, 2), [x])
    assert plain.to_bytes() == fast.to_bytes()
    gradients = []
    for model in (plain, fast):
        (y,), back = model.begin_update([x])
        (dx,) = back([np.ones_like(y)])
        gradients.append(dx)
    np.testing.assert_allclose(gradients[0], gradients[1], rtol=1e-4, atol=1e-4)


def test_a_pass_for_prediction_has_no_gradient() -> None:
    x = _floats(200, 16)
    _, fast = _ready(lambda: MaxoutWindowEncoder(16, 2, 3, 1), [x])
    _, back = fast.layers[0](x, is_train=False)
    with pytest.raises(RuntimeError, match="prediction"):
        back(x)


def test_weights_may_change_in_between() -> None:
    x = _floats(200, 16)
    plain, fast = _ready(lambda: Maxout(16, 16, nP=2, dropout=0.0, normalize=True), x)
    for model in (plain, fast):
        model.predict(x)
        maxout = next(node for node in model.walk() if node.name == "maxout")
        maxout.set_param("W", maxout.get_param("W") * 2)
    np.testing.assert_allclose(plain.predict(x), fast.predict(x), rtol=1e-5, atol=1e-5)
