"""The pattern of every kind of token that is a word (see `kg.times.tokens` for the kinds), built from the lexicon."""

from kg.times.lexicon import SPACE, Lexicon, any_of, before, behind, guarded, inverted, starting
from kg.times.number_patterns import number_patterns, numeral, quantity

# Kinds whose letter cannot name a group, or that have a pattern of their own behind another token.
KINDS = {"to": "-", "list": ",", "open": "(", "close": ")", "s": "S"}


def first(lexicon: Lexicon) -> dict[str, str]:
    """Kinds that can begin a run, in the order they are tried."""
    return {
        "x": lexicon.pattern("not_times"),
        "Z": _repeated(lexicon),
        "r": _window(lexicon),
        "V": "|".join(_vague(lexicon)),
        "E": any_of(lexicon.words("periods")),
        "b": _split_word(lexicon),
        "S": _season(lexicon),
        "y": _relative_year(lexicon),
        "f": _anaphoric_year(lexicon),
        "a": lexicon.pattern("anaphoric_day"),
        "H": _festival(lexicon),
        "d": f"{lexicon.pattern('day_pairs')}|{lexicon.pattern('relative_day')}",
        "W": _weekday(lexicon),
        "w": lexicon.pattern("relative_week"),
        "m": lexicon.pattern("relative_month"),
        "e": lexicon.pattern("anaphoric_month"),
        **number_patterns(lexicon),
        "P": lexicon.pattern("alone"),
    }


def starters(lexicon: Lexicon) -> str:
    """A lookahead for the characters with which a run can begin; most characters of a text fail it at once."""
    tables, letters, numerals = lexicon.tables, lexicon.tables["letters"], lexicon.tables["numerals"]
    named = (
        "not_times", "repeated", "vague", "figurative", "periods", "relative_year", "this_year", "relative_month",
        "relative_week", "relative_day", "day_pairs", "relative_century", "anaphoric_day", "anaphoric_month",
        "anaphoric_year", "anaphoric_year_with_month", "festivals", "festival_short", "weekday", "seasons", "eras",
        "month_names", "ago_prefix", "alone",
    )  # fmt: skip
    words = [word for name in named for word in lexicon.words(name)]
    words += [*tables["window"]["past"], *tables["window"]["future"], *inverted(tables["weekday"]["prefixes"])]
    words += [
        *inverted(tables["seasons"]["this"]),
        *tables["quarters"]["first"],
        *inverted(tables["quarters"]["spans"]),
    ]
    words += [word for unit in ("year", "month", "day") for word in tables["split_words"][unit]]
    words += [*letters["common_era"], *letters["before_common_era"], letters["ordinal"]]
    words += [*numerals["vague"], numerals["half"], *numeral(lexicon)]
    characters = "".join(sorted({word[0] for word in words}))
    return rf"(?=[\d{characters}])"


def following(lexicon: Lexicon) -> dict[str, str]:
    """Kinds that only follow another token, in the order they are tried."""
    seasons = lexicon.tables["seasons"]
    return {
        "T": f"{_clock(lexicon)}|{lexicon.pattern('day_parts')}",
        "j": any_of(lexicon.words("joining")) + behind(lexicon.tables["around"]),
        "I": lexicon.pattern("since"),
        "k": lexicon.pattern("begins"),
        "A": lexicon.pattern("around"),
        "p": lexicon.pattern("positions"),
        "U": lexicon.pattern("until"),
        "J": lexicon.pattern("after"),
        "s": f"{any_of(lexicon.words('seasons'))}{any_of(seasons['tails'])}?{behind(seasons)}",
        "to": lexicon.pattern("range"),
        "list": lexicon.pattern("list"),
        "open": any_of(lexicon.tables["brackets"]["open"]),
        "close": any_of(lexicon.tables["brackets"]["close"]),
        "G": lexicon.pattern("of"),
    }


def _repeated(lexicon: Lexicon) -> str:
    table, weekday = lexicon.tables["repeated"], lexicon.tables["weekday"]
    unit = f"{any_of(weekday['words'])}{any_of(lexicon.values('weekday'))}|{any_of(table['only_units'])}"
    measure = lexicon.tables["letters"]["measure"]
    return rf"{any_of(table['words'])}(?:[{numeral(lexicon)}\d]*{measure}?(?:{unit}))?"


def _window(lexicon: Lexicon) -> str:
    table = lexicon.tables["window"]
    tail = any_of(table["tails"]) + f"(?!{any_of(table['tails_not_followed_by'])})"
    weak = table["needs_tail"]
    strict = any_of(word for word in table["tails"] if word not in table["weak_tails"])
    weak_tail = f"{strict}(?!{any_of(table['tails_not_followed_by'])})"
    strong = any_of(word for word in (*table["past"], *table["future"]) if word not in weak)
    return f"{strong}{quantity(lexicon)}(?:{tail})?|{any_of(weak)}{quantity(lexicon)}{weak_tail}"


def _vague(lexicon: Lexicon) -> list[str]:
    tables = [*lexicon.tables["vague"], {"words": lexicon.words("figurative"), **lexicon.tables["figurative"]}]
    return [guarded(table["words"], table) for table in tables]


def _split_word(lexicon: Lexicon) -> str:
    letters, split, brackets = lexicon.tables["letters"], lexicon.tables["split_words"], lexicon.tables["brackets"]
    opening, closing = any_of(brackets["open"]), any_of(brackets["close"])
    parts = (
        (split["year"], r"\d{2,4}", [letters["year"]]),
        (split["month"], r"\d{1,2}", [letters["month"]]),
        (split["day"], r"\d{1,2}", split["day_letters"]),
    )
    return "|".join(
        f"{any_of(words)}{opening}{number}{any_of([*units, *letters['day']])}?{closing}{any_of(units)}"
        for words, number, units in parts
    )


def _season(lexicon: Lexicon) -> str:
    table = lexicon.tables["seasons"]
    season, tail = any_of(inverted(table["values"])), any_of(table["tails"])
    return (
        f"{any_of(inverted(table['this']))}{season}{tail}?{behind(table)}"
        f"|{season}{tail}(?={any_of(table['bare_followed_by'])})"
    )


def _relative_year(lexicon: Lexicon) -> str:
    letters = lexicon.tables["letters"]
    aged = rf"{any_of(letters['age_adverbs'])}?{SPACE}[\d{numeral(lexicon)}]+{any_of(letters['age'])}"
    named = f"(?:{lexicon.pattern('relative_year')})(?:{letters['fiscal']})?(?!{SPACE}{aged})"
    return f"{named}|{lexicon.pattern('this_year')}"


def _anaphoric_year(lexicon: Lexicon) -> str:
    with_month = any_of(lexicon.values("anaphoric_year_with_month"))
    month = rf"(?=[\d{numeral(lexicon)}]+{lexicon.tables['letters']['month']})"
    return f"{lexicon.pattern('anaphoric_year')}|{with_month}{month}"


def _weekday(lexicon: Lexicon) -> str:
    table = lexicon.tables["weekday"]
    named = f"{any_of(table['words'])}{any_of(inverted(table['values']))}{behind(table)}"
    return f"{any_of(inverted(table['prefixes']))}{named}|{starting(table['words'])}{before(table)}{named}"


def _festival(lexicon: Lexicon) -> str:
    names = any_of(lexicon.words("festivals")) + behind(lexicon.tables["festival_rules"])
    return f"{names}|{lexicon.pattern('festival_short')}"


def _clock(lexicon: Lexicon) -> str:
    clock = lexicon.tables["letters"]["clock"]
    number, words = rf"(?:\d{{1,2}}|[{numeral(lexicon)}]{{1,3}})", any_of(clock["words"])
    minute, second = any_of(clock["minute"]), any_of(clock["second"])
    digital = rf"\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?{minute}?"
    spoken = f"{number}{SPACE}{any_of(clock['hour'])}(?:{number}{minute}?|{words})?(?:{number}{second})?"
    return f"(?:{digital}|{spoken}){words}?"
