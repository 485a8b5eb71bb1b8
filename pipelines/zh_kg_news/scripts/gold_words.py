"""Parse with the words of the treebank given, as parsers are compared when segmentation is left out.

Our network works on characters: every character but the last of a word hangs on the next one (`char`), and the last one
carries the head and relation of the word. To give it the words is to take away its choices about them. The tree is the
one with the highest scores, as always, but

- every character but the last of a word hangs on the next one;
- the head of a last one is another last one, or it is the root, and its relation is not `char`;
- a sentence of the treebank stays one.

So each tree has exactly the given words, the weights are the trained ones, and nothing else of the treebank is told.
Heads and relations then compare word by word (UAS, LAS over all words, punctuation included).
A pipeline whose tokens are words gets these words as its tokens.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.decoding import Floats, tree
from kg.language.network import Network
from kg.language.words import INNER, Word
from scripts.conllu import Tree

_BATCH = 64
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


def _decode(network: Network, docs: list[Doc], ends: list[list[int]]) -> None:
    """Set heads and relations of the best tree whose words are the given ones."""
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


def _through_parser(nlp: Language, doc: Doc) -> Doc:
    """A sentence of words after the pipeline's parser and what stands before it, but for our sentences."""
    for name, pipe in nlp.pipeline:
        if name != "kg_sentences":
            doc = pipe(doc)
        if name == "parser":
            break
    return doc


def parse(nlp: Language, trees: Iterable[Tree]) -> Iterator[list[Word]]:
    """The words of each tree with the heads and relations that the pipeline's parser gives them.

    Raises:
        KeyError: The pipeline has no parser.
    """
    network = next((pipe for _, pipe in nlp.pipeline if isinstance(pipe, Network)), None)
    if network is None:
        nlp.get_pipe("parser")  # says so where there is none
    waiting = iter(trees)
    while batch := list(islice(waiting, _BATCH)):
        made = [_tokens(nlp, tree, split=network is not None) for tree in batch]
        docs, ends = [doc for doc, _ in made], [of for _, of in made]
        if network is not None:
            _decode(network, docs, ends)
        else:
            docs = [_through_parser(nlp, doc) for doc in docs]
        yield from (_read(doc, tree, of) for doc, tree, of in zip(docs, batch, ends, strict=True))
