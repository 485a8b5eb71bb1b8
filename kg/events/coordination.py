"""Phrases that go on with one another: 美国、日本和韩国, 中日, 布林肯国务卿和防长奥斯汀."""

from collections.abc import Sequence
from dataclasses import replace

from kg.events.grammar import Grammar
from kg.events.phrase import Phrase, overlaps
from kg.records import Span


class Coordination:
    """Joins the phrases of a sentence that are equals."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar

    def join(self, phrases: Sequence[Phrase], triggers: Sequence[Span]) -> list[Phrase]:
        """The phrases with those that go on with one another as one."""
        groups: list[Phrase] = []
        for phrase in phrases:
            last = groups[-1] if groups else None
            if last is not None and self._joins(last, phrase, triggers):
                # A 和 B are two, A 与 B may be one with the other.
                with_like = phrase.function == "with" and self._text[phrase.name_start - 1] != "和"
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
        if overlaps(last.end, phrase.name_start, triggers) or phrase.function not in ("", "with"):
            return False
        short = all(m.end - m.start == 1 for m in (last.heads[-1], phrase.heads[0]))
        if not gap:
            return short
        if phrase.function == "with" and (
            last.function in ("place", "destination", "from", "ignored") or last.is_place
        ):
            return False
        return self._is_coordinator(gap) and last.is_place == phrase.is_place

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
