"""On which day a festival falls."""

from datetime import date, timedelta

from kg.times.lexicon import Lexicon
from kg.times.nearest import easter, weekday_of_month


def rule_of(name: str, around: str, lexicon: Lexicon) -> str:
    """The rule of a festival as `seeds/times.toml` writes it.

    Args:
        name: The festival.
        around: The text near it; 国庆节 beside 台湾 is another day.
        lexicon: The words in force.
    """
    for other in lexicon.tables["festival_rules"]["elsewhere"]:
        if name in other["words"] and any(word in around for word in other["near"]):
            return str(other["value"])
    return {**lexicon.values("festival_short"), **lexicon.values("festivals")}[name]


def festival_day(rule: str, year: int, lexicon: Lexicon) -> date | None:
    """The day in a year, or None outside the years known.

    >>> from kg.times.lexicon import lexicon
    >>> str(festival_day("春节 -1", 2023, lexicon())), str(festival_day("11-4-4", 2023, lexicon()))
    ('2023-01-21', '2023-11-23')
    """
    base, _, more = rule.partition(" ")
    plus = timedelta(int(more or 0))
    if base == "easter":
        return easter(year) + plus
    if base in lexicon.festivals:
        known = lexicon.festivals[base].get(year)
        return date.fromisoformat(known) + plus if known else None
    month, *day = (int(part) for part in base.replace("L", "0").split("-"))
    return weekday_of_month(year, month, day[0], day[1]) if len(day) == 2 else date(year, month, day[0])
