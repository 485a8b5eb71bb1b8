from datetime import date
from pathlib import Path

import pytest

from kg.errors import SeedError
from kg.read.outlets import instant, load_outlets, local_day, outlet, outlets, publication, source_of, strip_signature


def test_seeds() -> None:
    names = {o.name for o in outlets().values()}
    assert len(names) >= 50
    assert {
        "美国之音",
        "法国国际广播电台",
        "德国之声",
        "自由亚洲电台",
        "纽约时报",
        "新华社",
        "中央社",
        "联合早报",
    } <= names


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.voachinese.com/a/1.html", "美国之音"),
        ("http://WWW.BBC.com/zhongwen/simp/1", "英国广播公司"),
        ("https://amp.dw.com/zh/1", "德国之声"),
        ("https://news.ltn.com.tw/1", "自由时报"),
        ("https://dw.com.evil.example/1", None),
        ("https://notdw.com/1", None),
        ("nonsense", None),
        (None, None),
    ],
)
def test_outlet(url: str | None, name: str | None) -> None:
    found = outlet(url)
    assert (found.name if found else None) == name


def test_edition_with_its_own_time_zone() -> None:
    chinese, english = outlet("https://cn.nytimes.com/a"), outlet("https://www.nytimes.com/a")
    assert chinese is not None
    assert english is not None
    assert chinese.name == english.name
    assert chinese.timezone != english.timezone


def test_unknown_host_is_its_own_source() -> None:
    assert source_of("https://www.example.org/a") == "example.org"
    assert source_of(None) is None


@pytest.mark.parametrize(
    ("published", "url", "day"),
    [
        ("2023-09-12T02:00:00Z", "https://www.voachinese.com/a", date(2023, 9, 11)),
        ("2022-12-31T23:30:00Z", "https://www.rfi.fr/cn/1", date(2023, 1, 1)),
        ("2022-12-31T16:30:00Z", "https://www.cna.com.tw/1", date(2023, 1, 1)),
        ("2022-12-31T23:30:00Z", "https://www.example.org/1", date(2022, 12, 31)),
        ("2022-12-31T23:30:00Z", None, date(2022, 12, 31)),
        ("2023-01-01T07:00:00+08:00", None, date(2022, 12, 31)),
        ("2023-09-12", "https://www.voachinese.com/a", date(2023, 9, 12)),
    ],
)
def test_local_day(published: str, url: str | None, day: date) -> None:
    assert local_day(published, url) == day


def test_no_date() -> None:
    with pytest.raises(ValueError, match="昨天"):
        instant("昨天")


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("双方会谈 – 法国国际广播电台 - RFI", "双方会谈"),
        ("雙方會談 - 法國國際廣播電台 - RFI", "雙方會談"),
        ("双方会谈 - 要闻分析", "双方会谈 - 要闻分析"),
        ("RFI", "RFI"),
        ("- RFI", "- RFI"),
        ("", ""),
    ],
)
def test_strip_signature(title: str, plain: str) -> None:
    assert strip_signature(title, "https://www.rfi.fr/cn/1") == plain


@pytest.mark.parametrize(
    "entry",
    [
        'name = "甲"\nhosts = ["a.org"]',
        'name = "甲"\nhosts = ["a.org"]\ntimezone = "Mars/Base"',
        'name = "甲"\nhosts = ["a.org", "a.org"]\ntimezone = "Asia/Tokyo"',
    ],
)
def test_wrong_seeds_name_the_entry(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(f"[[outlet]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(SeedError, match="甲"):
        load_outlets(path)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2020/10/12", "2020-10-12T10:00:00Z"),  # noon in Paris
        ("2020-10-12 01:20", "2020-10-11T23:20:00Z"),
        ("2020-10-12T01:20:00+08:00", "2020-10-11T17:20:00Z"),
        ("1789-07-14", None),
        ("9999-12-31T23:59:59Z", None),
        ("", None),
        (None, None),
    ],
)
def test_publication_in_utc(stated: str | None, expected: str | None) -> None:
    assert publication(stated, "https://www.rfi.fr/cn/1") == expected
