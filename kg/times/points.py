"""Values of points in time: what the tokens of one point say, put together."""

from collections.abc import Sequence

from kg.times import edtf
from kg.times.dates import DateReader
from kg.times.tokens import Token
from kg.times.year_parts import YearPartReader
from kg.times.years import Value


class Reader(YearPartReader, DateReader):
    """Reads points and intervals."""

    def point(self, tokens: Sequence[Token]) -> Value | None:
        """The value of a point, a date in brackets first; None where it is no possible date."""
        kinds = "".join(token.kind for token in tokens)
        if "(" not in kinds:
            return self.flat(tokens)
        opened, closed = kinds.index("("), kinds.index(")")
        outer, inner = [*tokens[:opened], *tokens[closed + 1 :]], tokens[opened + 1 : closed]
        inside = kinds[opened + 1 : closed]
        if inside in ("Y", "B"):
            return self.flat([*inner, *(token for token in outer if token.kind not in "Yyf")])
        if "-" in inside:
            cut = inside.index("-")
            return self.between(inner[:cut], inner[cut + 1 :])
        if any(kind in "FMD" for kind in inside):
            year = [] if any(kind in "YyfF" for kind in inside) else [token for token in outer if token.kind in "Yyf"]
            if any(token.kind in "dWw" for token in outer):
                self.memory.forget_context()
            return self.flat([*year, *inner])
        return self.flat(outer)

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

    def flat(self, tokens: Sequence[Token]) -> Value | None:
        """The value of a point without brackets: of its tokens the one that says most decides."""
        said: dict[str, Token] = {}
        for token in tokens:
            said.setdefault(token.kind, token)
        named = self.named_year(said)
        if "Y" in said and named and named[0] is None:
            return None
        readers = {
            "F": self.full, "R": self.years, "E": self.period, "X": self.decade, "C": self.century, "Mme": self.month,
            "D": self.day, "b": self.split, "da": self.relative_day, "H": self.festival, "S": self.season,
            "Q": self.quarter, "W": self.weekday, "w": self.week, "YyfB": self.year, "P": self.position,
        }  # fmt: skip
        for kinds, read in readers.items():  # what says most comes first
            if any(kind in said for kind in kinds):
                return read(said)
        return None
