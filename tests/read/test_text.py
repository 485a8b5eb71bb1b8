import pytest

from kg.errors import ReadError
from kg.read.text import read_text

_P = "石川外相周三在东京会见了到访的欧文。"


def test_short_first_line_is_the_title() -> None:
    document = read_text(f"石川会见欧文\n\n　　{_P}\r\n双方没有发表声明。\n", "a.txt")
    assert document.title == "石川会见欧文"
    assert document.text == f"石川会见欧文\n{_P}\n双方没有发表声明。"
    assert document.published is None


def test_sentence_is_no_title() -> None:
    assert read_text(f"{_P}\n双方没有发表声明。").title is None
    assert read_text("会谈").title is None
    assert read_text(f"摘要\n{_P}").title is None


def test_markdown_heading_and_address() -> None:
    document = read_text(f"# 石川会见欧文\nhttps://www.rfa.org/mandarin/1.html\n\n{_P}")
    assert document.title == "石川会见欧文"
    assert document.source == "自由亚洲电台"
    assert document.text == f"石川会见欧文\n{_P}"


def test_nothing_left() -> None:
    with pytest.raises(ReadError):
        read_text("\u200b\n \n分享\n")
