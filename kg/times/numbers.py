"""Numbers as they stand in dates: 12, １２, 十二, 二〇二三, 三十八, 廿一."""

from functools import lru_cache

from kg.times.lexicon import Lexicon, inverted


@lru_cache(maxsize=4)
def _values(lexicon: Lexicon) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    table = lexicon.tables["numerals"]
    digits, powers, tens, words = (
        {word: int(value) for word, value in inverted(table[kind]).items()}
        for kind in ("digits", "powers", "tens", "words")
    )
    return {str(i): i for i in range(10)} | digits | words, powers, tens


@lru_cache(maxsize=4096)
def parse_number(text: str, lexicon: Lexicon) -> int | None:
    """The number that a numeral names; None where it names none.

    >>> from kg.times.lexicon import lexicon
    >>> [parse_number(text, lexicon()) for text in ("１２", "二〇二三", "三十八", "两", "几")]
    [12, 2023, 38, 2, None]
    """
    text = text.strip()
    if text.isdecimal():
        return int(text)
    digits, powers, tens = _values(lexicon)
    if text and all(c in digits for c in text):
        return int("".join(str(digits[c]) for c in text))
    total, section, digit = 0, 0, None
    for character in text:
        if character in digits:
            digit = digits[character] if digit is None else 10 * digit + digits[character]
        elif character in tens:
            section += tens[character]
        elif character in powers:
            power = powers[character]
            if power >= 10_000:
                total, section = total + (section + (digit or 0) or 1) * power, 0
            else:
                section += (1 if digit is None else digit) * power
            digit = None
        else:
            return None
    return total + section + (digit or 0) if text else None
