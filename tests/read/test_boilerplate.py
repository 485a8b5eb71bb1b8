from pathlib import Path

import pytest

from kg.errors import SeedError
from kg.read.boilerplate import boilerplate, load_boilerplate
from kg.read.clean import article_lines, printable, squeeze
from kg.resources import seeds


@pytest.mark.parametrize(
    "line",
    [
        "分享",
        "40 分钟前",
        "Array",
        "圖像來源，Getty Images",
        "跳过 YouTube 帖子, 1",
        "微信 微博 Facebook",
        "上一篇：外长访欧",
        "© 2023 某社",
        "3/12",
    ],
)
def test_furniture(line: str) -> None:
    assert boilerplate().is_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "双方在东京会谈。",
        "40分钟前，朝鲜发射了一枚导弹。",
        "广告业受到疫情冲击",
        "他在脸书上说不会辞职。",
        "2020年10月1日",
        "相关报道引起了两国的关注。",
        "推特总部",
    ],
)
def test_article(line: str) -> None:
    assert not boilerplate().is_line(line)
    assert not boilerplate().opens_links(line)


def test_nothing_twice_in_a_row() -> None:
    assert article_lines(["会谈", "会谈", "分享", "会谈结束", "会谈"]) == ["会谈", "会谈结束", "会谈"]


def test_printable_and_squeeze() -> None:
    assert printable("会\x00谈\r\n东\u200b京\ud800\x85") == "会谈\n东京\n"
    assert squeeze("　会谈 \n 结束，Joe\n  Biden 　说\n\n好 ") == "会谈结束，Joe Biden 说好"


def test_wrong_expression_is_named(tmp_path: Path) -> None:
    text = (seeds() / "boilerplate.toml").read_text(encoding="utf-8")
    path = tmp_path / "boilerplate.toml"
    path.write_text(text.replace("'(Array)+'", "'(Array'"), encoding="utf-8")
    with pytest.raises(SeedError, match="Array"):
        load_boilerplate(path)
    path.write_text("lines = []\n", encoding="utf-8")
    with pytest.raises(SeedError):
        load_boilerplate(path)
