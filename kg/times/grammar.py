"""Which tokens of a run make one expression: a regular expression over the kinds of `kg.times.tokens`.

The longest contiguous expression counts: a point in time takes its position (年底), its part of the day and clock, a
weekday or festival beside it and a date in brackets along; two points with 至 between them are one range; 以来 and 前
belong to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.times.lexicon import Lexicon
from kg.times.numbers import parse_number
from kg.times.tokens import Token

_YEAR = r"[Yyf](?:\([YB]\))?"
_CORE = rf"(?:F|R|C?G?X|C|{_YEAR}(?:G?(?:[Mme](?:G?D)?|[SQH])|G(?=[Pp]))?|[Mme](?:G?D)?|D|[dab]|wG?W|W|w|S|Q|H|E|P)"
# What may stand between a point and its bracket: a position, a part of the day, a weekday or festival of that day.
_MORE = r"[PpAj]*T*(?:(?:(?<=[DFdab])W|(?<=[DFdabW])G?H|(?<=[HDFW])a|(?<=[Wda])(?:[MY]+D|D|F))[PA]*T*)?"
_RANGE_INSIDE = rf"{_CORE}{_MORE}(?:-{_CORE}{_MORE})?"
_POINT = rf"{_CORE}{_MORE}(?:\({_RANGE_INSIDE}\)[PA]*T*)?"
_EXPRESSION = re.compile(
    rf"(?P<ignored>x|Z(?:G?{_POINT}(?:-{_POINT})?)?)"
    rf"|(?P<first>(?:{_YEAR})?Mn|{_POINT}|[Bn])(?P<from>I?)-(?P<second>{_POINT}|[Bn]|T+)(?P<end>[Aj]*[IUJ]?)"
    rf"|(?P<pair>{_POINT},{_POINT}j|n,Mj|(?:{_YEAR})?M?n(?:,n){{0,6}},D)"
    r"|(?P<bare>[Bn])(?P<series>(?:,[Bn]){0,20},(?:[YD]|M(?!D)))?"
    rf"|(?P<point>{_POINT})(?P<mark>-V[Aj]*|k|[IUJ]*[Aj]*)"
    r"|(?P<word>[gr]|V(?P<vague_since>I?))"
)


@dataclass(frozen=True)
class Phrase:
    """The tokens of one expression by the part they play.

    `shape` is `point`, `range`, `pair` (5月和6月间, 12、13日), `bare` (the 2003 of 2003、2006年; then `second` is the
    token that says the unit, outside the span) or `word` (a vague or counted one). `mark` holds the kinds of what
    opens the value: I and k since, U until, J after, -V up to now.
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
        at = found.end("bare") if found["bare"] else found.end()
        phrase = None if found["ignored"] else _phrase(found, run, text, lexicon)
        if phrase:
            yield phrase


def _phrase(found: re.Match[str], run: Sequence[Token], text: str, lexicon: Lexicon) -> Phrase | None:
    def part(name: str) -> tuple[Token, ...]:
        return tuple(run[slice(*found.span(name))]) if found[name] else ()

    tokens = run[slice(*found.span())]
    start, end = tokens[0].start, tokens[-1].end
    if found["first"]:
        phrase = Phrase("range", start, end, part("first"), part("second"), found["end"])
        bare = found["first"] in "Bn" and found["second"] in "Bn"
        return None if bare and not _year_range(tokens, text) else phrase
    if found["pair"]:
        comma, last = found["pair"].index(","), found["pair"].rindex(",") + 1
        return Phrase("pair", start, end, tuple(tokens[:comma]), tuple(tokens[last:]))
    if found["bare"]:
        return _bare(tokens, found["series"], text, lexicon)
    if found["point"]:
        if found["mark"] == "k" and not _begins(tokens, text, lexicon):
            return Phrase("point", start, tokens[-2].end, part("point"))
        return Phrase("point", start, end, part("point"), (), found["mark"])
    return Phrase("word", start, end, tuple(tokens))


def _begins(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Whether 开始 belongs to the date (从1958年开始) and is not the verb of its clause."""
    table, start, end = lexicon.tables["begins"], tokens[0].start, tokens[-1].end
    return text[max(0, start - 2) : start].endswith(tuple(table["before_the_date"])) or text.startswith(
        tuple(table["behind"]), end
    )


def _bare(tokens: Sequence[Token], series: str | None, text: str, lexicon: Lexicon) -> Phrase | None:
    """A year without 年 is one of a series, one in brackets, or before a named occasion (2022北京冬奥)."""
    bare, brackets = tokens[0], lexicon.tables["brackets"]
    if bare.kind == "n" and (not series or not _counts_on(tokens, lexicon)):
        return None
    if series:
        return Phrase("bare", bare.start, bare.end, (bare,), (tokens[-1],))
    before, behind = text[max(0, bare.start - 1) : bare.start], text[bare.end : bare.end + 20]
    enclosed = before in brackets["open"] and behind[:1] in brackets["close"]
    occasion = behind.lstrip(" ").startswith(tuple(lexicon.tables["bare_year"]["before"]))
    return Phrase("point", bare.start, bare.end, (bare,)) if bare.kind == "B" and (enclosed or occasion) else None


def _counts_on(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a bare number belongs to the date behind it: in 2、1月3日 it numbers a paragraph."""
    digits = re.match(r"\d+", tokens[2].text)
    number, other = parse_number(tokens[0].text, lexicon), parse_number(digits[0], lexicon) if digits else None
    return number is not None and (other is None or number < other)


def _year_range(tokens: Sequence[Token], text: str) -> bool:
    """1988-2000 without 年: two years in order, not before a word that they could count."""
    if tokens[0].kind != "B" or int(tokens[2].text) <= int(tokens[0].text):
        return False
    return len(tokens) > 3 or not text[tokens[2].end : tokens[2].end + 1].isalpha()
