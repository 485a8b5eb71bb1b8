"""Traditional and simplified script: one form for comparison, offsets kept.

Conversion is character by character in length: position i of the result stands for position i of the input.
"""

import re
from functools import cache, lru_cache
from typing import Literal

import opencc

Script = Literal["Hans", "Hant", "mixed"]

# Below this share of the characters that differ between the scripts, the rarer script is noise: a quotation, a name.
_MINORITY = 0.1
_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for every lone surrogate; same length."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@lru_cache(maxsize=65_536)
def _convert_character(name: str, character: str) -> str:
    converted = _converter(name).convert(character)
    return converted if len(converted) == 1 else character


def _convert(name: str, text: str) -> str:
    if text.isascii():
        return text
    try:
        converted = str(_converter(name).convert(text))
    except UnicodeEncodeError:
        # What no encoding can hold stands aside, so that the phrases in the rest are still seen.
        parted = zip(text, _convert(name, without_surrogates(text)), strict=True)
        return "".join(a if _SURROGATE.match(a) else b for a, b in parted)
    if len(converted) == len(text):
        return converted
    return "".join(_convert_character(name, c) for c in text)


def to_simplified(text: str) -> str:
    """The text in simplified characters, of the same length.

    OpenCC leaves 乾 in 蕭乾 but changes it in 萧乾, and 於 in 於倫敦 but not in 於伦敦; repeated until nothing changes,
    the conversion gives one form for both.

    >>> to_simplified("馬克宏訪問臺灣")
    '马克宏访问台湾'
    """
    simplified = _convert("t2s", text)
    while simplified != text:
        text, simplified = simplified, _convert("t2s", simplified)
    return simplified


def to_traditional(text: str) -> str:
    """The text in traditional characters (OpenCC's standard), of the same length."""
    return _convert("s2t", text)


def detect_script(text: str) -> Script:
    """Which script a text is written in, by the characters that exist in one script only.

    A text with none of them counts as simplified.

    >>> detect_script("馬克宏訪問臺灣"), detect_script("马克龙访问台湾")
    ('Hant', 'Hans')
    """
    simplified, traditional = to_simplified(text), to_traditional(text)
    hant = sum(a != b for a, b in zip(text, simplified, strict=True))
    hans = sum(a != b for a, b in zip(text, traditional, strict=True))
    if hant <= _MINORITY * (hant + hans):
        return "Hans"
    return "Hant" if hans <= _MINORITY * (hant + hans) else "mixed"
