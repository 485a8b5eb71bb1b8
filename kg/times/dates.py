"""Values of months, days, weeks and weekdays."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from kg.times import edtf, nearest
from kg.times.lexicon import Lexicon, any_of, before, inverted
from kg.times.nearest import FUTURE
from kg.times.numbers import parse_number
from kg.times.tokens import Token
from kg.times.years import EXPLICIT, INHERITED, REACH, RELATIVE, Value, YearReader


class DateReader(YearReader):
    """Reads months, days and weeks."""

    def month(self, said: Mapping[str, Token]) -> Value | None:
        """9月, 本月, 同月, with a day where there is one."""
        anchor, letters = self.memory.anchor, self.lexicon.tables["letters"]
        day = _number(said["D"], letters["day"], self.lexicon) if "D" in said else None
        basis, year, month = RELATIVE, None, None
        if "M" in said:
            named = self.lexicon.values("month_names").get(said["M"].text.removesuffix(letters["part"]))
            month = int(named) if named else _number(said["M"], [letters["month"], letters["part"]], self.lexicon)
            if month is None or not 1 <= month <= 12:
                return None
            year, basis = self.year_near(said, (month, day or 1), (month, day))
        elif "m" in said and anchor:
            by = self.lexicon.number("relative_month", said["m"].text)
            year, month = nearest.shift_month(anchor.year, anchor.month, by)
        elif "e" in said:
            by = self.lexicon.number("anaphoric_month", said["e"].text)
            base = self.memory.month or (self.memory.day and (self.memory.day.year, self.memory.day.month))
            basis = INHERITED if base else RELATIVE
            base = base or (anchor and (anchor.year, anchor.month))
            year, month = nearest.shift_month(*base, by) if base else (None, None)
        if year is None or month is None:
            return Value(None, "month" if "D" not in said else "day", basis, False, True)
        if not 1 <= year <= 9999:
            return Value(edtf.PAST_REF, None, basis)
        if "D" not in said:
            return Value(edtf.month(year, month), "month", basis, basis != RELATIVE or "y" in said, True)
        found = nearest.day_or_none(year, month, day) if day else None
        return Value(found.isoformat(), "day", basis, basis != RELATIVE or "y" in said, True) if found else None

    def day(self, said: Mapping[str, Token]) -> Value | None:
        """12日: of the month named just before, else the nearest one."""
        memory, letters = self.memory, self.lexicon.tables["letters"]
        number = _number(said["D"], letters["day"], self.lexicon)
        if number is None or not 1 <= number <= 31:
            return None
        if self._numbers_a_thing(said, number):
            return None
        if memory.month and (self.forced or memory.near(memory.month_end, said["D"].start, REACH)):
            year, month = memory.month
            if self.forced and memory.day and number < memory.day.day:
                year, month = nearest.shift_month(year, month, 1)
            found = nearest.day_or_none(year, month, number)
            if found and (self.forced or not memory.day or found >= memory.day or memory.day.month != month):
                return Value(found.isoformat(), "day", RELATIVE if self.forced else INHERITED, False, True)
        if not memory.anchor:
            return Value(None, "day", RELATIVE)
        near = nearest.nearest_month(memory.anchor, number, self.tense(said))
        found = nearest.day_or_none(*near, number) if near else None
        return Value(found.isoformat(), "day", RELATIVE) if found else None

    def _numbers_a_thing(self, said: Mapping[str, Token], number: int) -> bool:
        """Whether 5号 may be a name's (长征5号): no preposition, part of the day or day of the news speaks for it."""
        token, anchor = said["D"], self.memory.anchor
        if not token.text.endswith(self.lexicon.tables["letters"]["day"][1]) or "T" in said or self.forced:
            return False
        if _behind_preposition(self.lexicon).match(self.memory.text, token.start):
            return False
        back, ahead = self.lexicon.tables["day_number_said"]["near"]
        return not anchor or all((anchor + timedelta(by)).day != number for by in range(-back, ahead + 1))

    def full(self, said: Mapping[str, Token]) -> Value | None:
        """2023-09-12."""
        found = nearest.day_or_none(*(int(part) for part in re.findall(r"\d+", said["F"].text)[:3]))
        return Value(found.isoformat(), "day", EXPLICIT, True, True) if found else None

    def relative_day(self, said: Mapping[str, Token]) -> Value:
        """昨天; 当天, counted from the last day named."""
        memory = self.memory
        pairs = self.lexicon.values("day_pairs")
        if "d" in said and said["d"].text in pairs:
            first, last = map(int, pairs[said["d"].text].split())
            if not memory.anchor:
                return Value(None, "interval", RELATIVE)
            value = f"{memory.anchor + timedelta(first)}/{memory.anchor + timedelta(last)}"
            return Value(value, "interval", RELATIVE)
        if "d" in said:
            base, by, basis = memory.anchor, self.lexicon.number("relative_day", said["d"].text), RELATIVE
        else:
            by = self.lexicon.number("anaphoric_day", said["a"].text)
            meant = memory.meant(said["a"].start, future=self.tense(said) == FUTURE)
            base, basis = (meant, INHERITED) if meant else (memory.anchor, RELATIVE)
        return Value((base + timedelta(by)).isoformat() if base else None, "day", basis)

    def split(self, said: Mapping[str, Token]) -> Value | None:
        """昨（12）日, 今（2023）年: the number says which."""
        token, letters = said["b"], self.lexicon.tables["letters"]
        number = re.search(r"\d+", token.text)
        unit, digits = token.text[-1], number[0] if number else ""
        if unit == letters["year"]:
            year = Token("Y", token.start, token.end, digits + unit)
            return self.year({"Y": year})
        kind = "M" if unit == letters["month"] else "D"
        letter = letters["month"] if kind == "M" else letters["day"][0]
        plain = Token(kind, token.start, token.end, digits + letter)
        return self.month({"M": plain}) if kind == "M" else self.day({"D": plain})

    def week(self, said: Mapping[str, Token]) -> Value:
        """上周."""
        if not self.memory.anchor:
            return Value(None, "week", RELATIVE)
        by = self.lexicon.number("relative_week", said["w"].text)
        monday, sunday = nearest.week(self.memory.anchor + timedelta(7 * by))
        return Value(f"{monday}/{sunday}", "week", RELATIVE)

    def weekday(self, said: Mapping[str, Token]) -> Value | None:
        """周五, 上周五, 周末; without a prefix the last one, or the next one where the tense is future."""
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
            monday, sunday = nearest.week(anchor + timedelta(7 * by))
            day = monday + timedelta((weekday or 6) - 1)
            # An outlet whose weeks begin on Sunday calls yesterday's 本周日.
            if weekday == 7 and by == 0 and anchor < sunday and self.tense(said) < 1 and anchor.weekday() < 3:
                day -= timedelta(7)
        elif self.forced and self.memory.day:
            day = self.memory.day + timedelta((weekday or 6) - 1 - self.memory.day.weekday()) % timedelta(7)
        else:
            day = nearest.nearest_weekday(anchor, weekday or 6, self.tense(said))
            if weekday == 0 and anchor.weekday() == 6:  # on a Sunday the weekend is not over
                day = anchor - timedelta(1)
        return Value(day.isoformat() if weekday else f"{day}/{day + timedelta(1)}", precision, RELATIVE)


@lru_cache(maxsize=4)
def _behind_preposition(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(before(lexicon.tables["day_number_rules"]))


@lru_cache(maxsize=4)
def weekday_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A weekday with its parts `prefix` and `day`."""
    table = lexicon.tables["weekday"]
    prefix, word, day = any_of(inverted(table["prefixes"])), any_of(table["words"]), any_of(inverted(table["values"]))
    return re.compile(f"(?P<prefix>{prefix})?{word}(?P<day>{day})")


def _number(token: Token, endings: Sequence[str], lexicon: Lexicon) -> int | None:
    return parse_number(token.text.rstrip("".join(endings)), lexicon)
