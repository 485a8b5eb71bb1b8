"""Build the lexicon: `python -m scripts.lexicon LAC TAGGED THUOCL OUT`.

LAC is the unpacked source package of Baidu's LAC 2.1 (Apache-2.0): its vocabulary with vectors that were trained to
tell parts of speech and names. TAGGED is what `scripts.teacher` wrote: how often each word of our texts was given which
tag. THUOCL (MIT) and the dictionary of jieba (MIT) list places, persons and organizations. A row holds the principal
components of LAC's vector (zeros for a word LAC does not list), the shares of the tags, the logarithm of the count, and
what the lists say. Words with equal rows share one.
"""

import argparse
import json
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.vectors import Vectors

from kg.language.lexicon import LONGEST, word_key
from kg.language.script import to_simplified
from scripts import teacher

Matrix = npt.NDArray[np.float32]

COMPONENTS = 40
MINIMUM = 5
COLUMNS = 128
_GROUPS = (
    ("PER", "nr"), ("LOC", "ns"), ("ORG", "nt"), ("TIME", "t"), ("n", "s", "f"), ("nz", "nw"), ("v", "vn", "vd"),
    ("a", "ad", "an"),
)  # fmt: skip
_GROUP = {tag: i for i, tags in enumerate(_GROUPS) for tag in tags}
_SHARE_SCALE, _SHARE_STEP, _COUNT_SCALE = 2.0, 0.25, 2.0
_LISTS = ("place", "person", "organization")
_THUOCL = {"THUOCL_diming.txt": 0, "THUOCL_lishimingren.txt": 1}
_JIEBA = {"ns": 0, "nrt": 1, "nrfg": 1, "nt": 2}


def is_entry(word: str) -> bool:
    """Whether a word can be looked up: simplified Han characters, not too many."""
    return len(word) <= LONGEST and all("\u4e00" <= c <= "\u9fff" for c in word) and to_simplified(word) == word


def teacher_vectors(lac: Path) -> dict[str, Matrix]:
    """The words of LAC's vocabulary that can be looked up, with their principal components, unit variance over all."""
    folder = lac / "LAC" / "lac_model"
    dictionary = teacher.table(folder / "conf" / "word.dic")
    rows = {word: int(number) for number, word in dictionary if word and is_entry(word)}
    raw = (folder / "model" / "word_emb").read_bytes()
    size = len(raw) // (4 * COLUMNS)
    # Paddle's file: a header of some bytes, then the table in row-major order.
    table: Matrix = np.frombuffer(raw[len(raw) - size * 4 * COLUMNS :], dtype="<f4").reshape(size, COLUMNS)
    chosen = table[list(rows.values())]
    centred = chosen - chosen.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    components = centred @ directions[:COMPONENTS].T
    components /= components.std()
    return dict(zip(rows, components, strict=True))


def tag_counts(tagged: Path, texts: int) -> dict[str, Counter[int]]:
    """How often each word of the first `texts` texts was tagged as what; group len(_GROUPS) is any other tag."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    with tagged.open(encoding="utf-8") as lines:
        for line in islice(lines, texts):
            text, units = json.loads(line)
            start = 0
            for length, tag in units:
                if 1 < length <= LONGEST:
                    counts[text[start : start + length]][_GROUP.get(tag, len(_GROUPS))] += 1
                start += length
    return counts


def listed(thuocl: Path) -> dict[str, set[int]]:
    """The words that stand in a list of names, with the numbers of these lists in `_LISTS`."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, number in _THUOCL.items():
        for line in (thuocl / name).read_text(encoding="utf-8-sig").splitlines():
            found[line.partition("\t")[0].strip()].add(number)
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if tag in _JIEBA:
            found[word].add(_JIEBA[tag])
    return {word: numbers for word, numbers in found.items() if len(word) > 1 and is_entry(word)}


def table(known: dict[str, Matrix], counts: dict[str, Counter[int]], lists: dict[str, set[int]]) -> Vectors:
    """The lexicon as a table of half-precision vectors, in the order of the words."""
    frequent = {w for w, tags in counts.items() if tags.total() >= MINIMUM and is_entry(w)}
    words = sorted(known.keys() | frequent | lists.keys())
    shares = slice(COMPONENTS, COMPONENTS + len(_GROUPS))
    rows = np.zeros((len(words), shares.stop + 1 + len(_LISTS)), dtype=np.float16)
    for row, word in zip(rows, words, strict=True):
        if word in known:
            row[:COMPONENTS] = known[word]
        if total := counts[word].total() if word in counts else 0:
            exact = np.array([_SHARE_SCALE * counts[word][group] / total for group in range(len(_GROUPS))])
            row[shares] = np.round(exact / _SHARE_STEP) * _SHARE_STEP
            row[shares.stop] = np.round(np.log10(total) * 2) / 2 / _COUNT_SCALE
        row[shares.stop + 1 :] = [number in lists.get(word, ()) for number in range(len(_LISTS))]
    shared, which = np.unique(rows, axis=0, return_inverse=True)
    vectors = Vectors(data=shared)
    for word, number in zip(words, which.ravel().tolist(), strict=True):
        vectors.add(word_key(word), row=number)
    return vectors


def main() -> None:
    """Write a pipeline with nothing but the lexicon, for `[initialize] vectors`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lac", type=Path)
    parser.add_argument("tagged", type=Path)
    parser.add_argument("thuocl", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=int, default=200_000, help="of TAGGED that are counted")
    args = parser.parse_args()
    known = teacher_vectors(args.lac)
    nlp = spacy.blank("zh")
    nlp.vocab.vectors = table(known, tag_counts(args.tagged, args.texts), listed(args.thuocl))
    nlp.to_disk(args.out)
    print(f"{len(known)} words of LAC, {nlp.vocab.vectors.n_keys} in all, rows {nlp.vocab.vectors.shape}")


if __name__ == "__main__":
    main()
