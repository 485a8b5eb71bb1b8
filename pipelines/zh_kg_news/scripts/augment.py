"""New names in old sentences, so that the network learns what surrounds a name and not the names of one year.

Chinese names are put together from the family and given names of the People's Daily corpus, foreign ones are made by
a chain over three characters of the transliterations seen, Japanese ones are drawn from a list, countries from CLDR.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from scripts.ner_sources import Sentence, Span, Unit

_DOT = "·"
_FAMILY_MINIMUM = 3
_PERSON, _COUNTRY, _PREFIX = 0.7, 0.5, 0.3
_JAPANESE = 0.25


def _is_han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


@dataclass
class Names:
    """Stocks of names to draw from."""

    families: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    japanese: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    chain: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def collect(
        cls, paragraphs: Iterable[list[Unit]], persons: Iterable[str], japanese: Path, countries: Iterable[str]
    ) -> "Names":
        """Families and given names from adjacent `nr` words, transliterations from all person names."""
        pairs: list[tuple[str, str]] = []
        for units in paragraphs:
            for left, right in pairwise(units):
                if left.tag == right.tag == "nr" and len(left.text) == 1 and len(right.text) <= 2:
                    pairs.append((left.text, right.text))
        count: dict[str, int] = defaultdict(int)
        for family, _ in pairs:
            count[family] += 1
        families = [family for family, _ in pairs if count[family] >= _FAMILY_MINIMUM]
        known = set(families)
        chain: dict[str, list[str]] = defaultdict(list)
        for name in sorted(persons):
            for part in name.replace("．", _DOT).replace("•", _DOT).split(_DOT):
                if _is_han(part) and len(part) > 1 and not (part[0] in known and len(part) <= 3 and _DOT not in name):
                    padded = f"^^{part}$"
                    for i in range(2, len(padded)):
                        chain[padded[i - 2 : i]].append(padded[i])
        lines = [line.strip() for line in japanese.read_text(encoding="utf-8-sig").splitlines()]
        return cls(
            families,
            [given for _, given in pairs],
            [line for line in lines if _is_han(line) and 3 <= len(line) <= 5],
            sorted(c for c in countries if _is_han(c) and 2 <= len(c) <= 7),
            dict(chain),
        )

    def transliteration(self, rng: random.Random) -> str:
        """A made-up foreign name of two to six characters."""
        while True:
            name = "^^"
            while not name.endswith("$") and len(name) < 10:
                name += rng.choice(self.chain[name[-2:]])
            if name.endswith("$") and 2 <= len(name) - 3 <= 6:
                return name[2:-1]

    def person(self, like: str, rng: random.Random) -> str:
        """A name of the same kind as `like`."""
        if _DOT in like:
            return _DOT.join(self.transliteration(rng) for _ in like.split(_DOT))
        if len(like) == 1:
            return rng.choice(self.families)
        if len(like) <= 3 and like[0] in self._known_families:
            return rng.choice(self.families) + rng.choice(self.given)
        return rng.choice(self.japanese) if rng.random() < _JAPANESE else self.transliteration(rng)

    def __post_init__(self) -> None:
        self._known_families = set(self.families)
        self._known_countries = set(self.countries)

    def renamed(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """The sentence with other persons and countries; the labels are ours. One name stays one name in it."""
        chosen: dict[tuple[str, str], str] = {}
        text, spans, position = "", list[Span](), 0
        unknown = list(sentence.unknown)
        for start, end, label in sentence.spans:
            old = sentence.text[start:end]
            text += sentence.text[position:start]
            new = chosen.setdefault((old, label), self._other(old, label, rng))
            spans.append((len(text), len(text) + len(new), label))
            text, position = text + new, end
            longer = len(new) - (end - start)
            unknown = [
                (a + longer, b + longer) if o >= end else (a, b)
                for (a, b), (o, _) in zip(unknown, sentence.unknown, strict=True)
            ]
        return Sentence(text + sentence.text[position:], tuple(spans), tuple(unknown))

    def _other(self, old: str, label: str, rng: random.Random) -> str:
        if label == "PERSON" and _is_han(old.replace(_DOT, "")) and rng.random() < _PERSON:
            return self.person(old, rng)
        if label == "GPE" and old in self._known_countries and rng.random() < _COUNTRY:
            return rng.choice(self.countries)
        if label == "ORG" and rng.random() < _PREFIX:
            for size in (4, 3, 2):
                if old[:size] in self._known_countries and len(old) > size:
                    return rng.choice(self.countries) + old[size:]
        return old
