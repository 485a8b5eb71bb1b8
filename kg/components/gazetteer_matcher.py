"""The gazetteer and its rules, made ready for one pass over a text, and what a name in a text is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.components.gazetteer_data import Entry, Gazetteer, gazetteer
from kg.components.gazetteer_rules import Lexicon, Rules, rules


@dataclass(frozen=True)
class Name:
    """A span of the text that is a name; `entity` is "" where the context has to decide.

    `label` "" marks text that holds no name and stays closed (两岸, 台独).
    """

    start: int
    end: int
    label: str
    entity: str = ""


@dataclass(frozen=True)
class Matcher:
    """The gazetteer, ready for one pass over a text; `short` and `quoted` lead from such names to their entries."""

    known: Gazetteer
    rules: Rules
    names: Lexicon
    short: Mapping[str, tuple[Entry, ...]]
    quoted: Mapping[str, tuple[Entry, ...]]


def is_latin(surface: str) -> bool:
    """Has a name no Chinese characters (NATO, TikTok)?"""
    return not any("\u4e00" <= c <= "\u9fff" for c in surface)


def make_matcher(known: Gazetteer, given: Rules) -> Matcher:
    """Put all Chinese names, bodies and closed expressions into one lexicon."""
    items: dict[str, tuple[Entry, ...]] = dict.fromkeys(given.closed, ())
    items |= {surface: entries for surface, entries in known.surfaces.items() if not is_latin(surface)}
    short, quoted = dict[str, tuple[Entry, ...]](), dict[str, tuple[Entry, ...]]()
    for entry in known.entries.values():
        for index, surfaces in ((short, entry.short), (quoted, entry.quoted)):
            for surface in surfaces:
                index[surface] = (*index.get(surface, ()), entry)
    return Matcher(known, given, Lexicon(items), short, quoted)


@cache
def _cached(_folder: Path) -> Matcher:
    return make_matcher(gazetteer(), rules())


def matcher() -> Matcher:
    """The matcher in force, made once a folder."""
    return _cached(resources.seeds() / "gazetteer")


def certain(entries: tuple[Entry, ...]) -> str:
    """The entity of a surface, or "" where it has several readings (a capital's name among them)."""
    return entries[0].id if len(entries) == 1 and not entries[0].metonym else ""


def _followed(text: str, surface: str, end: int, r: Rules) -> bool:
    return text[end : end + 1] in tuple(r.followers.get(surface[-1], ""))


def is_title(text: str, surface: str, end: int, r: Rules) -> bool:
    """国防部长 is a title, 教育部门 a common noun; 国防部长期 is the body."""
    if surface[-1] not in r.offices:
        return False
    title = text.startswith(r.titles, end) and not text.startswith(r.no_titles, end)
    return title or _followed(text, surface, end, r)


def is_other(text: str, entry: Entry, surface: str, end: int, r: Rules) -> bool:
    """Is a surface something else before what follows it: 行政院长, 台北市长, 美军舰?"""
    followed = _followed(text, surface, end, r)
    if entry.type == "Organization":
        return (followed and len(surface) == 2) or is_title(text, surface, end, r)
    if entry.type == "State":
        single = surface[:-1] in r.characters and text.startswith(r.headline, end)
        return single or (followed and surface[:-1] in entry.names)
    return text.startswith(r.ships, end) or (followed and len(surface) > 2)
