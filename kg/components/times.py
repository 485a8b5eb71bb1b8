"""`kg_times`: time expressions and the days they point to."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.read.outlets import local_day
from kg.records import Document
from kg.times import find_times


class Times:
    """Sets `doc._.kg_times`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the times of one document, counted from its outlet's day of publication."""
        found = find_times(doc.text, state.sentences(doc), publication_day(state.document(doc)))
        state.set_times(doc, found)
        return doc


def publication_day(source: Document) -> date | None:
    """The outlet's local day of publication; None where it is unknown or no date."""
    try:
        return local_day(source.published, source.url) if source.published else None
    except ValueError:
        return None


@Language.factory("kg_times", requires=["doc._.kg_document"], assigns=["doc._.kg_times"])
def make_times(nlp: Language, name: str) -> Times:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_times`."""
    return Times()
