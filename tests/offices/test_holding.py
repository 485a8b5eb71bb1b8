from collections.abc import Callable

import pytest

from kg.records import Relation

_Stated = Callable[[str], set[str]]

# Persons are invented; A and B stand for their ids.
A = "[石川=A:PERSON]"
B = "[欧文=B:PERSON]"
USA, JPN, TWN, CHN = "[美国=USA:GPE]", "[日本=JPN:GPE]", "[台湾=TWN:GPE]", "[中国=CHN:GPE]"
LDP = "[自民党=org:ldp:ORG]"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (f"{USA}国务卿{B}抵达。", {"HOLDS_OFFICE B USA 国务卿"}),
        (f"{JPN}防卫大臣{A}说。", {"HOLDS_OFFICE A JPN 防卫大臣"}),
        (f"{LDP}副总裁{A}说。", {"HOLDS_OFFICE A org:ldp 副总裁"}),
        (f"前{JPN}首相{A}说。", {"HOLDS_OFFICE A JPN 前首相"}),
        (f"{JPN}前首相{A}说。", {"HOLDS_OFFICE A JPN 前首相"}),
        (f"时任{JPN}首相{A}说。", {"HOLDS_OFFICE A JPN 首相"}),
        (f"{JPN}新任首相{A}说。", {"HOLDS_OFFICE A JPN 首相"}),
        ("[外交部=org:cn-mofa:ORG]发言人[石川=A:PERSON]说。", {"HOLDS_OFFICE A org:cn-mofa 发言人"}),
        ("[台北=loc:taipei:GPE]市长[石川=A:PERSON]说。", {"HOLDS_OFFICE A loc:taipei 市长"}),
        ("前[台北=loc:taipei:GPE]市长[石川=A:PERSON]说。", {"HOLDS_OFFICE A loc:taipei 前市长"}),
        (f"{TWN}[石川=A:PERSON]总统说。", {"HOLDS_OFFICE A TWN 总统"}),
        (f"{CHN}国家主席{A}（总书记）说。", {"HOLDS_OFFICE A CHN 国家主席"}),
        (f"{JPN}首相{A}（Ishikawa）和{USA}总统{B}会晤。", {"HOLDS_OFFICE A JPN 首相", "HOLDS_OFFICE B USA 总统"}),
        (f"{USA}国务卿{B}和国防部长{A}抵达。", {"HOLDS_OFFICE B USA 国务卿", "HOLDS_OFFICE A USA 国防部长"}),
        (f"{USA}常驻[联合国=org:un:ORG]代表{B}说。", {"HOLDS_OFFICE B USA 常驻联合国代表"}),
        (f"[日本国会=org:jp-diet:ORG]通过了针对副首相{A}的议案。另有{CHN}、{CHN}。", {"HOLDS_OFFICE A JPN 副首相"}),
        (f"{USA}地区法官{B}裁定。", {"HOLDS_OFFICE B USA 地区法官"}),
        (f"{A}曾三次出任[自民党=org:ldp:ORG]总裁。", {"HOLDS_OFFICE A org:ldp 总裁"}),
        (f"{USA}退役上将、国防部长{A}说。", {"HOLDS_OFFICE A USA 国防部长"}),
        (
            "[香港=HKG:GPE]前特首、现任[中国政协=org:cppcc:ORG]副主席[石川=A:PERSON]说。",
            {"HOLDS_OFFICE A HKG 前特首", "HOLDS_OFFICE A org:cppcc 副主席"},
        ),
        (f"{USA}驻[华=CHN:GPE]大使{B}说。", {"HOLDS_OFFICE B USA 驻华大使"}),
        (
            "[东海大学=org:x:ORG]（Tokai University）的经济学教授[石川=A:PERSON]说。",
            {"HOLDS_OFFICE A org:x 经济学教授"},
        ),
        (
            "[美国财政部=org:us-treasury:ORG]主管国际事务的助理部长[欧文=B:PERSON]说。",
            {"HOLDS_OFFICE B org:us-treasury 助理部长"},
        ),
        (
            "[美国国务院=org:us-state-dept:ORG][亚太=loc:asia-pacific:LOC]助卿[欧文=B:PERSON]说。",
            {"HOLDS_OFFICE B org:us-state-dept 亚太助卿"},
        ),
        (f"{A}是{JPN}首相。", {"HOLDS_OFFICE A JPN 首相"}),
        (f"{A}曾任{JPN}外相、防卫大臣。", {"HOLDS_OFFICE A JPN 外相", "HOLDS_OFFICE A JPN 防卫大臣"}),
        (f"会议决定由{A}出任{LDP}干事长。", {"HOLDS_OFFICE A org:ldp 干事长"}),
        (f"{A}去年在{LDP}担任政调会长。", {"HOLDS_OFFICE A org:ldp 政调会长"}),
        (f"曾担任{LDP}干事长的{A}说。", {"HOLDS_OFFICE A org:ldp 干事长"}),
        (f"{TWN}立法委员{A}说。", {"HOLDS_OFFICE A TWN 立法委员"}),
        (f"{TWN}[外交部=org:tw-mofa:ORG]长{A}说。", {"HOLDS_OFFICE A TWN 外交部长"}),
        (f"{USA}与[美国国防部=org:us-dod:ORG]长{A}", {"HOLDS_OFFICE A USA 国防部长"}),
        ("[陆委会=org:mac-tw:ORG]主委[石川=A:PERSON]说。", {"HOLDS_OFFICE A org:mac-tw 主委"}),
    ],
)
def test_offices(stated: _Stated, text: str, facts: set[str]) -> None:
    assert {fact for fact in stated(text) if fact.startswith("HOLDS")} == facts


@pytest.mark.parametrize(
    "text",
    [
        f"{A}将出任{JPN}首相。",
        f"{A}有望担任{JPN}首相。",
        f"{A}不是{JPN}首相。",
        f"{A}宣布竞选{JPN}首相。",
        f"{JPN}记者{A}报道。",
        f"{A}政府官员批评{JPN}。",
        f"{JPN}首相批评了{A}。",
        f"{A}的国家{JPN}。",
        f"本报专家{A}说。",
        f"{A}在{JPN}首相府会见了来宾。",
        f"{JPN}的部长级会议邀请了{A}。",
    ],
)
def test_no_office(stated: _Stated, text: str) -> None:
    assert not {fact for fact in stated(text) if fact.startswith("HOLDS")}


def test_party_before_a_legislator_makes_a_member(stated: _Stated) -> None:
    text = "[民进党=org:dpp:ORG]籍立委[石川=A:PERSON]质询。"
    assert stated(f"{TWN}的媒体报道。{text}") >= {"HOLDS_OFFICE A TWN 立委", "MEMBER_OF A org:dpp"}
    assert stated("[共和党=org:us-gop:ORG]联邦参议员[欧文=B:PERSON]说。" + USA) >= {"HOLDS_OFFICE B USA 联邦参议员"}


def test_bare_title_of_a_state_falls_to_the_state_of_the_text(stated: _Stated) -> None:
    assert "HOLDS_OFFICE A JPN 首相" in stated(f"{JPN}举行了会谈。{JPN}的首相{A}说，首相府没有回应。")
    assert "HOLDS_OFFICE B USA 国防部长" in stated(f"{USA}宣布制裁。国防部长{B}说。")


def test_one_office_is_told_once(stated: _Stated) -> None:
    text = f"{USA}国防部长{B}抵达。{B}部长说，{USA}前国防部长{B}也在。国防部长{B}离开。"
    assert stated(text) == {"HOLDS_OFFICE B USA 国防部长"}


def test_both_scripts_give_the_same(stated: _Stated) -> None:
    assert stated("[台灣=TWN:GPE]前國防部長[石川=A:PERSON]說。") == {"HOLDS_OFFICE A TWN 前国防部长"}


def test_evidence_is_the_words_that_say_it(relations_of: Callable[[str], list[Relation]]) -> None:
    (relation,) = relations_of(f"周三，{USA}国务卿{B}抵达。")
    assert relation.evidence == (3, 10)
    assert relation.basis == "text"


def test_an_office_of_state_with_the_party_before_it(stated: _Stated) -> None:
    facts = stated(f"{TWN}的[民进党=org:dpp:ORG]总统{A}说。")
    assert facts == {"HOLDS_OFFICE A TWN 总统", "MEMBER_OF A org:dpp"}
    assert stated(f"{TWN}的[民进党=org:dpp:ORG]主席{A}说。") == {"HOLDS_OFFICE A org:dpp 主席"}
