"""Name phrases of a sentence: title and name, names in coordination, the marker before them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.events.clauses import BRACKETS
from kg.events.coordination import Coordination
from kg.events.grammar import Grammar
from kg.events.markers import Markers
from kg.events.matching import CLAUSE_END
from kg.events.phrase import Phrase, overlaps
from kg.records import Mention, Span


class PhraseReader:
    """Reads the phrases of one sentence at a time out of a text in simplified characters."""

    def __init__(self, text: str, grammar: Grammar, holders: Mapping[tuple[str, str], str] | None = None) -> None:
        """`holders` gives the person by the id of a State or organization and the title held there."""
        self._text = text
        self._grammar = grammar
        self._holders = holders or {}
        self._markers, self._coordination = Markers(text, grammar), Coordination(text, grammar)
        self._longest = max((len(title) for _, title in self._holders), default=0)

    def read(
        self, sentence: Span, names: Sequence[Mention], triggers: Sequence[Span], pronouns: Sequence[Phrase] = ()
    ) -> list[Phrase]:
        """The phrases of a sentence in order; a name inside a trigger (the 华 of 访华) is in none."""
        outside = [m for m in names if not overlaps(m.start, m.end, triggers)]
        found = sorted([*self._apposed(outside, triggers), *pronouns], key=lambda phrase: phrase.name_start)
        pairs = zip_longest(found, found[1:])
        found = [phrase for phrase, after in pairs if not self._belongs(phrase, after)]
        found = [self._by_office(phrase) for phrase in found]
        marked = [self._markers.govern(phrase, sentence, triggers) for phrase in found]
        return self._coordination.join(self._posted(marked, sentence, triggers), triggers)

    def _apposed(self, names: Sequence[Mention], triggers: Sequence[Span]) -> list[Phrase]:
        phrases: list[Phrase] = []
        for name in names:
            if phrases:
                last = phrases[-1]
                gap = self._text[last.end : name.start]
                if gap in BRACKETS and self._alias(last, name):
                    closing = name.end + self._text.startswith(BRACKETS[gap], name.end)
                    phrases[-1] = replace(last, end=closing, whole=(*last.whole, name))
                    continue
                if self._same_phrase(last.heads[-1], name, gap) and not overlaps(last.end, name.start, triggers):
                    phrases[-1] = Phrase(last.start, last.start, name.end, (name,), (*last.whole, name))
                    continue
            phrases.append(Phrase(name.start, name.start, name.end, (name,), (name,)))
        return phrases

    def _belongs(self, phrase: Phrase, after: Phrase | None) -> bool:
        """Whether a pronoun only tells where the one behind it belongs: 该党秘书长某某."""
        if after is None or phrase.heads[0].label not in ("GPE", "ORG") or len(phrase.heads) > 1:
            return False
        pronoun = self._text[phrase.name_start : phrase.end] in self._grammar.pronouns
        gap = self._text[phrase.end : after.name_start]
        return pronoun and self._same_phrase(phrase.heads[0], after.heads[0], gap)

    def _posted(self, phrases: Sequence[Phrase], sentence: Span, triggers: Sequence[Span]) -> list[Phrase]:
        """中国驻日本大使某某 is one person, with the country that sends in front or without it."""
        found: list[Phrase] = []
        for phrase in phrases:
            marker = self._text[phrase.start : phrase.name_start]
            if not marker.startswith(self._grammar.posted) or phrase.heads[-1].label != "PERSON":
                found.append(phrase)
            elif found and found[-1].end == phrase.start and found[-1].heads[-1].label in ("GPE", "ORG"):
                sender = found.pop()
                whole = (*sender.whole, *phrase.whole)
                found.append(replace(sender, end=phrase.end, heads=phrase.heads, whole=whole))
            else:
                found.append(self._markers.govern(replace(phrase, function=""), sentence, triggers))
        return found

    def _by_office(self, phrase: Phrase) -> Phrase:
        """日本首相 without a name is the person that the document names as such."""
        head = phrase.heads[-1]
        for length in range(self._longest, 0, -1):
            person = self._holders.get((head.entity, self._text[phrase.end : phrase.end + length]))
            if person is not None:
                end = phrase.end + length
                named = Mention(head.start, end, self._text[head.start : end], "PERSON", person)
                return replace(phrase, end=end, heads=(named,), whole=(*phrase.whole, named))
        return phrase

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
        if name.label == "ORG":
            return gap in ("的", "政府", "政府的")
        return gap.endswith(grammar.titles) and not self._separates(gap)

    def _separates(self, gap: str) -> bool:
        """Whether a marker stands between two names; that of 反对党领袖 is none, nor that of 上将."""
        title = next(word for word in self._grammar.titles if gap.endswith(word))
        gap = gap[: len(gap) - len(title)]
        for word in self._grammar.no_marker:
            gap = gap.replace(word, "") if len(word) > 1 else gap
        if any(word in gap for word in self._grammar.separating):
            return True
        # 外交与安全政策代表 is one title, 政府与总理 are two parties.
        between = gap.startswith(("与", "和"))
        return between or any(gap[:at].endswith(self._grammar.titles) for at, sign in enumerate(gap) if sign in "与和")
