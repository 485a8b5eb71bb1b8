from datetime import UTC, datetime

import pytest

from kg.read.archive import dateline, is_archive, read_archive

_P1 = "石川外相周三在东京会见了到访的欧文。"
_P2 = "双方讨论了南海局势（2023年5月10日）。"


def _article(body: str, *, comment: str = "<!--1683711000000-->", title: str = "石川会见欧文", url: str = "") -> str:
    return f"{comment}\n[{title}]({url or 'https://www.voachinese.com/a/1.html'})\n------\n\n{body}\n"


def test_article_with_dateline_caption_and_feed_footer() -> None:
    document = read_archive(
        _article(
            "<div><i>Wed, 10 May 2023 09:00:12 GMT</i></div><img src='a.jpg'>"
            "<div><small style='color: #999;'>石川与欧文握手。</small></div>"
            f"<p>{_P1}</p><p> </p><p>{_P2}</p><script>var x='不要'</script>"
            "<p><em>© 2023年某台版权声明：本文所有内容受到著作权法保护。</em></p>"
            "<br><hr><div>获取更多RSS：<br><a href='https://feed.example'>https://feed.example</a></div>"
        ),
        "a.md",
    )
    assert document.text.split("\n") == ["石川会见欧文", "石川与欧文握手。", _P1, _P2]
    assert document.published == "2023-05-10T09:30:00Z"
    assert document.source == "美国之音"
    assert document.url == "https://www.voachinese.com/a/1.html"
    assert document.path == "a.md"


def test_left_over_array_and_inline_spans() -> None:
    body = (
        "<div>10/05/2023 - 11:28</div>Array<p><strong>石川   </strong></p>"
        "<div><p><span>去年</span>11<span>月</span></p></div>Array"
    )
    document = read_archive(_article(body, url="https://www.rfi.fr/cn/1"))
    assert document.text.split("\n") == ["石川会见欧文", "石川", "去年11月"]


def test_lists_of_links_go_and_real_lists_stay() -> None:
    body = (
        "<p>相关新闻</p><ul><li><a href='/1'>别的报道的标题</a></li><li><b><a href='/2'>又一篇</a></b></li></ul>"
        f"<p>{_P1}</p><ul><li>恢复会晤机制。</li><li>举行磋商。</li></ul>"
    )
    assert read_archive(_article(body)).text.split("\n")[1:] == [_P1, "恢复会晤机制。", "举行磋商。"]


def test_traditional_furniture_goes_too() -> None:
    body = f"<p>{_P1}</p><p>獲取更多RSS：</p><p>圖像來源，某社</p><p>版權聲明：不得轉載。</p><p>分享</p>"
    assert read_archive(_article(body)).text.split("\n")[1:] == [_P1]


@pytest.mark.parametrize(
    ("line", "url", "instant"),
    [
        ("Tue, 12 Sep 2023 14:00:27 GMT", "", datetime(2023, 9, 12, 14, 0, 27, tzinfo=UTC)),
        ("2023-07-13T01:42:18.724Z", "", datetime(2023, 7, 13, 1, 42, 18, 724000, tzinfo=UTC)),
        ("05/01/2022 - 21:17", "https://www.rfi.fr/cn/1", datetime(2022, 1, 5, 20, 17, tzinfo=UTC)),
        ("2020-09-15 14:32:19", "https://cn.nytimes.com/1", datetime(2020, 9, 15, 6, 32, 19, tzinfo=UTC)),
        ("99/99/2022 - 21:17", "https://www.rfi.fr/cn/1", None),
        ("2023年5月10日", "", None),
        ("会谈于2023-07-13 01:42:18举行", "", None),
    ],
)
def test_dateline(line: str, url: str, instant: datetime | None) -> None:
    assert dateline(line, url) == instant


def test_comment_counts_unless_the_archive_saw_the_article_days_later() -> None:
    late = _article(f"<div>01/05/2023 - 10:00</div><p>{_P1}</p>", url="https://www.rfi.fr/cn/1")
    assert read_archive(late).published == "2023-05-01T08:00:00Z"
    without = _article(f"<div>01/05/2023 - 10:00</div><p>{_P1}</p>", url="https://www.rfi.fr/cn/1", comment="")
    assert read_archive(without).published == "2023-05-01T08:00:00Z"
    assert read_archive(_article(f"<p>{_P1}</p>", comment="<!--1683711000-->")).published == "2023-05-10T09:30:00Z"
    assert read_archive(_article(f"<p>{_P1}</p>", comment="<!--99999999999999-->")).published is None


def test_title_with_brackets_loses_the_name_of_the_outlet_only() -> None:
    text = _article(
        f"<p>{_P1}</p>", title="[图集] 石川(外相)会见欧文 – 法国国际广播电台 - RFI", url="https://rfi.fr/cn/(1)"
    )
    document = read_archive(text)
    assert document.title == "[图集] 石川(外相)会见欧文"
    assert document.url == "https://rfi.fr/cn/(1)"


def test_address_that_is_none_is_not_taken_over() -> None:
    document = read_archive(_article(f"<p>{_P1}</p>", url="javascript:alert(1)"))
    assert document.url is None
    assert document.source is None


def test_sniffing() -> None:
    assert is_archive(_article("<p>x</p>"))
    assert is_archive("[标题](https://example.org/1)\n------\n正文")
    assert not is_archive("[标题](https://example.org/1)说明见此。\n正文")
    assert not is_archive("石川外相会见欧文。\n------\n")
