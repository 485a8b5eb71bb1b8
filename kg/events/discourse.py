"""What was spoken of before: the topic a sentence without subject goes on with, and whom a pronoun means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from kg.events.grammar import Grammar
from kg.events.phrase import Phrase
from kg.records import Mention, Span


@dataclass(frozen=True)
class Discourse:
    """The sentences before one, as far as they matter.

    `before` are the last names up to the end of the sentence, in order; `subject` and `pair` the last subject and
    the last group of two or more that acted together; `paragraph_start` is where the paragraph of the sentence
    begins; `states` are the ids of the States that the document names.
    """

    before: Sequence[Mention] = ()
    subject: Phrase | None = None
    pair: Phrase | None = None
    paragraph_start: int = 0
    states: frozenset[str] = frozenset()

    def after(self, topic: Phrase | None, groups: Sequence[Phrase]) -> Self:
        """The discourse after a sentence with this topic and these groups of names."""
        return replace(self, subject=topic or self.subject, pair=groups[-1] if groups else self.pair)

    def topic(self, sentence: Span) -> Phrase | None:
        """The last subject of the same paragraph."""
        if self.subject is not None and self.paragraph_start <= self.subject.name_start < sentence[0]:
            return self.subject
        return None

    def pronouns(
        self, text: str, sentence: Span, taken: Sequence[Span], groups: Sequence[Phrase], grammar: Grammar
    ) -> list[Phrase]:
        """The pronouns of a sentence as phrases of those they mean, in order; nameless ones are left out.

        `groups` are the phrases of the sentence with two names or more; `taken` are the spans of names and triggers.
        两岸 and the like count as pronouns for their States.
        """
        phrases = []
        for start, end, kind in _pronouns(text, sentence, grammar):
            if any(a < end and start < b for a, b in taken) or any(b == start for _, b in taken if kind == "state"):
                continue
            together = [g for g in groups if g.end <= start]
            if kind == "persons" and together:
                heads = together[-1].heads
            else:
                heads = self._meant(text[start:end], kind, sentence, start, grammar)
            if heads:
                stand_ins = tuple(Mention(start, end, text[start:end], m.label, m.entity) for m in heads)
                phrases.append(Phrase(start, start, end, stand_ins, stand_ins))
        return phrases

    def _meant(self, word: str, kind: str, sentence: Span, start: int, grammar: Grammar) -> tuple[Mention, ...]:
        if kind == "implied":
            ids = grammar.implied[word]
            named = self.states.issuperset(ids)
            return tuple(Mention(start, start + len(word), word, "GPE", state) for state in ids) if named else ()
        if kind == "persons":
            return self.pair.heads if self.pair is not None else ()
        earlier = [m for m in self.before if m.end <= start]
        if kind == "person":
            return self._person(earlier, sentence)
        if kind in ("former", "latter"):
            here = [m for m in earlier if m.start >= sentence[0]]
            actors = [m for m in here if m.label in ("PERSON", "ORG")] or [m for m in here if m.label == "GPE"]
            return tuple(actors[:1] if kind == "former" else actors[-1:])
        return _last(earlier, "ORG" if kind in ("party", "organization") else "GPE")

    def _person(self, earlier: Sequence[Mention], sentence: Span) -> tuple[Mention, ...]:
        """The first person of the sentence, else the subject of the one before, else the last person named."""
        here = tuple(m for m in earlier if m.start >= sentence[0] and m.label == "PERSON")[:1]
        if here:
            return here
        if self.subject is not None and [m.label for m in self.subject.heads] == ["PERSON"]:
            return self.subject.heads
        return _last(earlier, "PERSON")


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


def _pronouns(text: str, span: Span, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each pronoun; the longest word wins, so that 其他 hides 他."""
    for found in _pattern((*grammar.pronouns, *grammar.implied)).finditer(text, *span):
        kind = "implied" if found[0] in grammar.implied else grammar.pronouns[found[0]]
        if kind != "none":
            yield *found.span(), kind


def _last(names: Sequence[Mention], label: str) -> tuple[Mention, ...]:
    return tuple(m for m in reversed(names) if m.label == label)[:1]
