"""Which reports of several documents are of one event.

Reports are compared inside blocks (a type and an actor, rolled up to its State) and only where their times can meet,
so the work grows with the number of reports of one week, not with that of the archive. All pairs of all blocks are
known before the first two reports are joined.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.resolve.agreement import THRESHOLD, agreement, days, is_long
from kg.resolve.clustering import complete_link
from kg.resolve.decisions import Decisions, MentionKey, apply
from kg.resolve.reports import Report, ReportKey

# An undated report is of something new: its event lies at most so many days before the publication.
_NEWS_DAYS = 3


def _window(report: Report) -> tuple[int, int] | None:
    """The days on which the event can have been; None where nothing is known."""
    if period := days(report):
        return period
    if report.published is None:
        return None
    published = date.fromisoformat(report.published).toordinal()
    return published - _NEWS_DAYS, published


def _meeting(block: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs whose times can meet: short ones that overlap, long ones that are the same."""
    long: dict[tuple[str | None, str | None], list[Report]] = defaultdict(list)
    short: list[tuple[tuple[int, int], ReportKey, Report]] = []
    for report in block:
        if is_long(report):
            period = report.event.date_start, report.event.date_end
            yield from ((other, report) for other in long[period])
            long[period].append(report)
        elif window := _window(report):
            short.append((window, report.key, report))
    open_: list[tuple[tuple[int, int], Report]] = []
    for window, _, report in sorted(short, key=lambda item: item[:2]):
        open_ = [(other, before) for other, before in open_ if other[1] >= window[0]]
        yield from ((before, report) for _, before in open_)
        open_.append((window, report))


def _pairs(reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of one type with an actor in common whose times can meet, each once."""
    blocks = defaultdict(list)
    for report in reports:
        for actor in sorted(report.cast):
            blocks[report.event.type, actor].append(report)
    for (_, actor), block in sorted(blocks.items()):
        for a, b in _meeting(block):
            if actor == min(a.cast & b.cast):
                yield (a, b) if a.key < b.key else (b, a)


def _clusters(reports: Mapping[ReportKey, Report]) -> list[tuple[ReportKey, ...]]:
    fits = {}
    for a, b in _pairs(reports.values()):
        fit = agreement(a, b)
        if fit is not None and fit >= THRESHOLD:
            fits[a.key, b.key] = fit
    return complete_link(reports, fits)


def resolve_events(reports: Mapping[ReportKey, Report], decisions: Decisions) -> list[tuple[Report, ...]]:
    """The reports of each event, sorted by key.

    Args:
        reports: All reports, by key.
        decisions: Those about events count; a mention is any trigger of an event.
    """
    groups = {key: repr(cluster[0]) for cluster in _clusters(reports) for key in cluster}
    by_trigger: dict[MentionKey, ReportKey] = {}
    for key, report in reports.items():
        for start, end in (report.event.trigger, *report.event.triggers):
            by_trigger.setdefault((report.document, start, end), key)
    chosen = [decision for decision in decisions.identities if decision.kind == "event"]
    result = defaultdict(list)
    for key, group in sorted(apply(chosen, groups, by_trigger.get).items()):
        result[group].append(reports[key])
    return sorted((tuple(members) for members in result.values()), key=lambda members: members[0].key)
