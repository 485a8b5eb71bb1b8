"""Scores the relations of one document."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kg.evaluate.alignment import Alignment
from kg.evaluate.mistakes import Mistake, mistake
from kg.evaluate.names import compare
from kg.evaluate.tally import Matches, Rate
from kg.ontology import ontology
from kg.records import Json, Record, Relation

_Relation: TypeAlias = tuple[str, str, str]


def _relations(
    gold: Json, record: Record, alignment: Alignment
) -> tuple[dict[_Relation, Json], dict[_Relation, Relation]]:
    """The annotated ones and ours by type and entities; what comes from the gazetteer alone does not count."""
    annotated = {(r["type"], r["subject"], r["object"]): r for r in gold["relations"]}
    found = {
        (r.type, alignment.entity(r.subject), alignment.entity(r.object)): r
        for r in record.relations
        if r.type in ontology().relations and r.basis != "gazetteer"
    }
    return annotated, found


def score_relations(gold: Json, record: Record, alignment: Alignment) -> tuple[dict[str, Matches], dict[str, Rate]]:
    """`relation` and `relation_title`."""
    annotated, found = _relations(gold, record, alignment)
    titled: Sequence[bool] = [
        annotated[key].get("title") == found[key].title
        for key in annotated.keys() & found.keys()
        if key[0] == "HOLDS_OFFICE"
    ]
    return {"relation": compare(set(annotated), set(found))}, {"relation_title": Rate(sum(titled), len(titled))}


def relation_mistakes(gold: Json, record: Record, alignment: Alignment) -> Iterator[Mistake]:
    """Relations missed and too many, and offices with another title."""
    annotated, found = _relations(gold, record, alignment)

    def at(number: int | None) -> int:
        known = number is not None and number < len(gold["sentences"])
        return gold["sentences"][number][0] if known else len(gold["text"])

    for key, relation in annotated.items():
        ours, told = found.get(key), _told(key, relation.get("title"))
        if ours is None:
            yield mistake(gold, "relation missed", at(relation.get("sentence")), told)
        elif key[0] == "HOLDS_OFFICE" and relation.get("title") != ours.title:
            place = ours.evidence[0] if ours.evidence else at(relation.get("sentence"))
            yield mistake(gold, "title wrong", place, f"{told}, not {ours.title or 'without title'}")
    for key, other in found.items():
        if key not in annotated:
            place = other.evidence[0] if other.evidence else at(None)
            yield mistake(gold, "relation wrong", place, _told(key, other.title))


def _told(key: _Relation, title: str | None) -> str:
    kind, subject, object_ = key
    return f"{subject} {kind} {object_}" + (f" ({title})" if title else "")
