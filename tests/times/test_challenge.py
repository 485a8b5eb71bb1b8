"""163 sentences written for this project: at least 95 % right, nothing found where there is no time."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kg.language.sentences import split_sentences
from kg.times import edtf, find_times

_CASES = Path(__file__).resolve().parents[1] / "data" / "time_challenge.json"


@cache
def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(_CASES.read_text(encoding="utf-8"))
    return cases


def _right(case: dict[str, Any]) -> bool:
    """Every date has an accepted value, vague and anaphoric times are found, repeated times and durations are not."""
    text = case["text"]
    found = find_times(text, split_sentences(text), date.fromisoformat(case["anchor"][:10]))
    if not case["gold"]:
        return not found
    for gold in case["gold"]:
        here = [time for time in found if time.start < gold["end"] and gold["start"] < time.end]
        accepted = [edtf.days(value) for value in gold["values"]]
        if gold["kind"] == "DATE":
            right = any(edtf.days(time.value) in accepted for time in here)
        else:
            right = bool(here) == (gold["kind"] in ("VAGUE", "ANAPHORIC"))
        if not right:
            return False
    return True


def test_nearly_all_are_right() -> None:
    wrong = [case["text"] for case in _cases() if not _right(case)]
    assert len(wrong) <= 0.05 * len(_cases()), wrong


def test_nothing_is_found_where_there_is_no_time() -> None:
    empty = [case for case in _cases() if not case["gold"]]
    assert len(empty) == 37
    assert [case["text"] for case in empty if not _right(case)] == []
