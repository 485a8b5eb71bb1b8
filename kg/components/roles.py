"""`kg_roles`: actors, recipients and places of every event; several mentions of one event become one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.components.times import publication_day
from kg.events.arguments import ArgumentFinder, Arguments
from kg.events.factuality import factuality
from kg.events.grammar import Grammar, grammar
from kg.events.lexicon import Lexicon, Rule, lexicon
from kg.events.merging import Mentioned, merge_events
from kg.events.scene import background, read_scenes
from kg.events.settling import Settler
from kg.records import Entity, Event, Mention, Relation, Span


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


def cast(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Mention],
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    events: Sequence[Event],
    words: Lexicon,
    rules: Grammar,
) -> Iterator[tuple[Event, Arguments]]:
    """Every event with the arguments of its trigger, in the order of the text."""
    finder = ArgumentFinder(rules)
    by_trigger: dict[Span, list[Event]] = {}
    for event in events:
        by_trigger.setdefault(event.trigger, []).append(event)
    triggers = {trigger: by_trigger[trigger][0].type for trigger in sorted(by_trigger)}
    for scene in read_scenes(text, sentences, names, triggers, background(entities, relations), rules):
        for trigger in scene.triggers:
            for event in by_trigger[trigger]:
                rule = _rule_of(words, scene.text[slice(*trigger)], event)
                found = finder.find(scene, trigger, rule)
                yield _together(event, rule, found, scene.states), found


def assign_roles(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Mention],
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    events: Sequence[Event],
    settler: Settler,
    words: Lexicon,
    rules: Grammar,
) -> list[Event]:
    """The events that have an actor, with their roles, merged.

    `台湾总统蔡英文会见美国国务卿布林肯` gives a CONSULT of the two persons.
    """
    mentioned = []
    for event, found in cast(text, sentences, names, entities, relations, events, words, rules):
        parties = len({*found.actors, *found.recipients})
        confidence = rules.confidence.of(
            event.confidence, found.support, parties, found.expected, found.nested, found.demanded
        )
        if found.actors and confidence >= rules.confidence.threshold:
            filled = replace(
                event,
                actors=tuple(found.actors),
                recipients=tuple(found.recipients),
                locations=tuple(found.locations),
                confidence=confidence,
            )
            status = settler.status(event.type, event.trigger)
            time = settler.time(event.trigger, status)
            mentioned.append(
                Mentioned(
                    filled,
                    status,
                    time.value if time else None,
                    settler.surface(event.trigger),
                    settler.sentence(event.trigger),
                )
            )
    return merge_events(mentioned, entities)


class Roles:
    """Fills in the roles of the document's events."""

    def __call__(self, doc: Doc) -> Doc:
        """Drop events without an actor, merge the mentions of one event."""
        sentences, names, events = state.sentences(doc), state.mentions(doc), state.events(doc)
        triggers = [event.trigger for event in events]
        published = publication_day(state.document(doc))
        found = assign_roles(
            doc.text,
            sentences,
            names,
            state.entities(doc),
            state.relations(doc),
            events,
            Settler(doc.text, sentences, state.times(doc), names, triggers, published, factuality()),
            lexicon(),
            grammar(),
        )
        state.set_events(doc, found)
        return doc


@Language.factory("kg_roles")
def make_roles(nlp: Language, name: str) -> Roles:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_roles`."""
    return Roles()
