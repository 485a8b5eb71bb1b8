"""Joins the mentions of one event in a document into one event with several triggers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from kg.events.scene import states_of
from kg.records import Entity, Event

_LEAD = 6  # sentences after the title that tell what the title tells
_NEAR = 1  # sentences between two mentions that different words may name


def _one_party(a: str, b: str, states: Mapping[str, str]) -> bool:
    """Whether two ids may mean one party: the same, or one of them the State of the other."""
    return a == b or states.get(a) == b or states.get(b) == a


def _compatible(a: Sequence[str], b: Sequence[str], states: Mapping[str, str], empty: bool) -> bool:
    """Whether two lists may name the same parties: everyone of the shorter has a counterpart in the longer."""
    if not a or not b:
        return empty or (not a and not b)
    short, long = sorted((a, b), key=len)
    return all(any(_one_party(x, y, states) for y in long) for x in short)


@dataclass(frozen=True)
class Mentioned:
    """One mention of an event with what tells it from others: status, time, word and sentence number.

    `credence` is the probability that it is one; the event's own confidence says which mention leads.
    """

    event: Event
    status: str
    time: str | None
    word: str
    sentence: int
    credence: float


def same_event(a: Mentioned, b: Mentioned, states: Mapping[str, str]) -> bool:
    """Whether two mentions are of one event: nothing speaks against it, and something for it.

    What speaks for it: they are near each other, have the same word or time, or the same States in both roles.
    """
    x, y = a.event, b.event
    if x.type != y.type or a.status != b.status:
        return False
    if a.time and b.time and a.time != b.time:
        return False
    if not _compatible(x.actors, y.actors, states, empty=False):
        return False
    if not _compatible(x.recipients, y.recipients, states, empty=True):
        return False
    near = abs(a.sentence - b.sentence) <= (_LEAD if not a.sentence or not b.sentence else _NEAR)
    same_word = a.word in b.word or b.word in a.word
    same_time = bool(a.time and a.time == b.time)
    return near or same_word or same_time or _same_parties(x, y, states)


def _same_parties(a: Event, b: Event, states: Mapping[str, str]) -> bool:
    def rolled(names: Sequence[str]) -> frozenset[str]:
        return frozenset(states.get(name, name) for name in names)

    both = bool(a.recipients and b.recipients) and rolled(a.recipients) == rolled(b.recipients)
    return both and rolled(a.actors) == rolled(b.actors)


def _rank(event: Event) -> tuple[float, int]:
    return -event.confidence, event.trigger[0]


def _join(a: Event, b: Event) -> Event:
    """One event out of two, but for the triggers: the better supported mention leads, the other gives what it lacks."""
    main, other = sorted((a, b), key=_rank)
    return replace(
        main,
        mode=main.mode or other.mode,
        recipients=main.recipients or tuple(n for n in other.recipients if n not in main.actors),
        locations=main.locations or other.locations,
    )


def _joined(group: Sequence[Mentioned]) -> Event:
    triggers = {trigger for mention in group for trigger in mention.event.triggers}
    event = reduce(_join, (mention.event for mention in group))
    confidence = max(mention.credence for mention in group)
    return replace(event, triggers=tuple(sorted(triggers)), confidence=round(confidence, 2))


def merge_events(mentions: Sequence[Mentioned], entities: Sequence[Entity]) -> list[Event]:
    """Merge in the order of the text: each mention joins the last event with a mention that is the same."""
    states = states_of(entities)
    groups: list[list[Mentioned]] = []
    by_actor: dict[tuple[str, str], list[int]] = {}  # type and State of an actor → groups; only these can be the same
    for mention in mentions:
        keys = [(mention.event.type, states.get(actor, actor)) for actor in mention.event.actors]
        candidates = sorted({number for key in keys for number in by_actor.get(key, ())}, reverse=True)
        number = next((n for n in candidates if any(same_event(m, mention, states) for m in groups[n])), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(mention)
        for key in keys:
            if number not in by_actor.setdefault(key, []):
                by_actor[key].append(number)
    return [_joined(group) for group in groups]
