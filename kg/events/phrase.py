"""A phrase of names: one or more of them in one function of a clause."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.records import Mention, Span

PLACE_LABELS = ("GPE", "LOC", "FAC")


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


def overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Whether a stretch of text has anything in common with one of the spans."""
    return any(a < end and start < b for a, b in spans)
