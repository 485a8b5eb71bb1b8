"""What speaks for a trigger, with the parties that the grammar gave it, as an event: features with values."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from kg.events.arguments import Arguments
from kg.events.lexicon import Rule
from kg.events.scene import Scene, states_of
from kg.records import Entity, Event, Mention, Span

Features = dict[str, float]

_LEAD = 4  # sentences, the headline among them
_MANY = 3  # counts above are the same
_QUOTES = '“”「」‘’『』"'
_CERTAIN = 0.98  # nothing found by rules is more certain than this


@dataclass(frozen=True)
class Candidate:
    """A trigger that may be an event: with its sentence, its rule and what the grammar makes of the names."""

    event: Event
    scene: Scene
    rule: Rule | None
    found: Arguments


@dataclass(frozen=True)
class View:
    """What a document says as a whole.

    `title`: the entities that the headline names; `kinds`: the type of each entity; `states`: the State of each that
    has one; `numbers`: the number of the sentence that begins at a position; `types`: how often each type of event is
    proposed; `headline`: the types proposed in the headline.
    """

    title: frozenset[str]
    kinds: Mapping[str, str]
    states: Mapping[str, str]
    numbers: Mapping[int, int]
    types: Mapping[str, int]
    headline: frozenset[str]


def view(
    sentences: Sequence[Span], names: Sequence[Mention], entities: Sequence[Entity], events: Sequence[Event]
) -> View:
    """Count what a document names and proposes."""
    end = sentences[0][1] if sentences else 0
    return View(
        frozenset(name.entity for name in names if name.entity and name.end <= end),
        {entity.id: entity.type for entity in entities},
        states_of(entities),
        {start: number for number, (start, _) in enumerate(sentences)},
        Counter(event.type for event in events),
        frozenset(event.type for event in events if event.trigger[1] <= end),
    )


def odds(probability: float) -> float:
    """The logarithm of the odds of a probability, which is kept away from 0 and 1.

    >>> odds(0.5), round(odds(1.0), 2)
    (0.0, 3.89)
    """
    kept = min(max(probability, 1 - _CERTAIN), _CERTAIN)
    return log(kept / (1 - kept))


def evidence(candidate: Candidate, seen: View, status: str, confidence: float) -> Features:
    """The features of a candidate.

    Args:
        candidate: With its actors and recipients.
        seen: Its document.
        status: The status the event would have.
        confidence: What the grammar alone thinks of it.
    """
    event, scene, rule, found = candidate.event, candidate.scene, candidate.rule, candidate.found
    features = _indicators(
        [
            *_of_word(event, scene, rule),
            *_of_parties(event, seen, found),
            *_of_place(event, scene, seen, found, status),
        ]
    )
    return {**features, "weight": odds(event.confidence), "grammar": odds(confidence)}


def _of_word(event: Event, scene: Scene, rule: Rule | None) -> Iterable[str]:
    kind, (start, end), text = event.type, event.trigger, scene.text
    yield f"type={kind}"
    yield f"word={rule.word if rule else text[start:end]} type={kind}"
    yield f"mode={event.mode} type={kind}"
    yield f"frame={rule.frame if rule else ''} type={kind}"
    yield f"length={end - start}"
    for before in (text[start - 1 : start], text[max(0, start - 2) : start]):
        yield f"before={before}"
    yield f"before={text[start - 1 : start]} type={kind}"
    for after in (text[end : end + 1], text[end : end + 2]):
        yield f"after={after}"
    yield f"after={text[end : end + 1]} type={kind}"


def _of_parties(event: Event, seen: View, found: Arguments) -> Iterable[str]:
    kind, actors, recipients = event.type, found.actors, found.recipients
    yield f"support={found.support}"
    yield f"support={found.support} type={kind}"
    yield f"nested={found.nested} demanded={found.demanded}"
    yield f"nested={found.nested} type={kind}"
    yield f"actors={_bucket(len(actors))} recipients={_bucket(len(recipients))}"
    yield f"actors={_bucket(len(actors))} type={kind}"
    yield f"recipients={bool(recipients)} type={kind}"
    yield f"expected={found.expected} alone={len({*actors, *recipients}) < found.expected}"
    yield f"actor={'+'.join(sorted({seen.kinds.get(actor, '') for actor in actors}))} type={kind}"
    inner = {seen.states.get(a, a) for a in actors} & {seen.states.get(r, r) for r in recipients}
    yield f"inner={bool(inner)} type={kind}"
    titled = [any(name in seen.title for name in names) for names in (actors, recipients)]
    yield f"titled={titled[0]}"
    yield f"both titled={all(titled)}"


def _of_place(event: Event, scene: Scene, seen: View, found: Arguments, status: str) -> Iterable[str]:
    kind, trigger = event.type, event.trigger
    number = seen.numbers.get(scene.sentence[0], 0)
    where = "title" if not number else "lead" if number < _LEAD else "body"
    start, end = scene.clause(trigger)
    verbs = [other for other in scene.triggers if other != trigger]
    yield f"where={where}"
    yield f"where={where} type={kind}"
    yield f"where={where} headline={kind in seen.headline}"
    yield f"where={where} titled={any(actor in seen.title for actor in found.actors)}"
    yield f"often={_bucket(seen.types.get(kind, 0))}"
    yield f"status={status}"
    yield f"status={status} type={kind}"
    yield f"verbs={_bucket(len(verbs))}"
    yield f"quoted={any(sign in scene.text[start:end] for sign in _QUOTES)}"
    for other in verbs:
        if start <= other[0] < trigger[0]:
            yield f"behind={scene.triggers[other]} type={kind}"
        elif trigger[0] < other[0] < end:
            yield f"ahead={scene.triggers[other]} type={kind}"


def _bucket(number: int) -> str:
    return str(min(number, _MANY))


def _indicators(names: Iterable[str]) -> Features:
    """Each name once, with the value 1; white space in a name is written as one sign, as a table can hold it."""
    return dict.fromkeys(("".join("␣" if c.isspace() and c != " " else c for c in name).strip() for name in names), 1.0)
