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


@pytest.mark.parametrize(
    ("lines", "published", "source"),
    [
        ("海峽日報 2024年6月20日", "2024-06-20T12:00:00Z", "海峡日报"),
        ("https://www.cna.com.tw/news/1.aspx\n2024-06-20 08:30", "2024-06-20T00:30:00Z", "中央社"),
        ("2024年13月40日", None, None),
    ],
)
def test_dateline_of_its_own(lines: str, published: str | None, source: str | None) -> None:
    document = read_text(f"石川会见欧文\n{lines}\n{_P}")
    assert (document.published, document.source) == (published, source)
    assert document.text == f"石川会见欧文\n{_P}"


def test_date_in_the_lead_of_an_agency() -> None:
    lead = f"（群岛晨报马尼拉2024年4月8日电）{_P}"
    document = read_text(f"石川会见欧文\n{lead}")
    assert document.published == "2024-04-08T12:00:00Z"
    assert document.text.endswith(lead)


def test_date_inside_a_sentence_is_no_dateline() -> None:
    document = read_text(f"石川会见欧文\n会谈于2024年6月20日\n{_P}")
    assert document.published is None
    assert "2024" in document.text


def test_nothing_left() -> None:
    with pytest.raises(ReadError):
        read_text("\u200b\n \n分享\n")
