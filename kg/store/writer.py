"""Records into a store, and out of it again.

The store keeps the records; the graph is their projection. A document's record is committed in a transaction of its
own, then the graph is brought up to date with all records by writing what differs, so the result depends on the
set of records alone: ingesting twice, in another order, in pieces or after a kill gives the same graph. A store
whose graph waits for an update says so (`pending`), and any further `ingest`, even of nothing, completes it.

The projection is made of all records each time, and compared with the ledger: what one more document costs grows with
the number of documents (`benchmarks/load_more.py`), only what is written does not. Projecting the touched part alone
would need aggregates in the store that can be added to and taken from: a State is named in most documents, and its
name, aliases, days and home, which every event with it hangs on, are votes over all of them.

Several processes may write to one Neo4j: who finds that another one has written since it looked, looks again. A graph
of an earlier layout is emptied and written again from its records; one of a later layout is left alone.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from kg.errors import RecordError, StoreError
from kg.records import Record
from kg.resolve import project_as_decided
from kg.resolve.contract import check
from kg.resolve.documents import rank
from kg.resolve.projection import Projection
from kg.store.archive import pack_ledger, row
from kg.store.base import Row, Store, Write, batches
from kg.store.derived import extended
from kg.store.difference import Change, Ledger, differences, shard
from kg.store.marks import PENDING, REBUILD, layout_mark, marks, next_turn
from kg.store.reader import Stored, Written, records, stored, written
from kg.store.schema import KINDS, ensure_schema, reading, writing
from kg.store.statements import clean, ordered, step, writes

# Changes up to this many are one transaction, so that readers see the graph before or after, never between.
ONE_TRANSACTION = 20_000
# More are written in pieces of so many: a server holds all of a transaction in memory until its end.
PIECE = 4_000

_PROJECTED = tuple(kind for kind in KINDS if kind not in ("Record", "Ledger"))
_ATTEMPTS = 10


@dataclass(frozen=True)
class Summary:
    """What an ingestion did: documents by outcome, nodes and edges written and taken away.

    `unchanged` counts records that were there already; `outdated` those of which the store has a later version;
    `rejected` holds one line for each record that does not satisfy the contract.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    outdated: int = 0
    removed: int = 0
    rejected: tuple[str, ...] = ()
    written: int = 0
    deleted: int = 0


class Writer:
    """Writes to an open store, whose schema it makes sure of.

    Args:
        store: From `open_store`.
        project: Records to graph; another function than that of `kg.resolve` is for tests.
    """

    def __init__(self, store: Store, project: Callable[[Iterable[Record]], Projection] = project_as_decided) -> None:
        self._store = store
        self._project = project
        if marks(store).layout is None:
            self._refuse_others()
        ensure_schema(store)

    def ingest(self, found: Iterable[Record]) -> Summary:
        """Take records in, one by one as they come, then bring the graph up to date.

        Of two records of one document the greater `kg.resolve.documents.rank` counts; of two extractions from the
        same document the one that is given later, so that a better pipeline is never held back.

        Raises:
            StoreError: The store fails; what was committed before stays, and the next call goes on from there.
        """
        noted = [PENDING] if marks(self._store).layout else [layout_mark(), PENDING]
        have = stored(self._store)
        counts = dict.fromkeys(("added", "updated", "unchanged", "outdated"), 0)
        rejected = []
        for record in found:
            try:
                check(record)
            except RecordError as error:
                rejected.append(str(error))
                continue
            properties = row(record)
            document = clean(record.id)
            before = have.get(document)
            if before is not None and before.digest == properties["digest"]:
                counts["unchanged"] += 1
            elif before is not None and before.rank > rank(record):
                counts["outdated"] += 1
            else:
                counts["added" if before is None else "updated"] += 1
                self._store.transaction([_put("Record", [{**properties, "id": document}]), _mark(*noted)])
                have[document] = Stored.of(properties)
        added, deleted = self.refresh()
        return Summary(**counts, rejected=tuple(rejected), written=added, deleted=deleted)

    def remove(self, ids: Iterable[str]) -> Summary:
        """Take documents out, with everything that they alone support.

        Raises:
            StoreError: One of them is not there; then nothing is removed.
        """
        wanted = sorted({clean(document) for document in ids})
        have = stored(self._store)
        for document in wanted:
            if document not in have:
                raise StoreError(f"the graph has no document {document}")
        rows = [{"id": document} for document in wanted]
        self._store.transaction([Write(writing("node_delete", KIND="Record"), rows), _mark(PENDING)])
        added, deleted = self.refresh()
        return Summary(removed=len(wanted), written=added, deleted=deleted)

    def refresh(self) -> tuple[int, int]:
        """Make the graph the projection of all records; nodes and edges written, and taken away."""
        with _no_collection():
            return self._refreshed()

    def _refreshed(self) -> tuple[int, int]:
        for _ in range(_ATTEMPTS):
            state = written(self._store)
            if state.marks.to_empty:
                self._empty(state)
                continue
            ledger = state.ledger()
            whole = {identity: found for part in ledger.values() for identity, found in part.items()}
            changes = differences(whole, extended(self._project(records(self._store))))
            turns = [state.marks.turn]
            try:
                if changes or PENDING in state.marks.names:
                    self._apply(changes, ledger, turns)
            except StoreError:
                if not self._overtaken(turns[-1]):
                    raise
                continue
            deleted = sum(change.row is None for change in changes)
            return len(changes) - deleted, deleted
        raise StoreError("other processes keep writing to this graph: try again when they have ended")

    def rebuild(self) -> Summary:
        """Write the whole graph again from the records, whatever was done to it by other hands."""
        self._store.transaction([_mark(REBUILD)])
        added, deleted = self.refresh()
        return Summary(written=added, deleted=deleted)

    def clear(self) -> None:
        """Take everything out: the graph and the records."""
        self._store.transaction([_mark(REBUILD)])
        for kind in ("Record", *_PROJECTED, "Ledger"):
            self._drop(kind)

    def _overtaken(self, turn: str) -> bool:
        """Whether another process has written since this turn; not known of a store that fails to answer."""
        try:
            return marks(self._store).turn != turn
        except StoreError:
            return False

    def _refuse_others(self) -> None:
        for kind in _PROJECTED:
            if self._store.read(reading("any").replace("KIND", kind)):
                raise StoreError(f"there are {kind} nodes here that kg did not write: give kg a database of its own")

    def _drop(self, kind: str) -> None:
        while self._store.read(reading("any").replace("KIND", kind)):
            self._store.write(writing("clear", KIND=kind), [{}])

    def _empty(self, state: Written) -> None:
        for kind in _PROJECTED:
            self._drop(kind)
        gone = [*sorted(state.parts), *sorted(state.marks.layouts), REBUILD]
        self._store.transaction([_unmark(gone), _mark(layout_mark(), PENDING)])

    def _apply(self, changes: Sequence[Change], ledger: dict[str, Ledger], turns: list[str]) -> None:
        """Write the changes after the last of the turns; every transaction that is through adds its own.

        While the store takes one in, the next is made ready.
        """
        pieces, turn = _pieces(changes), turns[-1]
        with ThreadPoolExecutor(1) as worker:
            running: Future[None] | None = None
            for number, piece in enumerate(pieces, 1):
                following = next_turn(turn)
                ready = [
                    Write(writing("turn"), [{"id": following}]),
                    *writes(piece),
                    _put("Ledger", _noted(piece, ledger)),
                    _unmark([turn, PENDING]) if number == len(pieces) else _unmark([turn]),
                    *([] if number == len(pieces) else [_mark(PENDING)]),
                ]
                if running is not None:
                    running.result()
                    turns.append(turn)
                running, turn = worker.submit(self._store.transaction, ready), following
            if running is not None:
                running.result()


def _noted(piece: Iterable[Change], ledger: dict[str, Ledger]) -> list[Row]:
    """The parts of the ledger as they are after these changes, which are entered in it."""
    touched: dict[str, Ledger] = {}
    for change in piece:
        name = shard(change.identity)
        part = touched[name] = ledger.setdefault(name, {})
        if change.hash is None:
            del part[change.identity]
        else:
            part[change.identity] = change.hash
    return [{"id": name, "data": pack_ledger(touched[name])} for name in sorted(touched)]


@contextmanager
def _no_collection() -> Iterator[None]:
    # Millions of rows are made and none in a cycle; the collector would walk all of them again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _pieces(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes in transactions; within a step by shard, so that each part of the ledger is written once or twice."""
    if len(changes) <= ONE_TRANSACTION:
        return [ordered(changes)]
    by_shard = sorted(changes, key=lambda change: (step(change), shard(change.identity)))
    return [ordered(piece) for piece in batches(by_shard, min(PIECE, ONE_TRANSACTION))]


def _put(kind: str, properties: Sequence[Row]) -> Write:
    return Write(writing("node", KIND=kind), [{"id": row["id"], "properties": row} for row in properties])


def _mark(*names: str) -> Write:
    return _put("Ledger", [{"id": name} for name in names])


def _unmark(names: Iterable[str]) -> Write:
    return Write(writing("node_delete", KIND="Ledger"), [{"id": name} for name in names])
