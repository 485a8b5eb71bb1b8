"""Names in Latin letters, and transliterated names that their Latin form or a middle dot gives away.

米利（Mark Milley）: the Latin name in the bracket names the same thing as the name before it.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg import resources
from kg.components.gazetteer_data import gazetteer
from kg.components.gazetteer_matcher import Name, certain, is_latin
from kg.components.gazetteer_rules import rules

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD = f"[{_LETTER}0-9][{_LETTER}0-9.'’&/-]*"
_LATIN = re.compile(f"(?<![{_LETTER}0-9])[{_LETTER}]{_WORD[_WORD.index(']') + 1 :]}(?:[  ]{_WORD})*")
_BRACKET = re.compile(f"[（(] ?([{_LETTER}][{_LETTER}0-9 .,'’&/·-]*?)(?=[）),，、;；/|：:])")
_LONGEST_LATIN = 5  # words; a longer run is an English sentence
_MOST_NAME_WORDS = 4


@cache
def _latin_names(_folder: Path) -> dict[str, tuple[str, str]]:
    """Latin surface → label and entity; long ones also in capital letters."""
    found: dict[str, tuple[str, str]] = {}
    for surface, entries in gazetteer().surfaces.items():
        if is_latin(surface):
            value = entries[0].label, certain(entries)
            found.setdefault(surface, value)
            if len(surface) > 4:
                found.setdefault(surface.upper(), value)
    return found


def latin_names() -> dict[str, tuple[str, str]]:
    """The Latin names of the gazetteer in force."""
    return _latin_names(resources.seeds() / "gazetteer")


def find_latin(text: str) -> list[Name]:
    """Latin names of the gazetteer that stand alone between Chinese text or signs."""
    known, found = latin_names(), []
    for match in _LATIN.finditer(text):
        run = match.group().rstrip(".'’&/- ")
        if run + "." in known and text.startswith(".", match.start() + len(run)):
            run += "."
        if run in known:
            found.append(Name(match.start(), match.start() + len(run), *known[run]))
        elif len(run.split()) <= _LONGEST_LATIN:
            found += _parts(run, match.start(), known)
    return found


def _parts(run: str, offset: int, known: dict[str, tuple[str, str]]) -> list[Name]:
    """REUTERS/Kim Doe, AP Photo: an organization at the beginning of a short run."""
    first = re.split(r"[ /]", run, maxsplit=1)[0]
    if first != run and first in known and known[first][0] == "ORG":
        return [Name(offset, offset + len(first), *known[first])]
    return []


def bracketed(text: str) -> list[tuple[int, int, int]]:
    """Latin text right behind a bracket: position of the bracket, begin and end of the Latin."""
    found = []
    for match in _BRACKET.finditer(text):
        latin, begin = match.group(1).rstrip(" .,"), match.start(1)
        while " " in latin and latin.split(" ", 1)[0] in rules().latin_titles:
            begin += latin.index(" ") + 1
            latin = latin.split(" ", 1)[1]
        if latin and latin[0].isupper():
            full = text.startswith(".", begin + len(latin)) and latin.endswith(("Jr", "Sr"))
            found.append((match.start(), begin, begin + len(latin) + full))
    return found


def find_bracketed(text: str, names: Sequence[Name]) -> list[Name]:
    """The Latin form of a name in the bracket right behind it, with that name's label and entity."""
    ends = {n.end: n for n in names if n.label}
    found = []
    for bracket, start, end in bracketed(text):
        before = ends.get(bracket) or (ends.get(bracket - 1) if text[bracket - 1 : bracket] in " ”」》" else None)
        if before is not None:
            found.append(Name(start, end, before.label, before.entity))
    return found


def _looks_like_person(latin: str) -> bool:
    words = latin.replace(",", " ").split()
    return (
        2 <= len(words) <= _MOST_NAME_WORDS and not any(w in rules().not_person for w in words) and not latin.isupper()
    )


def find_transliterated(text: str, taken: bytearray) -> list[Name]:
    """Persons whose name has a middle dot or stands before its Latin form: 扎克·库珀, 库珀（Zack Cooper）."""
    given = rules()
    allowed = given.transliteration

    def back(at: int) -> int:
        while at and not taken[at - 1] and (text[at - 1] in allowed or text[at - 1] in given.dots):
            at -= 1
        while at < len(text) and (text[at] in given.dots or text[max(0, at - 4) : at + 1].endswith(given.heads)):
            at += 1
        return at

    def trimmed(start: int, end: int) -> int:
        cut = next((i for i in (end - 2, end - 1) if i > start + 1 and text.startswith(given.tails, i)), end)
        return cut if text[cut - 1] not in given.dots else cut - 1

    found: list[Name] = []
    for match in re.finditer("[\u4e00-\u9fff][·•‧・][\u4e00-\u9fffA-Z]", text):
        dot = match.start() + 1
        if any(taken[dot - 1 : dot + 2]) or (found and found[-1].end > dot):
            continue
        start, end = back(dot), dot + 1
        while (
            end < len(text)
            and not taken[end]
            and (text[end] in allowed or text[end] in given.dots or text[end].isupper())
        ):
            end += 1
        end = trimmed(dot, end)
        if end - dot > 1 and dot - start >= 1:
            found.append(Name(start, end, "PERSON"))
    for bracket, begin, stop in bracketed(text):
        if (
            _looks_like_person(text[begin:stop])
            and not taken[bracket - 1]
            and not any(n.end > bracket - 1 >= n.start for n in found)
        ):
            start = back(bracket)
            if bracket - start >= 2:
                found.append(Name(start, bracket, "PERSON"))
    return sorted(found, key=lambda n: n.start)
