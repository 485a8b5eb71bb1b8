"""The clauses of a sentence, and what stands in brackets."""

from kg.events.matching import CLAUSE_END
from kg.records import Span

BRACKETS = {"（": "）", "(": ")"}


def brackets(text: str, sentence: Span) -> list[Span]:
    """What stands in round brackets, without them; one that is not closed ends with the sentence."""
    spans, position = [], sentence[0]
    while position < sentence[1]:
        if text[position] in BRACKETS:
            ends = [e for e in (text.find(c, position, sentence[1]) for c in BRACKETS.values()) if e >= 0]
            end = min(ends, default=sentence[1])
            spans.append((position + 1, end))
            position = end
        position += 1
    return spans


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence: what stands between commas, semicolons and colons; brackets do not end one."""
    inside = {p for span in brackets(text, sentence) for p in range(*span)}
    spans, start = [], sentence[0]
    for position in range(*sentence):
        if text[position] in CLAUSE_END and position not in inside:
            if position > start:
                spans.append((start, position))
            start = position + 1
    if sentence[1] > start:
        spans.append((start, sentence[1]))
    return spans
