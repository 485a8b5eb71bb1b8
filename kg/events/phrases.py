"""Name phrases of a sentence: title and name, names in coordination, the marker before them, and clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.events.grammar import Grammar
from kg.events.matching import CLAUSE_END
from kg.records import Mention, Span

_BRACKETS = {"（": "）", "(": ")"}
_REACH = 10  # characters that may stand between a marker and its name: modifiers only


@dataclass(frozen=True)
class Phrase:
    """One or more names in one function.

    `heads` are the names that act: of 日本首相岸田文雄 the person, of 美国、日本和韩国 all three; `whole` are all
    its names. `joined` is the number of heads before a coordinator that may as well mean "with" (A 与 B). `function`
    is that of the marker in front ("" without one), which begins at `start`.
    """

    start: int
    name_start: int
    end: int
    heads: tuple[Mention, ...]
    whole: tuple[Mention, ...]
    function: str = ""
    joined: int = 0

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of the heads, each once, in order."""
        return tuple(dict.fromkeys(m.entity for m in self.heads if m.entity))


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence: what stands between commas, semicolons, colons and brackets."""
    spans, start = [], sentence[0]
    for position in range(*sentence):
        if text[position] in CLAUSE_END:
            if position > start:
                spans.append((start, position))
            start = position + 1
    if sentence[1] > start:
        spans.append((start, sentence[1]))
    return spans


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(a < end and start < b for a, b in spans)


class PhraseReader:
    """Reads the phrases of one sentence at a time out of a text in simplified characters."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar

    def read(
        self, sentence: Span, names: Sequence[Mention], triggers: Sequence[Span], pronouns: Sequence[Phrase] = ()
    ) -> list[Phrase]:
        """The phrases of a sentence in order; a name inside a trigger (the 华 of 访华) is in none."""
        outside = [m for m in names if not _overlaps(m.start, m.end, triggers)]
        found = sorted([*self._apposed(outside, triggers), *pronouns], key=lambda phrase: phrase.name_start)
        marked = [self._marked(phrase, sentence, triggers) for phrase in found]
        return self._coordinated(marked, triggers)

    def _apposed(self, names: Sequence[Mention], triggers: Sequence[Span]) -> list[Phrase]:
        phrases: list[Phrase] = []
        for name in names:
            if phrases:
                last = phrases[-1]
                gap = self._text[last.end : name.start]
                if gap in _BRACKETS and self._alias(last, name):
                    closing = name.end + self._text.startswith(_BRACKETS[gap], name.end)
                    phrases[-1] = replace(last, end=closing, whole=(*last.whole, name))
                    continue
                if self._same_phrase(last.heads[-1], name, gap) and not _overlaps(last.end, name.start, triggers):
                    phrases[-1] = Phrase(last.start, last.start, name.end, (name,), (*last.whole, name))
                    continue
            phrases.append(Phrase(name.start, name.start, name.end, (name,), (name,)))
        return phrases

    @staticmethod
    def _alias(last: Phrase, name: Mention) -> bool:
        head = last.heads[-1]
        return head.entity == name.entity or (head.label == name.label and name.text.isascii() != head.text.isascii())

    def _same_phrase(self, before: Mention, name: Mention, gap: str) -> bool:
        grammar = self._grammar
        if not gap:
            both_short = before.end - before.start == 1 == name.end - name.start
            return before.label in ("GPE", "ORG", "LOC", "FAC") and not both_short
        if any(c in CLAUSE_END or c in "、“”「」《》（）()" for c in gap) or len(gap) > grammar.title_length:
            return False
        if before.label == "PERSON" or name.label not in ("PERSON", "ORG"):
            return False
        if any(word in gap for word in ("与", "和", "对", "向", "在", "被", "将")):
            return False
        if name.label == "ORG":
            return gap in ("的", "政府", "政府的")
        return gap.endswith(grammar.titles)

    def _coordinated(self, phrases: Sequence[Phrase], triggers: Sequence[Span]) -> list[Phrase]:
        groups: list[Phrase] = []
        for phrase in phrases:
            last = groups[-1] if groups else None
            if last is not None and self._joins(last, phrase, triggers):
                with_like = phrase.function == "with"
                groups[-1] = replace(
                    last,
                    end=phrase.end,
                    heads=(*last.heads, *phrase.heads),
                    whole=(*last.whole, *phrase.whole),
                    joined=last.joined or (len(last.heads) if with_like else 0),
                )
            else:
                groups.append(phrase)
        return groups

    def _joins(self, last: Phrase, phrase: Phrase, triggers: Sequence[Span]) -> bool:
        """Whether a phrase goes on with the one before it: A、B, A 与 B, 中日; not 在 A 与 B."""
        gap = self._text[last.end : phrase.name_start].strip()
        if _overlaps(last.end, phrase.name_start, triggers) or phrase.function not in ("", "with"):
            return False
        short = all(m.end - m.start == 1 for m in (last.heads[-1], phrase.heads[0]))
        if not gap:
            return short
        if phrase.function == "with" and (
            last.function in ("place", "destination", "from", "ignored") or self._place(last)
        ):
            return False
        return self._is_coordinator(gap) and self._place(last) == self._place(phrase)

    @staticmethod
    def _place(phrase: Phrase) -> bool:
        return phrase.heads[-1].label in ("LOC", "FAC")

    def _is_coordinator(self, gap: str) -> bool:
        """Whether a gap coordinates; titles may stand on both sides (布林肯国务卿和防长奥斯汀)."""
        grammar = self._grammar
        if gap in grammar.coordinators:
            return True
        for word in grammar.coordinators:
            before, found, after = gap.partition(word)
            if found and len(gap) <= grammar.title_length and self._titles_only(before) and self._titles_only(after):
                return True
        return False

    def _titles_only(self, text: str) -> bool:
        rest = text
        while rest:
            cut = next((w for w in (*self._grammar.titles, *self._grammar.modifiers) if rest.endswith(w)), None)
            if cut is None:
                return False
            rest = rest[: -len(cut)]
        return True

    def _marked(self, phrase: Phrase, sentence: Span, triggers: Sequence[Span]) -> Phrase:
        """The phrase with the marker that governs it, looked for to its left across modifiers and titles."""
        grammar, position = self._grammar, phrase.start
        while position > max(sentence[0], phrase.start - _REACH):
            left = self._text[sentence[0] : position]
            if not left.endswith(grammar.no_marker):
                for length in (3, 2, 1):
                    word = left[-length:]
                    if word in grammar.markers and not _overlaps(position - len(word), position, triggers):
                        return replace(phrase, start=position - len(word), function=grammar.markers[word])
            skip = next((w for w in (*grammar.modifiers, *grammar.titles) if left.endswith(w)), None)
            if skip is None or _overlaps(position - len(skip), position, triggers):
                break
            position -= len(skip)
        return replace(phrase, start=position) if position != phrase.start else phrase
