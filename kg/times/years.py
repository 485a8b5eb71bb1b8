"""Values of years, decades, centuries and named periods, and the year of what names none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.times import edtf, nearest
from kg.times.lexicon import Lexicon
from kg.times.memory import Memory
from kg.times.numbers import parse_number
from kg.times.tense import tense as clause_tense
from kg.times.tokens import Token

EXPLICIT, RELATIVE, INHERITED = "explicit", "relative", "inherited"

# Characters back to a time whose year or month a bare month or day shares.
REACH = 60
# A number beyond is no year of ours; it also keeps sums of days within what `date` can hold.
_LAST_YEAR = 2999


@dataclass(frozen=True)
class Value:
    """An EDTF string or None, its precision, and what it rests on; `None` for all of it is no `Value`."""

    value: str | None
    precision: str | None
    basis: str
    says_year: bool = False
    says_month: bool = False


@dataclass(frozen=True)
class YearReader:
    """Reads what tokens say with the words of a lexicon and the memory of one document.

    `said` maps each kind of token to its token; `forced` is set for the second point of a range, which shares what it
    does not say with the first.
    """

    lexicon: Lexicon
    memory: Memory
    forced: bool = False

    def named_year(self, said: Mapping[str, Token]) -> tuple[int | None, str] | None:
        """The year that a point names, and its basis; None where it names none."""
        anchor = self.memory.anchor
        if "Y" in said:
            year = absolute_year(said["Y"].text, self.lexicon, anchor)
            return (year if year is not None and year <= _LAST_YEAR else None), EXPLICIT
        if "B" in said:
            return int(said["B"].text), EXPLICIT
        if "y" in said:
            word = said["y"].text.removesuffix(self.lexicon.tables["letters"]["fiscal"])
            by = int(self.lexicon.values("relative_year").get(word, "0"))
            return (anchor.year + by if anchor else None), RELATIVE
        if "f" in said:
            by = self._same_year(said["f"].text)
            if self.memory.year is not None:
                return self.memory.year + by, INHERITED
            return (anchor.year + by if anchor else None), RELATIVE
        return None

    def _same_year(self, word: str) -> int:
        known = {**self.lexicon.values("anaphoric_year_with_month"), **self.lexicon.values("anaphoric_year")}
        return int(known[word])

    def year_near(
        self, said: Mapping[str, Token], first: tuple[int, int], last: tuple[int, int | None]
    ) -> tuple[int | None, str]:
        """The year of a stretch from month and day to month and day: named, shared with the time before, nearest."""
        named = self.named_year(said)
        if named:
            return named
        start, memory = _start(said), self.memory
        shared = memory.year if self.forced or self.shares_year(start) else None
        if shared is not None:
            later = memory.month and first[0] < memory.month[1]
            if self.forced:
                return shared + bool(later), RELATIVE
            if not later:
                return shared, INHERITED
        if not memory.anchor:
            return None, RELATIVE
        return nearest.nearest_year(memory.anchor, first, last, self.tense(said)), RELATIVE

    def shares_year(self, start: int) -> bool:
        """Whether a bare month belongs to the year named just before: not to one ahead, nor across a sentence."""
        memory = self.memory
        if memory.year is None or (memory.anchor and memory.year > memory.anchor.year):
            return False
        reach = REACH if memory.month else min(REACH, memory.sentence_end(memory.end) - memory.end - 1)
        return memory.near(memory.year_end, start, reach)

    def tense(self, said: Mapping[str, Token]) -> int:
        """Whether the clause around speaks of what comes (1) or was (-1)."""
        return clause_tense(self.memory.text, _start(said), max(token.end for token in said.values()), self.lexicon)

    def year(self, said: Mapping[str, Token]) -> Value:
        """2023年, 去年; with its first or last month where 年初, 年底 say so."""
        year, basis = self.named_year(said) or (None, RELATIVE)
        place = self.place(said)
        precision = "year" if place == "middle" else "month"
        if year is None:
            return Value(None, precision, basis)
        if year < 1:
            return Value(edtf.PAST_REF, None, basis)
        month = {"first": 1, "last": 12}.get(place)
        return Value(edtf.month(year, month) if month else f"{year:04}", precision, basis, True, bool(month))

    def place(self, said: Mapping[str, Token]) -> str:
        """`first`, `last` or `middle`: which part a position (初, 底) names."""
        token = said.get("p") or said.get("P")
        return self.lexicon.values("positions").get(token.text, "middle") if token else "middle"

    def years(self, said: Mapping[str, Token]) -> Value | None:
        """1937-45年."""
        first, last = re.findall(r"\d+", said["R"].text)
        if int(last) <= int(first) % 100:
            return None
        return Value(f"{first}/{first[:2]}{last}", "interval", EXPLICIT, True)

    def decade(self, said: Mapping[str, Token]) -> Value | None:
        """90年代, 1990年代, 上世纪90年代."""
        decade = parse_number(said["X"].text.removesuffix(self.lexicon.tables["letters"]["decade"]), self.lexicon)
        if decade is None or decade % 10:
            return None
        if 100 < decade < 1000:  # 三四十年代
            return self._decades(decade // 100 * 10, decade % 100)
        if decade >= 1000:
            return Value(f"{decade // 10}X", "decade", EXPLICIT, True)
        if "C" in said:
            century, basis = self.century_number(said["C"].text)
            return Value(f"{10 * (century - 1) + decade // 10}X" if century else None, "decade", basis, True)
        anchor = self.memory.anchor
        if not anchor:
            return Value(None, "decade", RELATIVE)
        start = anchor.year // 100 * 100 + decade
        return Value(f"{(start if start <= anchor.year else start - 100) // 10}X", "decade", RELATIVE, True)

    def _decades(self, first: int, last: int) -> Value | None:
        anchor = self.memory.anchor
        if last != first + 10:
            return None
        if not anchor:
            return Value(None, "interval", RELATIVE)
        century = anchor.year // 100 * 100 - (100 if last > anchor.year % 100 else 0)
        return Value(f"{century + first}/{century + last + 9}", "interval", RELATIVE)

    def century_number(self, text: str) -> tuple[int | None, str]:
        """The number of a century, and its basis."""
        if text in self.lexicon.values("relative_century"):
            anchor, by = self.memory.anchor, self.lexicon.number("relative_century", text)
            return ((anchor.year - 1) // 100 + 1 + by if anchor else None), RELATIVE
        return parse_number(text.removesuffix(self.lexicon.tables["letters"]["century"]), self.lexicon), EXPLICIT

    def century(self, said: Mapping[str, Token]) -> Value | None:
        """A century's beginning and end are its first and last twenty years."""
        century, basis = self.century_number(said["C"].text)
        if century is None:
            return Value(None, "interval", basis)
        if not 1 <= century <= 30:
            return None
        first, last = 100 * century - 99, 100 * century
        place = self.place(said)
        first, last = {"first": (first, first + 19), "last": (last - 19, last)}.get(place, (first, last))
        return Value(f"{first:04}/{last:04}", "interval", basis)

    def period(self, said: Mapping[str, Token]) -> Value:
        """日治时代."""
        return Value(self.lexicon.values("periods")[said["E"].text], "interval", EXPLICIT)


def _start(said: Mapping[str, Token]) -> int:
    return min(token.start for token in said.values())


def absolute_year(text: str, lexicon: Lexicon, anchor: date | None) -> int | None:
    """The Gregorian year of 2023年, 二〇二三年, 民国112年, 112年, 97年; below 1 for one before the common era."""
    letters = lexicon.tables["letters"]
    text = text.replace("\u3000", " ").replace(" ", "").removesuffix(letters["fiscal"]).removesuffix(letters["year"])
    for epoch in letters["before_common_era"]:
        if text.startswith(epoch):
            return 0
    for epoch in letters["common_era"]:
        text = text.removeprefix(epoch)
    eras = lexicon.values("eras")
    for era in sorted(eras, key=len, reverse=True):
        if text.startswith(era):
            number = parse_number(text.removeprefix(era), lexicon)
            return None if number is None else int(eras[era]) + number - 1
    number = parse_number(text, lexicon)
    if number is None or len(text) > 3 or number >= 1000:
        return number
    if len(text) == 3:
        return number + int(lexicon.tables["roc_years"]["first_year"]) - 1
    century = (anchor.year if anchor else 2000) // 100 * 100
    return century + number if number <= (anchor.year % 100 if anchor else 0) + 10 else century - 100 + number
