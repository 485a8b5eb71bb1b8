"""Triples as CSV (UTF-8, RFC 4180): subject, predicate, object, date, status, source.

One row a pair of entities and event or relation: the events by day, the undated ones behind them, then the relations.
`predicate` is the event type or relation, `date` an EDTF string (for a relation the days on which it was reported),
`status` that of the event and empty for a relation, `source` the addresses of the reports (or else their outlets)
with a space between.

A cell whose text a spreadsheet would run as a formula gets an apostrophe in front: the text comes from strangers.
"""

import csv
import io
from collections.abc import Collection, Iterator
from typing import BinaryIO

from kg.export.plain import clean
from kg.graph import Triple, triples
from kg.resolve.projection import Node, Projection

COLUMNS = ("subject", "predicate", "object", "date", "status", "source")

# The full-width forms count as well: Excel takes them for the others where Chinese or Japanese is typed.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def harmless(cell: str) -> str:
    """The text of a cell, with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> harmless("=HYPERLINK(A1)"), harmless("日本")
    ("'=HYPERLINK(A1)", '日本')
    """
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA) else cell


def _source(document: Node) -> str:
    """The address of a report, its outlet, or its id."""
    known = document.properties
    found = known.get("url") or known.get("source") or document.id
    return "".join(str(found).split())


def _date(triple: Triple) -> str:
    if triple.event:
        return str(triple.properties.get("date", ""))
    first, last = (str(triple.properties.get(name, "")) for name in ("first_reported", "last_reported"))
    return first if first == last else f"{first}/{last}"


def _order(triple: Triple) -> tuple[bool, str, str, str, str, str]:
    day = str(triple.properties.get("date_start") or triple.properties.get("date_end", "undated"))
    return not triple.event, day, triple.relation, triple.subject, triple.object, triple.event


def _rows(projection: Projection, min_confidence: float, statuses: Collection[str] | None) -> Iterator[tuple[str, ...]]:
    names = {node.id: str(node.properties["name"]) for node in projection.nodes if node.kind == "Entity"}
    sources = {node.id: _source(node) for node in projection.nodes if node.kind == "Document"}
    found = triples(projection, min_confidence=min_confidence, statuses=statuses)
    for triple in sorted(found, key=_order):
        status = str(triple.properties.get("status", "")) if triple.event else ""
        told = " ".join(dict.fromkeys(sources[document] for document in triple.documents))
        yield names[triple.subject], triple.relation, names[triple.object], _date(triple), status, told


def write(
    projection: Projection, file: BinaryIO, *, min_confidence: float = 0.0, statuses: Collection[str] | None = None
) -> None:
    """Write all triples; events of every status unless `statuses` names some."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for row in _rows(projection, min_confidence, statuses):
        rows.writerow([harmless(clean(cell)) for cell in row])
    file.write(text.getvalue().encode("utf-8"))
