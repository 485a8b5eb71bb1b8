"""Time values as strings: the part of EDTF (ISO 8601-2) that news needs, and the days they cover.

Written by this package: `2023-09-12`, `2023-09`, `2023`, `199X` (a decade), `2020-21` to `2020-24` (spring to
winter), `A/B` (an interval, both ends included), `A/..` and `../B` (open). Weeks are intervals of seven days,
quarters of three months. Read as well: `20XX`, `2023-W37`, `2023-Q3`, a final `~`, `?` or `%`.
"""

import calendar
import re
from datetime import date, timedelta

PAST_REF, PRESENT_REF, FUTURE_REF = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
OPEN = ".."

# Month in which each season begins; winter ends in February of the next year.
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DECADE = re.compile(r"\d{3}X")
_CENTURY = re.compile(r"\d\dXX")


def month(year: int, number: int) -> str:
    """A month's value; numbers below 1 or above 12 count on into other years.

    >>> month(2023, 9), month(2023, 0)
    ('2023-09', '2022-12')
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04}-{number:02}"


def months(year: int, first: int, last: int) -> str:
    """An interval of months of one year.

    >>> months(2023, 7, 9)
    '2023-07/2023-09'
    """
    return f"{month(year, first)}/{month(year, last)}"


def days(value: str | None) -> tuple[str | None, str | None] | None:
    """First and last day covered, as `YYYY-MM-DD`; None for an open end.

    Returns:
        None where the value names no days: a vague one, an impossible date, None, or no EDTF at all.

    >>> days("2023-02"), days("2003/.."), days("PAST_REF")
    (('2023-02-01', '2023-02-28'), ('2003-01-01', None), None)
    """
    if not value:
        return None
    value = value.rstrip("~?%")
    if "/" not in value:
        try:
            return _days_of_one(value)
        except ValueError:
            return None
    left, right = value.split("/", 1)
    first = (None, None) if left in ("", OPEN) else days(left)
    last = (None, None) if right in ("", OPEN) else days(right)
    if first is None or last is None or (first[0] is None and last[1] is None):
        return None
    return (first[0], last[1]) if not first[0] or not last[1] or first[0] <= last[1] else None


def _days_of_one(value: str) -> tuple[str, str] | None:
    if _DAY.fullmatch(value):
        return (date.fromisoformat(value).isoformat(),) * 2
    if found := _MONTH.fullmatch(value):
        return f"{value}-01", f"{value}-{calendar.monthrange(int(found[1]), int(found[2]))[1]}"
    if _YEAR.fullmatch(value):
        return f"{value}-01-01", f"{value}-12-31"
    if found := _SEASON.fullmatch(value):
        year, start = int(found[1]), _SEASONS[found[2]]
        return _ends(month(year, start), month(year, start + 2))
    if found := _QUARTER.fullmatch(value):
        return _ends(month(int(found[1]), 3 * int(found[2]) - 2), month(int(found[1]), 3 * int(found[2])))
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    if _DECADE.fullmatch(value):
        return f"{value[:3]}0-01-01", f"{value[:3]}9-12-31"
    if _CENTURY.fullmatch(value):
        return f"{value[:2]}00-01-01", f"{value[:2]}99-12-31"
    return None


def _ends(first: str, last: str) -> tuple[str, str] | None:
    start, end = _days_of_one(first), _days_of_one(last)
    return (start[0], end[1]) if start and end else None


def precision(value: str | None) -> str | None:
    """The precision that a value shows by its form; None for a vague value and for None.

    >>> precision("2023-07/2023-09"), precision("2020-10-05/2020-10-11"), precision("199X"), precision("1898/1945")
    ('quarter', 'week', 'decade', 'interval')
    """
    covered = days(value)
    if not value or not covered:
        return None
    forms = (
        (_DAY, "day"), (_MONTH, "month"), (_YEAR, "year"), (_SEASON, "season"), (_QUARTER, "quarter"),
        (_WEEK, "week"), (_DECADE, "decade"),
    )  # fmt: skip
    for form, name in forms:
        if form.fullmatch(value.rstrip("~?%")):
            return name
    first, last = covered
    if first and last and all(_DAY.fullmatch(end) for end in value.split("/")):
        start = date.fromisoformat(first)
        if start.weekday() == 0 and date.fromisoformat(last) - start == timedelta(6):
            return "week"
    quarters = [f"-{3 * i + 1:02}/{value[:4]}-{3 * i + 3:02}" for i in range(4)]
    return "quarter" if value[4:] in quarters else "interval"
