"""Who does it to whom, and where: the arguments of one trigger in its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.events.grammar import Frame, Grammar
from kg.events.lexicon import Rule
from kg.events.phrase import PLACE_LABELS, Phrase
from kg.events.scene import Scene, acts
from kg.events.subjects import VERBAL, Subject, SubjectFinder
from kg.ontology import ontology
from kg.records import Mention, Span

_PASSIVE = 12  # characters between 被 and its verb where the agent has no name
_AGAINST = ("对", "针对")
_AUTHORITY = 0.7  # the support of an actor that is only the State of the place


@dataclass
class Arguments:
    """Ids of entities by role, in order, and how well the actors are supported (0 to 1).

    `nested`: another trigger stands before this one in the clause; `demanded`: one that only talks of it.
    `expected`: how many parties the frame expects.
    """

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    support: float = 0.0
    nested: bool = False
    demanded: bool = False
    expected: int = 1

    def of(self, role: str) -> list[str]:
        """The ids in a role."""
        return {"actor": self.actors, "recipient": self.recipients, "location": self.locations}[role]

    def add(self, roles: Sequence[str], names: Sequence[Mention]) -> None:
        """Put names into roles, each entity once; seas and buildings do not act, and nobody is in a person."""
        for role in roles:
            target = self.of(role)
            fits = PLACE_LABELS if role == "location" else ("PERSON", "GPE", "ORG")
            chosen = [m for m in names if m.label in fits]
            for name in chosen[-1:] if role == "location" else chosen:
                if name.entity and name.entity not in target:
                    target.append(name.entity)


class ArgumentFinder:
    """Finds the arguments of triggers; the frame of each (`seeds/roles.toml`) says which function is which role."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._subjects = SubjectFinder(grammar)

    def find(self, scene: Scene, trigger: Span, rule: Rule | None) -> Arguments:
        """The arguments of a trigger; `rule` is None for a trigger that is not in the lexicon."""
        frame = self._grammar.frame(rule.frame if rule else "act")
        clause = scene.clause(trigger)
        verbal = rule is not None and ontology().events[rule.type].quad in VERBAL
        said = verbal and frame.parties < 2  # a meeting is somewhere, an opinion is not
        subject = self._subjects.find(scene, trigger, verbal, transitive=set(frame.of("object")) == {"recipient"})
        left, right = scene.within(clause[0], trigger[0]), self._right(scene, trigger, clause, frame, subject)
        outer = [(span, kind) for span, kind in scene.triggers.items() if clause[0] <= span[0] < trigger[0]]
        demanded = any(self._demanded(scene, span, trigger, clause) for span in scene.triggers)
        nested = any(not self._demanded(scene, trigger, span, clause) for span, _ in outer)  # its topic is no nest
        result = Arguments(support=subject.support, nested=nested, demanded=demanded, expected=frame.parties)
        roles = frame.of("subject")
        passive = self._passive(scene, left, trigger, frame)
        if passive is not None:
            result.add(frame.of("agent"), passive)
            roles = tuple(r for r in frame.of("object") if r != "location") or ("recipient",)
        self._put_subject(result, scene, frame, subject, roles)
        self._put_marked(result, scene, frame, left, subject)
        inside = [m for m in scene.names if trigger[0] <= m.start and m.end <= trigger[1]]
        if inside:
            result.add(frame.of("inside"), inside)
        elif passive is None:
            self._put_object(result, frame, right)
            if not result.recipients:
                result.add(frame.of("about"), self._whose_deed(scene, trigger, left))
            if not result.recipients and "recipient" in frame.of("object"):
                result.add(["recipient"], self._introduced(scene, trigger, clause))
        for phrase in right:
            if phrase.function in ("place", "destination"):
                result.add(["location"], phrase.whole)
        if not result.locations and not said:
            placed = [p for p in scene.phrases if p.function == "place" and p.end <= trigger[0]]
            result.add(["location"], placed[-1].whole if placed else ())
        if frame.speaker:
            result.add(["actor"], self._subjects.speaker(scene, trigger))
        self._complete(result, scene, frame, clause)
        if verbal and set(result.actors) <= scene.places:  # 广州市民要求…: somebody of a city whom nobody names
            result.support = min(result.support, _AUTHORITY)
        if any(self._refused(scene, span, kind, trigger) for span, kind in outer):
            result.actors = []
        return result

    def _demanded(self, scene: Scene, other: Span, trigger: Span, clause: Span) -> bool:
        """Whether another trigger only talks of this one.

        It stands before it in the clause (甲谴责乙入侵丙; 外界担心乙入侵丙 names nobody who does) or, for a threat, in
        the sentence (甲扬言，若乙开火，就轰炸丙); or behind it, where a marker makes it the topic (甲就乙派兵一事抗议).
        """
        kind = scene.triggers[other]
        if scene.triggers.get(trigger) not in self._grammar.demanding.get(kind, ()):
            return False
        if other[1] <= trigger[0]:
            near = clause[0] <= other[0] or kind in self._grammar.demanding_across
            return near and bool(scene.within(scene.sentence[0], other[0]))
        if not trigger[1] <= other[0] < clause[1]:
            return False
        verbs = [t for t in scene.triggers if clause[0] <= t[0] < trigger[0]]
        start = verbs[-1][1] if verbs else clause[0]
        return any(p.function in ("about", "toward") for p in scene.within(start, trigger[0]))

    def _refused(self, scene: Scene, outer: Span, kind: str, trigger: Span) -> bool:
        """拒绝逮捕乙: a trigger right behind one that refuses it, without another name between."""
        refused = self._grammar.refusing.get(kind, ())
        return scene.triggers.get(trigger) in refused and not scene.within(outer[1], trigger[0])

    # --- left of the trigger -------------------------------------------------------------------------------------

    def _passive(self, scene: Scene, left: Sequence[Phrase], trigger: Span, frame: Frame) -> tuple[Mention, ...] | None:
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
            if at >= 0 and not scene.text.endswith(self._grammar.no_marker, scene.sentence[0], start + at + len(word)):
                return ()
        return None

    @staticmethod
    def _put_marked(result: Arguments, scene: Scene, frame: Frame, left: Sequence[Phrase], subject: Subject) -> None:
        undergone = frame.of("subject") == ("recipient",)
        for phrase in left:
            if phrase is subject.phrase or phrase.function in ("", "about"):
                continue
            if phrase.function in ("agent", "by"):
                result.add(frame.of(phrase.function) if undergone else (), phrase.heads)
            elif phrase.function == "place":
                result.add(["location"], phrase.whole)
            else:
                against = scene.text.startswith(_AGAINST, phrase.start)
                result.add([*frame.of(phrase.function), *(frame.of("against") if against else ())], phrase.heads)

    @staticmethod
    def _put_subject(result: Arguments, scene: Scene, frame: Frame, subject: Subject, roles: Sequence[str]) -> None:
        phrase, with_roles = subject.phrase, frame.of("with")
        if phrase is None:
            return
        met = any(kind == "CONSULT" for span, kind in scene.triggers.items() if phrase.end <= span[0])
        if phrase.joined and not subject.own and frame.parties < 2 and met:  # 甲与乙会谈，呼吁丙
            result.add(roles, phrase.heads[: phrase.joined])
        elif phrase.joined and with_roles and tuple(with_roles) != tuple(roles):
            result.add(roles, phrase.heads[: phrase.joined])
            result.add(with_roles, phrase.heads[phrase.joined :])
        else:
            result.add(roles, phrase.heads)

    # --- right of the trigger ------------------------------------------------------------------------------------

    @staticmethod
    def _right(scene: Scene, trigger: Span, clause: Span, frame: Frame, subject: Subject) -> list[Phrase]:
        """The phrases right of the trigger that belong to it: up to the clause's end or the next trigger."""
        end = scene.sentence[1] if frame.across else clause[1]
        if not frame.through and not frame.across:
            # 会见到访的乙: a trigger in front of 的 describes the object and does not take it.
            verbs = [t for t in scene.triggers if t[0] >= trigger[1] and scene.text[t[1] : t[1] + 1] != "的"]
            end = min([end, *(t[0] for t in verbs)])
        return [p for p in scene.within(trigger[1], end) if not (subject.relative and p is subject.phrase)]

    @staticmethod
    def _put_object(result: Arguments, frame: Frame, right: Sequence[Phrase]) -> None:
        roles = frame.of("object")
        for phrase in right:
            if phrase.function == "":
                result.add([r for r in roles if r != "location"], phrase.heads)
                if "location" in roles or phrase.is_place:
                    result.add(["location"], [m for m in phrase.whole if m.label in PLACE_LABELS])
                if not phrase.is_place:
                    return
            elif phrase.function in ("toward", "patient", "with") and frame.of(phrase.function):
                result.add(frame.of(phrase.function), phrase.heads)
                return
            elif frame.across and phrase.function in ("by", "agent", "place") and not phrase.is_place:
                result.add(roles, phrase.heads)
                return

    def _whose_deed(self, scene: Scene, trigger: Span, left: Sequence[Phrase]) -> tuple[Mention, ...]:
        """就乙拦船一事抗议: who did what the trigger is about; nobody where it is about a matter (就乙的问题)."""
        for phrase in left:
            between = scene.text[phrase.end : trigger[0]]
            deed = any(noun in between for noun in self._grammar.deed_nouns)
            if phrase.function == "about" and (deed or not any(n in between for n in self._grammar.topic_nouns)):
                return phrase.heads
        return ()

    def _introduced(self, scene: Scene, trigger: Span, clause: Span) -> tuple[Mention, ...]:
        """批评说，中国 …: the first name of what a trigger at the end of its clause introduces."""
        rest = scene.text[trigger[1] : clause[1]].strip("“「『\"'")
        colon = not rest and scene.text[clause[1] : clause[1] + 1] in ("：", ":")
        if not colon and rest not in self._grammar.introducing:
            return ()
        following = next((c for c in scene.clauses if c[0] >= clause[1]), None)
        found = scene.within(*following) if following is not None else []
        return next((p.heads for p in found if acts(scene, p, self._grammar)), ())

    # --- what the words leave out ----------------------------------------------------------------------------------

    def _complete(self, result: Arguments, scene: Scene, frame: Frame, clause: Span) -> None:
        subject = frame.of("subject")
        if "location" not in frame.of("object"):  # who strikes a city strikes its State
            if not result.locations:
                result.locations = [n for n in result.recipients if n in scene.places][:1]
            struck = [scene.states.get(n, n) if n in scene.places else n for n in result.recipients]
            result.recipients = list(dict.fromkeys(struck))
        if frame.crowd:  # whoever marches in a city, its State is what they are known by
            result.actors = list(
                dict.fromkeys(scene.states.get(n, n) if n in scene.places else n for n in result.actors)
            )
        mutual = set(subject) == {"actor", "recipient"}
        if subject == ("actor",) and frame.of("object") == ("recipient",) and len(result.actors) > 1:
            mutual = any(word in scene.text[slice(*clause)] for word in self._grammar.reciprocal)
            result.recipients = list(result.actors) if mutual else result.recipients
        if not mutual:
            result.recipients = [n for n in result.recipients if n not in result.actors]
        if frame.across:  # 丙国总统说，丙国将…: nobody reproaches the State that he speaks for
            own = {scene.states.get(name) for name in result.actors}
            result.recipients = [n for n in result.recipients if n not in own]
        if frame.authority and not result.of(frame.authority):
            near = [m.entity for m in scene.names if m.label in PLACE_LABELS]
            ids = [*result.locations, *near, *result.recipients]
            state = next((scene.states[i] for i in ids if i in scene.states), None)
            if state is not None:
                result.of(frame.authority).append(state)
                result.support = min(result.support, _AUTHORITY)
        if any(not result.of(role) for role in frame.needs):
            result.actors = []
