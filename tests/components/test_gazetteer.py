"""Which spans of a text are names, without a model and with one."""

import itertools
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.components import state
from kg.components.gazetteer import find_names
from kg.language.script import to_traditional


def _names(text: str, *model: tuple[str, str]) -> list[tuple[str, str]]:
    spans, position = [], 0
    for surface, label in model:
        start = text.index(surface, position)
        position = start + len(surface)
        spans.append((start, position, label))
    return [(text[n.start : n.end], n.label) for n in find_names(text, spans)]


def _surfaces(text: str, *model: tuple[str, str]) -> list[str]:
    return [surface for surface, _ in _names(text, *model)]


@pytest.mark.parametrize("text", ["会议谴责以武力改变现状。", "各方反对以武力改变现状。", "他被以间谍罪名逮捕。"])
def test_a_function_word_is_no_state_whatever_the_model_says(text: str) -> None:
    assert _names(text, ("以", "GPE")) == []
    assert _surfaces("以方与巴方会谈。", ("以", "GPE"), ("巴", "GPE")) == ["以", "巴"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台湾国防部表示，共军军机进入台海。", [("台湾国防部", "ORG"), ("共军", "ORG"), ("台海", "LOC")]),
        ("日本政府与中国当局会谈。", [("日本", "GPE"), ("中国", "GPE")]),
        ("美国国防部长访问东京。", [("美国", "GPE"), ("东京", "GPE")]),
        ("台湾行政院长到访。", [("台湾", "GPE")]),
        ("英国教育部门增加预算。", [("英国", "GPE")]),
        ("美国国防部长期关注此事。", [("美国国防部", "ORG")]),
        ("菲律宾宪法法庭作出裁决。", [("菲律宾宪法法庭", "ORG")]),
        ("挪威驻智利大使馆关闭。", [("挪威驻智利大使馆", "ORG")]),
        ("日本共同社报道。", [("日本共同社", "ORG")]),
        ("前台北市长出席，台北市民欢迎。", [("台北", "GPE"), ("台北", "GPE")]),
        ("大连海事局发布通告。", [("大连海事局", "ORG")]),
        ("北京市第二中级人民法院开庭。", [("北京市第二中级人民法院", "ORG")]),
        ("秘鲁参议院外交委员会开会。", [("秘鲁参议院外交委员会", "ORG")]),
        ("众议院通过决议的委员会。", [("众议院", "ORG")]),
        ("美国务卿到访。", [("美", "GPE")]),
        ("印太地区的和平。", [("印太", "LOC")]),
        ("以色列国防部长辞职。", [("以色列", "GPE")]),
        ("辽宁舰通过宫古海峡。", [("宫古海峡", "LOC")]),
        ("美军舰艇与美军会合。", [("美", "GPE"), ("美军", "ORG")]),
        ("《环球时报》与《台湾关系法》。", [("环球时报", "ORG")]),
        ("他写了《致北京的信》。", []),
        ("成员在“蓝鲸观察小组”开会。", [("蓝鲸观察小组", "ORG")]),
    ],
)
def test_names_are_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert _names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中美关系与美日韩合作", ["中", "美", "美", "日", "韩"]),
        ("中方要求美方停止对台军售", ["中", "美", "台"]),
        ("他访华后又涉台、反华", ["华", "台", "华"]),
        ("在港台商与港人", ["港", "台", "港"]),
        ("台澎金马", ["台", "澎", "金", "马"]),
        ("俄乌战争与印巴冲突", ["俄", "乌", "印", "巴"]),
        ("美、日、韩三国", ["美", "日", "韩"]),
        ("台空军起飞", ["台空军"]),
    ],
)
def test_one_character_states(text: str, expected: list[str]) -> None:
    assert _surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "其中包括法律和英雄，日前加强",
        "9月12日，台风以及美丽的中心",
        "两岸与台独、九二共识",
        "中文和日语",
        "他从事法院工作，参加中央会议",
        "三台机器、平台与舞台",
        "以权谋私的德行",
        "中日甲午战争与朝鲜战争",
        "沿海地区的平台中断",
        "立方米和中巴车",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert _surfaces(text) == []


def test_the_latin_name_in_the_bracket_is_one_too() -> None:
    assert _names("议员佐尔·克莱门（Sen. Zor Klemmen）说，") == [("佐尔·克莱门", "PERSON"), ("Zor Klemmen", "PERSON")]
    assert _names("世界卫生组织（WHO）") == [("世界卫生组织", "ORG"), ("WHO", "ORG")]
    assert _names("神经毒剂（Poison）") == []


def test_names_are_carried_through_the_document() -> None:
    text = "佐尔·克莱门（Zor Klemmen）抵达。克莱门表示满意。"
    assert _surfaces(text) == ["佐尔·克莱门", "Zor Klemmen", "克莱门"]
    assert _surfaces("岸田文雄出席。岸田说，") == ["岸田文雄", "岸田"]
    assert _surfaces("岸田说，") == []


def test_a_place_name_is_a_persons_where_the_document_says_so() -> None:
    assert _names("教授威尔·金斯敦回来了。金斯敦说，")[-1] == ("金斯敦", "PERSON")
    assert _names("他抵达金斯敦。") == [("金斯敦", "GPE")]


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        ("纽约州立大学的教授", ("纽约州立大学", "ORG"), [("纽约州立大学", "ORG")]),
        ("美国学者批评", ("美国学者", "ORG"), [("美国", "GPE")]),
        ("韩国电视台播放", ("韩国电视台", "ORG"), [("韩国", "GPE")]),
        ("中港台关系", ("中港台", "ORG"), [("中", "GPE"), ("港", "GPE"), ("台", "GPE")]),
        ("“林小月”到场", ("“林小月”", "PERSON"), [("林小月", "PERSON")]),
        ("台湾国防部长到场", ("台湾国防部", "ORG"), [("台湾", "GPE")]),
        ("我国与共和国", ("共和国", "ORG"), []),
        ("在传闻中美国可能", ("中", "GPE"), [("美国", "GPE")]),
        ("韩方关注此事", ("韩方", "PERSON"), [("韩", "GPE")]),
        ("烟台舰出海", ("烟台", "GPE"), []),
        ("小镇巴尔加举行活动", ("巴尔加", "LOC"), [("巴尔加", "LOC")]),
    ],
)
def test_conflicts_with_the_model(text: str, model: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    assert _names(text, model) == expected


def test_model_labels_agree_within_a_document() -> None:
    text = "凯洛西来了。凯洛西议员说，凯洛西走了。"
    spans = [(0, 3, "GPE"), (6, 9, "GPE"), (13, 16, "GPE")]
    assert {n.label for n in find_names(text, spans)} == {"PERSON"}


def test_both_scripts_have_the_same_names() -> None:
    text = "台湾外交部长与美国国务院官员会谈，马克宏、蒲亭和中方在东南亚国家协会外交论坛发言。"
    assert [(n.start, n.end, n.entity) for n in find_names(text)] == [
        (n.start, n.end, n.entity) for n in find_names(to_traditional(text))
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="中美台日国防部长·（）()《》“”A bK华访对驻市\n,，。9", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from(["ORG", "PERSON", "GPE", "DATE"]))),
)
def test_names_are_ordered_and_never_overlap(text: str, model: list[tuple[int, int, str]]) -> None:
    spans = [(min(s, len(text)), min(s + n, len(text)), label) for s, n, label in model]
    found = find_names(text, spans)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert found == find_names(text, list(reversed(spans)))


def test_a_long_document_takes_linear_time() -> None:
    piece = "中美两国在东京会谈，台湾国防部与日本外务省说，其中岸田文雄（Fumio Kishida）批评北京。\n"
    find_names(piece)
    began = time.perf_counter()
    find_names(piece * 500)
    first = time.perf_counter() - began
    began = time.perf_counter()
    find_names(piece * 2000)
    assert time.perf_counter() - began < 12 * first + 0.5


@pytest.mark.parametrize(
    "text", ["美" * 50_000, "阿·" * 25_000, "阿里（Ab Cd）" * 5_000, "“" * 50_000, "国防部、台湾、" * 7_000]
)
def test_no_text_takes_quadratic_time(text: str) -> None:
    began = time.perf_counter()
    find_names(text)
    assert time.perf_counter() - began < 15


def test_the_component_sets_mentions_and_ents() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_gazetteer")
    doc = nlp("日本外务省批评平壤。")
    assert [(m.text, m.label, m.entity) for m in state.mentions(doc)] == [
        ("日本外务省", "ORG", "org:jp-mofa"),
        ("平壤", "GPE", ""),
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [("日本外务省", "ORG"), ("平壤", "GPE")]
