"""Which records count, and when their documents appeared."""

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from kg.read.outlets import local_day
from kg.records import Record, Span

# Of two records with one document id the one with the greater rank counts.
Rank: TypeAlias = tuple[str, str, str]


def digest(text: str) -> str:
    """SHA-256 of any text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def rank(record: Record) -> Rank:
    """What decides which record of a document counts: its publication, then its text, then what is said about it.

    Two records with equal rank are extractions from the same document.
    """
    about = json.dumps([record.url, record.title, record.source], ensure_ascii=True)
    return record.published or "", digest(record.text), digest(about)


def latest(records: Iterable[Record]) -> dict[str, Record]:
    """One record a document id, in the order of the ids.

    Of several the one with the greatest `rank` counts, and of two extractions from the same document always the
    same one: never the one that happened to arrive last.
    """
    chosen: dict[str, Record] = {}
    for record in records:
        other = chosen.get(record.id)
        if other is None or (other != record and (*rank(record), record.to_json()) > (*rank(other), other.to_json())):
            chosen[record.id] = record
    return dict(sorted(chosen.items()))


def publication_day(record: Record) -> str | None:
    """The day (`YYYY-MM-DD`) on which the document appeared, where known: the day in the outlet's own time zone."""
    return _day(record.published, record.url) if record.published else None


@lru_cache(maxsize=1 << 20)
def _day(published: str, url: str | None) -> str:
    # Asked for once for every entity of the document; there are far more entities than documents.
    return local_day(published, url).isoformat()


def outlet(record: Record) -> str:
    """Who reports: the outlet, or the document itself where the outlet is unknown."""
    return record.source or record.id


def sentence_at(record: Record, position: int) -> Span | None:
    """The sentence that a character stands in; None for one between sentences."""
    return next((span for span in record.sentences if span[0] <= position < span[1]), None)
