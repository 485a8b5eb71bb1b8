"""`kg_roles`: actors, recipients and places of every event; several mentions of one event become one.

`台湾总统蔡英文会见美国国务卿布林肯` gives a CONSULT of the two persons.
"""

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.components.times import publication_day
from kg.events.casting import Told, cast_events
from kg.events.credence import credence
from kg.events.factuality import factuality
from kg.events.grammar import grammar
from kg.events.lexicon import lexicon
from kg.events.settling import Settler


class Roles:
    """Fills in the roles of the document's events."""

    def __call__(self, doc: Doc) -> Doc:
        """Drop events without an actor, merge the mentions of one event."""
        told = Told(
            doc.text,
            state.sentences(doc),
            state.mentions(doc),
            state.entities(doc),
            state.relations(doc),
            state.events(doc),
        )
        triggers = [event.trigger for event in told.events]
        published = publication_day(state.document(doc))
        settler = Settler(doc.text, told.sentences, state.times(doc), told.names, triggers, published, factuality())
        found = cast_events(told, settler, lexicon(), grammar(), credence())
        state.set_events(doc, found)
        return doc


@Language.factory("kg_roles")
def make_roles(nlp: Language, name: str) -> Roles:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_roles`."""
    return Roles()
