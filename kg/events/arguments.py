"""Who does it to whom, and where: the arguments of one trigger in its sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.events.discourse import Discourse
from kg.events.grammar import Frame, Grammar
from kg.events.lexicon import Rule
from kg.events.phrases import Phrase
from kg.records import Mention, Span

# What a subject is worth by where it was found: in the clause, in another clause of the sentence, behind a verb of
# speaking in an earlier clause, in the sentence before, or not at all (the State of the place).
_NEAR, _EARLIER, _LATER, _SPEAKER, _BEFORE, _AUTHORITY = 1.0, 0.9, 0.85, 0.8, 0.6, 0.7
_RELATIVE = 12  # characters between a verb and the 的 of its relative clause
_OPENING = 7  # characters between the start of a clause without subject and its verb
_PASSIVE = 12  # characters between 被 and its verb where the agent has no name
_FEW = 0.75  # what is left of the support of a meeting with a single party
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_BETWEEN = ("", "的", "之间的", "之间", "间", "间的", "政府的", "当局的", "方面的")


@dataclass
class Arguments:
    """Ids of entities by role, in order, and how well the subject is supported (0 to 1)."""

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    support: float = 0.0

    def of(self, role: str) -> list[str]:
        """The ids in a role."""
        return {"actor": self.actors, "recipient": self.recipients, "location": self.locations}[role]

    def add(self, roles: Sequence[str], names: Sequence[Mention]) -> None:
        """Put names into roles, each entity once; a place cannot act and a person is nowhere to be."""
        for role in roles:
            target = self.of(role)
            fits = _PLACE_LABELS[:3] if role == "location" else ("PERSON", "GPE", "ORG")
            chosen = [m for m in names if m.label in fits]
            for name in chosen[-1:] if role == "location" else chosen:
                if name.entity and name.entity not in target:
                    target.append(name.entity)


@dataclass(frozen=True)
class Scene:
    """A sentence, read: its clauses, phrases and triggers, and what was said before it.

    `places` are the ids of the Locations of the document; `states` gives the State of an entity that has one.
    """

    text: str
    sentence: Span
    clauses: Sequence[Span]
    phrases: Sequence[Phrase]
    triggers: Sequence[Span]
    names: Sequence[Mention]
    discourse: Discourse
    brackets: Sequence[Span] = ()
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
class _Subject:
    phrase: Phrase | None
    support: float
    own: bool = False  # stands in the clause of the trigger


class ArgumentFinder:
    """Finds the arguments of triggers by the order of names, markers and verbs."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def find(self, scene: Scene, trigger: Span, rule: Rule | None) -> Arguments:
        """The arguments of a trigger; `rule` is None for a trigger that is not in the lexicon."""
        frame = self._grammar.frame(rule.frame if rule else "act")
        clause = scene.clause(trigger)
        left, right = scene.within(clause[0], trigger[0]), self._right(scene, trigger, clause, frame)
        result = Arguments()
        relative = self._relative_head(scene, trigger, left, right)
        right = [p for p in right if p is not relative]
        subject = self._subject_of(scene, clause, trigger, left, relative)
        passive = self._passive(scene, left, trigger, frame)
        roles = frame.of("subject")
        if passive is not None:
            result.add(frame.of("agent"), passive)
            roles = tuple(r for r in frame.of("object") if r != "location") or ("recipient",)
        self._put_marked(result, frame, left, subject)
        self._put_subject(result, frame, subject, roles)
        inside = [m for m in scene.names if trigger[0] <= m.start and m.end <= trigger[1]]
        if inside:
            result.add(frame.of("inside"), inside)
        elif passive is None or "recipient" not in roles:
            self._put_object(result, frame, right)
        for phrase in right:
            if phrase.function in ("place", "destination"):
                result.add(["location"], phrase.whole)
        result.support = subject.support
        self._complete(result, scene, frame, trigger)
        if set(frame.of("subject")) != {"actor", "recipient"}:
            result.recipients = [n for n in result.recipients if n not in result.actors]
        if len({*result.actors, *result.recipients}) < frame.parties:
            result.support *= _FEW
        if any(not result.of(role) for role in frame.needs):
            result.actors = []
        return result

    def topic(self, scene: Scene) -> Phrase | None:
        """What a sentence is about: the first subject of its first clause that has one."""
        for clause in scene.clauses:
            found = next((p for p in scene.within(*clause) if self._acts(scene, p)), None)
            if found is not None:
                return found
        return None

    # --- the subject ---------------------------------------------------------------------------------------------

    def _acts(self, scene: Scene, phrase: Phrase) -> bool:
        """Whether a phrase can be a subject: no marker, no place, and no source that is only quoted."""
        if phrase.function or phrase.heads[-1].label in ("LOC", "FAC"):
            return False
        if any((phrase.start, phrase.end) == bracket for bracket in scene.brackets):
            return False
        before = scene.text[max(scene.sentence[0], phrase.start - 8) : phrase.start]
        grammar = self._grammar
        return not (scene.text.startswith(grammar.reporting, phrase.end) or before.endswith(grammar.reporting_before))

    def _in_clause(self, scene: Scene, left: Sequence[Phrase], trigger: Span) -> Phrase | None:
        """The subject within a clause: the first that may act, of the innermost clause that a verb opens."""
        chosen: Phrase | None = None
        for phrase in left:
            if not self._acts(scene, phrase):
                continue
            opened = scene.text[: phrase.start].endswith(self._grammar.complement_verbs)
            ruled = any(b == phrase.start for _, b in scene.triggers)
            beside = scene.text[phrase.end : trigger[0]] in _BETWEEN
            if (chosen is None and (opened or beside or not ruled)) or opened or beside:
                chosen = phrase
        beside = chosen is not None and scene.text[chosen.end : trigger[0]] in _BETWEEN
        if chosen is not None and beside and set(chosen.entities) <= scene.places:
            return None  # 伦敦峰会: a city right before a noun is where, not who
        return chosen

    def _subject_of(
        self, scene: Scene, clause: Span, trigger: Span, left: Sequence[Phrase], relative: Phrase | None
    ) -> _Subject:
        found = relative or self._in_clause(scene, left, trigger)
        if found is not None:
            return _Subject(found, _NEAR, own=True)
        later = self._later(scene, clause)
        if later is not None and scene.text[: clause[1]].endswith(self._grammar.when_ends):
            return _Subject(later, _EARLIER)
        for earlier in reversed([c for c in scene.clauses if c[1] <= clause[0]]):
            found = self._in_clause(scene, scene.within(*earlier), (earlier[1], earlier[1]))
            if found is not None:
                said = scene.text[: earlier[1]].endswith(self._grammar.saying)
                return _Subject(found, _SPEAKER if said and trigger[0] - clause[0] > _OPENING else _EARLIER)
        if later is not None:
            return _Subject(later, _LATER)
        return _Subject(scene.discourse.topic(scene.sentence), _BEFORE)

    def _later(self, scene: Scene, clause: Span) -> Phrase | None:
        for later in [c for c in scene.clauses if c[0] >= clause[1]]:
            found = self._in_clause(scene, scene.within(*later), (later[1], later[1]))
            if found is not None:
                return found
        return None

    @staticmethod
    def _relative_head(
        scene: Scene, trigger: Span, left: Sequence[Phrase], right: Sequence[Phrase]
    ) -> Phrase | None:
        """来访的米利, 强烈支持该论的民进党: the head of the relative clause that the trigger stands in."""
        if not right or right[0].function or right[0].heads[0].label not in ("PERSON", "ORG"):
            return None
        gap = scene.text[trigger[1] : right[0].start]
        return right[0] if gap == "的" or (not left and gap.endswith("的") and len(gap) <= _RELATIVE) else None

    # --- the other functions -------------------------------------------------------------------------------------

    def _passive(
        self, scene: Scene, left: Sequence[Phrase], trigger: Span, frame: Frame
    ) -> tuple[Mention, ...] | None:
        """The agents behind 被, 遭, 由 …; empty for a passive without agent, None where there is no passive."""
        if frame.of("subject") == ("recipient",):
            return None
        for phrase in reversed(left):
            if phrase.function in ("agent", "by"):
                verbs = [t for t in scene.triggers if phrase.end <= t[0] and t[1] <= trigger[0]]
                return None if verbs else phrase.heads
        start = max([scene.sentence[0], trigger[0] - _PASSIVE, *(p.end for p in left)])
        start = max([start, *(t[1] for t in scene.triggers if t[1] <= trigger[0])])
        between = scene.text[start : trigger[0]]
        for word in self._grammar.passives:
            at = between.rfind(word)
            if at >= 0 and not scene.text[: start + at + len(word)].endswith(self._grammar.no_marker):
                return ()
        return None

    @staticmethod
    def _put_marked(result: Arguments, frame: Frame, left: Sequence[Phrase], subject: _Subject) -> None:
        undergone = frame.of("subject") == ("recipient",)
        for phrase in left:
            if phrase is subject.phrase or not phrase.function:
                continue
            if phrase.function in ("agent", "by"):
                result.add(frame.of(phrase.function) if undergone else (), phrase.heads)
            elif phrase.function == "place":
                result.add(["location"], phrase.whole)
            else:
                result.add(frame.of(phrase.function), phrase.heads)

    @staticmethod
    def _put_subject(result: Arguments, frame: Frame, subject: _Subject, roles: Sequence[str]) -> None:
        phrase, with_roles = subject.phrase, frame.of("with")
        if phrase is None:
            return
        if phrase.joined and with_roles and tuple(with_roles) != tuple(roles):
            result.add(roles, phrase.heads[: phrase.joined])
            result.add(with_roles, phrase.heads[phrase.joined :] if subject.own else ())
        else:
            result.add(roles, phrase.heads)

    def _right(self, scene: Scene, trigger: Span, clause: Span, frame: Frame) -> list[Phrase]:
        """The phrases right of the trigger that belong to it: up to the clause's end or the next trigger."""
        end = scene.sentence[1] if frame.across else clause[1]
        if not frame.through and not frame.across:
            end = min([end, *(t[0] for t in scene.triggers if t[0] >= trigger[1])])
        return scene.within(trigger[1], end)

    def _put_object(self, result: Arguments, frame: Frame, right: Sequence[Phrase]) -> None:
        for phrase in right:
            if phrase.function == "":
                places = [m for m in phrase.whole if m.label in _PLACE_LABELS]
                roles = frame.of("object")
                result.add([r for r in roles if r != "location"], phrase.heads)
                if "location" in roles or phrase.heads[-1].label in ("LOC", "FAC"):
                    result.add(["location"], places)
                if phrase.heads[-1].label not in ("LOC", "FAC"):
                    return
            elif phrase.function in ("toward", "patient", "with") and frame.of(phrase.function):
                result.add(frame.of(phrase.function), phrase.heads)
                return
            elif frame.across and phrase.function in ("by", "agent", "place") and self._not_place(phrase):
                result.add(frame.of("object"), phrase.heads)
                return

    @staticmethod
    def _not_place(phrase: Phrase) -> bool:
        return phrase.heads[-1].label not in ("LOC", "FAC")

    # --- what the words leave out ----------------------------------------------------------------------------------

    def _complete(self, result: Arguments, scene: Scene, frame: Frame, trigger: Span) -> None:
        if frame.speaker:
            result.add(["actor"], self._speaker(scene, trigger))
        if frame.authority and not result.of(frame.authority):
            near = [m for m in scene.names if m.label in ("GPE", "LOC", "FAC")]
            ids = [*result.locations, *(m.entity for m in near), *result.recipients]
            state = next((scene.states[i] for i in ids if i in scene.states), None)
            if state is not None:
                result.of(frame.authority).append(state)
                result.support = min(result.support, _AUTHORITY)

    def _speaker(self, scene: Scene, trigger: Span) -> tuple[Mention, ...]:
        """Who says the sentence: the subject of a clause that ends with a verb of speaking, else the topic."""
        speakers: list[tuple[Span, Phrase]] = []
        for clause in scene.clauses:
            said = scene.text[: clause[1]].rstrip("“「\"").endswith(self._grammar.saying)
            for phrase in scene.within(*clause):
                if self._acts(scene, phrase) and (said or scene.text.startswith(self._grammar.saying, phrase.end)):
                    speakers.append((clause, phrase))
                    break
        before = [p for _, p in speakers if p.end <= trigger[0]]
        chosen = before[-1] if before else speakers[0][1] if speakers else scene.discourse.topic(scene.sentence)
        return chosen.heads if chosen is not None else ()
