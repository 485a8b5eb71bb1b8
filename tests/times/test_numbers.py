"""Numerals and quantities."""

import pytest

from kg.times.counted import Quantity, parse_quantity
from kg.times.lexicon import lexicon
from kg.times.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("１２", 12), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31),
        ("廿一", 21), ("二〇二三", 2023), ("二零一九", 2019), ("一九九○", 1990), ("三十八", 38), ("一百一十二", 112),
        ("一百零二", 102), ("两", 2), ("元", 1), ("一万二千", 12_000), ("十万", 100_000), ("几", None),
        ("", None), ("年", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: int | None) -> None:
    assert parse_number(text, lexicon()) == number


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("三年前", Quantity(3, "year")), ("20年后", Quantity(20, "year")), ("两个月前", Quantity(2, "month")),
        ("三周内", Quantity(3, "week")), ("两个星期前", Quantity(2, "week")), ("半年前", Quantity(6, "month")),
        ("一年半前", Quantity(18, "month")), ("一个半月前", Quantity(45, "day")), ("十余年前", Quantity(None, "year")),
        ("数月前", Quantity(None, "month")),
        ("几十年前", Quantity(None, "year")), ("二十多年前", Quantity(None, "year")),
        ("三个季度", Quantity(3, "quarter")), ("一个世纪", Quantity(1, "century")), ("很久", None),
    ],
)  # fmt: skip
def test_quantities(text: str, quantity: Quantity | None) -> None:
    assert parse_quantity(text, lexicon()) == quantity
