"""What the graph says about an event: aggregates over the reports of it."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.ontology import EventType, ontology
from kg.resolve.profiles import Profile
from kg.resolve.projection import Node
from kg.resolve.reports import Report
from kg.resolve.votes import most_frequent, present

_NAMES_IN_CAPTION = 3
# From what tells most to what tells least; anything else stands behind them.
_PRECISIONS = ("day", "week", "month", "quarter", "season", "year", "decade", "interval")
_BASES = ("explicit", "relative", "inherited")


def pairs_of(kind: EventType, actors: Sequence[str], recipients: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who did it to whom: actor and recipient, or two actors of a symmetric event that has no recipient.

    >>> known = ontology().events
    >>> pairs_of(known["CONSULT"], ("JPN", "USA"), ()), pairs_of(known["MOBILIZE"], ("JPN", "USA"), ())
    ((('JPN', 'USA'),), ())
    """
    if not recipients and kind.symmetric:
        return tuple(combinations(sorted(actors), 2))
    return tuple((actor, recipient) for actor in actors for recipient in recipients if actor != recipient)


@dataclass(frozen=True)
class Fact:
    """One event of the graph with the reports behind it; roles hold ids of the graph, sorted."""

    id: str
    kind: EventType
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    locations: tuple[str, ...]
    dated: Report  # the report whose date counts
    reports: tuple[Report, ...]

    @property
    def score(self) -> float:
        """On the scale from -10 (conflict) to 10 (cooperation)."""
        return float(self.kind.score_of(self.mode))

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that report it."""
        return tuple(sorted({report.document for report in self.reports}))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """See `pairs_of`."""
        return pairs_of(self.kind, self.actors, self.recipients)

    def times(self) -> dict[str, str | None]:
        """The date with what belongs to it."""
        event = self.dated.event
        return {"date": event.date, "date_start": event.date_start, "date_end": event.date_end}

    def confidence(self) -> float:
        """That not every outlet is wrong, each by its best report."""
        best: dict[str, float] = {}
        for report in self.reports:
            best[report.outlet] = max(best.get(report.outlet, 0.0), report.event.confidence)
        wrong = 1.0
        for confidence in sorted(best.values()):
            wrong *= 1 - confidence
        return round(1 - wrong, 2)

    def node(self, known: Mapping[str, Profile]) -> Node:
        """The node of the graph."""
        event = self.dated.event
        properties = {
            "name": caption(self, known),
            "type": self.kind.name,
            "mode": self.mode,
            "status": self.status,
            "quad": self.kind.quad,
            "score": self.score,
            "trigger": most_frequent(report.trigger for report in self.reports),
            **self.times(),
            "date_precision": event.date_precision,
            "date_basis": event.date_basis,
            "sources": len({report.outlet for report in self.reports}),
            "confidence": self.confidence(),
        }
        return Node(self.id, ("Event",), present(properties))


def caption(fact: Fact, known: Mapping[str, Profile]) -> str:
    """What a person reads in place of the id: `〔计划〕会晤 · 米利 → 日本 · 2023-07-14`."""

    def names(entities: Sequence[str]) -> str:
        shown = "、".join(known[entity].name for entity in entities[:_NAMES_IN_CAPTION])
        return shown + "等" if len(entities) > _NAMES_IN_CAPTION else shown

    roles = " → ".join(filter(None, (names(fact.actors), names(fact.recipients))))
    parts = (fact.kind.zh, roles, fact.dated.event.date)
    return ontology().status_caption.get(fact.status, "") + " · ".join(filter(None, parts))


def _id(reports: Sequence[Report]) -> str:
    """From the report that came first, so that later ones leave it as it is."""
    first = min(reports, key=lambda report: (report.published or "9999", report.key))
    digest = hashlib.sha256(json.dumps(first.key, ensure_ascii=True).encode()).hexdigest()
    return f"event:{digest[:16]}"


def _rank(value: str | None, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)


def _dated(reports: Sequence[Report]) -> Report:
    """The report with the best date: known, precise, said by many, said outright."""
    counts = Counter(report.event.date for report in reports)

    def rank(report: Report) -> tuple[bool, int, int, int, str, str, str]:
        event = report.event
        return (
            event.date_start is None and event.date is None,
            _rank(event.date_precision, _PRECISIONS),
            -counts[event.date],
            _rank(event.date_basis, _BASES),
            event.date or "",
            event.date_start or "",
            event.date_end or "",  # of undated ones the earliest publication is the best bound
        )

    return min(reports, key=lambda report: (rank(report), report.key))


def _specific(role: Callable[[Report], Sequence[str]], reports: Sequence[Report]) -> set[str]:
    """A role over all reports, without a State that only stands for somebody whom another report names."""
    home = {entity: report.home[entity] for report in reports for entity in role(report)}

    def stands_for_others(entity: str) -> bool:
        others = {other for other in home if other != entity and home[other] == entity}
        return bool(others) and not any(entity in role(r) and others & set(role(r)) for r in reports)

    return {entity for entity in home if not stands_for_others(entity)}


def fact_of(reports: Sequence[Report]) -> Fact:
    """One event out of the reports of it.

    Who is actor in one report and recipient in another (it makes no difference in a meeting) gets the role that
    most give; both only where one report gives both, as in a war.
    """
    actors = _specific(lambda report: report.actors, reports)
    recipients = _specific(lambda report: report.recipients, reports)
    for entity in sorted(actors & recipients):
        if not any(entity in report.actors and entity in report.recipients for report in reports):
            acting = sum(entity in report.actors for report in reports)
            suffering = sum(entity in report.recipients for report in reports)
            (recipients if acting >= suffering else actors).remove(entity)
    kind = ontology().events[most_frequent(report.event.type for report in reports) or ""]
    return Fact(
        id=_id(reports),
        kind=kind,
        mode=most_frequent(report.event.mode for report in reports if report.event.type == kind.name),
        status=most_frequent(report.event.status for report in reports) or "",
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        locations=tuple(sorted({entity for report in reports for entity in report.locations})),
        dated=_dated(reports),
        reports=tuple(reports),
    )
