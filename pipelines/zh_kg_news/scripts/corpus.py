"""Sentences to spaCy's binary corpora, tokenized by our own tokenizer."""

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from kg.language.tokenizer import CharTokenizer
from scripts.ner_sources import Sentence


def blank() -> Language:
    """A Chinese pipeline with our tokenizer and nothing else."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharTokenizer(nlp.vocab)
    return nlp


def named(nlp: Language, sentence: Sentence) -> Doc | None:
    """A `Doc` with its names; None where a name cuts a token or two names overlap."""
    doc = nlp.make_doc(sentence.text)
    ents, taken = [], set[int]()
    end = 0
    for start, stop, label in sorted(sentence.spans):
        span = doc.char_span(start, stop, label=label)
        if span is None or start < end:
            return None
        ents.append(span)
        end = stop
        taken.update(range(span.start, span.end))
    unknown = [doc.char_span(start, stop, alignment_mode="expand") for start, stop in sentence.unknown]
    free = [span for span in unknown if span is not None and not any(token.i in taken for token in span)]
    doc.set_ents(ents, missing=filter_spans(free))
    return doc


def write(docs: Iterable[Doc], path: Path, attributes: list[str]) -> int:
    """Write a corpus; the number of documents."""
    docs = list(docs)
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(attrs=["ORTH", "SPACY", *attributes], docs=docs, store_user_data=False).to_disk(path)
    return len(docs)
