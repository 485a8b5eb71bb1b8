from collections.abc import Callable

import pytest

from kg.offices.scene import Scene
from kg.offices.titles import title_ending_at, title_starting_at

_MakeScene = Callable[[str], Scene]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("总统", "总统"),
        ("会见了前总统", "前总统"),
        ("据代理国土安全部长", "代理国土安全部长"),
        ("首席副国务卿", "首席副国务卿"),
        ("刚上任的外交和国防部长", "外交和国防部长"),
        ("经济学教授", "经济学教授"),
        ("政治学助理教授", "政治学助理教授"),
        ("国家安全顾问", "国家安全顾问"),
        ("的下一任首相", "下一任首相"),
        ("亞太事務助理國務卿", "亚太事务助理国务卿"),
        ("时任主席", "主席"),
        ("本台记者", None),
        ("东京分社社长", None),
        ("他说", None),
    ],
)
def test_title_before_a_name(scene_of: _MakeScene, before: str, title: str | None) -> None:
    scene = scene_of(f"{before}[石川=person:a:PERSON]表示。")
    found = title_ending_at(scene, len(before), 0)
    assert (found and scene.text[found.start : found.end]) == title


def test_envoy_takes_the_host_along(scene_of: _MakeScene) -> None:
    scene = scene_of("[中国=CHN:GPE]前驻[法=FRA:GPE]大使[石川=person:a:PERSON]")
    found = title_ending_at(scene, scene.text.index("石川"), 0)
    assert found
    assert scene.text[found.start : found.end] == "前驻法大使"


def test_no_title_reaches_into_a_name(scene_of: _MakeScene) -> None:
    scene = scene_of("[台湾外交部=org:tw-mofa:ORG]发言人[石川=person:a:PERSON]")
    found = title_ending_at(scene, 8, 0)
    assert found
    assert scene.text[found.start : found.end] == "发言人"


def test_ministry_taken_for_a_name_inside_a_title(scene_of: _MakeScene) -> None:
    scene = scene_of("[台湾外交部=org:tw-mofa:ORG]长[石川=person:a:PERSON]")
    found = title_ending_at(scene, 6, 0)
    assert found
    assert scene.text[found.start : found.end] == "外交部长"


def test_title_behind_a_name_is_the_longest(scene_of: _MakeScene) -> None:
    scene = scene_of("[石川=person:a:PERSON]国防部长会见了来宾。")
    found = title_starting_at(scene, 2, len(scene.text))
    assert found
    assert scene.text[found.start : found.end] == "国防部长"
    assert found.of_state
    assert not found.of_legislator
