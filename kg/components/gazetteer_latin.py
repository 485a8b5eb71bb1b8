"""Names in Latin letters: listed ones, and those in the bracket behind a Chinese name.

米利（Mark Milley）: the Latin name in the bracket names the same thing as the name before it.
"""

import re
from collections.abc import Mapping, Sequence
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
_LONGEST_LATIN = 6  # words; a longer run is an English sentence


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


def english(text: str) -> bytearray:
    """Marks the characters of longer runs of Latin words: sentences in another language, whose names are not ours."""
    marked = bytearray(len(text))
    for match in _LATIN.finditer(text):
        if len(match.group().split()) > _LONGEST_LATIN:
            marked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marked


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


def _quoted(text: str, bracket: int, ends: Mapping[int, Name]) -> Name | None:
    return ends.get(bracket - 1) if text[bracket - 1 : bracket] in tuple(" ”」》") else None


def find_bracketed(text: str, names: Sequence[Name]) -> list[Name]:
    """The Latin form of a name in the bracket right behind it, with that name's label and entity."""
    ends, titles = {n.end: n for n in names if n.label}, rules().person_titles
    found = []
    for bracket, start, end in bracketed(text):
        title = next((t for t in titles if text.endswith(t, 0, bracket)), "")  # 克莱门众议员（Rep. Zor Klemmen）
        before = ends.get(bracket) or ends.get(bracket - len(title)) or _quoted(text, bracket, ends)
        if before is not None:
            found.append(Name(start, end, before.label, before.entity))
    return found
