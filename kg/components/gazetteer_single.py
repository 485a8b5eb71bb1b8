"""One-character names of States: 美日, 中方, 对台, 访华; only where the characters around allow it."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from kg import resources
from kg.components.gazetteer_matcher import Name, matcher
from kg.components.gazetteer_rules import Rules, rules


def _alternatives(items: Iterable[str]) -> str:
    return "|".join(re.escape(s) for s in sorted(items, key=lambda s: (-len(s), s)))


class Patterns:
    """The rules for single characters, compiled once."""

    def __init__(self, given: Rules) -> None:
        run, every = given.run_characters + given.run_further, "".join(given.characters)
        self.rules = given
        self.compound = re.compile(_alternatives(given.compounds))
        self.run = re.compile(f"[{run}]{{2,}}")
        self.list = re.compile(f"[{run}](?:[{given.separators}][{run}])+")
        self.before = re.compile(f"({_alternatives(given.before)})(?=[{every}])")
        self.after = re.compile(f"([{every}])(?=({_alternatives(given.after)}))")


@cache
def _patterns(_folder: Path) -> Patterns:
    return Patterns(rules())


class _Search:
    """One text; `taken` marks characters of other names and is filled with what is found."""

    def __init__(self, text: str, taken: bytearray, patterns: Patterns) -> None:
        self.text, self.taken, self.p, self.rules = text, taken, patterns, patterns.rules
        self.found: dict[int, str] = {}

    def free(self, at: int) -> bool:
        """May the character be a name: not in another one, no day or count, in no word that is something else?"""
        text = self.text
        if self.taken[at]:
            return False
        if at and text[at - 1] in tuple(self.rules.counted.get(text[at], "")):
            return False
        for start in range(max(0, at - self.rules.stop.longest + 1), at + 1):
            for word in self.rules.stop.at(text, start):
                end = start + len(word)
                said = self.text.startswith(self.rules.unstop, start)
                if end > at and not said and not any(self.taken[start:end]):
                    return False
        return True

    def add(self, places: Sequence[int], ids: Sequence[str]) -> None:
        for at, entity in zip(places, ids, strict=True):
            self.found[at] = entity

    def close(self) -> None:
        """End of one kind of rule: what it found is taken for the next."""
        for at in self.found:
            self.taken[at] = 1

    def compounds(self) -> None:
        for match in self.p.compound.finditer(self.text):
            places = range(match.start(), match.end())
            if match.group() not in self.rules.run_not and all(self.free(at) for at in places):
                self.add(places, self.rules.compounds[match.group()])
        self.close()

    def runs(self) -> None:
        for match in self.p.run.finditer(self.text):
            start = match.start()
            while start < match.end():
                end = start
                while end < match.end() and self.free(end):
                    end += 1
                self._run(start, end)
                start = end + 1
        self.close()

    def _run(self, start: int, end: int) -> None:
        run = self.text[start:end]
        if len(run) < 3 and any(c in self.rules.run_further for c in run):
            return
        states = [self.rules.characters[c] for c in run]
        other_word = self.text[max(0, start - 4) : start].endswith(self.rules.not_after.get(run[:1], ()))
        if len(run) >= 2 and len(set(states)) == len(states) and run not in self.rules.run_not and not other_word:
            self.add(range(start, end), states)

    def lists(self) -> None:
        for match in self.p.list.finditer(self.text):
            places = range(match.start(), match.end(), 2)
            behind = self.text[match.end() : match.end() + 1]
            ends = not "\u4e00" <= behind <= "\u9fff" or behind in self.rules.list_ends
            if ends and all(self.free(at) for at in places):
                self.add(places, [self.rules.characters[self.text[at]] for at in places])
        self.close()

    def contexts(self) -> None:
        for match in self.p.after.finditer(self.text):
            at, character = match.start(), match.group(1)
            if character in self.rules.after[match.group(2)] and self.free(at):
                self.found[at] = self.rules.characters[character]
        for match in self.p.before.finditer(self.text):
            at = match.end()
            character = self.text[at]
            if at not in self.found and character in self.rules.before[match.group(1)] and self.free(at):
                self.found[at] = self.rules.characters[character]
        self.close()


def find_singles(text: str, taken: bytearray) -> list[Name]:
    """The one-character names of a simplified text in order, none on a character marked in `taken`.

    >>> [text_and_id for text_and_id in ((n.start, n.entity) for n in find_singles("中美关系", bytearray(4)))]
    [(0, 'CHN'), (1, 'USA')]
    """
    search = _Search(text, taken, _patterns(resources.seeds() / "gazetteer"))
    search.compounds()
    search.runs()
    search.lists()
    search.contexts()
    known = matcher().known
    return [Name(at, at + 1, known.entries[entity].label, entity) for at, entity in sorted(search.found.items())]


def believable(text: str, name: Name, singles: Collection[int], taken: bytearray) -> bool:
    """May a one-character name of the model's be a State? One of `not_after` (中) only beside another such name."""
    search = _Search(text, taken, _patterns(resources.seeds() / "gazetteer"))
    at = name.start
    return search.free(at) and (text[at] not in search.rules.not_after or at - 1 in singles or at + 1 in singles)
