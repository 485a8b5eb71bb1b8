"""Time expressions of Chinese news and the days they point to.

`find_times` is the door; `kg.times.edtf` reads the values (`days`, `precision`). Inside, in the order data flows:
`lexicon` loads the words from `seeds/times.toml`, `tokens` cuts a text into runs of time words with one scan,
`grammar` finds the expressions in a run, `resolve` gives them values: `points` (out of `years`, `year_parts` and
`dates`) for what the calendar knows, `counted` for vague and counted times. They ask `memory` (what the text named
before), `tense`, `nearest` (which year, month or week a bare date means) and `festivals`.
"""

from kg.times.find import find_times

__all__ = ["find_times"]
