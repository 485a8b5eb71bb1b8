"""What the text has named so far: 当天, 同年 and a bare 9月 or 12日 may mean that."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.records import Span
from kg.times import edtf

_NEWS = 7  # days that the news of a day look back


@dataclass
class Memory:
    """State of one document while it is read from left to right.

    `anchor` is the day of publication. `day`, `month` and `year` are the last ones named; `news` is the last day named
    that was not long before it. `end` is where the last expression with a calendar value ended; `year_end` and
    `month_end` where the last one that said (or itself inherited) its year, its month did.
    """

    text: str
    anchor: date | None
    sentences: Sequence[Span] = ()
    day: date | None = None
    news: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    end: int = -1
    year_end: int = -1
    month_end: int = -1

    def sentence_end(self, position: int) -> int:
        """Where the sentence around a position ends."""
        at = bisect_right(self.sentences, position, key=lambda span: span[1])
        return self.sentences[at][1] if at < len(self.sentences) else len(self.text)

    def forget_context(self) -> None:
        """The next bare month or day shares nothing with what was named before."""
        self.year_end = self.month_end = -1

    def near(self, end: int, start: int, reach: int) -> bool:
        """Whether what ended there is the last time named, not far away, and in the same paragraph."""
        return 0 <= end == self.end and start - end <= reach and "\n" not in self.text[end:start]

    def meant(self, start: int, *, future: bool) -> date | None:
        """The day that 当天 means: the last one named; in a new sentence rather the last day of the news.

        Args:
            start: Where 当天 stands.
            future: Whether it speaks of what comes; then a day ahead may be meant.
        """
        if not self.day or not self.anchor or not self.news or start <= self.sentence_end(self.end - 1):
            return self.day
        behind = (self.anchor - self.day).days
        return self.news if (behind < 0 and not future) or (behind > _NEWS and self._elsewhere(start)) else self.day

    def _elsewhere(self, start: int) -> bool:
        return "\n" in self.text[self.end : start]

    def keep(self, value: str | None, end: int, *, says_year: bool, says_month: bool) -> None:
        """Remember a value; of an interval its last part."""
        covered = edtf.days(value)
        first = covered and (covered[0] or covered[1])
        if not covered or not first or not value:
            return
        last = date.fromisoformat(covered[1] or first)
        self.end = end
        if covered[0] == covered[1]:
            self.day = last
            if self.anchor and 0 <= (self.anchor - last).days <= _NEWS:
                self.news = last
        if covered[0] and (last - date.fromisoformat(first)) < timedelta(31):
            self.month = (last.year, last.month)
        else:
            self.month = None
        self.year = date.fromisoformat(first).year if covered[1] is None else last.year
        self.year_end = end if says_year else -1
        self.month_end = end if says_month and self.month else -1
