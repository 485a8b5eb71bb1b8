"""What the words around a name decide: the State of 国防部, the city or the government of 北京."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.components.gazetteer_compose import body_id
from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_matcher import Matcher
from kg.records import Mention

_WINDOW = 60  # mentions on either side that may tell the State
_SENTENCE_ENDS = "。！？!?；\n"


def _longest(text: str, cues: tuple[str, ...]) -> int:
    return max((len(c) for c in cues if text.startswith(c)), default=0)


def is_government(text: str, start: int, end: int, capital: Entry, m: Matcher) -> bool | None:
    """Does a capital's name stand for the government of its State here? None where no word beside it tells.

    Cues of place (在北京举行) win over weak ones of government (北京表示), strong ones (北京政府) over both.
    """
    r, surface = m.rules, text[start:end]
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    place = (
        len(surface) if surface != capital.name and surface.endswith(r.place_ends) else _longest(after, r.place_after)
    )
    if surface in r.always_state or _longest(after, r.state_strong) > place:
        return True
    if place or (before.endswith(r.place_before) and not before.endswith(r.place_not_before)):
        return False
    if before.endswith(m.known.entries[capital.metonym].names):  # 印度新德里
        return False
    weak = after.startswith(r.state_after) or before.endswith(r.state_before)
    return True if weak and capital.id in r.governments else None


class Neighbours:
    """The mentions of a text that belong to a State, to be asked for the nearest ones."""

    def __init__(self, text: str, linked: Sequence[tuple[Mention, str]]) -> None:
        """`linked` are mentions with their entity and the State that it belongs to."""
        self._ends = [i for i, c in enumerate(text) if c in _SENTENCE_ENDS]
        self._linked = linked
        self._places = [mention.start for mention, _ in linked]

    def _distance(self, at: int, other: Mention) -> tuple[int, int]:
        """Sentences between, then characters; what stands before is nearer than what follows."""
        sentences = bisect_left(self._ends, at) - bisect_left(self._ends, other.start)
        return abs(sentences), abs(at - other.start) * (2 if other.start > at else 1)

    def nearest(self, at: int) -> list[tuple[Mention, str]]:
        """The mentions around a position, nearest first."""
        index = bisect_left(self._places, at)
        window = self._linked[max(0, index - _WINDOW) : index + _WINDOW]
        return sorted(window, key=lambda pair: self._distance(at, pair[0]))


def body_in_context(mention: Mention, surface: str, around: Neighbours, m: Matcher) -> str:
    """The entity of a body's name without its State: 国防部 after 台湾 is Taiwan's.

    A body of the kind that the document names in full comes first, then the nearest State that has one in the
    gazetteer, then the kind's own default, then the nearest State at all; "" where none is known.
    """
    body = m.rules.body(surface)
    if body is None:
        return ""
    ranked = around.nearest(mention.start)
    for other, state in ranked:
        if other.label == "ORG" and (listed := m.known.body_of(body.kind, state)) and listed.id == other.entity:
            return listed.id
    for _, state in ranked:
        if listed := m.known.body_of(body.kind, state):
            return listed.id
    if body.default and (listed := m.known.body_of(body.kind, body.default)):
        return listed.id
    state_entry = m.known.get(ranked[0][1]) if ranked else None
    return body_id(state_entry, surface, m) if state_entry else ""
