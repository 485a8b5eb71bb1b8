"""Values of points in time: what the tokens of one point say, put together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.times import calendar, edtf
from kg.times.festivals import festival_day, rule_of
from kg.times.lexicon import Lexicon, any_of, inverted
from kg.times.memory import Memory
from kg.times.numbers import parse_number
from kg.times.tense import tense
from kg.times.tokens import Token

EXPLICIT, RELATIVE, INHERITED = "explicit", "relative", "inherited"

# Characters back to a time whose year or month a bare month or day shares.
_REACH = 60
# Characters around a festival that may tell whose it is.
_AROUND = 20


@dataclass(frozen=True)
class Value:
    """An EDTF string or None, its precision, and what it rests on; `None` for all of it is no `Value`."""

    value: str | None
    precision: str | None
    basis: str
    says_year: bool = False
    says_month: bool = False


@dataclass(frozen=True)
class Reader:
    """Reads points with the words of a lexicon and the memory of one document; `forced` inside a range."""

    lexicon: Lexicon
    memory: Memory
    forced: bool = False

    def point(self, tokens: Sequence[Token]) -> Value | None:
        """The value of a point, a date in brackets first; None where it is no possible date."""
        kinds = "".join(token.kind for token in tokens)
        if "(" not in kinds:
            return self._flat(tokens)
        opened, closed = kinds.index("("), kinds.index(")")
        outer, inner = [*tokens[:opened], *tokens[closed + 1 :]], tokens[opened + 1 : closed]
        inside = kinds[opened + 1 : closed]
        if inside in ("Y", "B"):
            return self._flat([*inner, *(token for token in outer if token.kind not in "Yyf")])
        if "-" in inside:
            cut = inside.index("-")
            return self.between(inner[:cut], inner[cut + 1 :])
        if any(kind in "FMD" for kind in inside):
            year = [] if any(kind in "YyfF" for kind in inside) else [token for token in outer if token.kind in "Yyf"]
            if any(token.kind in "dWw" for token in outer):
                self.memory.forget_context()
            return self._flat([*year, *inner])
        return self._flat(outer)

    def between(self, first: Sequence[Token], second: Sequence[Token]) -> Value | None:
        """The interval between two points; the second one shares what it does not say itself."""
        start = self.point(first)
        if not start:
            return None
        day_before = self.memory.day
        self.memory.keep(start.value, first[-1].end, says_year=start.says_year, says_month=start.says_month)
        end = Reader(self.lexicon, self.memory, forced=True).point(second)
        self.memory.day = day_before
        if not end:
            return None
        if start.value is None or end.value is None:
            return Value(None, "interval", start.basis)
        value = f"{start.value.split('/')[0]}/{end.value.split('/')[-1]}"
        if edtf.days(value) is None:
            return None
        return Value(value, "interval", start.basis, start.says_year, end.says_month)

    def _flat(self, tokens: Sequence[Token]) -> Value | None:
        said: dict[str, Token] = {}
        for token in tokens:
            said.setdefault(token.kind, token)
        for kinds, read in (
            ("F", self._full), ("R", self._years), ("E", self._period), ("X", self._decade), ("C", self._century),
            ("Mme", self._month), ("D", self._day), ("b", self._split), ("da", self._relative_day), ("H", self._festival),
            ("S", self._season), ("Q", self._quarter), ("W", self._weekday), ("w", self._week), ("YyfB", self._year),
            ("P", self._position),
        ):  # fmt: skip
            if any(kind in said for kind in kinds):
                return read(said)
        return None

    # ----------------------------------------------------------------------------------------- years

    def year(self, said: Mapping[str, Token]) -> tuple[int | None, str] | None:
        """The year that a point names, and its basis; None where it names none."""
        anchor = self.memory.anchor
        if "Y" in said:
            return absolute_year(said["Y"].text, self.lexicon, anchor), EXPLICIT
        if "B" in said:
            return int(said["B"].text), EXPLICIT
        if "y" in said:
            word = said["y"].text.removesuffix(self.lexicon.tables["letters"]["fiscal"])
            by = int(self.lexicon.values("relative_year").get(word, "0"))
            return (anchor.year + by if anchor else None), RELATIVE
        if "f" in said:
            by = self._anaphoric_year(said["f"].text)
            if self.memory.year is not None:
                return self.memory.year + by, INHERITED
            return (anchor.year + by if anchor else None), RELATIVE
        return None

    def _anaphoric_year(self, word: str) -> int:
        known = {**self.lexicon.values("anaphoric_year_with_month"), **self.lexicon.values("anaphoric_year")}
        return int(known[word])

    def _year_near(
        self, said: Mapping[str, Token], first: tuple[int, int], last: tuple[int, int | None]
    ) -> tuple[int | None, str]:
        """The year of a stretch from month and day to month and day: named, shared with the time before, nearest."""
        named = self.year(said)
        if named:
            return named
        start, memory = _start(said), self.memory
        shared = memory.year if self.forced or self._shares_year(start) else None
        if shared is not None:
            later = memory.month and first[0] < memory.month[1]
            if self.forced:
                return shared + bool(later), RELATIVE
            if not later:
                return shared, INHERITED
        if not memory.anchor:
            return None, RELATIVE
        return calendar.nearest_year(memory.anchor, first, last, self._tense(said)), RELATIVE

    def _shares_year(self, start: int) -> bool:
        """Whether a bare month belongs to the year named just before: not to one ahead, nor across a sentence."""
        memory = self.memory
        if memory.year is None or (memory.anchor and memory.year > memory.anchor.year):
            return False
        reach = _REACH if memory.month else min(_REACH, memory.sentence_end(memory.end) - memory.end - 1)
        return memory.near(memory.year_end, start, reach)

    def _tense(self, said: Mapping[str, Token]) -> int:
        return tense(self.memory.text, _start(said), max(token.end for token in said.values()), self.lexicon)

    def _year(self, said: Mapping[str, Token]) -> Value:
        year, basis = self.year(said) or (None, RELATIVE)
        place = self._place(said)
        precision = "year" if place == "middle" else "month"
        if year is None:
            return Value(None, precision, basis)
        if year < 1:
            return Value(edtf.PAST_REF, None, basis)
        month = {"first": 1, "last": 12}.get(place)
        return Value(edtf.month(year, month) if month else f"{year:04}", precision, basis, True, bool(month))

    def _place(self, said: Mapping[str, Token]) -> str:
        if "P" not in said:
            return "middle"
        return self.lexicon.values("positions").get(said["P"].text, "middle")

    def _years(self, said: Mapping[str, Token]) -> Value | None:
        first, last = re.findall(r"\d+", said["R"].text)
        if int(last) <= int(first) % 100:
            return None
        return Value(f"{first}/{first[:2]}{last}", "interval", EXPLICIT, True)

    def _decade(self, said: Mapping[str, Token]) -> Value | None:
        decade = parse_number(said["X"].text.removesuffix(self.lexicon.tables["letters"]["decade"]), self.lexicon)
        if decade is None or decade % 10:
            return None
        if decade >= 1000:
            return Value(f"{decade // 10}X", "decade", EXPLICIT, True)
        if "C" in said:
            century, basis = self._century_number(said["C"].text)
            return Value(f"{10 * (century - 1) + decade // 10}X" if century else None, "decade", basis, True)
        anchor = self.memory.anchor
        if not anchor:
            return Value(None, "decade", RELATIVE)
        start = anchor.year // 100 * 100 + decade
        return Value(f"{(start if start <= anchor.year else start - 100) // 10}X", "decade", RELATIVE, True)

    def _century_number(self, text: str) -> tuple[int | None, str]:
        if text in self.lexicon.values("relative_century"):
            anchor, by = self.memory.anchor, self.lexicon.number("relative_century", text)
            return ((anchor.year - 1) // 100 + 1 + by if anchor else None), RELATIVE
        return parse_number(text.removesuffix(self.lexicon.tables["letters"]["century"]), self.lexicon), EXPLICIT

    def _century(self, said: Mapping[str, Token]) -> Value | None:
        """A century's beginning and end are its first and last twenty years."""
        century, basis = self._century_number(said["C"].text)
        if century is None:
            return Value(None, "interval", basis)
        if not 1 <= century <= 30:
            return None
        first, last = 100 * century - 99, 100 * century
        place = self._place(said)
        first, last = {"first": (first, first + 19), "last": (last - 19, last)}.get(place, (first, last))
        return Value(f"{first:04}/{last:04}", "interval", basis)

    def _period(self, said: Mapping[str, Token]) -> Value:
        return Value(self.lexicon.values("periods")[said["E"].text], "interval", EXPLICIT)

    # ----------------------------------------------------------------------------------------- parts of a year

    def _quarter(self, said: Mapping[str, Token]) -> Value:
        text, table = said["Q"].text, self.lexicon.tables["quarters"]
        spans, numbers = inverted(table["spans"]), inverted(table["numbers"])
        if text in spans:
            first, last = map(int, spans[text].split())
        else:
            quarter = 1 if text in table["first"] else int(next(numbers[c] for c in text if c in numbers))
            first, last = 3 * quarter - 2, 3 * quarter
        precision = "quarter" if last - first == 2 else "interval"
        year, basis = self._year_near(said, (first, 1), (last, None))
        return Value(None if year is None else edtf.months(year, first, last), precision, basis, True)

    def _season(self, said: Mapping[str, Token]) -> Value:
        text, table = said["S"].text, self.lexicon.tables["seasons"]
        code = next(meaning for word, meaning in inverted(table["values"]).items() if word in text)
        first = 3 * (int(code) - 20)
        this = inverted(table["this"])
        by = next((int(this[word]) for word in sorted(this, key=len, reverse=True) if text.startswith(word)), 0)
        year, basis = self._year_near(said, (first, 1), ((first + 1) % 12 + 1, None))
        if by and self.memory.anchor:
            year = self.memory.anchor.year + by
        return Value(None if year is None else f"{year:04}-{code}", "season", basis, True)

    def _festival(self, said: Mapping[str, Token]) -> Value | None:
        token, named = said["H"], self.year(said)
        rule = rule_of(token.text, self.memory.text[max(0, token.start - _AROUND) : token.end + _AROUND], self.lexicon)
        if named:
            found = festival_day(rule, named[0], self.lexicon) if named[0] else None
            basis = named[1]
        elif not self.memory.anchor:
            found, basis = None, RELATIVE
        else:
            anchor, when = self.memory.anchor, self._tense(said)
            shared = self.memory.year if self._shares_year(token.start) else None
            basis = RELATIVE if shared is None else INHERITED
            years = range(anchor.year - 1, anchor.year + 2) if shared is None else range(shared, shared + 1)
            days = [day for year in years if (day := festival_day(rule, year, self.lexicon))]
            found = min(days, key=lambda day: calendar.distance(anchor, day, day, when), default=None)
        return Value(found.isoformat() if found else None, "day", basis)

    # ----------------------------------------------------------------------------------------- months, days

    def _month(self, said: Mapping[str, Token]) -> Value | None:
        anchor, letters = self.memory.anchor, self.lexicon.tables["letters"]
        day = _number(said["D"], letters["day"], self.lexicon) if "D" in said else None
        basis, year, month = RELATIVE, None, None
        if "M" in said:
            named = self.lexicon.values("month_names").get(said["M"].text.removesuffix(letters["part"]))
            month = int(named) if named else _number(said["M"], [letters["month"], letters["part"]], self.lexicon)
            if month is None or not 1 <= month <= 12:
                return None
            edge = day or 1
            year, basis = self._year_near(said, (month, min(edge, 28)), (month, min(day, 28) if day else None))
        elif "m" in said and anchor:
            by = self.lexicon.number("relative_month", said["m"].text)
            year, month = calendar.shift_month(anchor.year, anchor.month, by)
        elif "e" in said:
            by = self.lexicon.number("anaphoric_month", said["e"].text)
            base = self.memory.month or (self.memory.day and (self.memory.day.year, self.memory.day.month))
            basis = INHERITED if base else RELATIVE
            base = base or (anchor and (anchor.year, anchor.month))
            year, month = calendar.shift_month(*base, by) if base else (None, None)
        if year is None or month is None:
            return Value(None, "month" if "D" not in said else "day", basis, False, True)
        if not 1 <= year <= 9999:
            return Value(edtf.PAST_REF, None, basis)
        if "D" not in said:
            return Value(edtf.month(year, month), "month", basis, basis != RELATIVE or "y" in said, True)
        found = calendar.day_or_none(year, month, day) if day else None
        return Value(found.isoformat(), "day", basis, basis != RELATIVE or "y" in said, True) if found else None

    def _day(self, said: Mapping[str, Token]) -> Value | None:
        memory, letters = self.memory, self.lexicon.tables["letters"]
        number = _number(said["D"], letters["day"], self.lexicon)
        if number is None or not 1 <= number <= 31:
            return None
        if memory.month and (self.forced or memory.near(memory.month_end, said["D"].start, _REACH)):
            year, month = memory.month
            if self.forced and memory.day and number < memory.day.day:
                year, month = calendar.shift_month(year, month, 1)
            found = calendar.day_or_none(year, month, number)
            if found and (self.forced or not memory.day or found >= memory.day or memory.day.month != month):
                return Value(found.isoformat(), "day", RELATIVE if self.forced else INHERITED, False, True)
        if not memory.anchor:
            return Value(None, "day", RELATIVE)
        near = calendar.nearest_month(memory.anchor, number, self._tense(said))
        found = calendar.day_or_none(*near, number) if near else None
        return Value(found.isoformat(), "day", RELATIVE) if found else None

    def _full(self, said: Mapping[str, Token]) -> Value | None:
        found = calendar.day_or_none(*(int(part) for part in re.findall(r"\d+", said["F"].text)[:3]))
        return Value(found.isoformat(), "day", EXPLICIT, True, True) if found else None

    def _relative_day(self, said: Mapping[str, Token]) -> Value:
        memory = self.memory
        if "d" in said:
            base, by, basis = memory.anchor, self.lexicon.number("relative_day", said["d"].text), RELATIVE
        else:
            by = self.lexicon.number("anaphoric_day", said["a"].text)
            base, basis = (memory.day, INHERITED) if memory.day else (memory.anchor, RELATIVE)
        return Value((base + timedelta(by)).isoformat() if base else None, "day", basis)

    def _split(self, said: Mapping[str, Token]) -> Value | None:
        """昨（12）日, 今（2023）年: the number says which."""
        token, letters = said["b"], self.lexicon.tables["letters"]
        number = re.search(r"\d+", token.text)
        unit, digits = token.text[-1], number[0] if number else ""
        if unit == letters["year"]:
            year = Token("Y", token.start, token.end, digits + unit)
            return self._year({"Y": year})
        kind = "M" if unit == letters["month"] else "D"
        letter = letters["month"] if kind == "M" else letters["day"][0]
        plain = Token(kind, token.start, token.end, digits + letter)
        return self._month({"M": plain}) if kind == "M" else self._day({"D": plain})

    # ----------------------------------------------------------------------------------------- weeks

    def _week(self, said: Mapping[str, Token]) -> Value:
        if not self.memory.anchor:
            return Value(None, "week", RELATIVE)
        by = self.lexicon.number("relative_week", said["w"].text)
        monday, sunday = calendar.week(self.memory.anchor + timedelta(7 * by))
        return Value(f"{monday}/{sunday}", "week", RELATIVE)

    def _weekday(self, said: Mapping[str, Token]) -> Value | None:
        found = weekday_pattern(self.lexicon).fullmatch(said["W"].text)
        if not found:
            return None
        weekday = int(self.lexicon.values("weekday")[found["day"]])
        prefix = found["prefix"] or ""
        by = int(inverted(self.lexicon.tables["weekday"]["prefixes"]).get(prefix, "0"))
        if "w" in said:
            prefix, by = said["w"].text, self.lexicon.number("relative_week", said["w"].text)
        precision = "day" if weekday else "interval"
        anchor = self.memory.anchor
        if not anchor:
            return Value(None, precision, RELATIVE)
        if prefix:
            monday, sunday = calendar.week(anchor + timedelta(7 * by))
            day = monday + timedelta((weekday or 6) - 1)
            # An outlet whose weeks begin on Sunday calls yesterday's 本周日.
            if weekday == 7 and by == 0 and anchor < sunday and self._tense(said) < 1 and anchor.weekday() < 3:
                day -= timedelta(7)
        elif self.forced and self.memory.day:
            day = self.memory.day + timedelta((weekday or 6) - 1 - self.memory.day.weekday()) % timedelta(7)
        else:
            saturday_seen = weekday == 0 and anchor.weekday() == 6
            day = (
                anchor - timedelta(1)
                if saturday_seen
                else calendar.nearest_weekday(anchor, weekday or 6, self._tense(said))
            )
        return Value(day.isoformat() if weekday else f"{day}/{day + timedelta(1)}", precision, RELATIVE)

    def _position(self, said: Mapping[str, Token]) -> Value:
        """年底, 月初 alone: this year's or the nearest one's, this month's."""
        place, anchor = self._place(said), self.memory.anchor
        if not anchor:
            return Value(None, "month", RELATIVE)
        if place == "middle":
            return Value(edtf.month(anchor.year, anchor.month), "month", RELATIVE)
        month = 1 if place == "first" else 12
        year, basis = self._year_near(said, (month, 1), (month, None))
        return Value(None if year is None else edtf.month(year, month), "month", basis, True, True)


@lru_cache(maxsize=4)
def weekday_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A weekday with its parts `prefix` and `day`."""
    table = lexicon.tables["weekday"]
    prefix, word, day = any_of(inverted(table["prefixes"])), any_of(table["words"]), any_of(inverted(table["values"]))
    return re.compile(f"(?P<prefix>{prefix})?{word}(?P<day>{day})")


def _start(said: Mapping[str, Token]) -> int:
    return min(token.start for token in said.values())


def _number(token: Token, endings: Sequence[str], lexicon: Lexicon) -> int | None:
    return parse_number(token.text.rstrip("".join(endings)), lexicon)


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
