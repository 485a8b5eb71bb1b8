"""What the networks of our pipeline know of a token: itself, its neighbours, its kind, and the words it stands in.

A single character says little (中 is a state, a middle, and a part of a hundred words), so each token is looked up as
itself, as the pair with its left neighbour and as the centre of three. The keys are hashes of the NORM forms, so both
scripts share one table; thinc's `HashEmbed` (four rows a key, added up) keeps the tables small. Beside these learned
tables stands the lexicon of `kg.language.lexicon`, which is not changed by training.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

from kg.language.lexicon import EDGE, Keys, lexicon_features, pair_keys


def character_keys(doc: Doc) -> Keys:
    """The keys of character, pair with the left one, triple, shape: an array of (tokens, 4)."""
    columns = np.asarray(doc.to_array(["NORM", "SHAPE"]), dtype=np.uint64).reshape(len(doc), 2)
    norm, shape = columns[:, 0], columns[:, 1]
    edge = np.array([EDGE], dtype=np.uint64)
    edged = np.concatenate((edge, norm, edge))
    pair = pair_keys(edged[:-2], edged[1:-1])
    triple = pair_keys(pair, edged[2:])
    return np.stack((norm, pair, triple, shape), axis=1)


def _keys(model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Any]:  # noqa: ARG001
    return [model.ops.asarray2i(cast(Any, character_keys(doc)), dtype="uint64") for doc in docs], lambda _: []


def _words(model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Any]:  # noqa: ARG001
    norms = (np.asarray(doc.to_array("NORM"), dtype=np.uint64) for doc in docs)
    features = (lexicon_features(doc.vocab.vectors, norm) for doc, norm in zip(docs, norms, strict=True))
    return [model.ops.asarray2f(cast(Any, array)) for array in features], lambda _: []


@registry.architectures("kg.LexiconEmbed.v1")  # type: ignore[untyped-decorator]
def lexicon_embed(
    width: int, rows: list[int], widths: list[int], lexicon_width: int, seed: int
) -> Model[list[Doc], list[Floats2d]]:
    """Vectors of the tokens of a list of documents, from characters and from the words of the pipeline's lexicon.

    Args:
        width: Of the vectors that come out.
        rows: Table sizes for character, pair, triple, shape.
        widths: Vector widths in these four tables.
        lexicon_width: To how much the features of the lexicon are condensed.
        seed: The hash seeds count up from here.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(vector, table, column=column, seed=seed + column)
        for column, (table, vector) in enumerate(zip(rows, widths, strict=True))
    ]
    joined: Callable[..., Model[Any, Any]] = concatenate
    characters: Model[Any, Any] = chain(Model("character_keys", _keys), list2ragged(), with_array(joined(*tables)))
    words: Model[Any, Any] = chain(
        Model("lexicon_features", _words),
        list2ragged(),
        with_array(Maxout(lexicon_width, nP=2, dropout=0.0, normalize=True)),
    )
    return chain(
        joined(characters, words),
        with_array(Maxout(width, sum(widths) + lexicon_width, nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )
