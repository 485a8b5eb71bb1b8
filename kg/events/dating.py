"""When an event happened: the time expression that belongs to its trigger, as EDTF and as full days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.events.matching import clause_around
from kg.records import Span, TimeExpression
from kg.times.edtf import days, precision

_RECENT = 4  # days that the news of a day look back


@dataclass(frozen=True)
class When:
    """The date fields of an event, see `kg.records.Event`."""

    date: str | None
    start: str | None
    end: str | None
    precision: str | None
    basis: str


def _nearest(times: Sequence[TimeExpression], trigger: Span) -> TimeExpression | None:
    """The last time before the trigger, else the first after it; one that lies in the trigger's words is out."""
    before = [t for t in times if t.end <= trigger[0]]
    after = [t for t in times if t.start >= trigger[1]]
    return before[-1] if before else after[0] if after else None


def _future(time: TimeExpression, published: date | None) -> bool:
    found = days(time.value)
    return bool(published and found and found[0] and found[0] > published.isoformat())


def time_of(
    text: str, times: Sequence[TimeExpression], trigger: Span, status: str, published: date | None
) -> TimeExpression | None:
    """Of the times of its sentence that of a trigger: in its clause, else before it in another one.

    An actual event is not given a time that lies after the publication; a planned one takes such a time first.
    """
    usable = [t for t in times if days(t.value)]
    coming = [t for t in usable if _future(t, published)]
    if status == "actual":
        usable = [t for t in usable if t not in coming]
    elif status == "planned" and coming:
        usable = coming
    left, right = clause_around(text, *trigger)
    inside = [t for t in usable if left <= t.start < right]
    return _nearest(inside, trigger) or _nearest([t for t in usable if t.end <= left], trigger)


def recent_days(times: Sequence[TimeExpression], published: date | None) -> list[TimeExpression]:
    """The times that name one day of the last days before the publication: the day that the news is about."""
    if published is None:
        return []
    first = (published - timedelta(_RECENT)).isoformat()
    spans = ((t, days(t.value)) for t in times)
    return [t for t, d in spans if d and d[0] and d[0] == d[1] and first <= d[0] <= published.isoformat()]


def when(time: TimeExpression | None, published: date | None, basis: str | None = None) -> When:
    """The date fields from a time; without one, only that it was before or on the day of publication."""
    found = days(time.value) if time is not None and time.value else None
    if time is None or found is None:
        return When(None, None, published.isoformat() if published else None, None, "publication")
    start, end = found
    return When(time.value, start, end, precision(time.value), basis or time.basis)
