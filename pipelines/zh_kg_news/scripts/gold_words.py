"""Parse with the words of the treebank given, as parsers are compared when segmentation is left out.

Our parser works on characters: every character but the last of a word hangs on the next one (`char`), and the last one
carries the head and relation of the word. To give it the words is to take away its choices about them. It decodes as it
always does, by its highest score, but

- between two characters of one word the arc `char` is the only move;
- a character inside a word takes no other arc and gives none: it is shifted, or what lies before it is finished first;
- no `char` joins two words, and a sentence of the treebank stays one.

So each tree has exactly the given words, the weights and features are the trained ones, and nothing else of the
treebank is told. Heads and relations then compare word by word (UAS, LAS over all words, punctuation included).
A pipeline whose tokens are words gets these words as its tokens.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.decoding import Floats, tree
from kg.language.network import Network
from kg.language.words import INNER, Word
from scripts.conllu import Tree

_SHIFT, _REDUCE, _LEFT_INNER = "S", "D", f"L-{INNER}"
_BATCH = 64
_NEVER = np.float32(-np.inf)
_UNWANTED = -1e6  # below every score of a network, and of what it may never choose


def _tokens(nlp: Language, tree: Tree, *, split: bool) -> tuple[Doc, list[int]]:
    """The sentence as a `Doc` whose tokens end where words end, and the index of each word's last token."""
    forms, spaces, ends = list[str](), list[bool](), list[int]()
    for word in tree.words:
        form = tree.text[word.start : word.end]
        pieces = [token.text_with_ws for token in nlp.make_doc(form)] if split else [form]
        forms += [piece.rstrip(" ") or piece for piece in pieces]
        spaces += [piece.endswith(" ") and piece != " " for piece in pieces[:-1]]
        spaces.append(tree.text[word.end : word.end + 1] == " ")
        ends.append(len(forms) - 1)
    doc = Doc(nlp.vocab, words=forms, spaces=spaces)
    whole = nlp.make_doc(tree.text)
    norms = {token.idx: token.norm_ for token in whole} if len(whole) == len(doc) else {}
    for i, token in enumerate(doc):
        token.norm_ = norms.get(token.idx) or nlp.make_doc(token.text)[0].norm_
        token.is_sent_start = i == 0
    return doc, ends


class _Moves:
    """The parser's moves, and which of them the given words leave."""

    def __init__(self, parser: Any) -> None:
        self.system = parser.moves
        names = [self.system.get_class_name(i) for i in range(self.system.n_moves)]
        self.inner = np.array([name == _LEFT_INNER for name in names])
        self.outer = np.array([not name.endswith(f"-{INNER}") for name in names])
        self.around = np.array([name in (_SHIFT, _REDUCE) for name in names])

    def allowed(self, state: Any, is_last: Sequence[bool]) -> npt.NDArray[np.bool_]:
        """A mask over the moves; it always leaves one that the parser's own rules allow."""
        top, following = state.S(0), state.B(0)
        if top >= 0 and not is_last[top]:
            mask = self.inner
        elif following >= 0 and not is_last[following]:
            mask = self.around
        else:
            mask = self.outer
        if any(self.system.is_valid(state, int(move)) for move in np.flatnonzero(mask)):
            return mask
        return np.ones_like(mask)


def _decode(parser: Any, docs: list[Doc], ends: list[list[int]]) -> None:
    """Greedy decoding under the constraint; sets heads and relations."""
    moves = _Moves(parser)
    states = parser.moves.init_batch(docs)
    last = {
        id(state): [i in set(of) for i in range(len(doc))] for state, doc, of in zip(states, docs, ends, strict=True)
    }
    step = parser.model.predict(docs)
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        scores = np.array(step.predict(open_states), dtype=np.float32)
        for row, state in zip(scores, open_states, strict=True):
            row[~moves.allowed(state, last[id(state)])] = _NEVER
        open_states = parser.transition_states(open_states, scores)
    step.clear_memory()
    parser.set_annotations(docs, states)


def _read(doc: Doc, tree: Tree, ends: list[int]) -> list[Word]:
    """The tree over the given words."""
    word_of = [sum(end < token.i for end in ends) for token in doc]
    found = []
    for index, (word, end) in enumerate(zip(tree.words, ends, strict=True)):
        token = doc[end]
        head = index if token.head.i == token.i else word_of[token.head.i]
        text = tree.text[word.start : word.end]
        found.append(Word(word.start, word.end, text, token.pos_, token.tag_, head, token.dep_))
    return found


def _decode_network(network: Network, docs: list[Doc], ends: list[list[int]]) -> None:
    """The best tree whose words are the given ones, and its relations; the same constraint, decoded at once."""
    numbers = [network.alphabet.numbers(doc) for doc in docs]
    heads = [tree(_of_words(read.arcs, of))[1:] for read, of in zip(network.read(numbers), ends, strict=True)]
    inner = np.array([relation == INNER for relation in network.relations])
    for doc, read, of in zip(docs, network.read(numbers, heads), ends, strict=True):
        read.relations[np.ix_(np.array(of), inner)] = _UNWANTED
        network.annotate(doc, [(0, len(doc))], [read])


def _of_words(arcs: Floats, ends: list[int]) -> Floats:
    """The scores of the heads that the words leave: within a word the next character, else last ones of words."""
    left = np.full_like(arcs, _UNWANTED)
    last = np.array([0, *(end + 1 for end in ends)])
    left[np.ix_(last, last)] = arcs[np.ix_(last, last)]
    inner = np.setdiff1d(np.arange(len(arcs)), last)
    left[inner, inner + 1] = 0
    return left


def parse(nlp: Language, trees: Iterable[Tree]) -> Iterator[list[Word]]:
    """The words of each tree with the heads and relations that the pipeline's parser gives them.

    Raises:
        KeyError: The pipeline has no parser.
    """
    network = next((pipe for _, pipe in nlp.pipeline if isinstance(pipe, Network)), None)
    parser: Any = network or nlp.get_pipe("parser")
    split = network is not None or _LEFT_INNER in {parser.moves.get_class_name(i) for i in range(parser.moves.n_moves)}
    behind = next(at for at, (_, pipe) in enumerate(nlp.pipeline) if pipe is parser)
    before = [pipe for name, pipe in nlp.pipeline[:behind] if name != "kg_sentences"]
    waiting = iter(trees)
    while batch := list(islice(waiting, _BATCH)):
        made = [_tokens(nlp, tree, split=split) for tree in batch]
        docs, ends = [doc for doc, _ in made], [of for _, of in made]
        for pipe in before:
            docs = list(pipe.pipe(docs)) if hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]
        if network is None:
            _decode(parser, docs, ends)
        else:
            _decode_network(network, docs, ends)
        yield from (_read(doc, tree, of) for doc, tree, of in zip(docs, batch, ends, strict=True))
