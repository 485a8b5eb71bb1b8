from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.components.offices import find_relations
from kg.language.sentences import split_sentences
from kg.records import Entity, Mention, Relation

_Stated = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("[台湾=TWN:GPE]与[台湾国防部=org:tw-mod:ORG]", {"PART_OF org:tw-mod TWN"}),
        ("[台湾=TWN:GPE]的[陆委会=org:mac-tw:ORG]", {"PART_OF org:mac-tw TWN"}),
        ("[美军=org:us-military:ORG]离开[美国=USA:GPE]", {"PART_OF org:us-military USA"}),
        ("[东海学会=org:x:ORG]（Tokai）[海洋研究中心=org:y:ORG]", {"PART_OF org:y org:x"}),
        ("[东海学会=org:x:ORG]说，[东海学会海洋研究所=org:y:ORG]", {"PART_OF org:y org:x"}),
        ("[立陶宛=LTU:GPE][维尔纽斯=loc:vilnius:GPE]", {"LOCATED_IN loc:vilnius LTU"}),
        ("[立陶宛=LTU:GPE]首都[维尔纽斯=loc:vilnius:GPE]", {"LOCATED_IN loc:vilnius LTU"}),
        ("[立陶宛=LTU:GPE]民众在首都[维尔纽斯=loc:vilnius:GPE]", {"LOCATED_IN loc:vilnius LTU"}),
        (
            "[土耳其=TUR:GPE]和[美国=USA:GPE]这两个[北约=org:nato:ORG]成员国",
            {"MEMBER_OF TUR org:nato", "MEMBER_OF USA org:nato"},
        ),
        ("[美国=USA:GPE]等9个[北约=org:nato:ORG]成员国", {"MEMBER_OF USA org:nato"}),
        ("[青山国红十字会=org:x:ORG]", set()),
        ("[中国=CHN:GPE]与[中国红十字会=org:x:ORG]", {"PART_OF org:x CHN"}),
        ("[香港=HKG:GPE]前[立法会=org:hk-legco:ORG]", {"PART_OF org:hk-legco HKG"}),
        ("[印度=IND:GPE]北部的[青山县=loc:q:GPE]", {"LOCATED_IN loc:q IND"}),
        ("[瑞典=SWE:GPE]已加入[北约=org:nato:ORG]", {"MEMBER_OF SWE org:nato"}),
        ("[立陶宛=LTU:GPE]是[北约=org:nato:ORG]成员国", {"MEMBER_OF LTU org:nato"}),
        ("[北约=org:nato:ORG]成员国[土耳其=TUR:GPE]", {"MEMBER_OF TUR org:nato"}),
        ("[东盟=org:asean:ORG]轮值主席国[越南=VNM:GPE]", {"MEMBER_OF VNM org:asean"}),
        ("[军事委员会=org:x:ORG]成员、来自[青山州=loc:q:GPE]的[石川=A:PERSON]", {"MEMBER_OF A org:x"}),
        ("[国民党=org:kmt:ORG]籍政治人物[石川=A:PERSON]", {"MEMBER_OF A org:kmt"}),
    ],
)
def test_belonging(stated: _Stated, text: str, facts: set[str]) -> None:
    assert stated(f"报道说，{text}。") == facts


@pytest.mark.parametrize(
    "text",
    [
        "[美国=USA:GPE][自由报=org:x:ORG]",
        "[中国=CHN:GPE][东海公司=org:x:ORG]",
        "驻[韩国=KOR:GPE][美军=org:us-military:ORG]",
        "[中=CHN:GPE][美=USA:GPE][青山县=loc:q:GPE]",
        "[美国=USA:GPE][印太=loc:indo-pacific:LOC]战略",
        "[美国=USA:GPE]支持[台湾=TWN:GPE]加入[联合国=org:un:ORG]",
        "[瑞典=SWE:GPE]不是[北约=org:nato:ORG]成员国",
        "[日本=JPN:GPE]，[青山县=loc:q:GPE]",
    ],
)
def test_nothing_belongs(stated: _Stated, text: str) -> None:
    assert stated(f"报道说，{text}。") == set()


def test_what_the_gazetteer_knows_has_no_evidence(relations_of: Callable[[str], list[Relation]]) -> None:
    found = relations_of("[土耳其=TUR:GPE]批评[北约=org:nato:ORG]。")
    assert found == [Relation("MEMBER_OF", "TUR", "org:nato", basis="gazetteer")]


_WORDS = st.sampled_from(
    [
        *("美国", "总统", "前", "的", "、", "和", "（", "）", "驻", "部长", "是"),
        *("将出任", "。", "北约", "成员国", "石川", "“"),
    ]
)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["", "USA", "A", "org:nato", "loc:q"])), max_size=20))
def test_any_row_of_names_and_words(pieces: list[tuple[str, str]]) -> None:
    labels = {"USA": "GPE", "A": "PERSON", "org:nato": "ORG", "loc:q": "GPE"}
    types = {"USA": "State", "A": "Person", "org:nato": "Organization", "loc:q": "Location"}
    text = ""
    mentions = []
    for word, entity in pieces:
        if entity:
            mentions.append(Mention(len(text), len(text) + len(word), word, labels[entity], entity))
        text += word
    entities = [Entity(entity, kind, entity) for entity, kind in types.items()]
    first = find_relations(text, split_sentences(text), mentions, entities)
    assert first == find_relations(text, split_sentences(text), mentions, entities)
    for relation in first:
        assert relation.subject != relation.object
        assert (relation.evidence is not None) == (relation.basis == "text")
        if relation.evidence:
            assert 0 <= relation.evidence[0] < relation.evidence[1] <= len(text)
