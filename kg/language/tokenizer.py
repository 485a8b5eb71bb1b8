"""The tokenizer of our own pipeline: one token a Han character, so that no wrong word boundary can cost a name.

White space follows spaCy's rule: one space behind a token belongs to it, any other white space is a token of its own,
and the tokens joined again give the text. A lone surrogate, which spaCy's string store cannot hold, stands in the
`Doc` as U+FFFD: `doc.text` then differs from the text given in that character, and all offsets hold.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.types import Ints2d

from kg.language.script import to_simplified, without_surrogates

# Ideographs with 〇 and 々, their compatibility forms and the planes beyond the first; kana; Bopomofo; Hangul.
_SINGLE = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"(?P<space>\s+)|[{_SINGLE}]|\d+|(?P<letters>[^\W\d_{_SINGLE}](?:[^\W\d_{_SINGLE}]|[\u0300-\u036f])*)|.",
    re.DOTALL,
)
# Full-width forms of the ASCII signs, the ideographic space, and İ, the one letter that two stand for in lower case.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x130: 0x69}


def normal_form(text: str) -> str:
    """What the model sees: simplified characters, ASCII signs in half width, lower case; same length.

    >>> normal_form("臺灣ＡＩ２０２３")
    '台湾ai2023'
    """
    return to_simplified(text).translate(_HALF_WIDTH).lower()


def split_characters(text: str) -> Iterator[tuple[int, int, bool]]:
    r"""Start, end and "a space follows" of every token, in order.

    >>> list(split_characters("用AI 3\n好"))
    [(0, 1, False), (1, 3, True), (4, 5, False), (5, 6, False), (6, 7, False)]
    """
    held: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if held is not None:
            space = text[start] == " "
            yield (*held, space)
            held = None
            if space and match.lastgroup == "space":
                start += 1
                if start == end:
                    continue
        if match.lastgroup == "space":
            yield start, end, False
        else:
            held = (start, end)
    if held is not None:
        yield (*held, False)


class CharTokenizer:
    """Text to a `Doc` of characters; the NORM of each token is its simplified form."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """One token a Han character, a run of letters, a run of digits, or any other sign."""
        text = without_surrogates(text)
        normal = normal_form(text)
        spans = list(split_characters(text))
        words = [text[start:end] for start, end, _ in spans]
        doc = Doc(self.vocab, words=words, spaces=[space for _, _, space in spans])
        if words:
            add = self.vocab.strings.add
            norms = np.array([[add(normal[start:end])] for start, end, _ in spans], dtype=np.uint64)
            doc.from_array(["NORM"], cast(Ints2d, norms))
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the rules are in the code."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "CharTokenizer":
        """Nothing to read."""
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Nothing to write."""

    def from_disk(self, path: str | Path, **_: object) -> "CharTokenizer":  # noqa: ARG002 - the signature is spaCy's
        """Nothing to read."""
        return self


@registry.tokenizers("kg.CharTokenizer.v1")  # type: ignore[untyped-decorator]
def make_char_tokenizer() -> Callable[[Language], CharTokenizer]:
    """For the block `[nlp.tokenizer]` of a config."""

    def create(nlp: Language) -> CharTokenizer:
        return CharTokenizer(nlp.vocab)

    return create
