"""Which unlisted names name one thing: full and short, Chinese and Latin, with and without a suffix."""

import re
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.components.gazetteer_rules import Rules
from kg.language.script import to_simplified
from kg.records import Mention

_PREFIX = {"PERSON": "person", "ORG": "org", "GPE": "loc", "LOC": "loc", "FAC": "loc"}
_DOTS = re.compile("[·•‧・．.\\s]")
_HAN = re.compile("[\u4e00-\u9fff]+")
_BETWEEN = re.compile('([\u4e00-\u9fff]{0,4})[ ”」》’"]*[（(][A-Za-z. ]{0,16}')
_FAMILY_NAMES = 2  # characters, at most
_MOST_SURFACES = 2000
_INTRODUCTION = 14  # characters between a name and its short form, at most


def made_id(label: str, surface: str) -> str:
    """The id of something that the gazetteer does not know: type and simplified name."""
    return f"{_PREFIX[label]}:{surface}"


def _parts(surface: str) -> list[str]:
    return [p for p in _DOTS.split(surface) if p]


def same_person(short: str, full: str, _r: Rules) -> bool:
    """Is one name a part of the other: 库珀 of 扎克·库珀, 岸田 of 岸田文雄, 李 of 李孟居?"""
    if len(short) >= len(full):
        return short != full and short.casefold() == full.casefold()
    parts = _parts(full)
    if len(parts) > 1:
        return short in parts or full.endswith(short) or (full.startswith(short) and len(short) > 1)
    if _HAN.fullmatch(full) and _HAN.fullmatch(short):
        return full.startswith(short) and len(short) <= _FAMILY_NAMES and len(full) <= 4
    return False


def _is_subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


def same_organization(short: str, full: str, r: Rules) -> bool:
    """飞行服务队 and 香港政府飞行服务队, 微软 and 微软公司, 朝鲜友协 and 朝鲜友好协会."""
    if len(short) >= len(full) or len(short) < 2:
        return False
    if full.endswith(short) and len(short) >= 3:
        return True
    if full.startswith(short) and full[len(short) :] in r.company_ends:
        return True
    return len(short) >= 3 and short[0] == full[0] and short[-1] == full[-1] and _is_subsequence(short, full)


def same_place(short: str, full: str, r: Rules) -> bool:
    """汤泽 and 汤泽市, 列城 and 列城地区."""
    return full.startswith(short) and len(short) > 1 and full[len(short) :] in r.place_ends


_SAME = {
    "PERSON": same_person,
    "ORG": same_organization,
    "GPE": same_place,
    "LOC": same_place,
    "FAC": same_organization,
}


def fuller(surface: str, label: str, at: int, others: Mapping[str, Sequence[int]], r: Rules) -> str:
    """The fuller name that a short one stands for: the last that stands before it, else the first behind; or "".

    `others` are the surfaces of the document of the same kind, with their positions in order. In a text with more
    than `_MOST_SURFACES` of them every name stands for itself, so that no text takes quadratic time.
    """
    if len(others) > _MOST_SURFACES:
        return ""
    same = _SAME[label]
    before, behind = (-1, ""), (sys.maxsize, "")
    for other, places in others.items():
        if same(surface, other, r):
            index = bisect_left(places, at)
            if index:
                before = max(before, (places[index - 1], other))
            else:
                behind = min(behind, (places[0], other))
    return before[1] or behind[1]


def bracket_owner(text: str, mention: Mention, previous: Mention | None) -> bool:
    """Does a Latin name stand in the bracket right behind the previous name: 米利（Mark Milley）, 丹尼（Mr Danny）?

    Behind a person's name a few characters of a title may stand before the bracket (涂克森主教（Peter Turkson）).
    """
    if previous is None or _PREFIX[previous.label] != _PREFIX[mention.label] or _HAN.search(mention.text):
        return False
    between = text[previous.end : mention.start].strip(' ”」》’"')
    found = _BETWEEN.fullmatch(between)
    return found is not None and (not found.group(1) or mention.label == "PERSON")


def introduced(text: str, mention: Mention, previous: Mention | None, r: Rules) -> bool:
    """Is the name introduced as another one of the previous (，简称PATA)?"""
    if previous is None or _PREFIX[previous.label] != _PREFIX[mention.label]:
        return False
    between = to_simplified(text[previous.end : mention.start])
    return len(between) < _INTRODUCTION and "。" not in between and any(w in between for w in r.other_names)


def without_end(surface: str, r: Rules) -> str:
    """The name without an organization's end: 微软 of 微软公司; "" where it has none."""
    ends = [e for e in r.company_ends if surface.endswith(e)]
    return surface.removesuffix(max(ends, key=len)) if ends else ""
