"""What one more document costs, by the number of documents that are there, in processor seconds.

The embedded engine, in a folder of its own; its Java runs in this process and is counted with it.

usage: python -m benchmarks.load_more [DOCUMENTS ...]   (500 1000 2000)
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.load_records import made_up
from kg.resolve import project_as_decided
from kg.store import Store, Writer, open_store, records
from kg.store.derived import extended
from kg.store.difference import differences

P = ParamSpec("P")
T = TypeVar("T")


def _timed(work: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> tuple[T, float]:
    start = time.process_time()
    return work(*arguments, **more), time.process_time() - start


def shares(store: Store) -> dict[str, float]:
    """Processor seconds of the steps of an update that writes nothing."""
    found, reading = _timed(lambda: list(records(store)))
    graph, projecting = _timed(project_as_decided, found)
    _, comparing = _timed(lambda: differences({}, extended(graph)))
    return {"reading the records": reading, "projecting": projecting, "comparing": comparing}


def main() -> None:
    """Measure and print."""
    sizes = sorted(map(int, sys.argv[1:])) or [500, 1000, 2000]
    there = 0
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "graph") as store:
        writer = Writer(store)
        for number, size in enumerate(sizes):
            _, loading = _timed(writer.ingest, list(made_up(size))[there:])
            summary, one = _timed(writer.ingest, list(made_up(1, seed=100 + number)))
            steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in shares(store).items())
            print(f"{size:,} documents ({size - there:,} in {loading:.0f} s): one more {one:.1f} s, ", end="")
            print(f"{summary.written} rows written; {steps}", flush=True)
            there = size


if __name__ == "__main__":
    main()
