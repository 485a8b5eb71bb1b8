"""Status and time of each mention of an event, read where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from kg.events.dating import is_ahead, main_day, recent_days, time_of
from kg.events.factuality import Factuality, any_of, status_of
from kg.language.script import to_simplified
from kg.records import Event, Mention, Span, TimeExpression

# How many sentences away a day may stand that belongs to what was said, or done.
_SAID = 4
_DONE = 2
_AGAIN = 20  # characters before a trigger in which a word tells that it is repeated
_LEAD = 6  # sentences, headline and captions among them
_LONG = 30  # sentences of an article that goes on to other days after its lead
_SHORT = 8  # sentences of one that tells of a single day
_BREAK = "\n"


class Settler:
    """Reads status and time around triggers of one document.

    `triggers` are all triggers of the document: a cue near one does not reach across it to the next. `said` are those
    of them that are acts of speech: the day before one is not that of what it speaks of.
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
        said: Iterable[Span] = (),
    ) -> None:
        self._text = to_simplified(text)
        self._sentences = list(sentences)
        self._times = sorted(times, key=lambda time: time.start)
        self._starts = [time.start for time in self._times]
        self._names = frozenset(name.start for name in names)
        self._triggers = sorted(set(triggers))
        told = {start for start, _ in said}
        told.update(found.start() for found in any_of(cues.telling).finditer(self._text))
        self._told = sorted(told)
        self._published = published
        self._cues = cues
        self._recent = [(self.sentence((t.start, t.end)), t) for t in recent_days(self._times, published)]

    def inherited(self, event: Event, named: Mapping[str, Collection[int]]) -> TimeExpression | None:
        """The day of something told without a date.

        A headline is about the first recent day that the text names. Anything else happened on the day of the
        sentence nearby that names an actor and a recent day; a sentence before counts as nearer than one as far
        behind. What was said without any of these was said on the day that the text is about, if the sentence with
        that day names who says it, or the text is short.

        What happens again and again has no day, nor has what only describes a name (遭扣押的船长), nor what a long
        article tells after its lead.

        Args:
            event: With its actors.
            named: Which sentences name an entity, by id.
        """
        here = self.sentence(event.trigger)
        if self._timeless(event.trigger) or (here > _LEAD and len(self._sentences) > _LONG):
            return None
        if here == 0 and self._recent and self._recent[0][0] <= _LEAD:
            return self._recent[0][1]
        is_said = event.type in self._cues.speech_types
        near = self._near(event, here, named, is_said)
        if near is not None or not is_said:
            return near
        day = main_day([time for _, time in self._recent])
        if day is None or len(self._sentences) <= _SHORT:
            return day
        its = self.sentence((day.start, day.end))
        return day if any(its in named.get(actor, ()) for actor in event.actors) else None

    def _timeless(self, trigger: Span) -> bool:
        start, _ = self._sentences[self.sentence(trigger)]
        again = any_of(self._cues.recurring).search(self._text, max(start, trigger[0] - _AGAIN), trigger[0])
        return again is not None or self._text.startswith("的", trigger[1])

    def _near(
        self, event: Event, here: int, named: Mapping[str, Collection[int]], is_said: bool
    ) -> TimeExpression | None:
        """The recent day of the nearest other sentence that names an actor; those of its own were none of the event's.

        A deed reaches out of its paragraph no farther back than to the sentence right before.
        """
        reach = _SAID if is_said else _DONE
        near: list[tuple[int, bool, TimeExpression]] = []
        first = bisect_left(self._recent, here - reach, key=lambda found: found[0])
        for there, time in self._recent[first:]:
            if there > here + reach:
                break
            if there == here:
                continue
            if not is_said and there < here - 1 and self._text.find(_BREAK, time.end, self._sentences[here][0]) >= 0:
                continue
            if any(there in named.get(actor, ()) for actor in event.actors):
                near.append((abs(there - here), there > here, time))
        return min(near, key=lambda found: found[:2])[2] if near else None

    def sentence(self, trigger: Span) -> int:
        """The index of the sentence that a trigger stands in."""
        return max(0, bisect_right(self._sentences, (trigger[0], trigger[0] + 10**9)) - 1)

    def surface(self, trigger: Span) -> str:
        """The trigger in simplified characters."""
        return self._text[slice(*trigger)]

    def status(self, event_type: str, trigger: Span) -> str:
        """See `kg.events.factuality.status_of`; what is to be done on a day after the publication is planned."""
        start, end = self._sentences[self.sentence(trigger)]
        first, last = bisect_left(self._triggers, (start, 0)), bisect_left(self._triggers, (end, 0))
        others = [t for t in self._triggers[first:last] if t != trigger]
        found = status_of(self._text, event_type, trigger, (start, end), others, self._names, self._cues)
        if found != "actual" or event_type in self._cues.speech_types:
            return found
        here = self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return "planned" if is_ahead(self._text, here, trigger, self._published) else found

    def time(self, trigger: Span, status: str, event_type: str | None = None) -> TimeExpression | None:
        """See `kg.events.dating.time_of`; without a type, any time of its sentence may be that of a trigger."""
        start, end = self._sentences[self.sentence(trigger)]
        here = self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        is_said = event_type in self._cues.speech_types
        told = () if event_type is None or is_said else self._told_within(start, trigger[0])
        return time_of(self._text, here, trigger, status, self._published, behind=not is_said, told_at=told)

    def _told_within(self, start: int, end: int) -> Sequence[int]:
        return self._told[bisect_left(self._told, start) : bisect_left(self._told, end)]
