"""Finds trigger words in a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.events.lexicon import SLOT, Conditions, Lexicon, Rule
from kg.language.script import to_simplified
from kg.language.sentences import LONGEST
from kg.records import Mention, Span

_TITLE = re.compile(r"《[^《》\n]{1,60}》|〈[^〈〉\n]{1,60}〉")
CLAUSE_END = "，,。；;：:！!？?\n"
SENTENCE_END = "。！!？?；\n"


@dataclass(frozen=True)
class Match:
    """A trigger word in the text and the rule that found it."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True)
class _Surroundings:
    text: str
    names: Mapping[int, int]
    name_ends: frozenset[int]
    blocked: frozenset[int]


def clause_around(text: str, start: int, end: int, marks: str = CLAUSE_END) -> Span:
    """The stretch around `start:end` up to the punctuation on both sides, without it.

    It ends after `LONGEST` characters at the latest, as a sentence does.
    """
    first, last = max(0, start - LONGEST), min(len(text), end + LONGEST)
    left = max(text.rfind(mark, first, start) for mark in marks) + 1
    right = min((at for mark in marks if (at := text.find(mark, end, last)) >= 0), default=last)
    return left or first, right


def _end(around: _Surroundings, rule: Rule, start: int) -> int | None:
    """Where the rule's word ends when it begins at `start`; None where it does not stand there."""
    position = start
    for i, part in enumerate(rule.parts):
        if i:
            if position not in around.names:
                return None
            position = around.names[position]
        if not around.text.startswith(part, position):
            return None
        if any(p in around.blocked for p in range(position, position + len(part))):
            return None
        position += len(part)
    return position


def _beside(around: _Surroundings, conditions: Conditions, start: int, end: int) -> bool:
    """Whether what stands right before and right after the word allows it."""
    text = around.text
    if conditions.unless_preceded and text.endswith(conditions.unless_preceded, 0, start):
        return False
    if conditions.unless_followed and text.startswith(conditions.unless_followed, end):
        return False
    before = start - 1 if text[start - 1 : start] == "的" else start
    return (end in around.names or not conditions.if_followed_name) and (
        before in around.name_ends or not conditions.if_preceded_name
    )


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _within(around: _Surroundings, conditions: Conditions, start: int, end: int) -> bool:
    """Whether the clause and the sentence allow the word."""
    text = around.text
    if conditions.if_clause or conditions.unless_clause:
        clause = text[slice(*clause_around(text, start, end))]
        if (conditions.if_clause and not _holds(clause, conditions.if_clause)) or _holds(
            clause, conditions.unless_clause
        ):
            return False
    if conditions.if_sentence or conditions.if_after:
        left, right = clause_around(text, start, end, SENTENCE_END)
        if conditions.if_sentence and not _holds(text[left:right], conditions.if_sentence):
            return False
        return not conditions.if_after or _holds(text[end:right], conditions.if_after)
    return True


def find_triggers(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Match]:
    """Triggers in order; none overlap. The one of most characters of its own wins, then the heaviest, then the first.

    Names and titles of works never contain a trigger; a name may fill a slot of one.
    """
    simplified = to_simplified(text)
    blocked = {p for m in mentions for p in range(m.start, m.end)}
    blocked |= {p for title in _TITLE.finditer(text) for p in range(*title.span())}
    around = _Surroundings(
        simplified,
        {m.start: m.end for m in mentions},
        frozenset(m.end for m in mentions),
        frozenset(blocked),
    )
    slotted = lexicon.by_first.get(SLOT, ())
    found: list[Match] = []
    for start, first in enumerate(simplified):
        rules = slotted if start in around.names else () if start in blocked else lexicon.by_first.get(first, ())
        for rule in rules:
            end = _end(around, rule, start)
            if end is None or not _beside(around, rule.conditions, start, end):
                continue
            if _within(around, rule.conditions, start, end):
                found.append(Match(start, end, rule))
    found.sort(
        key=lambda m: (
            -len(m.rule.word.replace(SLOT, "")),
            m.start - m.end,
            -m.rule.weight,
            m.start,
            m.rule.type,
            m.rule.mode or "",
        )
    )
    taken: set[int] = set()
    chosen = []
    for match in found:
        if taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.start)
