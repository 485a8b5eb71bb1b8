"""Records to graph: the one function that lays everything out as nodes and edges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.language.script import to_simplified
from kg.records import Record, Span
from kg.resolve.contract import check
from kg.resolve.decisions import Decisions
from kg.resolve.documents import latest, publication_day, sentence_at
from kg.resolve.entities import Atom, resolve_entities
from kg.resolve.events import resolve_events
from kg.resolve.facts import Fact, fact_of
from kg.resolve.profiles import profiles
from kg.resolve.projection import Edge, Node, Projection, Value
from kg.resolve.reports import reports
from kg.resolve.votes import present


def _document(record: Record) -> Node:
    properties = {
        "url": record.url,
        "title": record.title,
        "source": record.source,
        "published": record.published,
        "day": publication_day(record),
        "script": record.script,
    }
    return Node(record.id, ("Document",), present(properties))


def _mentioned(records: Mapping[str, Record], ids: Mapping[Atom, str]) -> Iterator[Edge]:
    surfaces = defaultdict(list)
    for document, record in records.items():
        for mention in record.mentions:
            if mention.entity:
                surfaces[ids[document, mention.entity], document].append(mention.text)
    for (entity, document), found in surfaces.items():
        properties: dict[str, Value] = {"count": len(found), "surfaces": tuple(sorted(set(found)))}
        yield Edge("MENTIONED_IN", entity, document, "", properties)


def _about(fact: Fact) -> Iterator[Edge]:
    """Who took part, where it was, who says so."""
    yield from (Edge("ACTOR", entity, fact.id, "", {}) for entity in fact.actors)
    yield from (Edge("RECIPIENT", fact.id, entity, "", {}) for entity in fact.recipients)
    yield from (Edge("OCCURRED_IN", fact.id, entity, "", {}) for entity in fact.locations)
    evidence = {(report.document, span): text for report in fact.reports for span, text in report.evidence}
    for (document, (start, end)), text in evidence.items():
        properties: dict[str, Value] = {"sentence": text, "start": start, "end": end}
        yield Edge("REPORTED_IN", fact.id, document, f"{start}-{end}", properties)


def _triples(fact: Fact) -> Iterator[Edge]:
    """The short cut from actor to recipient, for what did happen: a feared attack must never look like one."""
    if fact.status != "actual":
        return
    properties = present(
        {
            "event": fact.id,
            **fact.times(),
            "status": fact.status,
            "mode": fact.mode,
            "score": fact.score,
            "confidence": fact.confidence(),
            "documents": fact.documents,
        }
    )
    yield from (Edge(fact.kind.name, subject, object_, fact.id, properties) for subject, object_ in fact.pairs)


def _sentence(record: Record, evidence: Span) -> str:
    return record.quote(sentence_at(record, evidence[0]) or evidence)


def _relations(records: Mapping[str, Record], ids: Mapping[Atom, str]) -> Iterator[Edge]:
    stated: dict[tuple[str, str, str, str], dict[str, Span]] = defaultdict(dict)
    for document, record in records.items():
        for relation in record.relations:
            subject, object_ = ids[document, relation.subject], ids[document, relation.object]
            key = relation.type, subject, object_, to_simplified(relation.title or "")
            if subject != object_:
                spans = stated[key]
                if relation.basis == "text" and relation.evidence:
                    spans[document] = min(relation.evidence, spans.get(document, relation.evidence))
    for (type_, subject, object_, title), spans in stated.items():
        documents = sorted(spans, key=lambda document: (records[document].published or "9999", document))
        days = [day for document in documents if (day := publication_day(records[document]))]
        properties = {
            "title": title or None,
            "first_reported": min(days, default=None),
            "last_reported": max(days, default=None),
            "basis": "text" if documents else "gazetteer",
            "documents": tuple(documents),
            "sentence": next((_sentence(records[document], spans[document]) for document in documents), None),
        }
        yield Edge(type_, subject, object_, title, present(properties))


def project(records: Iterable[Record], decisions: Decisions | None = None) -> Projection:
    """The graph that a set of records and the decisions of a person amount to.

    A pure function: the order of the records, repetitions and what was projected before play no part. Of several
    records with one document id the latest counts (see `kg.resolve.documents.latest`).

    Args:
        records: All records of the graph.
        decisions: From `load_decisions`; None for none.

    Raises:
        RecordError: A record does not satisfy the contract, or names a type that the ontology does not have.
    """
    decided = decisions or Decisions()
    counted = {document: check(record) for document, record in latest(records).items()}
    ids = resolve_entities(counted, decided)
    known = profiles(counted, ids)
    facts = [fact_of(members) for members in resolve_events(reports(counted, ids, known), decided)]
    nodes = [*map(_document, counted.values())]
    nodes += [profile.node() for profile in known.values()]
    nodes += [fact.node(known) for fact in facts]
    edges = [*_mentioned(counted, ids), *_relations(counted, ids)]
    for fact in facts:
        edges += [*_about(fact), *_triples(fact)]
    return Projection.of(nodes, edges)
