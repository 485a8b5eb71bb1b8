"""Which reports of several documents are of one event.

Reports are compared inside blocks (type and rolled-up actors) and only where their times can meet, so the work
grows with the number of reports of one week, not with that of the archive.
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


def _block(report: Report) -> tuple[str, tuple[str, ...]]:
    actors, recipients, _ = report.rolled
    return report.event.type, tuple(sorted(actors | recipients if report.symmetric else actors))


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


def _clusters(reports: Iterable[Report]) -> Iterator[tuple[ReportKey, ...]]:
    blocks = defaultdict(list)
    for report in reports:
        blocks[_block(report)].append(report)
    for (_, actors), block in sorted(blocks.items()):
        fits = {}
        for a, b in _meeting(block) if actors else ():
            fit = agreement(a, b)
            if fit is not None and fit >= THRESHOLD:
                fits[min(a.key, b.key), max(a.key, b.key)] = fit
        yield from complete_link([report.key for report in block], fits)


def resolve_events(reports: Mapping[ReportKey, Report], decisions: Decisions) -> list[tuple[Report, ...]]:
    """The reports of each event, sorted by key.

    Args:
        reports: All reports, by key.
        decisions: Those about events count; a mention is any trigger of an event.
    """
    groups = {key: repr(cluster[0]) for cluster in _clusters(reports.values()) for key in cluster}
    by_trigger: dict[MentionKey, ReportKey] = {}
    for key, report in reports.items():
        for start, end in (report.event.trigger, *report.event.triggers):
            by_trigger.setdefault((report.document, start, end), key)
    chosen = [decision for decision in decisions.identities if decision.kind == "event"]
    result = defaultdict(list)
    for key, group in sorted(apply(chosen, groups, by_trigger.get).items()):
        result[group].append(reports[key])
    return sorted((tuple(members) for members in result.values()), key=lambda members: members[0].key)
