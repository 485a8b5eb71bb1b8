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
