"""Out of a store: the records, the projection, what is there and how much of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kg.ontology import ontology
from kg.records import Record
from kg.resolve import Projection, project_as_decided
from kg.resolve.documents import Rank
from kg.store.archive import unpack
from kg.store.base import Row, Store
from kg.store.difference import Ledger
from kg.store.marks import Marks, marks, readable
from kg.store.schema import reading

_PAGE = 500


@dataclass(frozen=True)
class Stored:
    """What is known of a stored record without unpacking it."""

    rank: Rank
    digest: str
    fingerprint: str

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> Self:
        """From the properties of its node."""
        published, text, about = properties["rank"]
        return cls((published, text, about), properties["digest"], properties["fingerprint"])


def stored(store: Store) -> dict[str, Stored]:
    """What is known of every record, by document id."""
    return {row["id"]: Stored.of(row) for row in store.read(reading("known"))}


def known(store: Store) -> dict[str, str]:
    """The fingerprint of every stored document by its id; see `kg.store.fingerprint`.

    A document whose fingerprint, with the pipeline at hand, is the same need not be extracted again.
    """
    return {document: record.fingerprint for document, record in stored(store).items()}


def records(store: Store) -> Iterator[Record]:
    """All records in the order of their ids."""
    skip = 0
    while page := store.read(reading("records"), {"skip": skip, "limit": _PAGE}):
        yield from (Record.from_json(unpack(row["data"])) for row in page)
        skip += len(page)


def projection(store: Store) -> Projection:
    """The graph as plain rows, projected from the records again; for exports."""
    return project_as_decided(records(store))


@dataclass(frozen=True)
class Written:
    """What the store says of its own state.

    `parts` are the packed parts of the ledger, by name.
    """

    parts: Mapping[str, str]
    marks: Marks

    def ledger(self) -> dict[str, Ledger]:
        """What has been written of the projection, by part."""
        return {name: json.loads(unpack(data)) for name, data in self.parts.items()}


def written(store: Store) -> Written:
    """The state of the store; cheap as long as `Written.ledger` is not asked for.

    Raises:
        StoreError: It was made by a later version.
    """
    rows = store.read(reading("ledger"))
    parts = {row["id"]: row["data"] for row in rows if row["data"]}
    return Written(parts, readable(Marks(frozenset(row["id"] for row in rows) - parts.keys())))


def pending(store: Store) -> bool:
    """Whether an ingestion was cut off: the graph lacks what some of the records say. `Writer.ingest([])` mends it."""
    return marks(store).cut_off


def outdated(store: Store) -> bool:
    """Whether the graph was made by an earlier version; `Writer.ingest([])` writes it again from its records."""
    return marks(store).old


def stats(store: Store) -> Row:
    """How much there is.

    Keys: `documents`, `entities`, `events`, `relations` (offices, memberships, parents), `triples` (actor to
    recipient), `sources` (outlets), `first` and `last` (first days of the first and last dated event, or None),
    `event_types` and `statuses` (number of events for each), `relation_types`.
    """
    types = ontology()
    (totals,) = store.read(reading("stats"))
    between = {
        row["type"]: row["n"] for row in store.read(reading("relations"), {"types": [*types.relations, *types.events]})
    }
    relations = {name: between[name] for name in types.relations if name in between}
    return {
        **{key: totals[key] for key in ("documents", "entities", "events")},
        "relations": sum(relations.values()),
        "triples": sum(between.values()) - sum(relations.values()),
        **{key: totals[key] for key in ("sources", "first", "last")},
        "event_types": {row["key"]: row["n"] for row in store.read(reading("event_types"))},
        "statuses": {row["key"]: row["n"] for row in store.read(reading("statuses"))},
        "relation_types": relations,
    }
