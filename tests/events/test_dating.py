"""When an event happened."""

from collections.abc import Callable

import pytest

from kg.events.dating import begun, main_day, when
from kg.records import Event, TimeExpression

Find = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        ("[林一平|PERSON|lin]{周一|2023-05-08}访问[日本|GPE|JPN]。", "2023-05-08"),
        # In an earlier clause, not in a later one.
        ("{周一|2023-05-08}，[林一平|PERSON|lin]访问[日本|GPE|JPN]。", "2023-05-08"),
        ("[林一平|PERSON|lin]访问[日本|GPE|JPN]，那里{1912年|1912}有地震。", None),
        # The time of the own clause wins.
        ("{去年|2022}收成好，[林一平|PERSON|lin]{周一|2023-05-08}访问[日本|GPE|JPN]。", "2023-05-08"),
        # What has happened was not in the future; what is planned may be.
        ("[林一平|PERSON|lin]访问[日本|GPE|JPN]，为{明年|2024}的峰会作准备。", None),
        ("[林一平|PERSON|lin]将于{下周|2023-05-15/2023-05-21}访问[日本|GPE|JPN]。", "2023-05-15/2023-05-21"),
        # What is told on a day was not done on it; an announcement of one's own is.
        ("天气不好。{周一|2023-05-08}[蔡文华|PERSON|tsai]说，[林一平|PERSON|lin]访问了[日本|GPE|JPN]。", None),
        ("{周一|2023-05-08}[蔡文华|PERSON|tsai]开会，并访问[日本|GPE|JPN]。", "2023-05-08"),
        # What follows an act of speech is its content.
        ("天气不好。" * 9 + "[林一平|PERSON|lin]批评[中国|GPE|CHN]{周一|2023-05-01}的军演。", None),
        # What is only feared has no day but one to come.
        ("{周一|2023-05-08}报告写道，如果[俄罗斯|GPE|RUS]攻击[波兰|GPE|POL]，局势会恶化。", None),
        # A vague time is none.
        ("{近日|PAST_REF}[林一平|PERSON|lin]访问[日本|GPE|JPN]。", None),
    ],
)
def test_date(find_events: Find, marked: str, date: str | None) -> None:
    assert find_events(marked)[0].date == date


def test_without_a_time_only_the_publication_bounds_it(find_events: Find) -> None:
    (event,) = find_events("[林一平|PERSON|lin]访问[日本|GPE|JPN]。", published="2023-05-10")
    assert (event.date, event.date_start, event.date_end) == (None, None, "2023-05-10")
    assert (event.date_precision, event.date_basis) == (None, "publication")


def test_fields_of_a_dated_event(find_events: Find) -> None:
    (event,) = find_events("{今年2月|2023-02}[林一平|PERSON|lin]访问[日本|GPE|JPN]。")
    assert (event.date, event.date_start, event.date_end) == ("2023-02", "2023-02-01", "2023-02-28")
    assert (event.date_precision, event.date_basis) == ("month", "explicit")


def test_what_is_said_takes_the_day_of_its_speaker(find_events: Find) -> None:
    told = "[林一平|PERSON|lin]{周一|2023-05-08}发表演说。[林一平|PERSON|lin]批评[中国|GPE|CHN]。"
    (event,) = find_events(told)
    assert (event.date, event.date_basis) == ("2023-05-08", "inherited")
    (other,) = find_events(told.replace("{周一|2023-05-08}", "{十年前|2013-05-08}"))
    assert (other.date, other.date_basis) == (None, "publication")


def test_what_is_done_on_a_day_to_come_is_planned(find_events: Find) -> None:
    (visit,) = find_events("[林一平|PERSON|lin]{下周一|2023-05-15}访问[日本|GPE|JPN]。")
    assert (visit.status, visit.date) == ("planned", "2023-05-15")
    (drill,) = find_events("[林一平|PERSON|lin]表示，[日本|GPE|JPN]{下周一|2023-05-15}举行军演。")
    assert (drill.status, drill.date) == ("planned", "2023-05-15")
    (speech,) = find_events("[林一平|PERSON|lin]批评[日本|GPE|JPN]{下周一|2023-05-15}的军演。")
    assert (speech.status, speech.date) == ("actual", None)


def _told(event: str, after: int = 0) -> str:
    return "[林一平|PERSON|lin]{周一|2023-05-08}到达。" + "天气不好。" * after + event


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        (_told("[林一平|PERSON|lin]攻击[中国|GPE|CHN]。"), "2023-05-08"),
        (_told("[林一平|PERSON|lin]多次攻击[中国|GPE|CHN]。"), None),
        (_told("[林一平|PERSON|lin]攻击的[中国|GPE|CHN]沉默。"), None),
        # One paragraph on, but for the sentence right before it.
        (_told("\n[林一平|PERSON|lin]攻击[中国|GPE|CHN]。"), "2023-05-08"),
        (_told("\n[林一平|PERSON|lin]攻击[中国|GPE|CHN]。", after=1), None),
        # A short text is about its one day, a long one goes on to others.
        ("{周一|2023-05-08}下雨。[林一平|PERSON|lin]批评[中国|GPE|CHN]。", "2023-05-08"),
        ("{周一|2023-05-08}下雨。" + "天气不好。" * 10 + "[林一平|PERSON|lin]批评[中国|GPE|CHN]。", None),
        (_told("[林一平|PERSON|lin]批评[中国|GPE|CHN]。", after=20), "2023-05-08"),
        (_told("[林一平|PERSON|lin]批评[中国|GPE|CHN]。", after=30), None),
    ],
)
def test_inherited(find_events: Find, marked: str, date: str | None) -> None:
    assert find_events(marked)[-1].date == date


def test_who_acts_from_a_day_on_acts_on_it() -> None:
    found = when(TimeExpression(0, 1, "起", "2023-05-08/..", "interval", "relative"), None)
    assert (found.date, found.start, found.end, found.precision) == ("2023-05-08", "2023-05-08", "2023-05-08", "day")
    assert begun("2003/..") == "2003/.."


def test_main_day_is_the_one_named_most() -> None:
    times = [
        TimeExpression(i, i + 1, "日", f"2023-05-0{day}", "day", "relative") for i, day in enumerate((7, 8, 8, 7, 8))
    ]
    assert main_day(times) == times[1]
    assert main_day(times[:2]) == times[0]
    assert main_day([]) is None


def test_open_interval() -> None:
    time = TimeExpression(0, 1, "起", "2003/..", "interval", "explicit")
    found = when(time, None)
    assert (found.start, found.end, found.date) == ("2003-01-01", None, "2003/..")
    assert when(None, None).end is None
