"""The marker that governs a phrase: 对, 向, 与, 在, 被 and their like, before it or before what describes it."""

from collections.abc import Sequence
from dataclasses import replace

from kg.events.grammar import Grammar
from kg.events.matching import CLAUSE_END
from kg.events.phrase import Phrase, overlaps
from kg.records import Span

_CLAUSE = 16  # characters of a clause between a marker and its name: 在与邻国有争议的X
_REACH = 10  # characters that may stand between a marker and its name: modifiers only


class Markers:
    """Finds the markers of phrases in a text in simplified characters."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar

    def govern(self, phrase: Phrase, sentence: Span, triggers: Sequence[Span]) -> Phrase:
        """The phrase with the marker that governs it, looked for to its left across modifiers and titles."""
        grammar, position = self._grammar, phrase.start
        while position > max(sentence[0], phrase.start - _REACH - _CLAUSE):
            left = self._text[sentence[0] : position]
            found = self._marker(left, position, triggers)
            if found is not None:
                function = grammar.markers[found]
                if function == "place" and self._acts_there(phrase):
                    return replace(phrase, start=position)
                if function == "with" and self._text.startswith(grammar.no_company, phrase.end):
                    function = "ignored"
                return replace(phrase, start=position - len(found), function=function)
            skip = next((w for w in (*grammar.modifiers, *grammar.titles) if left.endswith(w)), None)
            if skip is not None and overlaps(position - len(skip), position, triggers):
                skip = "的" if left.endswith("的") else None
            if skip is None:
                far = self._across_description(phrase, position, sentence, triggers)
                if far is not None:
                    return replace(phrase, start=far[0], function=grammar.markers[far[1]])
                break
            position -= len(skip)
            if skip.endswith("的"):
                position = self._before_clause(position, sentence, triggers)
        if self._disposed(phrase.start, sentence, triggers):
            return replace(phrase, start=position, function="patient")
        return replace(phrase, start=position) if position != phrase.start else phrase

    def _disposed(self, position: int, sentence: Span, triggers: Sequence[Span]) -> bool:
        """把反对党领袖乙软禁: whether a marker of patients stands before it in the clause, without a verb between."""
        left = self._text[max(sentence[0], position - _CLAUSE) : position]
        for word in self._grammar.disposing:
            before, found, between = left.rpartition(word)
            at = position - len(between)
            if found and self._marker(before + found, at, triggers) and not overlaps(at, position, triggers):
                return not any(c in CLAUSE_END for c in between)
        return False

    def _across_description(
        self, phrase: Phrase, position: int, sentence: Span, triggers: Sequence[Span]
    ) -> tuple[int, str] | None:
        """对总统府前顾问某某: where the marker in front of a description with a title begins, and the marker."""
        if phrase.heads[-1].label != "PERSON" or position == phrase.name_start == phrase.start:
            return None
        for start in range(position - 1, max(sentence[0], position - _REACH) - 1, -1):
            between = self._text[start + 1 : position]
            if self._text[start] in CLAUSE_END or any(word in between for word in self._grammar.not_described):
                return None
            if self._text[start] in self._grammar.describing and not overlaps(start, position, triggers):
                marker = self._marker(self._text[sentence[0] : start + 1], start + 1, triggers)
                return (start + 1 - len(marker), marker) if marker is not None else None
        return None

    def _marker(self, left: str, position: int, triggers: Sequence[Span]) -> str | None:
        """The marker that a stretch of text ends with."""
        longer = max((len(word) for word in self._grammar.no_marker if left.endswith(word)), default=0)
        for length in (3, 2, 1):
            word = left[-length:]
            if len(word) >= longer and word in self._grammar.markers:
                return None if overlaps(position - len(word), position, triggers) else word
        return None

    def _acts_there(self, phrase: Phrase) -> bool:
        """在布林肯访问期间, 在美国宣布制裁后: 在 governs the whole clause, not the name."""
        if phrase.heads[-1].label == "PERSON":
            return True
        return phrase.heads[-1].label in ("GPE", "ORG") and self._text.startswith(
            self._grammar.acting_after, phrase.end
        )

    def _before_clause(self, position: int, sentence: Span, triggers: Sequence[Span]) -> int:
        """在有争议的X: where the modifying clause begins, if a marker stands before it; else `position`."""
        for start in range(position - 1, max(sentence[0], position - _CLAUSE), -1):
            if self._text[start - 1] in CLAUSE_END:
                break
            if self._text[start - 1 : start] in self._grammar.far_markers and self._marker(
                self._text[sentence[0] : start], start, triggers
            ):
                return start
        return position
