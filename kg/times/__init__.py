"""Time expressions of Chinese news and the days they point to.

`find_times` is the door; `kg.times.edtf` reads the values (`days`, `precision`). Inside, in the order data flows:
`lexicon` loads the words from `seeds/times.toml`, `tokens` cuts a text into runs of time words with one scan,
`grammar` finds the expressions in a run, `resolve` gives them values with the help of `context` (what the text
named before, tense), `calendar` (weeks, nearest dates) and `festivals`.
"""

from kg.times.find import find_times

__all__ = ["find_times"]
