import json
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read.clean import parse
from kg.read.webpage import facts, is_page, read_webpage

_PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.stem)
def test_pages(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    document = read_webpage(page.read_text(encoding="utf-8"))
    assert document.text.split("\n") == [expected["title"], *expected["paragraphs"]]
    assert document.title == expected["title"]
    assert document.published == expected["published"]
    assert document.source == expected["source"]


def test_there_are_pages() -> None:
    assert len(_PAGES) >= 8


def test_facts_from_time_and_title() -> None:
    page = parse(
        "<title>会谈结束_新华网</title><link rel=canonical href='http://www.news.cn/1.htm'>"
        "<time datetime='2023-05-10 18:30:00'></time>"
    )
    known = facts(page)
    assert known.title == "会谈结束"
    assert known.published == "2023-05-10T10:30:00Z"


def test_day_alone_is_that_day_at_the_outlet() -> None:
    page = parse("<meta property='og:url' content='https://www.cna.com.tw/1'><meta name=pubdate content='2023/05/10'>")
    assert facts(page).published == "2023-05-10T04:00:00Z"


@pytest.mark.parametrize("data", ["{", "[]", '"x"', '{"@type": "NewsArticle", "headline": 3}', "[" * 50_000])
def test_broken_linked_data_is_ignored(data: str) -> None:
    page = f"<script type='application/ld+json'>{data}</script><p>石川外相周三在东京会见了到访的欧文。</p>"
    assert read_webpage(page).text == "石川外相周三在东京会见了到访的欧文。"


def test_hostile_values() -> None:
    page = (
        "<link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='file:///etc/passwd'>"
        "<meta name=date content='0001-01-01T00:00:00+23:00'><p>石川外相周三在东京会见了到访的欧文。</p>"
    )
    document = read_webpage(page)
    assert (document.url, document.published) == (None, None)


def test_deep_nesting_is_read() -> None:
    document = read_webpage("<div>" * 5000 + "<p>石川外相周三在东京会见了到访的欧文。</p>")
    assert document.text == "石川外相周三在东京会见了到访的欧文。"


def test_page_without_text() -> None:
    with pytest.raises(ReadError, match="without text"):
        read_webpage("<html><head><title>会谈</title></head><body><script>1</script></body></html>")


def test_sniffing() -> None:
    assert is_page("\ufeff<!DOCTYPE html>\n<html>")
    assert is_page("<p>会谈</p>")
    assert not is_page("会谈<p>")
    assert not is_page("<3 会谈")


@pytest.mark.parametrize("data", ['{"@type": {"a": 1}, "headline": 3}', '[{"@type": ["Article", {}], "headline": []}]'])
def test_linked_data_of_other_kinds_is_no_trouble(data: str) -> None:
    script = f'<script type="application/ld+json">{data}</script>'
    document = read_webpage(
        f"<html><head>{script}</head><body><p>双方在东京讨论了南海的局势，未发表声明。</p></body></html>"
    )
    assert (document.title, document.text) == (None, "双方在东京讨论了南海的局势，未发表声明。")


def test_xml_in_a_page_gives_no_warning() -> None:
    markup = "<?xml version='1.0'?><html><body><p>双方在东京讨论了南海的局势，未发表声明。</p></body></html>"
    assert read_webpage(markup).text == "双方在东京讨论了南海的局势，未发表声明。"
