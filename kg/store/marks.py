"""What a store notes about its own state: nodes of the ledger that have an id and nothing else."""

from dataclasses import dataclass

from kg.errors import StoreError
from kg.store.base import Store
from kg.store.schema import reading

# How records become nodes and edges of the store. A change of it (another property, another kind of node, a list laid
# out differently) gets the next number; a graph of an earlier one is written again from its records.
LAYOUT = 3
# Graphs from before the layout was noted.
_UNNOTED = 1

# The graph waits for the records to be projected; it is to be emptied before that.
PENDING = "pending"
REBUILD = "rebuild"
_LAYOUT = "layout "
_TURN = "turn "


@dataclass(frozen=True)
class Marks:
    """The ids of the nodes."""

    names: frozenset[str]

    @property
    def turn(self) -> str:
        """The mark of the last turn at writing, or an empty text: every writing transaction raises its number."""
        return max((name for name in self.names if name.startswith(_TURN)), default="")

    @property
    def layouts(self) -> frozenset[str]:
        """The marks of layouts: one, or none in a new store and in one that is older than they are."""
        return frozenset(name for name in self.names if name.startswith(_LAYOUT))

    @property
    def layout(self) -> int | None:
        """Number of the layout that the graph has; None in a store that nothing was written to."""
        numbers = [int(name.removeprefix(_LAYOUT)) for name in self.layouts]
        return max(numbers) if numbers else _UNNOTED if self.names else None

    @property
    def old(self) -> bool:
        """Whether the graph was made by an earlier version, so that queries of this one may miss something in it."""
        return self.layout is not None and self.layout < LAYOUT

    @property
    def to_empty(self) -> bool:
        """Whether the graph has to be written anew from the records."""
        return REBUILD in self.names or self.old

    @property
    def cut_off(self) -> bool:
        """Whether the graph lacks what some of the records say."""
        return not {PENDING, REBUILD}.isdisjoint(self.names)


def layout_mark(number: int = LAYOUT) -> str:
    """The mark of a layout."""
    return f"{_LAYOUT}{number}"


def next_turn(turn: str) -> str:
    """The mark after this one; an empty text stands before the first."""
    return f"{_TURN}{int(turn.removeprefix(_TURN) or 0) + 1:012}"


def marks(store: Store) -> Marks:
    """What the store notes.

    Raises:
        StoreError: It was made by a later version.
    """
    found = Marks(frozenset(row["id"] for row in store.read(reading("marks"))))
    return readable(found)


def readable(found: Marks) -> Marks:
    """The marks themselves.

    Raises:
        StoreError: They are those of a later version.
    """
    if found.layout is not None and found.layout > LAYOUT:
        raise StoreError(
            f"this graph was made by a later version of kg (its layout is {found.layout}, this one knows {LAYOUT}): "
            "install that version, or ingest into another graph"
        )
    return found
