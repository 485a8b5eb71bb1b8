"""Which tokens of a run make one expression: a regular expression over the kinds of `kg.times.tokens`.

`longest contiguous expression`: a point in time takes its position (年底), its part of the day and clock, a weekday or
festival beside it and a date in brackets along; two points with 至 between them are one range; 以来 and 前 belong to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.times.lexicon import Lexicon
from kg.times.tokens import Token

_YEAR = r"[Yyf](?:\([YB]\))?"
_CORE = rf"(?:F|R|C?G?X|C|{_YEAR}(?:G?(?:[Mme](?:G?D)?|[SQH])|G(?=P))?|[Mme](?:G?D)?|D|[dab]|wG?W|W|w|S|Q|H|E|P)"
# What may stand between a point and its bracket: a position, a part of the day, a weekday or festival of that day.
_MORE = r"[PAj]*T*(?:(?:(?<=[DFdab])W|(?<=[DFdabW])G?H|(?<=[HDFW])a|(?<=[Wda])(?:[MY]+D|D|F))[PA]*T*)?"
_RANGE_INSIDE = rf"{_CORE}{_MORE}(?:-{_CORE}{_MORE})?"
_POINT = rf"{_CORE}{_MORE}(?:\({_RANGE_INSIDE}\)[PA]*T*)?"
_EXPRESSION = re.compile(
    rf"(?P<ignored>x|Z(?:G?{_POINT}(?:-{_POINT})?)?)"
    rf"|(?P<first>(?:{_YEAR})?Mn|{_POINT}|[Bn])(?P<from>I?)-(?P<second>{_POINT}|[Bn]|T+)(?P<end>[Aj]*[IUJ]?)"
    rf"|(?P<pair>(?:{_YEAR}G?)?M,Mj|n,Mj|(?:{_YEAR})?M?n(?:,n)*,D)"
    r"|(?P<bare>[Bn])(?P<series>(?:,[Bn])*,[YMD])?"
    rf"|(?P<point>{_POINT})(?P<mark>-V[Aj]*|[IUJ]*[Aj]*)"
    r"|(?P<word>[gr]|V(?P<vague_since>I?))"
)


@dataclass(frozen=True)
class Phrase:
    """The tokens of one expression by the part they play.

    `shape` is `point`, `range`, `pair` (5月和6月间, 12、13日), `bare` (the 2003 of 2003、2006年; then `second` is
    the token that says the unit, outside the span) or `word` (a vague or counted one). `mark` holds the kinds of what opens the
    value: I since, U until, J after, -V up to now.
    """

    shape: str
    start: int
    end: int
    first: tuple[Token, ...]
    second: tuple[Token, ...] = ()
    mark: str = ""


def phrases(run: Sequence[Token], text: str, lexicon: Lexicon) -> Iterator[Phrase]:
    """The expressions of a run in order; what is no time is left out."""
    kinds = "".join(token.kind for token in run)
    at = 0
    while at < len(kinds):
        found = _EXPRESSION.match(kinds, at)
        if not found:
            at += 1
            continue
        phrase, at = _phrase(found, run, text, lexicon)
        if phrase:
            yield phrase


def _phrase(found: re.Match[str], run: Sequence[Token], text: str, lexicon: Lexicon) -> tuple[Phrase | None, int]:
    def part(name: str) -> tuple[Token, ...]:
        return tuple(run[slice(*found.span(name))]) if found[name] else ()

    tokens = run[slice(*found.span())]
    start, end = tokens[0].start, tokens[-1].end
    if found["ignored"]:
        return None, found.end()
    if found["first"]:
        if found["first"] in "Bn" and found["second"] in "Bn" and not _year_range(tokens, text, lexicon):
            return None, found.end()
        return Phrase("range", start, end, part("first"), part("second"), found["end"]), found.end()
    if found["pair"]:
        listed = found["pair"].index(",")
        last = found["pair"].rindex(",") + 1
        return Phrase("pair", start, end, tuple(tokens[:listed]), (tokens[last],)), found.end()
    if found["bare"]:
        bare = tokens[0]
        if found["series"]:
            return Phrase("bare", start, bare.end, (bare,), (tokens[-1],)), found.end("bare")
        if bare.kind == "B" and _stands_alone(bare, text, lexicon):
            return Phrase("point", start, bare.end, (bare,)), found.end("bare")
        return None, found.end("bare")
    if found["point"]:
        return Phrase("point", start, end, part("point"), (), found["mark"]), found.end()
    return Phrase("word", start, end, tuple(tokens)), found.end()


def _stands_alone(bare: Token, text: str, lexicon: Lexicon) -> bool:
    """A year without 年 is one in brackets, or before a named occasion (2022北京冬奥)."""
    brackets = lexicon.tables["brackets"]
    if text[bare.start - 1 : bare.start] in brackets["open"] and text[bare.end : bare.end + 1] in brackets["close"]:
        return True
    return text[bare.end :].lstrip(" ").startswith(tuple(lexicon.tables["bare_year"]["before"]))


def _year_range(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """1988-2000 without 年: two years in order, not before a word that they could count."""
    if tokens[0].kind != "B" or int(tokens[2].text) <= int(tokens[0].text):
        return False
    behind = text[tokens[2].end : tokens[2].end + 1]
    return len(tokens) > 3 or not behind.isalpha()
