"""`kg_sentences`: sentence spans by punctuation, put before the parser so that it never crosses a line break."""

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state


class Sentences:
    """Sets `doc._.kg_sentences` and the sentence starts of the tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark every token; one that begins a sentence of ours begins one of spaCy's."""
        offsets = doc.to_array("IDX")
        starts = np.full(len(doc), -1, dtype=np.int64)
        begins = np.searchsorted(offsets, [start for start, _ in state.sentences(doc)])
        starts[begins[begins < len(doc)]] = 1
        starts[:1] = 1
        # All at once: the setter of a single token looks at the whole document each time.
        return doc.from_array(["SENT_START"], starts.astype(np.uint64))  # type: ignore[arg-type]


@Language.factory("kg_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_sentences`."""
    return Sentences()
