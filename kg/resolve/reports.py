"""An event as one document reports it, in terms of the graph's entities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kg.language.script import to_simplified
from kg.ontology import ontology
from kg.records import Event, Record, Span
from kg.resolve.documents import outlet, publication_day, sentence_at
from kg.resolve.entities import Atom
from kg.resolve.profiles import Profile

# Document, main trigger, type, id in the record: what a report is sorted and known by.
ReportKey: TypeAlias = tuple[str, Span, str, str]


@dataclass(frozen=True)
class Report:
    """One event of one record; roles hold ids of the graph, sorted."""

    document: str
    outlet: str
    published: str | None  # a day
    event: Event
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    locations: tuple[str, ...]
    trigger: str  # in simplified characters
    evidence: tuple[tuple[Span, str], ...]  # the sentences that speak of it, in order
    home: Mapping[str, str]  # what each entity is rolled up to
    types: Mapping[str, str]  # of the entities
    symmetric: bool  # whether it makes no difference who is called the actor

    @property
    def key(self) -> ReportKey:
        """Unique among all reports."""
        return self.document, self.event.trigger, self.event.type, self.event.id

    @cached_property
    def rolled(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Actors, recipients and locations, each rolled up to its State."""
        actors, recipients, locations = (
            frozenset(self.home[entity] for entity in role) for role in (self.actors, self.recipients, self.locations)
        )
        return actors, recipients, locations

    @cached_property
    def cast(self) -> frozenset[str]:
        """Whose event it is, rolled up: the actors, and where all sides are alike the recipients too."""
        actors, recipients, _ = self.rolled
        return actors | recipients if self.symmetric else actors

    def located(self, place: str) -> bool:
        """Whether it is known in which State a place is."""
        return self.home[place] != place or self.types[place] == "State"

    @cached_property
    def sentences(self) -> str:
        """The evidence in simplified characters."""
        return to_simplified("\n".join(text for _, text in self.evidence))


def _evidence(event: Event, record: Record) -> tuple[tuple[Span, str], ...]:
    spans = {event.sentence, *(sentence_at(record, start) or event.sentence for start, _ in event.triggers)}
    return tuple((span, record.quote(span)) for span in sorted(spans))


def reports(
    records: Mapping[str, Record], ids: Mapping[Atom, str], known: Mapping[str, Profile]
) -> dict[ReportKey, Report]:
    """All events of all records, sorted by key.

    Args:
        records: The records that count, by document id.
        ids: The graph's id of every entity of every document.
        known: The entities of the graph.
    """
    result, kinds = {}, ontology().events
    for document, record in records.items():

        def role(entities: Iterable[str], document: str = document) -> tuple[str, ...]:
            return tuple(sorted({ids[document, entity] for entity in entities}))

        for event in record.events:
            roles = role(event.actors), role(event.recipients), role(event.locations)
            involved = {entity for entities in roles for entity in entities}
            report = Report(
                document,
                outlet(record),
                publication_day(record),
                event,
                *roles,
                trigger=to_simplified(record.quote(event.trigger)),
                evidence=_evidence(event, record),
                home={entity: known[entity].home for entity in involved},
                types={entity: known[entity].type for entity in involved},
                symmetric=kinds[event.type].symmetric,
            )
            result[report.key] = report
    return dict(sorted(result.items()))
