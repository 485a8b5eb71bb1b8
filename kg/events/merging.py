"""Joins the mentions of one event in a document into one event with several triggers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.records import Entity, Event


def states_of(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity id → the id of the State it is or belongs to; entities without State are left out."""
    known = {e.id: e.id if e.type == "State" else e.state for e in entities}
    return {name: state for name, state in known.items() if state}


def _one_party(a: str, b: str, states: Mapping[str, str]) -> bool:
    """Whether two ids may mean one party: the same, or one of them the State of the other."""
    return a == b or states.get(a) == b or states.get(b) == a


def _compatible(a: Sequence[str], b: Sequence[str], states: Mapping[str, str], empty: bool) -> bool:
    """Whether two lists may name the same parties: everyone of the shorter has a counterpart in the longer."""
    if not a or not b:
        return empty or (not a and not b)
    short, long = sorted((a, b), key=len)
    return all(any(_one_party(x, y, states) for y in long) for x in short)


def same_event(a: Event, b: Event, states: Mapping[str, str]) -> bool:
    """Whether two events of a document, whose dates do not speak against it, are one."""
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return False
    return _compatible(a.actors, b.actors, states, empty=False) and _compatible(
        a.recipients, b.recipients, states, empty=True
    )


def _rank(event: Event) -> tuple[float, int]:
    return -event.confidence, event.trigger[0]


def join(a: Event, b: Event, states: Mapping[str, str]) -> Event:
    """One event out of two: the better supported mention leads, the rest is united."""
    main, other = sorted((a, b), key=_rank)
    return replace(
        main,
        mode=main.mode or other.mode,
        actors=main.actors,
        recipients=main.recipients or other.recipients,
        locations=main.locations or other.locations,
        triggers=tuple(sorted({*a.triggers, *b.triggers})),
    )


def merge_events(events: Sequence[Event], entities: Sequence[Entity]) -> list[Event]:
    """Merge in the order of the text: each mention joins the last event it can belong to."""
    states = states_of(entities)
    merged: list[Event] = []
    for event in events:
        at = next((i for i in reversed(range(len(merged))) if same_event(merged[i], event, states)), None)
        if at is None:
            merged.append(event)
        else:
            merged[at] = join(merged[at], event, states)
    return merged
