"""What the words around a name decide: the State of 国防部, the city or the government of 北京."""

from collections.abc import Sequence

from kg.components.gazetteer_data import Entry
from kg.components.gazetteer_compose import body_id
from kg.components.gazetteer_matcher import Matcher
from kg.records import Mention

_SENTENCE_ENDS = "。！？!?；\n"


def _longest(text: str, cues: tuple[str, ...]) -> int:
    return max((len(c) for c in cues if text.startswith(c)), default=0)


def is_government(text: str, start: int, end: int, capital: Entry, m: Matcher) -> bool | None:
    """Does a capital's name stand for the government of its State here? None where no word beside it tells.

    Cues of place (在北京举行) win over weak ones of government (北京表示), strong ones (北京政府) over both.
    """
    r, surface = m.rules, text[start:end]
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    place = _longest(after, r.place_after)
    if surface in r.always_state or _longest(after, r.state_strong) > place:
        return True
    if place or (before.endswith(r.place_before) and not before.endswith(r.place_not_before)):
        return False
    if before.endswith(m.known.entries[capital.metonym].names):  # 印度新德里
        return False
    weak = after.startswith(r.state_after) or before.endswith(r.state_before)
    return True if weak and capital.id in r.governments else None


def _distance(text: str, at: int, other: Mention) -> tuple[int, int]:
    """How far a State's name is: sentences between, then characters; what stands before is nearer."""
    low, high = sorted((at, other.start))
    between = sum(text.count(c, low, high) for c in _SENTENCE_ENDS)
    return between, abs(at - other.start) * (2 if other.start > at else 1)


def body_in_context(
    text: str, mention: Mention, surface: str, linked: Sequence[tuple[Mention, str]], m: Matcher
) -> str:
    """The entity of a body's name without its State: 国防部 after 台湾 is Taiwan's.

    `linked` are the mentions that belong to a State, with that State's id. An organization of the same kind that the
    document names in full comes first, then the nearest State that has such a body in the gazetteer, then the kind's
    own default, then the nearest State at all.
    """
    body = m.rules.body(surface)
    if body is None:
        return ""
    ranked = sorted(linked, key=lambda pair: _distance(text, mention.start, pair[0]))
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
