"""From triggers to events with roles: who does it to whom, as the grammar reads it, and which mentions are of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.events.arguments import ArgumentFinder, Arguments
from kg.events.credence import Credence
from kg.events.evidence import Candidate, evidence, view
from kg.events.grammar import Grammar
from kg.events.lexicon import Lexicon, Rule
from kg.events.merging import Mentioned, merge_events
from kg.events.scene import background, read_scenes
from kg.events.settling import Settler
from kg.records import Entity, Event, Mention, Relation, Span


@dataclass(frozen=True)
class Told:
    """A document: its text, names, entities, the relations between them, and the events proposed."""

    text: str
    sentences: Sequence[Span]
    names: Sequence[Mention]
    entities: Sequence[Entity]
    relations: Sequence[Relation]
    events: Sequence[Event]


def _rule_of(words: Lexicon, surface: str, event: Event) -> Rule | None:
    """The rule that an event comes from; of several with its mode the one whose weight it still has."""
    rules = words.rules(surface, event.type)
    alike = [rule for rule in rules if rule.mode == event.mode]
    same = (rule for rule in alike if round(rule.weight, 2) == event.confidence)
    return next(same, next(iter([*alike, *rules]), None))


def _together(event: Event, rule: Rule | None, found: Arguments, states: Mapping[str, str]) -> Event:
    """The event as what it is where parties of two States do it together: a drill of both is no threat of one."""
    if rule is None or rule.together is None or len({states.get(actor, actor) for actor in found.actors}) < 2:
        return event
    return replace(event, type=rule.together, mode=None)


def candidates(told: Told, words: Lexicon, rules: Grammar) -> Iterator[Candidate]:
    """Every proposed event with its sentence and the arguments of its trigger, in the order of the text."""
    finder = ArgumentFinder(rules)
    by_trigger: dict[Span, list[Event]] = {}
    for event in told.events:
        by_trigger.setdefault(event.trigger, []).append(event)
    triggers = {trigger: by_trigger[trigger][0].type for trigger in sorted(by_trigger)}
    known = background(told.entities, told.relations)
    for scene in read_scenes(told.text, told.sentences, told.names, triggers, known, rules):
        for trigger in scene.triggers:
            for event in by_trigger[trigger]:
                rule = _rule_of(words, scene.text[slice(*trigger)], event)
                found = finder.find(scene, trigger, rule)
                yield Candidate(_together(event, rule, found, scene.states), scene, rule, found)


def believed(candidate: Candidate, rules: Grammar) -> float:
    """What the grammar alone thinks of a candidate, from 0 to 1; 0 for one that nobody does."""
    event, found = candidate.event, candidate.found
    if not found.actors:
        return 0.0
    parties = len({*found.actors, *found.recipients})
    return rules.confidence.of(event.confidence, found.support, parties, found.expected, found.nested, found.demanded)


def cast_events(
    told: Told, settler: Settler, words: Lexicon, rules: Grammar, credence: Credence | None = None
) -> list[Event]:
    """The events that have an actor, with their roles, merged.

    The grammar decides which candidates are events. How likely each is says the model, where there is one.
    """
    seen = view(told.sentences, told.names, told.entities, told.events)
    mentioned = []
    for candidate in candidates(told, words, rules):
        event, found = candidate.event, candidate.found
        confidence = believed(candidate, rules)
        if confidence < rules.confidence.threshold:
            continue
        status = settler.status(event.type, event.trigger)
        time = settler.time(event.trigger, status)
        filled = replace(
            event,
            actors=tuple(found.actors),
            recipients=tuple(found.recipients),
            locations=tuple(found.locations),
            confidence=confidence,
        )
        mentioned.append(
            Mentioned(
                filled,
                status,
                time.value if time else None,
                settler.surface(event.trigger),
                settler.sentence(event.trigger),
                credence.of(evidence(candidate, seen, status, confidence)) if credence else confidence,
            )
        )
    return merge_events(mentioned, told.entities)
