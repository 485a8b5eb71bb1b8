"""Scores events and dyads of one document."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from kg.evaluate.alignment import Alignment
from kg.evaluate.mistakes import Mistake, mistake, sentence_at
from kg.evaluate.names import compare, same_days
from kg.evaluate.tally import Matches, Rate
from kg.ontology import ontology
from kg.records import Event, Json, Record

_REPORTED = ("actual", "planned")

Dyad: TypeAlias = tuple[str, str, str]


def match_events(gold: Json, record: Record, alignment: Alignment) -> dict[int, int]:
    """Annotated event to ours, by number, each once, those with most entities in common first.

    They match when the type is the same, our main trigger stands in a sentence of the annotated event, and of the
    actors, rolled up to their States, half or more are the same.
    """
    candidates = []
    for i, annotated in enumerate(gold["events"]):
        where = {trigger["sentence"] for trigger in annotated["triggers"]}
        actors = {alignment.rolled_gold(entity) for entity in annotated["actors"]}
        recipients = {alignment.rolled_gold(entity) for entity in annotated["recipients"]}
        for j, event in enumerate(record.events):
            ours = {alignment.rolled(entity) for entity in event.actors}
            same, all_ = len(actors & ours), len(actors | ours)
            if (
                event.type == annotated["type"]
                and sentence_at(gold, event.trigger[0]) in where
                and 2 * same >= all_ > 0
            ):
                agree = len(recipients & {alignment.rolled(entity) for entity in event.recipients})
                candidates.append((-same - agree, i, j))
    result: dict[int, int] = {}
    for _, i, j in sorted(candidates):
        if i not in result and j not in result.values():
            result[i] = j
    return result


def _roles(actors: Iterable[str], recipients: Iterable[str]) -> set[tuple[str, str]]:
    return {("actor", entity) for entity in actors} | {("recipient", entity) for entity in recipients}


def _compare_roles(annotated: Json, event: Event | None, alignment: Alignment) -> Matches:
    expected = _roles(annotated["actors"], annotated["recipients"])
    if event is None:
        return Matches(missed=len(expected))
    return compare(expected, _roles(map(alignment.entity, event.actors), map(alignment.entity, event.recipients)))


def score_events(gold: Json, record: Record, alignment: Alignment) -> tuple[dict[str, Matches], dict[str, Rate]]:
    """`event`, `event TYPE`, `event_role`, `event_location`; `event_date` and the two kinds of `event_status`."""
    matches = {name: Matches() for name in ("event", "event_role", "event_location")}
    rates = {name: Rate() for name in ("event_date", "status actual", "status other")}
    matched = match_events(gold, record, alignment)

    def count(event_type: str, counts: Matches) -> None:
        for name in ("event", f"event {event_type}"):
            matches[name] = matches.get(name, Matches()) + counts

    for i, annotated in enumerate(gold["events"]):
        event = record.events[matched[i]] if i in matched else None
        count(annotated["type"], Matches(right=1) if event else Matches(missed=1))
        matches["event_role"] += _compare_roles(annotated, event, alignment)
        if event is None:
            continue
        places = {alignment.entity(entity) for entity in event.locations}
        matches["event_location"] += compare(set(annotated["locations"]), places)
        rates["event_date"] += Rate(int(same_days(annotated["date"], event.date)), 1)
        kind = "status actual" if annotated["status"] == "actual" else "status other"
        rates[kind] += Rate(int(event.status == annotated["status"]), 1)
    for j, event in enumerate(record.events):
        if j not in matched.values():
            count(event.type, Matches(wrong=1))
            matches["event_role"] += Matches(wrong=len(set(event.actors)) + len(set(event.recipients)))
    return matches, rates


def event_mistakes(gold: Json, record: Record, alignment: Alignment) -> Iterator[Mistake]:
    """Events missed and events too many; of those found, roles, dates and statuses that are not the annotated ones."""
    matched = match_events(gold, record, alignment)

    def who(actors: Iterable[str], recipients: Iterable[str]) -> str:
        return f"{', '.join(actors)} → {', '.join(recipients)}"

    for i, annotated in enumerate(gold["events"]):
        if i in matched:
            yield from _differences(gold, record, annotated, record.events[matched[i]], alignment)
        elif annotated["triggers"]:
            trigger = annotated["triggers"][0]
            what = f"{annotated['type']} {trigger['text']} ({who(annotated['actors'], annotated['recipients'])})"
            yield mistake(gold, "event missed", trigger["start"], what)
    for j, event in enumerate(record.events):
        if j not in matched.values():
            what = f"{event.type} {record.quote(event.trigger)} ({who(event.actors, event.recipients)})"
            yield mistake(gold, "event wrong", event.trigger[0], what)


def _differences(gold: Json, record: Record, annotated: Json, event: Event, alignment: Alignment) -> Iterator[Mistake]:
    """What an event that was found has otherwise than the annotated one."""
    name, at = f"{event.type} {record.quote(event.trigger)}", event.trigger[0]
    expected = _roles(annotated["actors"], annotated["recipients"])
    found = _roles(map(alignment.entity, event.actors), map(alignment.entity, event.recipients))
    for role, entity in sorted(expected - found):
        yield mistake(gold, "role missed", at, f"{name}: {role} {entity}")
    for role, entity in sorted(found - expected):
        yield mistake(gold, "role wrong", at, f"{name}: {role} {entity}")
    if not same_days(annotated["date"], event.date):
        yield mistake(
            gold, "date wrong", at, f"{name} is {annotated['date'] or 'undated'}, not {event.date or 'undated'}"
        )
    if annotated["status"] != event.status:
        yield mistake(gold, "status wrong", at, f"{name} is {annotated['status']}, not {event.status}")


def _dyads(events: Iterable[tuple[str, Collection[str], Collection[str]]], roll: Callable[[str], str]) -> set[Dyad]:
    result: set[Dyad] = set()
    for type_, acting, suffering in events:
        actors, recipients = set(map(roll, acting)), set(map(roll, suffering))
        if not recipients and ontology().events[type_].symmetric:
            result |= {(min(a, b), type_, max(a, b)) for a in actors for b in actors if a != b}
        result |= {(a, type_, b) for a in actors for b in recipients if a != b}
    return result


def score_dyads(gold: Json, record: Record, alignment: Alignment) -> dict[str, Matches]:
    """`dyad`: who, as a State, does what to whom, in what happened or is planned."""
    annotated = [
        (event["type"], event["actors"], event["recipients"])
        for event in gold["events"]
        if event.get("status", "actual") in _REPORTED
    ]
    found = [(event.type, event.actors, event.recipients) for event in record.events if event.status in _REPORTED]
    return {"dyad": compare(_dyads(annotated, alignment.rolled_gold), _dyads(found, alignment.rolled))}
