import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.export.csv_triples import COLUMNS, harmless
from kg.resolve.projection import Projection

HOSTILE = '\'=HYPERLINK("http://evil.example","")<b>&amp;'


def test_rows(projection: Projection, tmp_path: Path) -> None:
    path = tmp_path / "x.triples.csv"
    export(projection, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        list(COLUMNS),
        ["'＝叔", "ACCUSE", "日本", "2023-07-12", "actual", "https://news.example/12"],
        ["'＝叔", "CONSULT", "日本", "2023-07-14", "actual", "https://news.example/12 晨星社"],
        [HOSTILE, "CONSULT", "日本", "2023-07-14", "actual", "https://news.example/12 晨星社"],
        ["日本", "CONSULT", "'＝叔", "", "planned", "https://news.example/12"],
        ["'＝叔", "HOLDS_OFFICE", "日本", "2023-07-15", "", "https://news.example/12"],
        ["'＝叔", "HOLDS_OFFICE", "日本", "2023-07-13/2023-07-15", "", "https://news.example/12"],
        ["甲社", "PART_OF", "日本", "", "", ""],
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠a"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@given(st.text())
def test_other_cells_stay_as_they_are(cell: str) -> None:
    safe = harmless(cell)
    assert safe.removeprefix("'") == cell.removeprefix("'")
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@"))
