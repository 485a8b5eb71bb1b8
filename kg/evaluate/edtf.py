"""EDTF strings as ranges of days, so that times can be compared by the days that they cover."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

# First and last day as ISO strings; an empty one is an open end.
Days: TypeAlias = tuple[str, str]

_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # first month: spring, summer, autumn, winter


def _months(year: int, first: int, count: int) -> Days | None:
    if not (year and 1 <= first <= 12):
        return None
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return f"{year:04}-{first:02}-01", f"{last_year:04}-{last:02}-{calendar.monthrange(last_year, last)[1]}"


def _week(year: int, week: int) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday.isoformat(), (monday + timedelta(6)).isoformat()


def _month_or_season(year: int, number: int) -> Days | None:
    return _months(year, _SEASONS[number], 3) if number in _SEASONS else _months(year, number, 1)


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Days | None]], ...] = (
    (r"\d{4}-\d\d-\d\d", lambda m: (m[0], m[0])),
    (r"(\d{4})", lambda m: _months(int(m[1]), 1, 12)),
    (r"(\d{4})-(\d\d)", lambda m: _month_or_season(int(m[1]), int(m[2]))),
    (r"(\d{4})-W(\d\d)", lambda m: _week(int(m[1]), int(m[2]))),
    (r"(\d{4})-Q([1-4])", lambda m: _months(int(m[1]), 3 * int(m[2]) - 2, 3)),
    (r"(\d{3})X", lambda m: (f"{m[1]}0-01-01", f"{m[1]}9-12-31")),
    (r"(\d\d)XX", lambda m: (f"{m[1]}00-01-01", f"{m[1]}99-12-31")),
)


def _interval(start: str, end: str) -> Days | None:
    first, last = (("", "") if side in ("", "..") else days(side) for side in (start, end))
    return (first[0], last[1]) if first and last else None


def days(value: str | None) -> Days | None:
    """The days of an EDTF value; None for one that is no calendar time (None, `PAST_REF`, nonsense).

    Understands days, months, years, seasons (`2020-21` to `2020-24`), decades (`199X`), centuries (`19XX`), ISO
    weeks (`2020-W41`), quarters (`2020-Q3`), intervals with closed or open ends, and marks of doubt (`~?%`).

    >>> days("2020-24"), days("2003/.."), days("FUTURE_REF")
    (('2020-12-01', '2021-02-28'), ('2003-01-01', ''), None)
    """
    text = (value or "").strip().rstrip("~?%")
    if "/" in text:
        start, end = text.split("/", 1)
        return _interval(start, end)
    matches = ((re.fullmatch(form, text), read) for form, read in _FORMS)
    return next((read(match) for match, read in matches if match), None)


def same_days(gold: str | None, found: str | None) -> bool:
    """Whether two values cover the same days, or neither is there; the first may offer `A or B`."""
    if not gold or not found:
        return not gold and not found
    return any(days(choice) is not None and days(choice) == days(found) for choice in gold.split(" or "))
