"""`kg_offices`: who holds which office, and what belongs to what, as the text states it."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.offices.belonging import find_belonging, known_belonging
from kg.offices.holding import find_offices
from kg.offices.scene import make_scene
from kg.records import Entity, Mention, Relation, Span


def find_relations(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], entities: Sequence[Entity]
) -> list[Relation]:
    """All relations of a document, each fact once.

    Those that the text states come first, in the order of their evidence; then what the gazetteer knows about parents
    and members among the document's entities (`basis` gazetteer, no evidence). 美国国务卿布林肯 gives HOLDS_OFFICE
    from the person to the State with the title 国务卿.
    """
    scene = make_scene(text, sentences, mentions, entities)
    stated = [*find_offices(scene), *find_belonging(scene)]
    facts: dict[tuple[str, str, str, str | None], Relation] = {}
    for relation in sorted(stated, key=lambda r: r.evidence or (0, 0)):
        facts.setdefault((relation.type, relation.subject, relation.object, relation.title), relation)
    return [*facts.values(), *known_belonging(scene, stated)]


class Offices:
    """Reads names and entities, sets `doc._.kg_relations`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the relations of a document whose names are linked."""
        found = find_relations(doc.text, state.sentences(doc), state.mentions(doc), state.entities(doc))
        state.set_relations(doc, found)
        return doc


@Language.factory("kg_offices", assigns=["doc._.kg_relations"], requires=["doc._.kg_mentions", "doc._.kg_entities"])
def make_offices(nlp: Language, name: str) -> Offices:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_offices`."""
    return Offices()
