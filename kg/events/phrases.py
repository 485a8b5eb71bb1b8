"""Name phrases of a sentence: title and name, names in coordination, the marker before them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.events.clauses import BRACKETS
from kg.events.grammar import Grammar
from kg.events.matching import CLAUSE_END
from kg.records import Mention, Span

PLACE_LABELS = ("GPE", "LOC", "FAC")
_CLAUSE = 16  # characters of a clause between a marker and its name: 在与邻国有争议的X
_POSTED = ("驻", "常驻", "派驻")
_DESCRIBED = "对向把被遭"  # markers that may stand before the description of a person
_NOT_DESCRIBED = ("此", "时", "后", "说", "称", "问", "的", "是", "中", "在")
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
    def is_place(self) -> bool:
        """A sea, mountain or building: it does not act."""
        return self.heads[-1].label in ("LOC", "FAC")

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of the heads, each once, in order."""
        return tuple(dict.fromkeys(m.entity for m in self.heads if m.entity))


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(a < end and start < b for a, b in spans)


class PhraseReader:
    """Reads the phrases of one sentence at a time out of a text in simplified characters."""

    def __init__(self, text: str, grammar: Grammar, holders: Mapping[tuple[str, str], str] | None = None) -> None:
        """`holders` gives the person by the id of a State or organization and the title held there."""
        self._text = text
        self._grammar = grammar
        self._holders = holders or {}
        self._longest = max((len(title) for _, title in self._holders), default=0)

    def read(
        self, sentence: Span, names: Sequence[Mention], triggers: Sequence[Span], pronouns: Sequence[Phrase] = ()
    ) -> list[Phrase]:
        """The phrases of a sentence in order; a name inside a trigger (the 华 of 访华) is in none."""
        outside = [m for m in names if not _overlaps(m.start, m.end, triggers)]
        found = sorted([*self._apposed(outside, triggers), *pronouns], key=lambda phrase: phrase.name_start)
        pairs = zip_longest(found, found[1:])
        found = [phrase for phrase, after in pairs if not self._belongs(phrase, after)]
        found = [self._by_office(phrase) for phrase in found]
        marked = [self._marked(phrase, sentence, triggers) for phrase in found]
        return self._coordinated(self._posted(marked, sentence, triggers), triggers)

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
                if self._same_phrase(last.heads[-1], name, gap) and not _overlaps(last.end, name.start, triggers):
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
            if not marker.startswith(_POSTED) or phrase.heads[-1].label != "PERSON":
                found.append(phrase)
            elif found and found[-1].end == phrase.start and found[-1].heads[-1].label in ("GPE", "ORG"):
                sender = found.pop()
                whole = (*sender.whole, *phrase.whole)
                found.append(replace(sender, end=phrase.end, heads=phrase.heads, whole=whole))
            else:
                found.append(self._marked(replace(phrase, function=""), sentence, triggers))
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
        if any(word in gap for word in ("对", "向", "在", "被", "将", "把", "遭", "说", "以")):
            return True
        # 外交与安全政策代表 is one title, 政府与总理 are two parties.
        between = gap.startswith(("与", "和"))
        return between or any(gap[:at].endswith(self._grammar.titles) for at, sign in enumerate(gap) if sign in "与和")

    def _coordinated(self, phrases: Sequence[Phrase], triggers: Sequence[Span]) -> list[Phrase]:
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
        if _overlaps(last.end, phrase.name_start, triggers) or phrase.function not in ("", "with"):
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

    def _marked(self, phrase: Phrase, sentence: Span, triggers: Sequence[Span]) -> Phrase:
        """The phrase with the marker that governs it, looked for to its left across modifiers and titles."""
        grammar, position = self._grammar, phrase.start
        while position > max(sentence[0], phrase.start - _REACH - _CLAUSE):
            left = self._text[sentence[0] : position]
            found = self._marker(left, position, triggers)
            if found is not None:
                function = grammar.markers[found]
                if function == "place" and self._acts_there(phrase):
                    return replace(phrase, start=position)
                if function == "with" and self._text.startswith(grammar.no_company, phrase.end):
                    function = "ignored"
                return replace(phrase, start=position - len(found), function=function)
            skip = next((w for w in (*grammar.modifiers, *grammar.titles) if left.endswith(w)), None)
            if skip is not None and _overlaps(position - len(skip), position, triggers):
                skip = "的" if left.endswith("的") else None
            if skip is None:
                far = self._across_description(phrase, position, sentence, triggers)
                if far is not None:
                    return replace(phrase, start=far[0], function=grammar.markers[far[1]])
                break
            position -= len(skip)
            if skip.endswith("的"):
                position = self._before_clause(position, sentence, triggers)
        if self._disposed(phrase.start, sentence, triggers):
            return replace(phrase, start=position, function="patient")
        return replace(phrase, start=position) if position != phrase.start else phrase

    def _disposed(self, position: int, sentence: Span, triggers: Sequence[Span]) -> bool:
        """把反对党领袖乙软禁: whether a marker of patients stands before it in the clause, without a verb between."""
        left = self._text[max(sentence[0], position - _CLAUSE) : position]
        for word in self._grammar.disposing:
            before, found, between = left.rpartition(word)
            at = position - len(between)
            if found and self._marker(before + found, at, triggers) and not _overlaps(at, position, triggers):
                return not any(c in CLAUSE_END for c in between)
        return False

    def _across_description(
        self, phrase: Phrase, position: int, sentence: Span, triggers: Sequence[Span]
    ) -> tuple[int, str] | None:
        """对总统府前顾问某某: where the marker in front of a description with a title begins, and the marker."""
        if phrase.heads[-1].label != "PERSON" or position == phrase.name_start == phrase.start:
            return None
        for start in range(position - 1, max(sentence[0], position - _REACH) - 1, -1):
            between = self._text[start + 1 : position]
            if self._text[start] in CLAUSE_END or any(word in between for word in _NOT_DESCRIBED):
                return None
            if self._text[start] in _DESCRIBED and not _overlaps(start, position, triggers):
                marker = self._marker(self._text[sentence[0] : start + 1], start + 1, triggers)
                return (start + 1 - len(marker), marker) if marker is not None else None
        return None

    def _marker(self, left: str, position: int, triggers: Sequence[Span]) -> str | None:
        """The marker that a stretch of text ends with."""
        longer = max((len(word) for word in self._grammar.no_marker if left.endswith(word)), default=0)
        for length in (3, 2, 1):
            word = left[-length:]
            if len(word) >= longer and word in self._grammar.markers:
                return None if _overlaps(position - len(word), position, triggers) else word
        return None

    def _acts_there(self, phrase: Phrase) -> bool:
        """在布林肯访问期间, 在美国宣布制裁后: 在 governs the whole clause, not the name."""
        if phrase.heads[-1].label == "PERSON":
            return True
        return phrase.heads[-1].label in ("GPE", "ORG") and self._text.startswith(
            self._grammar.acting_after, phrase.end
        )

    def _before_clause(self, position: int, sentence: Span, triggers: Sequence[Span]) -> int:
        """在有争议的X: where the modifying clause begins, if a marker stands before it; else `position`."""
        for start in range(position - 1, max(sentence[0], position - _CLAUSE), -1):
            if self._text[start - 1] in CLAUSE_END:
                break
            if self._text[start - 1 : start] in self._grammar.far_markers and self._marker(
                self._text[sentence[0] : start], start, triggers
            ):
                return start
        return position
