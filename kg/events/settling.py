"""Status and time of each mention of an event, read where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from kg.events.dating import recent_days, time_of
from kg.events.factuality import Factuality, status_of
from kg.language.script import to_simplified
from kg.records import Event, Mention, Span, TimeExpression

_INHERIT = 4  # sentences


class Settler:
    """Reads status and time around triggers of one document.

    `triggers` are all triggers of the document: a cue near one does not reach across it to the next.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        times: Sequence[TimeExpression],
        triggers: Sequence[Span],
        published: date | None,
        cues: Factuality,
    ) -> None:
        self._text = to_simplified(text)
        self._sentences = list(sentences)
        self._times = times
        self._triggers = sorted(set(triggers))
        self._published = published
        self._cues = cues

    def inherited(self, event: Event, names: Sequence[Mention]) -> TimeExpression | None:
        """The day of something said without a date: that of the sentence nearby that names an actor and a recent day.

        A sentence before counts as nearer than one as far behind.
        """
        if event.type not in self._cues.speech_types:
            return None
        here = self.sentence(event.trigger)
        with_actor = {self.sentence((m.start, m.end)) for m in names if m.entity in event.actors}
        near: list[tuple[int, bool, TimeExpression]] = []
        for time in recent_days(self._times, self._published):
            there = self.sentence((time.start, time.end))
            if there in with_actor and abs(there - here) <= _INHERIT:
                near.append((abs(there - here), there > here, time))
        return min(near, key=lambda found: found[:2])[2] if near else None

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
        return status_of(self._text, event_type, trigger, (start, end), others, self._cues)

    def time(self, trigger: Span, status: str) -> TimeExpression | None:
        """See `kg.events.dating.time_of`."""
        sentence = self._sentences[self.sentence(trigger)]
        return time_of(self._text, self._times, trigger, sentence, status, self._published)
