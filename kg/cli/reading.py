"""Documents from the paths on the command line: failures are told as they come and counted."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.common import note
from kg.extract import Failure
from kg.read import Skipped, ignored, read_all, walk
from kg.records import Document

path_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
max_chars_option = click.option(
    "--max-chars", default=1_000_000, show_default=True, help="Skip documents with more characters than this."
)
pipeline_option = click.option(
    "--pipeline",
    default="zh_kg_news",
    show_default=True,
    help="A spaCy pipeline: ours, an installed one such as zh_core_web_sm, or a folder.",
)
workers_option = click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(min=1), help="Processes that extract."
)


class Reading:
    """Iterates over the documents of some paths, tells each failure on standard error and counts what became of all.

    `count` has `read`, `skipped` (longer than the limit) and `failed`; `files` is how many files there are.
    """

    def __init__(self, paths: tuple[Path, ...], max_chars: int) -> None:
        self._paths = paths
        self._max_chars = max_chars
        self.files = sum(1 for _ in walk(paths))
        self.count: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Document]:
        for outcome in read_all(self._paths, max_chars=self._max_chars):
            if isinstance(outcome, Document):
                self.count["read"] += 1
                yield outcome
            else:
                self.count["skipped" if isinstance(outcome, Skipped) else "failed"] += 1
                note(str(outcome))

    def fail(self, failure: Failure) -> None:
        """Tell and count a document that was read but could not be extracted."""
        self.reject(f"{failure.document.path or failure.document.id}: {failure.reason}")

    def reject(self, reason: str) -> None:
        """Tell and count a record that does not satisfy the contract."""
        self.count["failed"] += 1
        note(reason)

    def finish(self, **outcomes: int) -> None:
        """The summary line; leaves with status 1 where something failed.

        Args:
            outcomes: What else became of the documents, named as in the line.
        """
        other = sum(1 for _ in ignored(self._paths))
        counts = {
            "read": self.count["read"],
            **outcomes,
            "skipped": self.count["skipped"],
            "failed": self.count["failed"],
        }
        line = ", ".join(f"{number} {name}" for name, number in counts.items())
        note(f"{line}" + (f"; {other} file{'s' * (other > 1)} of other kinds left alone" if other else ""))
        if self.count["failed"]:
            raise SystemExit(1)
