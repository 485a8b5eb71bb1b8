"""Values of vague words (目前) and of counted times (两天前, 过去三年)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.times import edtf, nearest
from kg.times.lexicon import SPACE, Lexicon, any_of
from kg.times.memory import Memory
from kg.times.number_patterns import numeral
from kg.times.numbers import parse_number
from kg.times.tokens import Token
from kg.times.years import INHERITED, RELATIVE, Value

# Characters back to a time that 两天后 counts from.
_REACH = 60
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Quantity:
    """`number` of `unit` (a key of [units]); None: no number to count with. Half units are counted in months, days."""

    number: int | None
    unit: str


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    table, units = lexicon.tables["numerals"], lexicon.tables["units"]
    vague_words, more, half = any_of(table["vague"]), any_of(table["more"]), table["half"]
    letter = lexicon.tables["letters"]["measure"]
    unit = "|".join(f"(?P<{name}>{any_of(words)})" for name, words in units.items())
    return re.compile(
        rf"(?:(?P<vague>{vague_words})|(?P<number>\d+|[{numeral(lexicon)}]+)|(?P<only_half>{half}))(?P<more>{more}?)"
        rf"[{numeral(lexicon)}]*{SPACE}(?P<more2>{more}?){letter}?(?P<half>{half}?)(?:{unit})(?P<half2>{half}?)"
    )


@lru_cache(maxsize=1024)
def parse_quantity(text: str, lexicon: Lexicon) -> Quantity | None:
    """The quantity in a counted time; None where there is none.

    >>> from kg.times.lexicon import lexicon
    >>> parse_quantity("过去三年", lexicon()), parse_quantity("两个半月前", lexicon())
    (Quantity(number=3, unit='year'), Quantity(number=75, unit='day'))
    >>> parse_quantity("几天前", lexicon())
    Quantity(number=None, unit='day')
    """
    found = _pattern(lexicon).search(text)
    if not found:
        return None
    unit = next(name for name in lexicon.tables["units"] if found[name]).replace("bare_", "")
    number = parse_number(found["number"], lexicon) if found["number"] else 0
    if found["vague"] or found["more"] or found["more2"] or number is None:
        return Quantity(None, unit)
    if found["only_half"] or found["half"] or found["half2"]:
        smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}.get(unit)
        if not smaller:
            return Quantity(None, unit)
        return Quantity(int((number + 0.5) * smaller[1]), smaller[0])
    return Quantity(number, unit)


def vague(token: Token, lexicon: Lexicon) -> Value:
    """目前, 近年来, 未来."""
    return Value(_vague_words(lexicon)[token.text], None, RELATIVE)


@lru_cache(maxsize=4)
def _vague_words(lexicon: Lexicon) -> dict[str, str]:
    tables = {word: table["value"] for table in lexicon.tables["vague"] for word in table["words"]}
    return {**lexicon.values("figurative"), **tables}


def window(token: Token, memory: Memory, lexicon: Lexicon) -> Value | None:
    """过去三年, 未来十年内: from or to the day of publication, at the unit's precision."""
    quantity = parse_quantity(token.text, lexicon)
    future = token.text.startswith(tuple(lexicon.tables["window"]["future"]))
    if not quantity:
        return None
    if quantity.number is None or quantity.unit == "century":
        return Value(edtf.FUTURE_REF if future else edtf.PAST_REF, None, RELATIVE)
    if not memory.anchor:
        return Value(None, "interval", RELATIVE)
    unit = {"week": "day", "quarter": "month"}.get(quantity.unit, quantity.unit)
    here = at_unit(memory.anchor, unit)
    there = _shifted(memory.anchor, quantity, 1 if future else -1)
    if there is None:
        return Value(edtf.FUTURE_REF if future else edtf.PAST_REF, None, RELATIVE)
    far = at_unit(there, unit)
    return Value(f"{here}/{far}" if future else f"{far}/{here}", "interval", RELATIVE)


def counted(token: Token, memory: Memory, lexicon: Lexicon) -> Value | None:
    """两年前 (a year), 两周前 (a week), 三天后 (a day): from the day of publication; 后 from the time before it."""
    quantity = parse_quantity(token.text, lexicon)
    if not quantity:
        return None
    later = token.text.endswith(tuple(lexicon.words("after")))
    if quantity.number is None or quantity.unit == "century":
        return Value(edtf.FUTURE_REF if later else edtf.PAST_REF, None, RELATIVE)
    base, basis = memory.anchor, RELATIVE
    if later and memory.day and memory.near(memory.end, token.start, _REACH):
        base, basis = memory.day, INHERITED
    precision = "day" if quantity == Quantity(1, "week") else quantity.unit
    when = _shifted(base, quantity, 1 if later else -1) if base else None
    if base and when is None:
        return Value(edtf.FUTURE_REF if later else edtf.PAST_REF, None, basis)
    if when is None:
        return Value(None, precision, basis)
    return Value(at_unit(when, precision), precision, basis, says_year=precision == "year")


def at_unit(day: date, unit: str) -> str:
    """A day at the precision of a unit: its year, quarter, month, week, or itself."""
    if unit == "year":
        return f"{day.year:04}"
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return edtf.months(day.year, first, first + 2)
    if unit == "week":
        monday, sunday = nearest.week(day)
        return f"{monday}/{sunday}"
    return edtf.month(day.year, day.month) if unit == "month" else day.isoformat()


def _shifted(day: date, quantity: Quantity, sign: int) -> date | None:
    number = sign * (quantity.number or 0)
    try:
        if quantity.unit in ("day", "week"):
            return day + timedelta(number * (7 if quantity.unit == "week" else 1))
        months = number * _MONTHS[quantity.unit]
        year, month = nearest.shift_month(day.year, day.month, months)
        return date(year, month, min(day.day, nearest.last_of_month(year, month).day))
    except (ValueError, OverflowError):
        return None
