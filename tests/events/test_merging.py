"""Several mentions of one event become one; different events stay apart."""

from collections.abc import Callable

import pytest

from kg.records import Event

Find = Callable[..., list[Event]]


@pytest.mark.parametrize(
    "marked",
    [
        # Same word, a person and the State.
        "[德国|GPE|DEU]谴责[伊朗|GPE|IRN]。\n[德国|GPE|DEU]的谴责来得快。",
        # Different words, next to each other.
        "[林一平|PERSON|lin]访问[日本|GPE|JPN]，并在[东京|GPE|tokyo:JPN]会见[山下正夫|PERSON|yamashita]。",
        # Other words, far apart, the same States in both roles.
        "[德国|GPE|DEU]批评[伊朗|GPE|IRN]。\n天气晴。\n路上有车。\n[德国|GPE|DEU]总理[林一平|PERSON|lin:DEU]抨击[伊朗|GPE|IRN]。",
        # The same day.
        "[林一平|PERSON|lin]{周一|2023-05-08}批评[中国|GPE|CHN]。\n天气晴。\n路上有车。\n"
        "[林一平|PERSON|lin]{周一|2023-05-08}抨击[中国|GPE|CHN]。",
    ],
)
def test_one_event(find_events: Find, marked: str) -> None:
    (event,) = find_events(marked)
    assert len(event.triggers) == 2
    assert event.trigger in event.triggers
    assert list(event.triggers) == sorted(event.triggers)


@pytest.mark.parametrize(
    "marked",
    [
        # Two recipients.
        "[德国|GPE|DEU]谴责[伊朗|GPE|IRN]。[德国|GPE|DEU]谴责[朝鲜|GPE|PRK]。",
        # Two days.
        "[林一平|PERSON|lin]{周一|2023-05-08}会见[蔡文华|PERSON|tsai]。"
        "[林一平|PERSON|lin]{周二|2023-05-09}会见[蔡文华|PERSON|tsai]。",
        # One happened, one is planned.
        "[林一平|PERSON|lin]访问了[日本|GPE|JPN]。[林一平|PERSON|lin]计划再次访问[日本|GPE|JPN]。",
        # Two persons of one State.
        "[德国|GPE|DEU]的[林一平|PERSON|lin]批评[伊朗|GPE|IRN]。[德国|GPE|DEU]的[王大明|PERSON|wang]批评[伊朗|GPE|IRN]。",
        # Two types.
        "[德国|GPE|DEU]谴责[伊朗|GPE|IRN]，并制裁[伊朗|GPE|IRN]。",
    ],
)
def test_two_events(find_events: Find, marked: str) -> None:
    assert len(find_events(marked)) == 2


def test_what_the_main_mention_lacks_comes_from_the_other(find_events: Find) -> None:
    (event,) = find_events("[林一平|PERSON|lin]访问[日本|GPE|JPN]。\n[林一平|PERSON|lin]此次访问很短。")
    assert (event.actors, event.recipients) == (("lin",), ("JPN",))


def test_ids_follow_the_text(find_events: Find) -> None:
    events = find_events("[德国|GPE|DEU]谴责[伊朗|GPE|IRN]。[德国|GPE|DEU]制裁[伊朗|GPE|IRN]。")
    assert [event.id for event in events] == ["E1", "E2"]
    assert [event.trigger for event in events] == sorted(event.trigger for event in events)
