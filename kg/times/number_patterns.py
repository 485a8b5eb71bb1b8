"""The patterns of the kinds of token that are written with numbers."""

from kg.times.lexicon import SPACE, Lexicon, any_of, before, behind, inverted


def numeral(lexicon: Lexicon) -> str:
    """The characters of Chinese numerals, for use inside a character class."""
    table, two = lexicon.tables["numerals"], lexicon.tables["letters"]["two_of"]
    return "".join([*(word for kind in ("digits", "powers", "tens") for word in inverted(table[kind])), two])


def quantity(lexicon: Lexicon, *, arabic_dates: bool = False) -> str:
    """A number and a unit: 三年, 两个半月, 几十天, 20多年.

    Args:
        lexicon: The words in force.
        arabic_dates: 14日 is a date, not fourteen days.
    """
    table, units, letters = lexicon.tables["numerals"], lexicon.tables["units"], lexicon.tables["letters"]
    chinese, vague, more, half = numeral(lexicon), any_of(table["vague"]), any_of(table["more"]), table["half"]
    words = [word for name, group in units.items() if name != "bare_month" for word in group]
    unit, any_unit = any_of(words), any_of([*words, *units["bare_month"]])
    counted = any_of(word for word in words if word not in letters["day"]) if arabic_dates else unit
    measure, powers = letters["measure"], "".join(inverted(table["powers"]))
    between, end = f"{SPACE}{more}?{SPACE}{measure}?{half}?", f"(?:{half}|{more})?"
    return (
        rf"(?:{vague}[{powers}]*{SPACE}{measure}?{any_unit}"
        rf"|[1-9]\d*{between}{counted}{end}|(?:[{chinese}]+|{half}){between}{unit}{end})"
    )


def number_patterns(lexicon: Lexicon) -> dict[str, str]:
    """Kinds written with numbers, in the order they are tried."""
    return {
        "F": _numeric_date(),
        "R": _year_range(lexicon),
        "X": _decade(lexicon),
        "C": _century(lexicon),
        "Q": _quarter(lexicon),
        "Y": _year(lexicon),
        "g": _ago(lexicon),
        "M": _month(lexicon),
        "D": _day(lexicon),
        "B": _bare_year(lexicon),
        "n": _bare_number(lexicon),
    }


def _alone(lexicon: Lexicon) -> str:
    """No number ends just before."""
    return rf"(?=[\d{numeral(lexicon)}])(?<![\d.．%{numeral(lexicon)}])(?<!\d[,，])"


def _digits(lexicon: Lexicon, at_least: int = 0) -> str:
    """Chinese digits from a value on, for use inside a character class."""
    digits = lexicon.tables["numerals"]["digits"]
    return "".join(word for value, words in digits.items() if int(value) >= at_least for word in words)


def _zeros(lexicon: Lexicon) -> str:
    return "".join(lexicon.tables["numerals"]["digits"]["0"])


def _numeric_date() -> str:
    """2023-09-12, 2023/9/12, 2023.9.12, with a time of day behind it."""
    month, day = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
    clock = r"(?:[T ]\d\d?[:：]\d\d(?:[:：]\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
    split = "|".join(rf"(?:19|20)\d\d{sign}{month}{sign}{day}" for sign in ("-", "/", r"\."))
    return rf"(?<![\d.,/])(?:{split})(?![\d%]|\.\d){clock}"


def _year_range(lexicon: Lexicon) -> str:
    """1937-45年, (2000-08)."""
    dash = any_of(word for word in lexicon.words("range") if not word[0].isalnum())
    close, letters = any_of(lexicon.tables["brackets"]["close"]), lexicon.tables["letters"]
    ends = f"(?:{SPACE}{letters['year']}{behind(lexicon.tables['year_rules'])}|(?={close}))"
    return rf"(?<![\d.,/-])(?:1[5-9]|20)\d\d{SPACE}{dash}{SPACE}\d\d{ends}"


def _decade(lexicon: Lexicon) -> str:
    ten = any_of(lexicon.tables["numerals"]["powers"]["10"])
    number = rf"(?:(?:1\d|20)\d0|\d0|[{_digits(lexicon, 1)}]{{1,2}}{ten})"
    return rf"{_alone(lexicon)}{number}{SPACE}{lexicon.tables['letters']['decade']}"


def _century(lexicon: Lexicon) -> str:
    table = lexicon.tables["century_rules"]
    number = rf"{_alone(lexicon)}{before(table)}(?:\d{{1,2}}|[{numeral(lexicon)}]{{1,3}})"
    return f"{number}{SPACE}{lexicon.tables['letters']['century']}|{lexicon.pattern('relative_century')}"


def _quarter(lexicon: Lexicon) -> str:
    table, ordinal = lexicon.tables["quarters"], lexicon.tables["letters"]["ordinal"]
    number, word, rules = any_of(inverted(table["numbers"])), table["word"], behind(table)
    return (
        f"{ordinal}{number}(?:{word}|{table['short']}){rules}|{_alone(lexicon)}{number}{word}{rules}"
        f"|{any_of(table['first'])}{rules}|{any_of(inverted(table['spans']))}"
    )


def _ago(lexicon: Lexicon) -> str:
    prefix, later = any_of(lexicon.tables["ago_prefix"]["words"]), lexicon.tables["later"]
    ordinal, amount = lexicon.tables["letters"]["ordinal"], quantity(lexicon, arabic_dates=True)
    vague, half = lexicon.tables["numerals"]["vague"], lexicon.tables["numerals"]["half"]
    firsts = "".join(word[0] for word in [*lexicon.tables["ago_prefix"]["words"], *vague, half])
    starts = rf"(?=[\d{numeral(lexicon)}{firsts}])"
    return (
        rf"{starts}(?<![\d.{ordinal}{numeral(lexicon)}])(?:{prefix})?{amount}{lexicon.pattern('until')}"
        rf"|{starts}{before(later)}(?:{prefix})?{amount}{lexicon.pattern('after')}"
    )


def _year(lexicon: Lexicon) -> str:
    letters, short, alone = lexicon.tables["letters"], lexicon.tables["short_years"], _alone(lexicon)
    chinese, digits, year = numeral(lexicon), _digits(lexicon), letters["year"]
    tail = f"{SPACE}{year}(?:{letters['fiscal']})?"
    full = f"{tail}{behind(lexicon.tables['year_rules'])}"
    month = rf"(?={SPACE}(?:\d{{1,2}}|[{chinese}]{{1,2}}){SPACE}{letters['month']})"
    epoch = any_of([*letters["common_era"], *letters["before_common_era"]])
    era, roc = any_of(lexicon.words("eras")), any_of(lexicon.tables["roc_years"]["before"])
    two = rf"(?:0\d|[5-9]\d|[{_zeros(lexicon)}{_digits(lexicon, 5)}][{digits}])"
    return "|".join(
        (
            rf"{epoch}{SPACE}(?:\d{{1,4}}|[{chinese}]{{1,4}}){full}",
            rf"{era}{SPACE}(?:\d{{1,4}}|[{chinese}元]{{1,4}}){full}",
            rf"{alone}(?:(?:1\d|20|21)\d\d|[{digits}]{{4}}){full}",
            rf"{alone}1[0-4]\d{SPACE}{year}(?:(?={roc})|{month})(?:{letters['fiscal']})?",
            rf"{alone}(?:\d\d|{two}){full}{month}",
            rf"{alone}(?:0\d|[{_zeros(lexicon)}][{digits}]){full}",
            rf"{alone}{before(short)}{two}{tail}{behind(short)}",
        )
    )


def _month(lexicon: Lexicon) -> str:
    letters, ones = lexicon.tables["letters"], _digits(lexicon, 1)
    ten = any_of(lexicon.tables["numerals"]["powers"]["10"])
    number = rf"(?:1[0-2]|0?[1-9]|{ten}[{ones[:2]}]?|[{ones}])"
    tail = f"(?:{letters['part']})?{behind(lexicon.tables['month_rules'])}"
    return rf"{_alone(lexicon)}{number}{SPACE}{letters['month']}{tail}|{lexicon.pattern('month_names')}{tail}"


def _day(lexicon: Lexicon) -> str:
    letters, alone = lexicon.tables["letters"], _alone(lexicon)
    arabic = r"(?:3[01]|[12]\d|0?[1-9])"
    chinese = rf"(?!{letters['two_of']})[{numeral(lexicon)}]{{1,3}}"
    sun, count = letters["day"]
    rules, count_rules = lexicon.tables["day_rules"], lexicon.tables["day_number_rules"]
    said_rules = lexicon.tables["day_number_said"]
    more_rules = behind(lexicon.tables["day_rules_chinese"])
    return (
        rf"{alone}{before(rules)}(?:{arabic}{SPACE}{sun}|{chinese}{SPACE}{sun}{more_rules}){behind(rules)}"
        rf"|{alone}{before(count_rules)}(?:{arabic}|{chinese}){SPACE}{count}{behind(count_rules)}"
        rf"|{alone}{before(said_rules)}{arabic}{count}{behind(count_rules)}"
    )


def _bare_year(lexicon: Lexicon) -> str:
    """A year without 年: before another one, in brackets, before a named occasion."""
    joint = any_of([*lexicon.words("range"), *lexicon.words("list")])
    close, occasion = any_of(lexicon.tables["brackets"]["close"]), any_of(lexicon.tables["bare_year"]["before"])
    return rf"(?<![\d.,/])(?:1[5-9]|20)\d\d(?=(?:{SPACE}{joint}{SPACE}\d{{4}}(?!\d)|{close}|{SPACE}{occasion}))"


def _bare_number(lexicon: Lexicon) -> str:
    """The 12 of 12、13日 and of 12至14日, the 5 of 5至7月."""
    joint = any_of([*lexicon.words("range"), *lexicon.words("list")])
    letters, number = lexicon.tables["letters"], rf"(?:\d{{1,2}}|[{numeral(lexicon)}]{{1,3}})"
    unit = any_of([letters["month"], *letters["day"]])
    more = f"(?:{SPACE}{joint}{SPACE}{number}){{1,6}}"
    weekday = "".join(f"(?<!{word})" for word in lexicon.tables["weekday"]["words"])
    return rf"{_alone(lexicon)}{weekday}{number}(?={more}{SPACE}{unit})"
