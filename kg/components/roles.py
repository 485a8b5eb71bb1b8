"""`kg_roles`: actors, recipients and places of every event; several mentions of one event become one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.events.arguments import ArgumentFinder, Arguments, Scene
from kg.events.dating import publication_day
from kg.events.discourse import Discourse
from kg.events.factuality import factuality
from kg.events.grammar import Grammar, grammar
from kg.events.lexicon import Lexicon, Rule, lexicon
from kg.events.merging import Mentioned, merge_events, states_of
from kg.events.settling import Settler
from kg.events.phrases import PhraseReader, brackets, clauses
from kg.language.script import to_simplified
from kg.records import Entity, Event, Mention, Span

_NO_RECIPIENT = 0.85  # what is left of the confidence of an event whose frame expects a recipient that was not found
_THRESHOLD = 0.4


def _rule_of(words: Lexicon, simplified: str, event: Event) -> Rule | None:
    rules = words.rules(simplified[slice(*event.trigger)], event.type)
    return next((rule for rule in rules if rule.mode == event.mode), rules[0] if rules else None)


def cast(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Mention],
    entities: Sequence[Entity],
    events: Sequence[Event],
    words: Lexicon,
    rules: Grammar,
) -> list[tuple[Event, Arguments]]:
    """Every event with the arguments of its trigger, in the order of the text."""
    simplified = to_simplified(text)
    reader, finder = PhraseReader(simplified, rules), ArgumentFinder(rules)
    starts = [name.start for name in names]
    result: list[tuple[Event, Arguments]] = []
    discourse = Discourse(states=frozenset(e.id for e in entities if e.type == "State"))
    places, states = frozenset(e.id for e in entities if e.type == "Location"), states_of(entities)
    for sentence in sentences:
        if simplified[slice(*sentence)] and "\n" in text[max(0, sentence[0] - 3) : sentence[0]]:
            discourse = replace(discourse, paragraph_start=sentence[0])
        inside = names[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        here = [e for e in events if sentence[0] <= e.trigger[0] < sentence[1]]
        triggers = [e.trigger for e in here]
        discourse = replace(discourse, before=names[: bisect_left(starts, sentence[1])])
        taken = [*((m.start, m.end) for m in inside), *triggers]
        groups = [p for p in reader.read(sentence, inside, triggers) if len(p.heads) > 1]
        pronouns = discourse.pronouns(simplified, sentence, taken, groups, rules)
        scene = Scene(
            simplified,
            sentence,
            clauses(simplified, sentence),
            reader.read(sentence, inside, triggers, pronouns),
            triggers,
            inside,
            discourse,
            brackets(simplified, sentence),
            places,
            states,
        )
        for event in here:
            result.append((event, finder.find(scene, event.trigger, _rule_of(words, simplified, event))))
        discourse = replace(
            discourse, subject=finder.topic(scene) or discourse.subject, pair=groups[-1] if groups else discourse.pair
        )
    return result


def assign_roles(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Mention],
    entities: Sequence[Entity],
    events: Sequence[Event],
    settler: Settler,
    words: Lexicon,
    rules: Grammar,
) -> list[Event]:
    """The events that have an actor, with their roles, merged.

    `台湾总统蔡英文会见美国国务卿布林肯` gives a CONSULT of the two persons.
    """
    filled = []
    for event, found in cast(text, sentences, names, entities, events, words, rules):
        confidence = event.confidence * found.support * (1.0 if found.recipients else _NO_RECIPIENT)
        if found.actors and confidence >= _THRESHOLD:
            filled_event = (
                replace(
                    event,
                    actors=tuple(found.actors),
                    recipients=tuple(n for n in found.recipients),
                    locations=tuple(found.locations),
                    confidence=round(confidence, 2),
                )
            )
            status = settler.status(event.type, event.trigger)
            time = settler.time(event.trigger, status)
            filled.append(
                Mentioned(
                    filled_event,
                    status,
                    time.value if time else None,
                    settler.surface(event.trigger),
                    settler.sentence(event.trigger),
                )
            )
    return merge_events(filled, entities)


class Roles:
    """Fills in the roles of the document's events."""

    def __call__(self, doc: Doc) -> Doc:
        """Drop events without an actor, merge the mentions of one event."""
        text, sentences, events = doc.text, state.sentences(doc), state.events(doc)
        settler = Settler(
            text,
            sentences,
            state.times(doc),
            [event.trigger for event in events],
            publication_day(state.document(doc)),
            factuality(),
        )
        names, entities = state.mentions(doc), state.entities(doc)
        events = assign_roles(text, sentences, names, entities, events, settler, lexicon(), grammar())
        state.set_events(doc, events)
        return doc


@Language.factory("kg_roles")
def make_roles(nlp: Language, name: str) -> Roles:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_roles`."""
    return Roles()
