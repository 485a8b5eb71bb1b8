"""Rows for people and for programs: table, JSON, CSV.

In the table the evidence of a row (sentence, outlet, day, address) stands on a line of its own below it: a sentence
is longer than any column.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.common import one_line

EVIDENCE = ("sentence", "source", "published", "url")
_WIDE = 1_000  # columns when not on a terminal: nothing is wrapped or cut


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else str(value)


def _shown(value: Any) -> str:
    return one_line(_cell(value))


def _evidence(row: Mapping[str, Any]) -> str:
    origin = " ".join(_shown(row.get(name)) for name in EVIDENCE[1:] if row.get(name))
    return f"「{_shown(row.get('sentence'))}」 {origin}".rstrip()


def as_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table of text; on a terminal as wide as that, elsewhere as wide as it needs to be."""
    terminal = Console()
    console = Console(file=io.StringIO(), width=terminal.width if terminal.is_terminal else _WIDE, highlight=False)
    for part in _with_evidence(columns, list(rows)) if "sentence" in columns else [_grid(columns, rows)]:
        console.print(part)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def _grid(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Table:
    shown = [name for name in columns if name not in EVIDENCE]
    table = Table(*shown, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(*(Text(_shown(row.get(name))) for name in shown))
    return table


def _with_evidence(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Iterator[Text]:
    shown = [name for name in columns if name not in EVIDENCE]
    widths = {n: max([cell_len(n), *(cell_len(_shown(r.get(n))) for r in rows)]) for n in shown}
    yield Text("  ".join(_padded(name, widths[name]) for name in shown).rstrip(), style="bold")
    for row in rows:
        yield Text("  ".join(_padded(_shown(row.get(name)), widths[name]) for name in shown).rstrip())
        yield Text(f"    {_evidence(row)}")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def as_json(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A JSON array of objects, one a line."""
    lines = (json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False) for row in rows)
    return "[" + ",\n ".join(lines) + "]\n"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """CSV with a header line; the items of a list have `, ` between them.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, as in `kg export triples.csv`.
    """
    from kg.export.csv_triples import harmless  # noqa: PLC0415 - the exporters take a while to import

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = ((row.get(name), _cell(row.get(name))) for name in columns)
        writer.writerow([cell if isinstance(value, (int, float)) else harmless(cell) for value, cell in cells])
    return out.getvalue()


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv}
