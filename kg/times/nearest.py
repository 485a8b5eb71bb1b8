"""Days, weeks and years near a given day."""

import calendar as gregorian
from datetime import date, timedelta

FUTURE, PAST = 1, -1

# A day ahead weighs more than one behind (news tells what happened), another calendar year more than the same one
# (who means another year says so), and a tense cue against a reading more than both. Days and factors.
_AHEAD = 1.3
_OTHER_YEAR = 150
_AGAINST_TENSE = 4


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month, some months on."""
    count = 12 * year + month - 1 + by
    return count // 12, count % 12 + 1


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, gregorian.monthrange(year, month)[1])


def distance(anchor: date, first: date, last: date, tense: int) -> float:
    """How far a reading of a bare date is from the day of publication: the smallest is meant.

    Args:
        anchor: The day of publication.
        first: The first day of the reading.
        last: Its last day.
        tense: 1 where the text speaks of the future, -1 of the past, 0 where it does not tell.
    """
    if first <= anchor <= last:
        return 0
    ahead = first > anchor
    days = (first - anchor).days * _AHEAD if ahead else float((anchor - last).days)
    if anchor.year not in (first.year, last.year):
        days += _OTHER_YEAR
    return days * _AGAINST_TENSE if tense == (PAST if ahead else FUTURE) else days


def nearest_year(anchor: date, first: tuple[int, int], last: tuple[int, int | None], tense: int) -> int:
    """The year in which a stretch from month and day to month and day is nearest; no last day: the month's."""
    readings = []
    for year in range(anchor.year - 4, anchor.year + 5):  # 29 February
        start = day_or_none(year, *first)
        end_year = year + (last[0] < first[0])
        end = last_of_month(end_year, last[0]) if last[1] is None else day_or_none(end_year, last[0], last[1])
        if start and end:
            readings.append((distance(anchor, start, end, tense), year))
    return min(readings)[1] if readings else anchor.year


def nearest_month(anchor: date, day: int, tense: int) -> tuple[int, int] | None:
    """Year and month in which a day of the month is nearest, this month and the two beside it tried."""
    readings = []
    for by in (-1, 0, 1):
        year, month = shift_month(anchor.year, anchor.month, by)
        if found := day_or_none(year, month, day):
            ahead = (found - anchor).days
            cost = ahead * _AHEAD if ahead > 0 else float(-ahead)
            wrong = ahead and tense == (PAST if ahead > 0 else FUTURE)
            readings.append((cost * _AGAINST_TENSE if wrong else cost, year, month))
    return min(readings)[1:] if readings else None


def nearest_weekday(anchor: date, weekday: int, tense: int) -> date:
    """The last such day up to the day of publication; with a future tense the next from it on. Monday is 1."""
    back = (anchor.weekday() - (weekday - 1)) % 7
    return anchor + timedelta(7 - back if back and tense == FUTURE else -back)


def weekday_of_month(year: int, month: int, count: int, weekday: int) -> date:
    """The count-th weekday of a month (Monday is 1); count 0: the last one."""
    if count == 0:
        last = last_of_month(year, month)
        return last - timedelta((last.weekday() - (weekday - 1)) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - 1 - first.weekday()) % 7 + 7 * (count - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Oudin's rule for the Gregorian calendar)."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - sunday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
