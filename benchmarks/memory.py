"""Resident memory after many articles, with the components that build the graph and without them.

usage: python -m benchmarks.memory [TEXTS] [--articles 1000] [--pipeline NAME]

TEXTS is a file or folder that `kg` can read; it is read again and again until there are enough articles, and without
it the sample articles are. Articles that are all different tell most: what is kept for each new word shows only then.
Each way runs in a process of its own, one article after the other as `kg.extract` takes them.
"""

import argparse
import itertools
import multiprocessing
import resource
from collections.abc import Iterator
from pathlib import Path

from kg import resources
from kg.extract import Failure, extract_all
from kg.pipeline import DEFAULT, analyse, load_pipeline
from kg.read import read_all
from kg.records import Document

_STEPS = 10
_STATUS = Path("/proc/self/status")


def resident() -> float:
    """Megabytes that this process holds now; its peak where the system does not say."""
    if _STATUS.is_file():
        line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1000
    return peak()


def peak() -> float:
    """Megabytes that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def documents(path: Path, count: int) -> Iterator[Document]:
    """So many articles below a path, from the beginning again where there are fewer."""
    read = [outcome for outcome in read_all([path]) if isinstance(outcome, Document)]
    if not read:
        raise SystemExit(f"no articles in {path}")
    return itertools.islice(itertools.cycle(read), count)


def results(read: Iterator[Document], pipeline: str, components: bool) -> Iterator[object]:
    """What comes of each article: its record or failure, or with the network alone its `Doc`."""
    if components:
        return extract_all(read, pipeline=pipeline)
    nlp = load_pipeline(pipeline, components=False)
    return (analyse(nlp, document) for document in read)


def run(path: Path, count: int, pipeline: str, components: bool) -> None:
    """Go through the articles and print the memory along the way."""
    held, failed = list[str](), 0
    for number, result in enumerate(results(documents(path, count), pipeline, components), start=1):
        failed += isinstance(result, Failure)
        if number == 1 or number % max(1, count // _STEPS) == 0:
            held.append(f"{resident():,.0f}")
    print(f"{pipeline} {'with' if components else 'without'} components, {count} articles, {failed} failures")
    print(f"  MB resident after the first and each tenth: {' '.join(held)}; at most {peak():,.0f}", flush=True)


def main() -> None:
    """Both ways, each in a new process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=resources.seeds() / "sample")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pipeline", default=DEFAULT)
    args = parser.parse_args()
    for components in (False, True):
        process = multiprocessing.get_context("spawn").Process(
            target=run, args=(args.texts, args.articles, args.pipeline, components)
        )
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
