"""`kg_sentences`: sentence spans by punctuation, put before the parser so that it never crosses a line break."""

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state


class Sentences:
    """Sets `doc._.kg_sentences` and the sentence starts of the tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark every token; one that begins a sentence of ours begins one of spaCy's."""
        starts = [token.idx for token in doc]
        first = {bisect_left(starts, start) for start, _ in state.sentences(doc)}
        for i, token in enumerate(doc):
            token.is_sent_start = i == 0 or i in first
        return doc


@Language.factory("kg_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_sentences`."""
    return Sentences()
