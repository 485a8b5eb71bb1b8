"""Status and time of each mention of an event, read where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kg.events.dating import main_day, recent_days, time_of
from kg.events.factuality import Factuality, status_of
from kg.language.script import to_simplified
from kg.records import Event, Mention, Span, TimeExpression

# How many sentences away a day may stand that belongs to what was said, or done.
_SAID = 4
_DONE = 2
_LEAD = 6  # sentences, headline and captions among them


class Settler:
    """Reads status and time around triggers of one document.

    `triggers` are all triggers of the document: a cue near one does not reach across it to the next.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        times: Sequence[TimeExpression],
        names: Sequence[Mention],
        triggers: Sequence[Span],
        published: date | None,
        cues: Factuality,
    ) -> None:
        self._text = to_simplified(text)
        self._sentences = list(sentences)
        self._times = sorted(times, key=lambda time: time.start)
        self._starts = [time.start for time in self._times]
        self._names = frozenset(name.start for name in names)
        self._triggers = sorted(set(triggers))
        self._published = published
        self._cues = cues
        self._recent = [(self.sentence((t.start, t.end)), t) for t in recent_days(self._times, published)]

    def inherited(self, event: Event, named: Mapping[str, Collection[int]]) -> TimeExpression | None:
        """The day of something told without a date.

        A headline is about the first recent day that the text names. Anything else happened on the day of the
        sentence nearby that names an actor and a recent day; a sentence before counts as nearer than one as far
        behind. What was said without any of these was said on the day that the text is about, if the sentence with
        that day names who says it.

        Args:
            event: With its actors.
            named: Which sentences name an entity, by id.
        """
        here = self.sentence(event.trigger)
        if here == 0 and self._recent and self._recent[0][0] <= _LEAD:
            return self._recent[0][1]
        is_said = event.type in self._cues.speech_types
        reach = _SAID if is_said else _DONE
        first = bisect_left(self._recent, here - reach, key=lambda found: found[0])
        near: list[tuple[int, bool, TimeExpression]] = []
        for there, time in self._recent[first:]:
            if there > here + reach:
                break
            if any(there in named.get(actor, ()) for actor in event.actors):
                near.append((abs(there - here), there > here, time))
        if near:
            return min(near, key=lambda found: found[:2])[2]
        day = main_day([time for _, time in self._recent]) if is_said else None
        if day is None:
            return None
        its = self.sentence((day.start, day.end))
        return day if any(its in named.get(actor, ()) for actor in event.actors) else None

    def sentence(self, trigger: Span) -> int:
        """The index of the sentence that a trigger stands in."""
        return max(0, bisect_right(self._sentences, (trigger[0], trigger[0] + 10**9)) - 1)

    def surface(self, trigger: Span) -> str:
        """The trigger in simplified characters."""
        return self._text[slice(*trigger)]

    def status(self, event_type: str, trigger: Span) -> str:
        """See `kg.events.factuality.status_of`."""
        start, end = self._sentences[self.sentence(trigger)]
        first, last = bisect_left(self._triggers, (start, 0)), bisect_left(self._triggers, (end, 0))
        others = [t for t in self._triggers[first:last] if t != trigger]
        return status_of(self._text, event_type, trigger, (start, end), others, self._names, self._cues)

    def time(self, trigger: Span, status: str) -> TimeExpression | None:
        """See `kg.events.dating.time_of`."""
        start, end = self._sentences[self.sentence(trigger)]
        here = self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return time_of(self._text, here, trigger, status, self._published)
