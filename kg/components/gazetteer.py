"""`kg_gazetteer`: all names of a document, the model's and the gazetteer's, settled into one list.

Order: closed titles, the gazetteer's names (`gazetteer_match`), transliterated persons (`gazetteer_foreign`),
one-character States (`gazetteer_single`), conflicts with the model (`gazetteer_merge`), Latin names
(`gazetteer_latin`), then a second pass over the document (`gazetteer_spread`).
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.components.gazetteer_foreign import find_foreign
from kg.components.gazetteer_latin import english, find_bracketed, find_latin
from kg.components.gazetteer_match import scan
from kg.components.gazetteer_matcher import Name, matcher
from kg.components.gazetteer_merge import clean, merge, titles
from kg.components.gazetteer_single import believable, find_singles
from kg.components.gazetteer_spread import (
    carry_on,
    listed_short_forms,
    same_as_person,
    settle_labels,
    shorter_forms,
    surnames,
)
from kg.language.script import to_simplified
from kg.records import Mention


def _taken(length: int, names: Iterable[Name], closed: Sequence[tuple[int, int]]) -> bytearray:
    taken = bytearray(length)
    for start, end in (*((n.start, n.end) for n in names), *closed):
        taken[start:end] = b"\1" * (end - start)
    return taken


def find_names(text: str, model: Iterable[tuple[int, int, str]] = ()) -> list[Name]:
    """All names of a text in order, none overlapping; `model` gives spans with OntoNotes labels, or none.

    The text may be in either script. `entity` is set where the gazetteer is certain.
    """
    plain, m = to_simplified(text), matcher()
    media, closed = titles(plain, m)
    blocked = _taken(len(plain), media, closed)
    listed = [n for n in scan(plain, m) if not any(blocked[n.start : n.end])]
    taken = _taken(len(plain), (*media, *listed), closed)
    written_out = find_foreign(plain, taken)
    listed = same_as_person(plain, listed, written_out, m.known)
    taken = _taken(len(plain), (*media, *listed, *written_out), closed)
    short = carry_on(plain, listed_short_forms((*media, *listed), m.known), taken)
    singles = find_singles(plain, taken)
    known = sorted([*listed, *written_out, *short, *singles], key=lambda n: n.start)
    proposed = _proposed(plain, model, singles, blocked)
    names = sorted([*merge(proposed, known, plain, m), *media], key=lambda n: n.start)
    names = settle_labels(plain, names, shorter_forms(plain, names, m.known), m.rules.person_titles)
    names = _with_latin(plain, names)
    # A whole name found elsewhere goes over single characters: 日台交流协会.
    taken = _taken(len(plain), (n for n in names if n.end - n.start > 1), closed)
    carried = carry_on(plain, shorter_forms(plain, names, m.known), taken)
    over = _taken(len(plain), carried, ())
    names = [n for n in names if not over[n.start]] + carried
    taken = _taken(len(plain), names, closed)
    names.extend(surnames(plain, names, m.known, m.rules, taken))
    return sorted((n for n in names if n.label), key=lambda n: n.start)


def _proposed(
    plain: str, model: Iterable[tuple[int, int, str]], singles: Sequence[Name], blocked: bytearray
) -> list[Name]:
    """The model's names that can be names at all."""
    beside, free, foreign = {n.start for n in singles}, bytearray(len(plain)), english(plain)
    return [
        n
        for n in clean(plain, model, matcher())
        if not any(blocked[n.start : n.end])
        and not all(foreign[n.start : n.end])
        and (n.end - n.start > 1 or n.label == "PERSON" or believable(plain, n, beside, free))
    ]


def _with_latin(plain: str, names: list[Name]) -> list[Name]:
    """Latin names added; one in the bracket behind a name is that name's, whatever the model took it for."""
    bracket = find_bracketed(plain, names)
    taken = _taken(len(plain), bracket, ())
    kept = [n for n in names if not any(taken[n.start : n.end])]
    taken = _taken(len(plain), (*kept, *bracket), ())
    alone = [n for n in find_latin(plain) if not any(taken[n.start : n.end])]
    return sorted([*kept, *bracket, *alone], key=lambda n: n.start)


class GazetteerComponent:
    """Sets `doc._.kg_mentions`; `doc.ents` follows where tokens allow."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the names and settle them with `doc.ents`."""
        text = doc.text
        names = find_names(text, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
        state.set_mentions(doc, [Mention(n.start, n.end, text[n.start : n.end], n.label, n.entity) for n in names])
        spans = (doc.char_span(n.start, n.end, label=n.label) for n in names)
        doc.set_ents([span for span in spans if span is not None])
        return doc


@Language.factory("kg_gazetteer", assigns=["doc.ents"])
def make_gazetteer(nlp: Language, name: str) -> GazetteerComponent:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_gazetteer`."""
    matcher()
    return GazetteerComponent()
