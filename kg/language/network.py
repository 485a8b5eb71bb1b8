"""`kg_network`: words, parts of speech, dependencies and names in one pass of a transformer over characters.

The network is an ONNX file, run by onnxruntime. It sees one sentence at a time, as numbers of characters between a sign
that begins it and one that ends it, and says for each

- `names`: scores of the labels of names (B-, I-, E-, S- with the kind, O);
- `tags`: the number of its tag, `B-NN|NOUN` (see `kg.language.words`);
- `arcs`: scores of all positions of the sentence as its head, where the first stands for the root;
- `relations`: scores of its relation to its best head, or to the one that `heads` gives (-1: the best).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.util import ensure_path
from spacy.vocab import Vocab

from kg.errors import PipelineError
from kg.language.characters import Alphabet, Ids, load_alphabet
from kg.language.decoding import Floats, Ints, best_labels, is_tree, names, tree
from kg.language.words import split_tag

_LONGEST = 510  # tokens of a sentence at most, with the two signs around it 512
_AT_ONCE = 2048  # numbers in a batch, with what fills it up
_STRETCH = 1.25  # how much longer the longest sentence of a batch may be than its shortest
_PARTS: dict[str, int] = IDS  # numbers of universal parts of speech, among others
_OUTPUTS = ["names", "tags", "arcs", "relations"]
_NETWORK, _ALPHABET, _LABELS = "network.onnx", "characters.txt", "labels.json"


@dataclass(frozen=True)
class Read:
    """What the network makes of one sentence: for each token the label of its name, tag, head and relation.

    Attributes:
        names: Numbers of labels of names.
        tags: Numbers of tags.
        heads: 1 + the token's head in the sentence; 0 for the root.
        relations: Tokens × relations, their scores.
        arcs: The scores of the heads; tokens + 1 in both directions.
    """

    names: Ints
    tags: Ints
    heads: Ints
    relations: Floats
    arcs: Floats


def _universal(tag: str) -> str:
    parts = split_tag(tag)
    return parts[2] if parts and parts[2] in _PARTS else "X"


def _session(network: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # whoever wants more starts more processes
    options.log_severity_level = 3
    # Fused with the sum before it, onnxruntime's normalization takes five times as long on the processor.
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _batches(sentences: Sequence[Ids]) -> Iterator[list[int]]:
    """The numbers of the sentences, those of like length together, so that little is filled up."""
    batch: list[int] = []
    shortest = 0
    for number in sorted(range(len(sentences)), key=lambda n: len(sentences[n])):
        length = len(sentences[number]) + 2
        if batch and ((len(batch) + 1) * length > _AT_ONCE or length > _STRETCH * shortest):
            yield batch
            batch = []
        if not batch:
            shortest = length
        batch.append(number)
    if batch:
        yield batch


class Network:
    """The component; `from_disk` gives it its network, alphabet and labels."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._bytes = b""
        self._alphabet: Alphabet | None = None
        self._known: dict[str, list[str]] = {"names": [], "tags": [], "relations": []}
        self._run: onnxruntime.InferenceSession | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names."""
        return tuple(sorted({label[2:] for label in self._known["names"] if len(label) > 1}))

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations between words, as numbered."""
        return tuple(self._known["relations"])

    @property
    def alphabet(self) -> Alphabet:
        """The numbers of characters.

        Raises:
            PipelineError: The component was not loaded.
        """
        if self._alphabet is None:
            raise PipelineError("the component kg_network has no network: load it with its pipeline")
        return self._alphabet

    def read(self, sentences: Sequence[Ids], heads: Sequence[Ints] | None = None) -> list[Read]:
        """Run the network.

        Args:
            sentences: The numbers of the tokens of each, at most 510.
            heads: As in `Read`, where they are known.
        """
        found: dict[int, Read] = {}
        for batch in _batches(sentences):
            given = None if heads is None else [heads[n] for n in batch]
            found.update(zip(batch, self._of_batch([sentences[n] for n in batch], given), strict=True))
        return [found[n] for n in range(len(sentences))]

    def _of_batch(self, sentences: Sequence[Ids], heads: Sequence[Ints] | None = None) -> Iterator[Read]:
        lengths, characters = [len(sentence) for sentence in sentences], self.alphabet.rows(sentences)
        given = np.full_like(characters, -1)
        for row, known in zip(given, heads or (), strict=False):
            row[1 : len(known) + 1] = known
        assert self._run is not None  # it comes with the alphabet
        scores, tags, arcs, relations = cast(Any, self._run.run(_OUTPUTS, {"characters": characters, "heads": given}))
        labels = best_labels(scores[:, 1:-1], lengths, self._known["names"])
        arcs[np.arange(len(lengths)), :, np.array(lengths) + 1] = -1e4  # the sign of the end is no head
        best = given if heads is not None else arcs.argmax(2)
        best[:, 0] = 0
        for row, length in enumerate(lengths):
            inside, whole = slice(1, length + 1), slice(length + 1)
            above = best[row, whole]
            if not is_tree(above):
                above = tree(arcs[row, whole, whole])
            yield Read(
                labels[row, :length], tags[row, inside], above[1:], relations[row, inside], arcs[row, whole, whole]
            )

    def annotate(self, doc: Doc, spans: Sequence[tuple[int, int]], reads: Sequence[Read]) -> None:
        """Set tags, parts of speech, heads, relations and names of the sentences at the given tokens."""
        add = self.vocab.strings.add
        tags = np.array([add(tag) for tag in self._known["tags"]], dtype=np.uint64)
        relations = np.array([add(relation) for relation in self._known["relations"]], dtype=np.uint64)
        parts = np.array([_PARTS[_universal(tag)] for tag in self._known["tags"]], dtype=np.uint64)
        values = np.zeros((len(doc), 4), dtype=np.uint64)
        space = doc.to_array(["IS_SPACE"]).astype(bool)
        entities = []
        for (start, end), read in zip(spans, reads, strict=True):
            away = np.where(read.heads > 0, read.heads - 1 - np.arange(end - start), 0)
            columns = tags[read.tags], parts[read.tags], away.astype(np.int64).astype(np.uint64)
            values[start:end] = np.stack([*columns, relations[read.relations.argmax(1)]], axis=1)
            kinds = [self._known["names"][number] for number in read.names]
            for first, last, kind in names(kinds):
                inked = start + first + np.flatnonzero(~space[start + first : start + last])
                if len(inked):  # no name begins or ends with white space
                    entities.append(Span(doc, int(inked[0]), int(inked[-1]) + 1, label=kind))
        values[space, 1] = _PARTS["SPACE"]
        doc.from_array(["TAG", "POS", "HEAD", "DEP"], cast(Any, values))
        doc.set_ents(entities)

    def __call__(self, doc: Doc) -> Doc:
        """Read one text.

        Each text has batches of its own: the network rounds numbers to the largest of its batch, and what one text says
        shall not depend on another.
        """
        if spans := list(_sentences(doc)):
            numbers = self.alphabet.numbers(doc)
            self.annotate(doc, spans, self.read([numbers[start:end] for start, end in spans]))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write network, alphabet and labels into a folder."""
        folder = cast(Path, ensure_path(path))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _NETWORK).write_bytes(self._bytes)
        (folder / _LABELS).write_text(json.dumps(self._known, ensure_ascii=False, indent=0), encoding="utf-8")
        if self._alphabet is not None:
            self._alphabet.to_disk(folder / _ALPHABET)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Network":  # noqa: ARG002
        """Read what `to_disk` wrote.

        Raises:
            PipelineError: A file is missing or is not what it should be.
        """
        folder = cast(Path, ensure_path(path))
        try:
            self._bytes = (folder / _NETWORK).read_bytes()
            self._known = json.loads((folder / _LABELS).read_text(encoding="utf-8"))
            self._alphabet = load_alphabet(folder / _ALPHABET)
            self._run = _session(self._bytes)
        except Exception as error:  # onnxruntime's errors have no common class of their own
            raise PipelineError(f"{folder}: no network that can be read: {error}") from error
        return self


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """First token and end of the sentences; one that is too long is cut."""
    starts = np.flatnonzero(doc.to_array(["SENT_START"]).astype(np.int64) == 1).tolist()
    edges = sorted({0, *starts, len(doc)})
    for start, end in pairwise(edges):
        for at in range(start, end, _LONGEST):
            yield at, min(at + _LONGEST, end)


@Language.factory("kg_network", assigns=["token.tag", "token.pos", "token.head", "token.dep", "doc.ents"])
def make_network(nlp: Language, name: str) -> Network:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_network`."""
    return Network(nlp.vocab)
