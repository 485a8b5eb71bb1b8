"""Values of phrases: points, ranges and words, and what 以来, 前 and 后 make of them."""

from collections.abc import Sequence

from kg.times import edtf
from kg.times.counted import counted, vague, window
from kg.times.grammar import Phrase
from kg.times.lexicon import Lexicon
from kg.times.memory import Memory
from kg.times.points import Reader
from kg.times.tokens import Token
from kg.times.years import Value


def resolve(phrase: Phrase, memory: Memory, lexicon: Lexicon) -> Value | None:
    """The value of a phrase, kept in memory for what follows; None where it turns out to be no date."""
    if phrase.shape == "word":
        return _word(phrase, memory, lexicon)
    found = _calendar(phrase, memory, lexicon)
    if not found:
        return None
    # 1949年以来 is no year that 同年 could mean, and after 前一天 the text goes on with the day it had.
    if phrase.mark not in ("I", "k") and not _day_before(phrase.first, lexicon):
        memory.keep(found.value, phrase.end, says_year=found.says_year, says_month=found.says_month)
    return opened(found, phrase.mark)


def _day_before(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    first = tokens[0]
    return first.kind == "a" and len(tokens) == 1 and lexicon.number("anaphoric_day", first.text) < 0


def _calendar(phrase: Phrase, memory: Memory, lexicon: Lexicon) -> Value | None:
    reader = Reader(lexicon, memory)
    if phrase.shape == "point":
        return reader.point(phrase.first)
    if phrase.shape == "bare":
        return reader.point([_like(phrase.first[0], phrase.second[0], lexicon)])
    second = [token for token in phrase.second if token.kind != "T"]
    if not second:
        return reader.point(phrase.first)
    unit = second[-1] if second[-1].kind in "MDY" else second[0]
    first = [_like(token, unit, lexicon) for token in phrase.first]
    return reader.between(first, [_like(token, first[0], lexicon) for token in second])


def _like(token: Token, other: Token, lexicon: Lexicon) -> Token:
    """A bare number with the unit of another token: the 5 of 5至7月 is a month."""
    if token.kind != "n":
        return token
    letters = lexicon.tables["letters"]
    kind = other.kind if other.kind in "MD" else "D"
    return Token(kind, token.start, token.end, token.text + (letters["month"] if kind == "M" else letters["day"][0]))


def opened(found: Value, mark: str) -> Value:
    """The value with an open end: 2003年起 → `2003/..`, 年底前 → `../2023-12`."""
    since, until = any(kind in mark for kind in "IkJV"), "U" in mark
    if not since and not until:
        return found
    if found.value is None:
        return Value(None, "interval", found.basis, found.says_year, found.says_month)
    if edtf.days(found.value) is None:
        return found
    first, last = found.value.split("/")[0], found.value.split("/")[-1]
    value = f"{first}/{edtf.OPEN}" if since else f"{edtf.OPEN}/{last}"
    return Value(value, "interval", found.basis, found.says_year, found.says_month)


def _word(phrase: Phrase, memory: Memory, lexicon: Lexicon) -> Value | None:
    token = phrase.first[0]
    if token.kind == "V":
        return vague(token, lexicon)
    if token.kind == "r":
        return window(token, memory, lexicon)
    found = counted(token, memory, lexicon)
    if found and found.precision in ("day", "year"):
        memory.keep(found.value, phrase.end, says_year=found.precision == "year", says_month=False)
    return found
