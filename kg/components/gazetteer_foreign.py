"""Transliterated names of persons, by what gives them away: a middle dot, or their Latin form in a bracket.

扎克·库珀; 库珀（Zack Cooper）. Such a name runs over the characters that transliterations use, so that no model is
needed to see where it begins and ends.
"""

import re

from kg.components.gazetteer_latin import bracketed
from kg.components.gazetteer_matcher import Name
from kg.components.gazetteer_rules import Rules, rules

_NAME_WORDS = range(2, 5)  # of a person's Latin name
_LONGEST_HEAD = 4  # characters of the longest word of `heads`


def _looks_like_person(latin: str, r: Rules) -> bool:
    words = latin.replace(",", " ").split()
    return len(words) in _NAME_WORDS and not any(w in r.not_person for w in words) and not latin.isupper()


class _Foreign:
    """One text; `taken` marks what other names hold and is filled with what is found."""

    def __init__(self, text: str, taken: bytearray) -> None:
        self.text, self.taken, self.rules = text, bytearray(taken), rules()
        self.joins = self.rules.dots + self.rules.hyphens
        self.found: list[Name] = []

    def add(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)
        self.found.append(Name(start, end, "PERSON"))

    def _part(self, at: int) -> bool:
        return not self.taken[at] and (self.text[at] in self.rules.transliteration or self.text[at] in self.joins)

    def begin(self, at: int) -> int:
        """Where the name that holds the character before a position begins; not in a word before it (总理|贝·布托)."""
        while at and self._part(at - 1):
            at -= 1
        while at < len(self.text) and (
            self.text[at] in self.joins or self.text[max(0, at - _LONGEST_HEAD + 1) : at + 1].endswith(self.rules.heads)
        ):
            at += 1
        return at

    def end(self, at: int) -> int:
        """Where the name that holds the character at a position ends; not in a word behind it (巴希尔|日前)."""
        end = at
        while end < len(self.text) and (self._part(end) or (self.text[end].isupper() and not self.taken[end])):
            end += 1
        tail = next((i for i in (end - 2, end - 1) if i > at and self.text.startswith(self.rules.tails, i)), end)
        return tail - 1 if self.text[tail - 1] in self.joins else tail

    def dotted(self) -> None:
        for match in re.finditer(f"(?<=[\u4e00-\u9fff])[{self.rules.dots}](?=[\u4e00-\u9fffA-Z])", self.text):
            dot = match.start()
            if not any(self.taken[dot - 1 : dot + 2]):
                start, end = self.begin(dot), self.end(dot + 1)
                if start < dot and end > dot + 1:
                    self.add(start, end)

    def in_front_of_brackets(self) -> None:
        for bracket, start, end in bracketed(self.text):
            if bracket and not self.taken[bracket - 1] and _looks_like_person(self.text[start:end], self.rules):
                begin = self.begin(bracket)
                if bracket - begin > 1:
                    self.add(begin, bracket)


def find_foreign(text: str, taken: bytearray) -> list[Name]:
    """The persons of a simplified text whose name has a middle dot or stands before its Latin form, in order."""
    search = _Foreign(text, taken)
    search.dotted()
    search.in_front_of_brackets()
    return sorted(search.found, key=lambda n: n.start)
