"""When an event happened: the time expression that belongs to its trigger, as EDTF and as full days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.events.matching import clause_around
from kg.records import Span, TimeExpression
from kg.times.edtf import OPEN, days, precision

_RECENT = 4  # days that the news of a day look back


@dataclass(frozen=True)
class When:
    """The date fields of an event, see `kg.records.Event`."""

    date: str | None
    start: str | None
    end: str | None
    precision: str | None
    basis: str


def _nearest(times: Sequence[TimeExpression], trigger: Span, behind: bool) -> TimeExpression | None:
    """The last time before the trigger, else the first after it; one that lies in the trigger's words is out."""
    before = [t for t in times if t.end <= trigger[0]]
    after = [t for t in times if t.start >= trigger[1]] if behind else []
    return before[-1] if before else after[0] if after else None


def _future(time: TimeExpression, published: date | None) -> bool:
    found = days(time.value)
    return bool(published and found and found[0] and found[0] > published.isoformat())


def time_of(
    text: str,
    times: Sequence[TimeExpression],
    trigger: Span,
    status: str,
    published: date | None,
    *,
    behind: bool = True,
    told_at: Sequence[int] = (),
) -> TimeExpression | None:
    """Of the times of its sentence that of a trigger: in its clause, else before it in another one.

    An actual event is not given a time that lies after the publication; a planned one takes such a time first, and a
    hypothetical one takes no other.

    Args:
        text: The document, in simplified characters.
        times: Those of the sentence, in order.
        trigger: A span of the text.
        status: Whether the event happened.
        published: The day of publication.
        behind: Whether the time may follow the trigger. What follows 呼吁 or 批评 is what is said, not when.
        told_at: Where words of telling stand, in order: in 周一说，两国会谈 the time before 说 is not that of 会谈.
    """
    usable = [t for t in times if days(t.value)]
    coming = [t for t in usable if _future(t, published)]
    if status == "actual":
        usable = [t for t in usable if t not in coming]
    elif status == "hypothetical" or (status == "planned" and coming):
        usable = coming
    left, right = clause_around(text, *trigger)
    inside = [t for t in usable if left <= t.start < right]
    before = [t for t in usable if t.end <= left and not any(t.end <= at < trigger[0] for at in told_at)]
    return _nearest(inside, trigger, behind) or _nearest(before, trigger, behind)


def is_ahead(text: str, times: Sequence[TimeExpression], trigger: Span, published: date | None) -> bool:
    """Whether the time nearest to a trigger in its clause, `times` being those of its sentence, is yet to come."""
    left, right = clause_around(text, *trigger)
    time = _nearest([t for t in times if left <= t.start < right and days(t.value)], trigger, behind=True)
    return time is not None and _future(time, published)


def recent_days(times: Sequence[TimeExpression], published: date | None) -> list[TimeExpression]:
    """The times that name one day of the last days before the publication: the day that the news is about."""
    if published is None:
        return []
    first = (published - timedelta(_RECENT)).isoformat()
    spans = ((t, days(t.value)) for t in times)
    return [t for t, d in spans if d and d[0] and d[0] == d[1] and first <= d[0] <= published.isoformat()]


def main_day(recent: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time that first names the day which most of `recent` name, the earlier one of two; None without any."""
    counts = Counter(days(t.value) for t in recent)
    return max(recent, key=lambda t: (counts[days(t.value)], -t.start), default=None)


def begun(value: str) -> str:
    """The day that an open interval begins with: who acts from today on acts today; any other value as it is.

    >>> begun("2023-09-12/.."), begun("2003/..")
    ('2023-09-12', '2003/..')
    """
    start = value.removesuffix(f"/{OPEN}")
    return start if precision(start) == "day" else value


def when(time: TimeExpression | None, published: date | None, basis: str | None = None) -> When:
    """The date fields from a time; without one, only that it was before or on the day of publication."""
    found = days(time.value) if time is not None else None
    if time is None or time.value is None or found is None:
        return When(None, None, published.isoformat() if published else None, None, "publication")
    value = begun(time.value)
    start, end = days(value) or found
    return When(value, start, end, precision(value), basis or time.basis)
