"""The subject of a trigger: in its clause, in another clause of its sentence, or in the sentence before."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.events.grammar import Grammar
from kg.events.phrase import Phrase
from kg.events.scene import Scene, acts
from kg.ontology import ontology
from kg.records import Mention, Span

# What a subject is worth by where it was found: in the clause, in another clause of the sentence, behind a verb of
# speaking in an earlier clause, in the sentence before.
_NEAR, _EARLIER, _LATER, _SPEAKER, _BEFORE = 1.0, 0.9, 0.85, 0.8, 0.6
_RELATIVE = 12  # characters between a verb and the 的 of its relative clause
_OPENING = 7  # characters between the start of a clause without subject and its verb
VERBAL = (1, 3)  # PLOVER's quad classes of verbal cooperation and conflict


@dataclass(frozen=True)
class Subject:
    """The phrase that acts, where there is one, and how well that is supported (0 to 1).

    `own`: it stands in the clause of the trigger. `relative`: it is the head of a relative clause (来访的米利).
    """

    phrase: Phrase | None
    support: float
    own: bool = False
    relative: bool = False


class SubjectFinder:
    """Finds subjects by the order of names, markers and verbs."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def find(self, scene: Scene, trigger: Span, verbal: bool = False, transitive: bool = False) -> Subject:
        """The subject of a trigger; the nearer one wins.

        Of an earlier clause, what is said (`verbal`) has the outermost subject: in 甲说乙不对，并呼吁丙 it is 甲 who
        appeals. What the clause of the trigger names as its target is no subject from another clause.
        """
        clause = scene.clause(trigger)
        left = scene.within(clause[0], trigger[0])
        acting = [p for p in left if acts(scene, p, self._grammar)]
        # Where somebody acts already, 甲制裁的乙 is an object; 甲会见来访的乙 is none of 来访.
        head = None if acting and transitive else self._relative_head(scene, trigger, clause, acting)
        if head is not None:
            return Subject(head, _NEAR, own=True, relative=True)
        found = self._in_clause(scene, left, trigger)
        if found is not None:
            voice = self._voice(scene, clause, found) if verbal else None
            return Subject(voice or found, _NEAR, own=True)
        return self._elsewhere(scene, trigger, clause, verbal)

    def _voice(self, scene: Scene, clause: Span, phrase: Phrase) -> Phrase | None:
        """甲国发言人某某表示，甲方反对…: who speaks for the State that the clause names, of the same sentence."""
        state = phrase.heads[0].entity
        if len(phrase.heads) > 1 or scene.states.get(state) != state:
            return None
        said = self._said_before(scene, [c for c in scene.clauses if c[1] <= clause[0]])
        if said is None or len(said.heads) > 1 or said.heads[0].label != "PERSON":
            return None
        return said if state in {scene.states.get(m.entity) for m in said.whole} else None

    def _said_before(self, scene: Scene, clauses: Sequence[Span]) -> Phrase | None:
        """Who speaks in the last of the clauses that ends with a verb of speaking, as in 甲表示，乙不对."""
        for clause in reversed(clauses):
            if scene.text.endswith(self._grammar.saying, scene.sentence[0], clause[1]):
                return next((p for p in scene.within(*clause) if acts(scene, p, self._grammar)), None)
        return None

    def _elsewhere(self, scene: Scene, trigger: Span, clause: Span, verbal: bool) -> Subject:
        targets = {entity for phrase in scene.within(*clause) for entity in phrase.entities}
        later = self._later(scene, clause)
        if later is not None and scene.text.endswith(self._grammar.when_ends, scene.sentence[0], clause[1]):
            return Subject(later, _EARLIER)
        before = [c for c in scene.clauses if c[1] <= clause[0]]
        speaker = self._said_before(scene, before) if verbal and trigger[0] - clause[0] <= _OPENING else None
        if speaker is not None and len(speaker.heads) == 1 and not set(speaker.entities) <= targets:
            return Subject(speaker, _EARLIER)
        for earlier in reversed(before):
            found = self._in_clause(scene, scene.within(*earlier), outermost=verbal)
            if found is not None and set(found.entities) <= targets:
                found = self._in_clause(scene, scene.within(*earlier), outermost=True)
            if found is not None and not set(found.entities) <= targets:
                said = scene.text.endswith(self._grammar.saying, scene.sentence[0], earlier[1])
                return Subject(found, _SPEAKER if said and trigger[0] - clause[0] > _OPENING else _EARLIER)
        if later is not None and not set(later.entities) <= targets:
            return Subject(later, _LATER)
        return Subject(scene.discourse.topic(scene.sentence), _BEFORE)

    def speaker(self, scene: Scene, trigger: Span) -> tuple[Mention, ...]:
        """Who says the sentence: the subject of a clause that ends with a verb of speaking, else the topic."""
        speakers: list[Phrase] = []
        for clause in scene.clauses:
            said = scene.text[slice(*clause)].rstrip("“「\"'").endswith(self._grammar.saying)
            said = said or scene.text.startswith(("：", ":"), clause[1])
            speakers += [
                p
                for p in scene.within(*clause)
                if acts(scene, p, self._grammar) and (said or scene.text.startswith(self._grammar.saying, p.end))
            ][:1]
        before = [p for p in speakers if p.end <= trigger[0]]
        chosen = before[-1] if before else speakers[0] if speakers else scene.discourse.topic(scene.sentence)
        return chosen.heads if chosen is not None else ()

    def _in_clause(
        self, scene: Scene, left: Sequence[Phrase], trigger: Span | None = None, outermost: bool = False
    ) -> Phrase | None:
        """The subject within a clause: the first that may act, of the innermost (or outermost) clause in it.

        A name right before the `trigger` is its subject even where it is the object of a verb: 反对中国打压.
        """
        chosen: Phrase | None = None
        ends = {end for _, end in scene.triggers}
        for phrase in left:
            if trigger is not None and self._is_reason(scene, phrase, trigger):
                continue
            if self._rules_clause(scene, phrase, trigger):
                chosen = phrase
            if not acts(scene, phrase, self._grammar):
                continue
            opened = not outermost and scene.text.endswith(
                self._grammar.complement_verbs, scene.sentence[0], phrase.start
            )
            ruled = phrase.start in ends
            beside = trigger is not None and scene.text[phrase.end : trigger[0]] in self._grammar.owning
            leads = trigger is not None and scene.text.startswith(self._grammar.leading, phrase.end)  # 报复乙对丙的袭击
            if opened or beside or (ruled and leads) or (chosen is None and not ruled):
                chosen = phrase
        if chosen is None or trigger is None or scene.text[chosen.end : trigger[0]] not in self._grammar.owning:
            return chosen
        # 伦敦峰会: a city right before a noun is where, not who.
        return None if set(chosen.entities) <= scene.places else chosen

    def _rules_clause(self, scene: Scene, phrase: Phrase, trigger: Span | None) -> bool:
        """就乙闯入甲表达抗议: the name behind 就 does what the next trigger says."""
        if phrase.function != "about" or phrase.is_place or trigger is None:
            return False
        if ontology().events[scene.triggers.get(trigger, "CONSULT")].quad in VERBAL:  # 就乙登岛提出抗议: somebody else
            return False
        between = scene.text[phrase.end : trigger[0]]
        nearer = any(phrase.end <= start < trigger[0] for start, _ in scene.triggers)
        return not nearer and not any(
            noun in between for noun in (*self._grammar.topic_nouns, *self._grammar.deed_nouns)
        )

    def _is_reason(self, scene: Scene, phrase: Phrase, trigger: Span) -> bool:
        """以协助乙为由起诉丙: 乙 belongs to the reason that is given."""
        clause = scene.clause(trigger)
        opened = any(mark in scene.text[clause[0] : phrase.name_start] for mark in self._grammar.reason_openers)
        return opened and any(word in scene.text[phrase.end : trigger[0]] for word in self._grammar.reasons)

    def _later(self, scene: Scene, clause: Span) -> Phrase | None:
        later = [c for c in scene.clauses if c[0] >= clause[1]]
        found = (self._in_clause(scene, scene.within(*c)) for c in later)
        return next((phrase for phrase in found if phrase is not None), None)

    @staticmethod
    def _relative_head(scene: Scene, trigger: Span, clause: Span, acting: Sequence[Phrase]) -> Phrase | None:
        """来访的米利, 强烈支持该论的民进党: the head of the relative clause that the trigger stands in."""
        end = min([clause[1], *(t[0] for t in scene.triggers if t[0] >= trigger[1])])
        right = scene.within(trigger[1], end)
        if not right or right[0].heads[0].label not in ("PERSON", "ORG"):
            return None
        if right[0].function and right[0].start >= trigger[1]:  # 同来访的乙: the marker stands before the trigger
            return None
        gap = scene.text[trigger[1] : right[0].name_start]
        direct = gap.startswith("的") and right[0].start <= trigger[1] + 1  # only titles between
        return right[0] if direct or (not acting and gap.endswith("的") and len(gap) <= _RELATIVE) else None
