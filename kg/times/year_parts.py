"""Values of quarters, seasons, festivals and positions in a year."""

from collections.abc import Mapping

from kg.times import edtf, nearest
from kg.times.festivals import festival_day, rule_of
from kg.times.lexicon import inverted
from kg.times.tokens import Token
from kg.times.years import INHERITED, RELATIVE, Value, YearReader

# Characters around a festival that may tell whose it is.
_AROUND = 20


class YearPartReader(YearReader):
    """Reads parts of a year."""

    def quarter(self, said: Mapping[str, Token]) -> Value:
        """第三季度, 上半年."""
        text, table = said["Q"].text, self.lexicon.tables["quarters"]
        spans, numbers = inverted(table["spans"]), inverted(table["numbers"])
        if text in spans:
            first, last = map(int, spans[text].split())
        else:
            quarter = 1 if text in table["first"] else int(next(numbers[c] for c in text if c in numbers))
            first, last = 3 * quarter - 2, 3 * quarter
        precision = "quarter" if last - first == 2 else "interval"
        year, basis = self.year_near(said, (first, 1), (last, None))
        return Value(None if year is None else edtf.months(year, first, last), precision, basis, True)

    def season(self, said: Mapping[str, Token]) -> Value:
        """秋天, 今春."""
        text, table = said["S"].text, self.lexicon.tables["seasons"]
        code = next(meaning for word, meaning in inverted(table["values"]).items() if word in text)
        first = 3 * (int(code) - 20)
        this = inverted(table["this"])
        by = next((int(this[word]) for word in sorted(this, key=len, reverse=True) if text.startswith(word)), 0)
        year, basis = self.year_near(said, (first, 1), ((first + 1) % 12 + 1, None))
        if by and self.memory.anchor:
            year = self.memory.anchor.year + by
        return Value(None if year is None else f"{year:04}-{code}", "season", basis, True)

    def festival(self, said: Mapping[str, Token]) -> Value | None:
        """春节; of the year named just before, else the nearest one."""
        token, named = said["H"], self.named_year(said)
        rule = rule_of(token.text, self.memory.text[max(0, token.start - _AROUND) : token.end + _AROUND], self.lexicon)
        if named:
            found = festival_day(rule, named[0], self.lexicon) if named[0] else None
            basis = named[1]
        elif not self.memory.anchor:
            found, basis = None, RELATIVE
        else:
            anchor, when = self.memory.anchor, self.tense(said)
            shared = self.memory.year if self.shares_year(token.start) else None
            basis = RELATIVE if shared is None else INHERITED
            years = range(anchor.year - 1, anchor.year + 2) if shared is None else range(shared, shared + 1)
            days = [day for year in years if (day := festival_day(rule, year, self.lexicon))]
            found = min(days, key=lambda day: nearest.distance(anchor, day, day, when), default=None)
        return Value(found.isoformat() if found else None, "day", basis)

    def position(self, said: Mapping[str, Token]) -> Value:
        """年底, 月初 alone: this year's or the nearest one's, this month's."""
        place, anchor = self.place(said), self.memory.anchor
        if not anchor:
            return Value(None, "month", RELATIVE)
        if place == "middle":
            return Value(edtf.month(anchor.year, anchor.month), "month", RELATIVE)
        month = 1 if place == "first" else 12
        year, basis = self.year_near(said, (month, 1), (month, None))
        return Value(None if year is None else edtf.month(year, month), "month", basis, True, True)
