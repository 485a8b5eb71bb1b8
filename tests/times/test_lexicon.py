"""The word file: what is wrong with it is said in one line; the scan passes over nothing that could begin a time."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg import resources
from kg.errors import SeedError
from kg.times import patterns
from kg.times.lexicon import Lexicon, any_of, before, behind, expanded, lexicon, load_lexicon
from kg.times.tokens import scanner


def test_guards() -> None:
    table = {
        "words": ["日"],
        "not_preceded_by": ["#", "本"],
        "only_followed_by": ["的", "$"],
        "not_followed_by": ["的士"],
    }
    table = expanded(table, ["3", "三"])
    pattern = re.compile(before(table) + any_of(table["words"]) + behind(table))
    texts = ("日的", "日", "日，", "日内", "三日", "3日", "本日", "日的士")
    assert [bool(pattern.search(text)) for text in texts] == [True, True, True, False, False, False, False, False]


def test_what_is_not_a_word_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"times\.toml"):
        load_lexicon(tmp_path / "times.toml", resources.seeds() / "festivals.csv")
    (tmp_path / "times.toml").write_text("[letters]\n", encoding="utf-8")
    with pytest.raises(SeedError, match="numerals"):
        load_lexicon(tmp_path / "times.toml", resources.seeds() / "festivals.csv")
    broken = tmp_path / "festivals.csv"
    broken.write_text("year,春节\n2023\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"festivals\.csv: not a row of 2 columns: 2023"):
        load_lexicon(resources.seeds() / "times.toml", broken)


def test_a_missing_table_is_said() -> None:
    tables = {name: table for name, table in lexicon().tables.items() if name != "weekday"}
    with pytest.raises(SeedError, match="weekday"):
        scanner(Lexicon(tables, lexicon().festivals))


def test_the_quick_look_at_the_first_character_loses_nothing() -> None:
    words = lexicon()
    slow = re.compile("|".join(f"(?:{pattern})" for pattern in patterns.first(words).values()))
    quick = re.compile(patterns.starters(words))
    path = Path(__file__).resolve().parents[1] / "data" / "time_challenge.json"
    texts = [case["text"] for case in json.loads(path.read_text(encoding="utf-8"))]
    for text in [*texts, *_strings(words.tables)]:
        assert all(quick.match(text, found.start()) for found in slow.finditer(text))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [word for part in value.values() for word in _strings(part)]
    return [word for part in value for word in _strings(part)] if isinstance(value, list) else []
