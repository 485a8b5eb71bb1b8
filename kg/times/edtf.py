"""Time values as strings: the part of EDTF (ISO 8601-2) that news needs, and the days they cover.

Written by this package: `2023-09-12`, `2023-09`, `2023`, `199X` (a decade), `2020-21` to `2020-24` (spring to
winter), `A/B` (an interval, both ends included), `A/..` and `../B` (open). Weeks are intervals of seven days,
quarters of three months. Read as well: `20XX`, `2023-W37`, `2023-Q3`, a final `~`, `?` or `%`.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

PAST_REF, PRESENT_REF, FUTURE_REF = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
OPEN = ".."

_FIRST_DAY = "0001-01-01"  # there was no year 0, nor has Python one
# Month in which each season begins; winter ends in February of the next year.
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}


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


def _day(found: re.Match[str]) -> tuple[str, str]:
    return (date.fromisoformat(found[0]).isoformat(),) * 2


def _months(year: str, first: int, count: int) -> tuple[str, str]:
    start, end = month(int(year), first), month(int(year), first + count - 1)
    return f"{start}-01", f"{end}-{calendar.monthrange(int(end[:4]), int(end[5:]))[1]}"


def _week(found: re.Match[str]) -> tuple[str, str]:
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return monday.isoformat(), (monday + timedelta(6)).isoformat()


# Form, precision, first and last day.
_FORMS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "day", _day),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), "month", lambda found: _months(found[1], int(found[2]), 1)),
    (re.compile(r"\d{4}"), "year", lambda found: (f"{found[0]}-01-01", f"{found[0]}-12-31")),
    (re.compile(r"(\d{4})-(2[1-4])"), "season", lambda found: _months(found[1], _SEASONS[found[2]], 3)),
    (re.compile(r"(\d{4})-Q([1-4])"), "quarter", lambda found: _months(found[1], 3 * int(found[2]) - 2, 3)),
    (re.compile(r"(\d{4})-W(\d\d)"), "week", _week),
    (re.compile(r"(\d{3})X"), "decade", lambda found: (f"{found[1]}0-01-01", f"{found[1]}9-12-31")),
    (re.compile(r"(\d\d)XX"), "interval", lambda found: (f"{found[1]}00-01-01", f"{found[1]}99-12-31")),
)


def _days_of_one(value: str) -> tuple[str, str] | None:
    for form, _, read in _FORMS:
        if found := form.fullmatch(value):
            first, last = read(found)
            return (first, last) if first >= _FIRST_DAY else None
    return None


def precision(value: str | None) -> str | None:
    """The precision that a value shows by its form; None for a vague value and for None.

    >>> precision("2023-07/2023-09"), precision("2020-10-05/2020-10-11"), precision("199X"), precision("1898/1945")
    ('quarter', 'week', 'decade', 'interval')
    """
    covered = days(value)
    if not value or not covered:
        return None
    for form, name, _ in _FORMS:
        if form.fullmatch(value.rstrip("~?%")):
            return name
    first, last = covered
    if first and last and all(len(end) == len("2020-10-05") for end in value.split("/")):
        start = date.fromisoformat(first)
        if start.weekday() == 0 and date.fromisoformat(last) - start == timedelta(6):
            return "week"
    quarters = [months(int(first[:4]), start_month, start_month + 2) for start_month in (1, 4, 7, 10)] if first else []
    return "quarter" if value in quarters else "interval"
