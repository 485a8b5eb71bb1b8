"""What a store is: statements in, plain rows out, the same for every engine."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

Row: TypeAlias = dict[str, Any]
_T = TypeVar("_T")

# Rows a statement takes in one go.
BATCH = 1000


@dataclass(frozen=True)
class PathNode:
    """A node in the answer to a query; `labels` are sorted."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class PathRelationship:
    """A relationship in the answer to a query; `start` and `end` are the `id` properties of its nodes."""

    type: str
    start: Any
    end: Any
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Path:
    """A path in the answer to a query: one node more than relationships."""

    nodes: tuple[PathNode, ...]
    relationships: tuple[PathRelationship, ...]


@dataclass(frozen=True)
class Write:
    """A statement that begins with `UNWIND $rows AS row`, and the rows for it."""

    statement: str
    rows: Sequence[Row]


class Store(ABC):
    """An open graph; a context manager that closes it.

    Every failure is a `StoreError` whose message is one line for the user.
    """

    @abstractmethod
    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run a query that changes nothing.

        Values are scalars, lists and maps; nodes, relationships and paths become `PathNode`, `PathRelationship`
        and `Path`.
        """

    @abstractmethod
    def transaction(self, writes: Iterable[Write]) -> None:
        """Run statements in one transaction: all of it is in the graph, or nothing."""

    @abstractmethod
    def execute(self, statement: str) -> None:
        """Run one schema statement, which no engine allows within a transaction."""

    @abstractmethod
    def close(self) -> None:
        """Give the graph back to others; closing twice does no harm."""

    def write(self, statement: str, rows: Sequence[Row]) -> None:
        """Run one statement over rows, in one transaction."""
        self.transaction([Write(statement, rows)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def batches(rows: Sequence[_T], size: int = BATCH) -> Iterator[Sequence[_T]]:
    """The rows in pieces of at most `size`."""
    return (rows[i : i + size] for i in range(0, len(rows), size))


def first_line(error: BaseException) -> str:
    """What an engine complains about, in one line."""
    text = str(error).strip()
    return text.splitlines()[0].strip() if text else type(error).__name__
