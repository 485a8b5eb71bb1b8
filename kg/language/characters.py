"""The alphabet of a network over characters: which number each token has."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

Ids = npt.NDArray[np.int64]

PADDING, UNKNOWN, BEGIN, END, SPACE = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[SPACE]"


class Alphabet:
    """Entries in the order of their numbers: the five above, then characters, words and numbers in normal form."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = tuple(entries)
        self._numbers = {entry: number for number, entry in enumerate(entries)}
        self._known: dict[int, int] = {}
        self.padding, self.unknown, self.begin, self.end, self.space = (
            self._numbers[entry] for entry in (PADDING, UNKNOWN, BEGIN, END, SPACE)
        )

    def number(self, form: str) -> int:
        """The number of a token by its normal form: of the longest entry that it begins with.

        >>> alphabet = Alphabet([PADDING, UNKNOWN, BEGIN, END, SPACE, "中", "20", "2019"])
        >>> [alphabet.number(form) for form in ("中", "2019", "2012", "x", " ")]
        [5, 7, 6, 1, 4]
        """
        if form.isspace():
            return self.space
        if form not in self._numbers:
            form = form.translate(_ALIKE)
        lengths = range(min(len(form), _LONGEST), 0, -1)
        return next((self._numbers[form[:n]] for n in lengths if form[:n] in self._numbers), self.unknown)

    def numbers(self, doc: Doc) -> Ids:
        """The numbers of all tokens of a `Doc`, whose NORM is their normal form."""
        norms, strings, known = doc.to_array(["NORM"]).tolist(), doc.vocab.strings, self._known
        for norm in {*norms} - known.keys():
            known[norm] = self.number(strings[norm])
        return np.array([known[norm] for norm in norms], dtype=np.int64)

    def rows(self, sentences: Sequence[Ids]) -> Ids:
        """Sentences × length: the numbers of each between the signs of beginning and end, filled up with padding."""
        rows = np.full((len(sentences), max(map(len, sentences)) + 2), self.padding, dtype=np.int64)
        for row, sentence in zip(rows, sentences, strict=True):
            row[: len(sentence) + 2] = [self.begin, *sentence, self.end]
        return rows

    def to_disk(self, path: Path) -> None:
        """One entry a line."""
        path.write_text("\n".join(self.entries) + "\n", encoding="utf-8")


_ALIKE = str.maketrans("“”‘’—–…", "「」『』--.")  # signs that BERT's alphabet lacks, to those that do the same
_LONGEST = 20  # characters of an entry at most: a run of digits may be as long as a text


def load_alphabet(path: Path) -> Alphabet:
    """Read what `Alphabet.to_disk` wrote."""
    return Alphabet(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
