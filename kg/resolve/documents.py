"""Which records count, and when their documents appeared."""

import hashlib
from collections.abc import Iterable

from kg.records import Record, Span


def _rank(record: Record) -> tuple[str, str, str]:
    digest = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
    return record.published or "", digest, record.to_json()


def latest(records: Iterable[Record]) -> dict[str, Record]:
    """One record a document id, in the order of the ids.

    Of several the one published last counts, then the one whose text has the greater SHA-256: never the one that
    happened to arrive last.
    """
    chosen: dict[str, Record] = {}
    for record in records:
        other = chosen.get(record.id)
        if other is None or (other != record and _rank(record) > _rank(other)):
            chosen[record.id] = record
    return dict(sorted(chosen.items()))


def publication_day(record: Record) -> str | None:
    """The day (`YYYY-MM-DD`, in UTC) on which the document appeared, where known."""
    return record.published[:10] if record.published else None


def outlet(record: Record) -> str:
    """Who reports: the outlet, or the document itself where the outlet is unknown."""
    return record.source or record.id


def sentence_around(record: Record, span: Span) -> str:
    """The sentence in which a span begins, else the span itself."""
    inside = (sentence for sentence in record.sentences if sentence[0] <= span[0] < sentence[1])
    return record.quote(next(inside, span))
