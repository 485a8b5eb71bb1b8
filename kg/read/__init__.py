"""Files to documents: one small reader for each format, one dispatcher.

`read_all(paths)` reads whatever lies there; the readers of single formats are modules of their own: `archive`,
`webpage`, `feed`, `text` (with `typeset` for the text of PDFs) and `jsonl`.
"""

from kg.read.dispatch import MAX_CHARS, SUFFIXES, Outcome, ignored, read_all, read_bytes, read_path, walk
from kg.read.outcome import Failed, ReadFailure, Skipped
from kg.read.outlets import Outlet, local_day, outlet, source_of

__all__ = [
    "MAX_CHARS",
    "SUFFIXES",
    "Failed",
    "Outcome",
    "Outlet",
    "ReadFailure",
    "Skipped",
    "ignored",
    "local_day",
    "outlet",
    "read_all",
    "read_bytes",
    "read_path",
    "source_of",
    "walk",
]
