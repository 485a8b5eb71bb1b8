"""Which entity a name means."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.components import state
from kg.components.gazetteer import find_names
from kg.components.linker import link
from kg.language.script import to_traditional
from kg.records import Entity, Mention


def _link(text: str, *model: tuple[str, str]) -> list[tuple[str, str]]:
    return [(m.text, m.entity) for m in _both(text, *model)[0]]


def _both(text: str, *model: tuple[str, str]) -> tuple[list[Mention], list[Entity]]:
    spans = [(text.index(s), text.index(s) + len(s), label) for s, label in model]
    names = find_names(text, spans)
    return link(text, [Mention(n.start, n.end, text[n.start : n.end], n.label, n.entity) for n in names])


def _entity(text: str, surface: str, *model: tuple[str, str]) -> str:
    return dict(reversed(_link(text, *model)))[surface]


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("台湾局势紧张，国防部表示关切。", "国防部", "org:tw-mod"),
        ("台湾关注此事。美国发表声明，国防部随后跟进。", "国防部", "org:us-dod"),
        ("台湾国防部召开会议。美国关注，国防部表示。", "国防部", "org:tw-mod"),
        ("韩国在野党批评，国会通过决议。", "国会", "org:kr-assembly"),
        ("民主党参议员说。", "民主党", "org:us-democrats"),
        ("秘鲁宣布选举。商务部解释原因。", "商务部", "org:秘鲁商务部"),
        ("立陶宛国防部说。", "立陶宛国防部", "org:lt-mod"),
        ("马里国防部说。", "马里国防部", "org:马里国防部"),
    ],
)
def test_a_body_belongs_to_the_state_near_it(text: str, surface: str, entity: str) -> None:
    assert _entity(text, surface) == entity


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("北京表示不满。", "北京", "CHN"),
        ("北京当局在会议前警告。", "北京", "CHN"),
        ("会议在北京举行。", "北京", "loc:beijing"),
        ("他抵达北京。", "北京", "loc:beijing"),
        ("各国退出北京冬奥会。", "北京", "loc:beijing"),
        ("对于北京来说，代价太高。", "北京", "CHN"),
        ("受到北京压迫的人。", "北京", "CHN"),
        ("日本东京有雨。", "东京", "loc:tokyo"),
        ("台北下雨。", "台北", "loc:taipei"),
        ("台北和北京之间的分歧。", "台北", "TWN"),
        ("莫斯科的首要目标没有改变。", "莫斯科", "RUS"),
        ("莫斯科街头有人抗议。", "莫斯科", "loc:moscow"),
        ("华府回应。", "华府", "USA"),
    ],
)
def test_a_capital_is_the_government_or_the_city(text: str, surface: str, entity: str) -> None:
    assert _entity(text, surface) == entity


def test_a_metonym_is_no_alias() -> None:
    _, entities = _both("北京表示，中國将回应。")
    assert [(e.id, e.name, e.aliases) for e in entities] == [("CHN", "中国", ("中國",))]


def test_short_names_follow_full_ones() -> None:
    assert _link("岸田文雄与安倍晋三见面。岸田说，")[-1] == ("岸田", "person:kishida-fumio")
    assert _link("佐尔·克莱门到访。克莱门说，")[-1] == ("克莱门", "person:佐尔·克莱门")
    text = "议员佐尔·克莱门（Zor Klemmen）到访。"
    assert _link(text) == [("佐尔·克莱门", "person:佐尔·克莱门"), ("Zor Klemmen", "person:佐尔·克莱门")]


def test_a_listed_latin_name_tells_who_the_chinese_one_is() -> None:
    text = "防长辛格（Rajnath Singh）到访。辛格说，"
    assert {e for _, e in _link(text, ("辛格", "PERSON"))} == {"person:rajnath-singh"}


def test_transliterations_are_one_person() -> None:
    text = "馬克宏到訪。馬克龍與川普會談，特朗普離開。"
    assert [e for _, e in _link(text)] == ["person:emmanuel-macron"] * 2 + ["person:donald-trump"] * 2


def test_a_family_name_alone() -> None:
    text = "黄大晴表示满意。\n黄说，会再来。"
    assert _link(text, ("黄大晴", "PERSON"))[0] == ("黄大晴", "person:黄大晴")
    text = "总统蔡英文到访。\n蔡说，会再来。"
    assert _link(text)[-1] == ("蔡", "person:tsai-ing-wen")


def test_unlisted_names_get_an_id_of_their_own() -> None:
    mentions, entities = _both("來自綠川的林小月", ("林小月", "PERSON"), ("綠川", "GPE"))
    assert [m.entity for m in mentions] == ["loc:绿川", "person:林小月"]
    assert entities[0] == Entity("loc:绿川", "Location", "绿川", None, ("綠川",), None)


def test_an_unlisted_body_belongs_to_the_state_in_its_name() -> None:
    _, entities = _both("菲律宾宪法法院裁决。")
    assert [(e.id, e.type, e.state) for e in entities] == [("org:菲律宾宪法法院", "Organization", "PHL")]


def test_organizations_with_and_without_an_end() -> None:
    text = "绿鲸公司成立。绿鲸说，"
    model = (("绿鲸公司", "ORG"),)
    found = link(text, [Mention(0, 4, "绿鲸公司", "ORG"), Mention(7, 9, "绿鲸", "ORG")])[0]
    assert {m.entity for m in found} == {"org:绿鲸公司"}
    assert _link(text, *model)[0] == ("绿鲸公司", "org:绿鲸公司")


def test_the_component_links_every_mention() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_gazetteer")
    nlp.add_pipe("kg_linker")
    doc = nlp("日本外務省批評平壤，東京與首爾會談。")
    assert [(m.text, m.entity) for m in state.mentions(doc)] == [
        ("日本外務省", "org:jp-mofa"),
        ("平壤", "PRK"),
        ("東京", "JPN"),
        ("首爾", "KOR"),
    ]
    assert {m.entity for m in state.mentions(doc)} == {e.id for e in state.entities(doc)}
    assert [e.kb_id_ for e in doc.ents] == ["org:jp-mofa", "PRK", "JPN", "KOR"]


def test_given_entities_are_kept() -> None:
    mentions, _ = link("甲国", [Mention(0, 2, "甲国", "GPE", "loc:somewhere")])
    assert mentions[0].entity == "loc:somewhere"


def _score(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("folder", "least"), [("dev", 0.93), ("dev-hant", 0.93)])
def test_names_and_states_of_the_development_data(shared: Path, folder: str, least: float) -> None:
    """Gazetteer and linker alone, no model: the floor that a model stands on."""
    score, total = _score(shared), None
    for path in sorted((shared / "eval" / "gold" / folder).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        mentions, entities = _both(gold["text"])
        record = {
            "text": gold["text"],
            "mentions": [m.to_dict() for m in mentions],
            "entities": [e.to_dict() for e in entities],
            "times": [],
            "events": [],
            "relations": [],
        }
        counts = score.score_document(gold, record, [])
        total = counts if total is None else total + counts
    figures = score.figures(total)
    assert figures["ner"]["f"] > least
    assert figures["state_link"]["f"] > 0.96
    assert figures["entity_cluster"]["f"] > 0.97


def test_both_scripts_are_linked_alike() -> None:
    text = "台湾国防部说，北京警告东京。岸田文雄批评平壤，国会支持。"
    assert [e for _, e in _link(text)] == [e for _, e in _link(to_traditional(text))]
