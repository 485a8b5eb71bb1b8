"""Time words and the runs they stand in.

One compiled alternation scans the text for words that can begin a time; behind such a word a second one takes what
may follow directly (connectors, suffixes, further time words). A run of tokens without a gap is what
`kg.times.grammar` reads. A token's kind is one character, so that a run can be read as a string of kinds:

    Y year        y this, last year   f the same year   R 1937-45       B bare year     X decade    C century
    M month       m this, last month  e the same month  n bare number   S season        Q quarter, half
    D day         d today, yesterday  a the same day    W weekday       w this, last week
    F full date   H festival          E named period    P, p position (年底; 初)          V vague word
    g two days ago, later             r the past three years            b 昨（12）日
    T part of the day, clock          A around          j between       - to            , and       G of
    I since       k beginning         U until           J after         ( ) brackets    Z every     x no time
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import SeedError
from kg.times import patterns
from kg.times.lexicon import SPACE, Lexicon


@dataclass(frozen=True, slots=True)
class Token:
    """A time word; offsets count in the whole text, `text` is in simplified characters."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Scanner:
    """The two compiled alternations; the names of their groups are the kinds."""

    first: re.Pattern[str]
    following: re.Pattern[str]

    def runs(self, text: str) -> Iterator[list[Token]]:
        """Tokens that stand side by side, in order of the text."""
        search, match = self.first.search, self.following.match
        found = search(text)
        while found:
            run = []
            while found:
                kind = found.lastgroup or ""
                start, end = found.span(kind)
                run.append(Token(patterns.KINDS.get(kind, kind), start, end, found[kind]))
                found = match(text, end)
            yield run
            found = search(text, end)


@lru_cache(maxsize=4)
def scanner(lexicon: Lexicon) -> Scanner:
    """The scanner of a lexicon, compiled once.

    Raises:
        SeedError: A table or key that the patterns need is missing from the word file, or of the wrong shape.
    """
    try:
        first, following = patterns.first(lexicon), patterns.following(lexicon)
        return Scanner(_alternation(first, patterns.starters(lexicon)), _alternation({**following, **first}, SPACE))
    except (KeyError, TypeError, AttributeError, IndexError, re.error) as error:
        raise SeedError(f"times.toml: missing or wrong: {error}") from error


def _alternation(kinds: dict[str, str], prefix: str) -> re.Pattern[str]:
    return re.compile(prefix + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items()) + ")")
