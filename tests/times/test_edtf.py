"""What EDTF strings cover."""

import pytest

from kg.times import edtf


@pytest.mark.parametrize(
    ("value", "days", "precision"),
    [
        ("2023-09-12", ("2023-09-12", "2023-09-12"), "day"),
        ("2024-02", ("2024-02-01", "2024-02-29"), "month"),
        ("2023", ("2023-01-01", "2023-12-31"), "year"),
        ("199X", ("1990-01-01", "1999-12-31"), "decade"),
        ("198X/199X", ("1980-01-01", "1999-12-31"), "interval"),
        ("20XX", ("2000-01-01", "2099-12-31"), "interval"),
        ("18XX", ("1800-01-01", "1899-12-31"), "interval"),
        ("2020-21", ("2020-03-01", "2020-05-31"), "season"),
        ("2020-24", ("2020-12-01", "2021-02-28"), "season"),
        ("2023-Q3", ("2023-07-01", "2023-09-30"), "quarter"),
        ("2020-Q4", ("2020-10-01", "2020-12-31"), "quarter"),
        ("2023-07/2023-09", ("2023-07-01", "2023-09-30"), "quarter"),
        ("2020-W41", ("2020-10-05", "2020-10-11"), "week"),
        ("2020-10-05/2020-10-11", ("2020-10-05", "2020-10-11"), "week"),
        ("2020-10-06/2020-10-12", ("2020-10-06", "2020-10-12"), "interval"),
        ("1898/1945", ("1898-01-01", "1945-12-31"), "interval"),
        ("2003/..", ("2003-01-01", None), "interval"),
        ("2003/", ("2003-01-01", None), "interval"),
        ("../2023-12", (None, "2023-12-31"), "interval"),
        ("2021-12~", ("2021-12-01", "2021-12-31"), "month"),
    ],
)
def test_days_and_precision(value: str, days: tuple[str | None, str | None], precision: str) -> None:
    assert edtf.days(value) == days
    assert edtf.precision(value) == precision


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "PAST_REF",
        "2023-02-30",
        "2023-13",
        "2023/1999",
        "../..",
        "/",
        "x",
        "2020-W54",
        "2023-Q5",
        "1XXX",
        "x/2020",
        "0000-00",
        "0000",
    ],
)
def test_no_days(value: str | None) -> None:
    assert edtf.days(value) is None
    assert edtf.precision(value) is None


def test_months_count_on_into_other_years() -> None:
    assert [edtf.month(2023, number) for number in (0, 1, 12, 13)] == ["2022-12", "2023-01", "2023-12", "2024-01"]
