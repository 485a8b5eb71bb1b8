"""Whatever the text, spans lie inside it and say what stands there."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.script import to_simplified, to_traditional
from kg.language.sentences import split_sentences
from kg.times import edtf, find_times
from kg.times.lexicon import lexicon

_LEXICON = lexicon()
_NAMES = (
    "relative_year", "relative_month", "relative_week", "relative_day", "anaphoric_day", "anaphoric_year", "positions",
    "since", "until", "after", "around", "range", "list", "festivals", "day_parts", "periods", "eras", "vague",
)  # fmt: skip
_WORDS = [word for name in _NAMES for word in _LEXICON.words(name)]
_BITS = [
    "9月",
    "12日",
    "2023年",
    "周三",
    "星期天",
    "（",
    "）",
    " ",
    "，",
    "。",
    "\n",
    "两",
    "3",
    "十",
    "个",
    "天",
    "月",
    "的",
    "世纪",
]
_text = st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_BITS), st.text(max_size=3)), max_size=25).map(
    "".join
)
_anchor = st.none() | st.dates()


@settings(max_examples=400, deadline=None)
@given(_text, _anchor)
def test_spans_quote_the_text_and_values_are_edtf(text: str, anchor: date | None) -> None:
    found = find_times(text, split_sentences(text), anchor)
    end = 0
    for time in found:
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert "\n" not in time.text
        end = time.end
        if time.value is not None and not time.value.endswith("_REF"):
            assert edtf.days(time.value), time
            assert time.precision
    assert found == find_times(text, split_sentences(text), anchor)


@settings(max_examples=200, deadline=None)
@given(_text, st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_both_scripts_agree(text: str, anchor: date) -> None:
    plain = to_simplified(text)
    twin = to_traditional(plain)
    if to_simplified(twin) != plain:
        return
    left = [(t.start, t.end, t.value) for t in find_times(plain, split_sentences(plain), anchor)]
    assert left == [(t.start, t.end, t.value) for t in find_times(twin, split_sentences(twin), anchor)]


@pytest.mark.parametrize("year", range(1950, 2051))
def test_moveable_festivals_lie_where_they_can(year: int) -> None:
    spring, moon = _LEXICON.festivals["春节"][year], _LEXICON.festivals["中秋节"][year]
    assert f"{year}-01-20" < spring < f"{year}-02-22"
    assert f"{year}-09-06" < moon < f"{year}-10-10"
