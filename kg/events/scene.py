"""A sentence as the argument finder sees it: clauses, phrases, triggers, and what was said before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.events.clauses import brackets, clauses
from kg.events.discourse import Discourse
from kg.events.grammar import Grammar
from kg.events.phrase import Phrase
from kg.events.phrases import PhraseReader
from kg.language.script import to_simplified
from kg.records import Entity, Mention, Relation, Span

_PARTIES = ("PERSON", "GPE", "ORG")
_MEMORY = 200  # names that a pronoun may look back


@dataclass(frozen=True)
class Scene:
    """A sentence, read; `text` is the whole document in simplified characters.

    `triggers` gives the type of event by the span of each trigger, in order.

    `places` are the ids of the Locations of the document; `states` gives the State of an entity that has one.
    """

    text: str
    sentence: Span
    clauses: Sequence[Span]
    brackets: Sequence[Span]
    phrases: Sequence[Phrase]
    triggers: Mapping[Span, str]
    names: Sequence[Mention]
    discourse: Discourse = field(default_factory=Discourse)
    places: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)

    def within(self, start: int, end: int) -> list[Phrase]:
        """The phrases whose names lie between two positions and in no bracket that opens between them."""
        return [
            p
            for p in self.phrases
            if start <= p.name_start
            and p.end <= end
            and not any(start < b[0] <= p.name_start and p.end <= b[1] for b in self.brackets)
        ]

    def clause(self, trigger: Span) -> Span:
        """The clause of a trigger: its bracket, where it stands in one."""
        around = [c for c in (*self.brackets, *self.clauses) if c[0] <= trigger[0] < c[1]]
        return around[0] if around else self.sentence


@dataclass(frozen=True)
class Background:
    """What is known of the entities of a document: places, the State of each, who holds which office."""

    places: frozenset[str]
    named_states: frozenset[str]
    states: Mapping[str, str]
    holders: Mapping[tuple[str, str], str]


def states_of(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity id → the id of the State it is or belongs to; entities without State are left out."""
    known = {e.id: e.id if e.type == "State" else e.state for e in entities}
    return {name: state for name, state in known.items() if state}


def background(entities: Sequence[Entity], relations: Sequence[Relation]) -> Background:
    """What entities and relations say; an office that two persons hold is left out."""
    persons: dict[tuple[str, str], set[str]] = {}
    for relation in relations:
        if relation.type == "HOLDS_OFFICE" and relation.title:
            persons.setdefault((relation.object, to_simplified(relation.title)), set()).add(relation.subject)
    return Background(
        frozenset(e.id for e in entities if e.type == "Location"),
        frozenset(e.id for e in entities if e.type == "State"),
        states_of(entities),
        {office: min(found) for office, found in persons.items() if len(found) == 1},
    )


def read_scenes(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Mention],
    triggers: Mapping[Span, str],
    known: Background,
    grammar: Grammar,
) -> Iterator[Scene]:
    """The sentences of a document in order, each with the discourse before it.

    `names` and `triggers` (span → type of event) are in order of their start.
    """
    simplified = to_simplified(text)
    reader = PhraseReader(simplified, grammar, known.holders)
    starts, discourse = [name.start for name in names], Discourse(states=known.named_states)
    spans = list(triggers)
    for sentence in sentences:
        if "\n" in text[max(0, sentence[0] - 3) : sentence[0]]:
            discourse = replace(discourse, paragraph_start=sentence[0])
        end = bisect_left(starts, sentence[1])
        here = names[bisect_left(starts, sentence[0]) : end]
        verbs = spans[bisect_left(spans, (sentence[0], 0)) : bisect_left(spans, (sentence[1], 0))]
        discourse = replace(discourse, before=names[max(0, end - _MEMORY) : end])
        groups = _groups(reader.read(sentence, here, verbs), {verb: triggers[verb] for verb in verbs})
        taken = [*((m.start, m.end) for m in here), *verbs]
        pronouns = discourse.pronouns(simplified, sentence, taken, groups, grammar)
        scene = Scene(
            simplified,
            sentence,
            clauses(simplified, sentence),
            brackets(simplified, sentence),
            reader.read(sentence, here, verbs, pronouns),
            {verb: triggers[verb] for verb in verbs},
            here,
            discourse,
            known.places,
            known.states,
        )
        yield scene
        discourse = discourse.after(topic(scene, grammar), groups)


def _groups(phrases: Sequence[Phrase], triggers: Mapping[Span, str]) -> list[Phrase]:
    """Who acts together in a sentence, in order: 甲和乙; without such, 甲 who meets 乙 (甲同来访的乙会谈)."""
    groups = [phrase for phrase in phrases if len(phrase.heads) > 1]
    meetings = [span for span, kind in triggers.items() if kind == "CONSULT"]
    first = next((p for p in phrases if not p.function and p.heads[0].label in _PARTIES), None)
    if groups or first is None or not meetings:
        return groups
    for phrase in phrases:
        beside = any(span[0] >= phrase.end or span[1] <= phrase.start for span in meetings)
        if phrase.start < first.end or phrase.heads[0].label != first.heads[0].label or not beside:
            continue
        met = phrase.function == "with" or (
            not phrase.function and any(first.end <= s[0] < phrase.start for s in meetings)
        )
        if met:
            heads, whole = (*first.heads, *phrase.heads), (*first.whole, *phrase.whole)
            return [Phrase(first.start, first.name_start, phrase.end, heads, whole)]
    return groups


def acts(scene: Scene, phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a phrase can be a subject: no marker, no place, and no source that is only quoted."""
    if phrase.function or phrase.is_place or (phrase.start, phrase.end) in scene.brackets:
        return False
    told = scene.text.endswith(grammar.reporting_before, scene.sentence[0], phrase.start)
    return not (told or scene.text.startswith(grammar.reporting, phrase.end))


def topic(scene: Scene, grammar: Grammar) -> Phrase | None:
    """What a sentence is about: the first phrase that may act, of its first clause that has one."""
    candidates = (p for clause in scene.clauses for p in scene.within(*clause))
    return next((p for p in candidates if acts(scene, p, grammar)), None)
