"""Whether a clause speaks of what comes or of what was, by the words beside a date."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.times.lexicon import Lexicon, any_of
from kg.times.nearest import FUTURE, PAST

# How far a cue reaches, in characters.
_BEFORE, _BEHIND = 16, 10
_WORD = 4  # the longest word that hides a cue (会晤): it may stand across the edge


@dataclass(frozen=True)
class Cues:
    """The compiled cues; group 1 of `future` is unset where a word only looks like a cue (会议, 将军)."""

    future: re.Pattern[str]
    soon: re.Pattern[str]
    past: re.Pattern[str]
    clause_end: re.Pattern[str]
    report: re.Pattern[str]


@lru_cache(maxsize=4)
def cues(lexicon: Lexicon) -> Cues:
    """The cues of a lexicon."""
    table = lexicon.tables["cues"]
    no_cue = any_of(table["not_future"])
    return Cues(
        re.compile(f"{no_cue}|({any_of(table['future'])})"),
        re.compile(f"{no_cue}|({any_of(table['future_behind'])})"),
        re.compile(any_of(table["past"])),
        re.compile(f"[{re.escape(table['clause_ends'])}]"),
        re.compile(any_of(table["report"])),
    )


def tense(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """1 for the future, -1 for the past, 0 where nothing tells.

    What stands before another's speech (他周五表示，将…) does not count for the date before it.
    """
    known = cues(lexicon)
    before = text[max(0, start - _BEFORE) : start]
    for stop in (known.clause_end, known.report):
        for found in stop.finditer(before):
            last = found.end()
            before = " " * last + before[last:]
    behind = text[end : end + _BEHIND + _WORD]
    for stop in (known.clause_end, known.report):
        if found_stop := stop.search(behind):
            behind = behind[: found_stop.start()]
    if any(found[1] for found in known.future.finditer(before)):
        return FUTURE
    if any(found[1] and found.start() < _BEHIND for found in known.soon.finditer(behind)):
        return FUTURE
    return PAST if known.past.search(before) or known.past.search(behind, 0, _BEHIND) else 0
