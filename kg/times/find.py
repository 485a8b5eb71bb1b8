"""Time expressions of a text, from the raw characters to their values."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kg.language.script import to_simplified
from kg.records import Span, TimeExpression
from kg.times import edtf
from kg.times.grammar import Phrase, phrases
from kg.times.lexicon import CLAUSE_END, Lexicon, any_of, lexicon
from kg.times.memory import Memory
from kg.times.resolve import resolve
from kg.times.tokens import scanner

# A day of publication outside these years is an error of its source and as good as none.
_FIRST_YEAR, _LAST_YEAR = 1600, 2999

_FULL_WIDTH_DIGITS = {0xFF10 + i: 0x30 + i for i in range(10)}


def find_times(text: str, sentences: Sequence[Span], anchor: date | None) -> list[TimeExpression]:
    """The time expressions of a text in order, with their values.

    Args:
        text: The text in either script.
        sentences: Spans of its sentences; an expression never crosses from one into the next.
        anchor: The day of publication where the outlet is; None: values that need it are None. A dateline in the
            beginning of the text (新华社北京9月12日电) takes its place, being the day the news was written.

    >>> [(t.text, t.value) for t in find_times("会谈星期二（9月12日）开始。", [(0, 16)], date(2023, 9, 13))]
    [('星期二（9月12日）', '2023-09-12')]
    """
    words = lexicon()
    if anchor and not _FIRST_YEAR <= anchor.year <= _LAST_YEAR:
        anchor = None
    plain = to_simplified(text).translate(_FULL_WIDTH_DIGITS)
    found = [phrase for run in scanner(words).runs(plain) for phrase in phrases(run, plain, words)]
    memory = Memory(plain, dateline(plain, found, anchor, words) or anchor, sentences)
    times = []
    for phrase in found:
        value = resolve(phrase, memory, words)
        if value:
            quoted = text[phrase.start : phrase.end]
            times.append(TimeExpression(phrase.start, phrase.end, quoted, value.value, value.precision, value.basis))
    return times


@lru_cache(maxsize=4)
def _behind_dateline(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words.tables['dateline']['after'])}{CLAUSE_END}")


def dateline(text: str, found: Sequence[Phrase], anchor: date | None, words: Lexicon) -> date | None:
    """The day of the dateline: the first date in the beginning of the text with 电 behind it."""
    rules = words.tables["dateline"]
    for phrase in found:
        if phrase.end > rules["within"]:
            return None
        if phrase.shape == "point" and _behind_dateline(words).match(text, phrase.end):
            value = resolve(phrase, Memory(text, anchor), words)
            day = value and value.precision == "day" and edtf.days(value.value)
            if day and day[0]:
                there = date.fromisoformat(day[0])
                return there if anchor is None or abs((there - anchor).days) <= rules["days"] else None
    return None
