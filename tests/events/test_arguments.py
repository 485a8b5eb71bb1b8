"""Who does it to whom: one made-up sentence for each construction."""

from collections.abc import Callable

import pytest

from kg.language.script import to_traditional
from kg.records import Event, Relation

CASES = [  # sentence, type, actors, recipients
    ("[林一平|PERSON|lin]访问[日本|GPE|JPN]。", "CONSULT", ["lin"], ["JPN"]),
    ("[法国|GPE|FRA]总统[杜邦|PERSON|dupont]访[华|GPE|CHN]。", "CONSULT", ["dupont"], ["CHN"]),
    # Meetings: all take part as equals.
    (
        "[日本|GPE|JPN]外务大臣[山下正夫|PERSON|yamashita]与[韩国|GPE|KOR]外长[金东贤|PERSON|kim]举行会谈。",
        "CONSULT",
        ["yamashita", "kim"],
        [],
    ),
    ("来访的[林一平|PERSON|lin]会见了[蔡文华|PERSON|tsai]。", "CONSULT", ["lin", "tsai"], []),
    ("[中|GPE|CHN][日|GPE|JPN]会谈结束。", "CONSULT", ["CHN", "JPN"], []),
    # Coordination.
    (
        "[美国|GPE|USA]、[英国|GPE|GBR]和[法国|GPE|FRA]谴责[俄罗斯|GPE|RUS]。",
        "ACCUSE",
        ["USA", "GBR", "FRA"],
        ["RUS"],
    ),
    ("[欧盟|ORG|eu]呼吁[塞尔维亚|GPE|SRB]与[科索沃|GPE|XKX]和解。", "REQUEST", ["eu"], ["SRB", "XKX"]),
    # Passive, with and without an agent.
    ("记者[王大明|PERSON|wang]被[缅甸|GPE|MMR]军方逮捕。", "COERCE", ["MMR"], ["wang"]),
    ("[瑞典|GPE|SWE]遭[俄罗斯|GPE|RUS]黑客攻击。", "COERCE", ["RUS"], ["SWE"]),
    ("[朝鲜|GPE|PRK]试射导弹，遭到[韩国|GPE|KOR]的谴责。", "ACCUSE", ["KOR"], ["PRK"]),
    ("[王大明|PERSON|wang]在[上海|GPE|shanghai:CHN]被捕。", "COERCE", ["CHN"], ["wang"]),
    # Markers.
    ("[德国|GPE|DEU]向[乌克兰|GPE|UKR]提供坦克。", "AID", ["DEU"], ["UKR"]),
    ("[法国|GPE|FRA]对[马里|GPE|MLI]的空袭造成伤亡。", "ASSAULT", ["FRA"], ["MLI"]),
    ("[巴拿马|GPE|PAN]宣布与[台湾|GPE|TWN]断交。", "SANCTION", ["PAN"], ["TWN"]),
    ("[美国|GPE|USA]对[台|GPE|TWN]军售。", "AID", ["USA"], ["TWN"]),
    # Reported speech: the outlet does not act, the inner clause has its own subject.
    ("据[路透社|ORG|reuters]报道，[德国|GPE|DEU]制裁[伊朗|GPE|IRN]。", "SANCTION", ["DEU"], ["IRN"]),
    ("[林一平|PERSON|lin]说，[印度|GPE|IND]驱逐了[巴基斯坦|GPE|PAK]外交官。", "SANCTION", ["IND"], ["PAK"]),
    ("[蔡文华|PERSON|tsai]批评说，[中国|GPE|CHN]并不诚恳。", "ACCUSE", ["tsai"], ["CHN"]),
    # Who speaks for a State acts for it; who spoke before goes on.
    (
        "[法国|GPE|FRA]外交部发言人[杜邦|PERSON|dupont]表示，[法|GPE|FRA]方坚决反对[马里|GPE|MLI]的提案。",
        "REJECT",
        ["dupont"],
        ["MLI"],
    ),
    ("[杜邦|PERSON|dupont]说，[马里|GPE|MLI]扣船不对，要求放人。", "REQUEST", ["dupont"], []),
    # 前者, 后者, and a pronoun that tells where a person belongs.
    ("[林一平|PERSON|lin]会见[王大明|PERSON|wang]，后者批评[印度|GPE|IND]。", "ACCUSE", ["wang"], ["IND"]),
    ("[林一平|PERSON|lin]会见[王大明|PERSON|wang]，前者批评[印度|GPE|IND]。", "ACCUSE", ["lin"], ["IND"]),
    ("[自由党|ORG|lib]输了，该党秘书长[王大明|PERSON|wang]批评[印度|GPE|IND]。", "ACCUSE", ["wang"], ["IND"]),
    # Those who met are the two of what follows.
    (
        "[林一平|PERSON|lin]飞抵机场，与[席尔瓦|PERSON|silva]会谈，两人达成协议。",
        "AGREE",
        ["lin", "silva"],
        [],
    ),
    # What a reproach is about, and the reason that is given.
    ("[挪威|GPE|NOR]就[冰岛|GPE|ISL]渔船越界一事表达抗议。", "ACCUSE", ["NOR"], ["ISL"]),
    ("[挪威|GPE|NOR]就[冰岛|GPE|ISL]问题表达抗议。", "ACCUSE", ["NOR"], []),
    (
        "[挪威|GPE|NOR]检方以协助[冰岛|GPE|ISL]情报部门为由起诉[王大明|PERSON|wang]。",
        "ACCUSE",
        ["NOR"],
        ["wang"],
    ),
    ("[挪威|GPE|NOR]检方对总统府前顾问[王大明|PERSON|wang]提起公诉。", "ACCUSE", ["NOR"], ["wang"]),
    # What will happen to one is what a speaker threatens.
    ("[挪威|GPE|NOR]表示，[冰岛|GPE|ISL]将自食其果。", "THREATEN", ["NOR"], ["ISL"]),
    # The subject stands in another clause.
    ("在会见[山下正夫|PERSON|yamashita]后，[林一平|PERSON|lin]离开。", "CONSULT", ["lin", "yamashita"], []),
    ("[林一平|PERSON|lin]抵达会场，并批评[俄罗斯|GPE|RUS]。", "ACCUSE", ["lin"], ["RUS"]),
    # What is said in a later clause has the outermost subject; a target is no subject.
    ("[林一平|PERSON|lin]认为[中国|GPE|CHN]没有诚意，呼吁[印度|GPE|IND]小心。", "REQUEST", ["lin"], ["IND"]),
    ("[德国|GPE|DEU]表示，[伊朗|GPE|IRN]的选举不公，并对[伊朗|GPE|IRN]实施制裁。", "SANCTION", ["DEU"], ["IRN"]),
    ("[德国|GPE|DEU]与[法国|GPE|FRA]会谈后，呼吁[印度|GPE|IND]小心。", "REQUEST", ["DEU"], ["IND"]),
    # Long modifiers between a marker or a verb and its name.
    (
        "[林一平|PERSON|lin]同来访的[巴西|GPE|BRA]总统[席尔瓦|PERSON|silva]举行会谈。",
        "CONSULT",
        ["lin", "silva"],
        [],
    ),
    ("[林一平|PERSON|lin]会见到访的[蔡文华|PERSON|tsai]。", "CONSULT", ["lin", "tsai"], []),
    ("被[俄罗斯|GPE|RUS]关押的记者[王大明|PERSON|wang]写信。", "COERCE", ["RUS"], ["wang"]),
    ("[波兰|GPE|POL]在与[立陶宛|GPE|LTU]接壤的边境增派军队。", "MOBILIZE", ["POL"], []),
    ("[美国|GPE|USA]制裁的[大华科技|ORG|dahua]裁员。", "SANCTION", ["USA"], ["dahua"]),
    # 就 may govern a clause, which tells what is reproached to whom; a court behind 向 is no party.
    ("[日本|GPE|JPN]就[中国|GPE|CHN]援助[帕劳|GPE|PLW]军警表达抗议。", "ACCUSE", ["JPN"], ["CHN"]),
    ("[墨西哥|GPE|MEX]向[国际法院|ORG|icj]起诉[智利|GPE|CHL]。", "ACCUSE", ["MEX"], ["CHL"]),
    # A reproach: who says it, of whom.
    ("[林一平|PERSON|lin]指出，[中国|GPE|CHN]正在破坏秩序。", "ACCUSE", ["lin"], ["CHN"]),
    ("“[中国|GPE|CHN]构成威胁，”[林一平|PERSON|lin]说。", "ACCUSE", ["lin"], ["CHN"]),
    # Reciprocal.
    (
        "[土耳其|GPE|TUR]和[希腊|GPE|GRC]互相指责对方。",
        "ACCUSE",
        ["TUR", "GRC"],
        ["TUR", "GRC"],
    ),
    ("[印度|GPE|IND]和[中国|GPE|CHN]交战。", "ASSAULT", ["IND", "CHN"], ["IND", "CHN"]),
    # Who strikes a city strikes its State; a sea is no party.
    ("[俄罗斯|GPE|RUS]空袭[利沃夫|GPE|lviv:UKR]。", "ASSAULT", ["RUS"], ["UKR"]),
    ("[朝鲜|GPE|PRK]向[日本海|LOC|sea]发射导弹。", "MOBILIZE", ["PRK"], []),
    # Names in brackets do not cut the clause.
    ("[林一平|PERSON|lin]（[Lin Yiping|PERSON|lin]）批评[中国|GPE|CHN]。", "ACCUSE", ["lin"], ["CHN"]),
    # A drill or patrol of two States together is cooperation, of one State or its forces a threat.
    ("[日本|GPE|JPN]与[菲律宾|GPE|PHL]舰队在外海展开反潜演练。", "COOPERATE", ["JPN", "PHL"], []),
    ("[乙方舰队|ORG|fleet:JPN]在外海展开反潜演练。", "MOBILIZE", ["fleet"], []),
    ("[甲方空军|ORG|air:JPN]与[乙方舰队|ORG|fleet:JPN]在外海展开反潜演练。", "MOBILIZE", ["air", "fleet"], []),
    # 把 governs names behind further words; the 将 of 上将 is no marker.
    ("[智利|GPE|CHL]检方以受贿罪名把反对派元老[林一平|PERSON|lin]软禁在家。", "COERCE", ["CHL"], ["lin"]),
    ("[秘鲁|GPE|PER]海军上将[林一平|PERSON|lin]会见[蔡文华|PERSON|tsai]。", "CONSULT", ["lin", "tsai"], []),
    # A crowd in a city stands for its State.
    ("[汉堡|GPE|hamburg:DEU]的码头工人罢工。", "PROTEST", ["DEU"], []),
    # Without a name: pronouns, and words for States.
    ("[林一平|PERSON|lin]到了。他谴责[伊朗|GPE|IRN]。", "ACCUSE", ["lin"], ["IRN"]),
    ("[中国|GPE|CHN]与[台湾|GPE|TWN]相邻。两岸举行会谈。", "CONSULT", ["CHN", "TWN"], []),
]


@pytest.mark.parametrize(("marked", "kind", "actors", "recipients"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("convert", [str, to_traditional], ids=["hans", "hant"])
def test_roles(
    find_events: Callable[..., list[Event]],
    convert: Callable[[str], str],
    marked: str,
    kind: str,
    actors: list[str],
    recipients: list[str],
) -> None:
    events = [event for event in find_events(convert(marked)) if event.type == kind]
    assert [(list(event.actors), list(event.recipients)) for event in events] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("marked", "locations"),
    [
        ("[林一平|PERSON|lin]和[蔡文华|PERSON|tsai]在[首尔|GPE|seoul:KOR]会谈。", ("seoul",)),
        ("[林一平|PERSON|lin]访问[日本|GPE|JPN]。", ("JPN",)),
        ("[林一平|PERSON|lin]批评[日本|GPE|JPN]。", ()),
    ],
)
def test_locations(find_events: Callable[..., list[Event]], marked: str, locations: tuple[str, ...]) -> None:
    (event,) = find_events(marked)
    assert event.locations == locations


def test_an_office_stands_for_its_holder(find_events: Callable[..., list[Event]]) -> None:
    holds = (Relation("HOLDS_OFFICE", "yamashita", "JPN", "首相"),)
    marked = "[日本|GPE|JPN]首相批评[中国|GPE|CHN]。"
    assert find_events(marked, relations=holds)[0].actors == ("yamashita",)
    assert find_events(marked)[0].actors == ("JPN",)


def test_an_event_without_actor_is_dropped(find_events: Callable[..., list[Event]]) -> None:
    assert find_events("各地发生袭击。") == []


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("[蒙古|GPE|MNG]拒绝逮捕[林一平|PERSON|lin]。", ["REJECT"]),
        ("[法国|GPE|FRA]要求[马里|GPE|MLI]道歉。", ["REQUEST"]),
        ("[法国|GPE|FRA]反对[马里|GPE|MLI]打压[林一平|PERSON|lin]。", ["REJECT", "COERCE"]),
    ],
)
def test_what_is_only_asked_for_or_refused_is_no_event(
    find_events: Callable[..., list[Event]], marked: str, kinds: list[str]
) -> None:
    assert [event.type for event in find_events(marked)] == kinds


@pytest.mark.parametrize(
    ("told", "talked_of"),
    [
        ("[马里|GPE|MLI]轰炸[贝宁|GPE|BEN]。", "[法国|GPE|FRA]谴责[马里|GPE|MLI]轰炸[贝宁|GPE|BEN]。"),
        ("[马里|GPE|MLI]派兵。", "[法国|GPE|FRA]就[马里|GPE|MLI]派兵一事表达抗议。"),
        ("[马里|GPE|MLI]开火。", "[法国|GPE|FRA]扬言，若[马里|GPE|MLI]开火，必定还手。"),
    ],
)
def test_what_somebody_talks_of_is_less_certain(
    find_events: Callable[..., list[Event]], told: str, talked_of: str
) -> None:
    (event,) = find_events(told)
    others = [e.confidence for e in find_events(talked_of) if e.type == event.type]
    assert all(confidence < event.confidence for confidence in others)
    assert {e.type for e in find_events(talked_of)} & {"ACCUSE", "THREATEN"}


def test_a_certain_subject_makes_a_more_certain_event(find_events: Callable[..., list[Event]]) -> None:
    (near,) = find_events("[林一平|PERSON|lin]呼吁[伊朗|GPE|IRN]停手。")
    (far,) = find_events("[林一平|PERSON|lin]到了。当晚呼吁[伊朗|GPE|IRN]停手。")
    assert 0 < far.confidence < near.confidence < 1


def test_nobody_reproaches_the_state_that_he_speaks_for(find_events: Callable[..., list[Event]]) -> None:
    marked = "[挪威|GPE|NOR]总统府表示，[{}]不会容忍这种挑衅。"
    own, other = marked.format("挪威|GPE|NOR"), marked.format("冰岛|GPE|ISL")
    assert "ACCUSE" not in [event.type for event in find_events(own)]
    assert "ACCUSE" in [event.type for event in find_events(other)]


def test_aid_that_is_only_alleged_is_no_event(find_events: Callable[..., list[Event]]) -> None:
    alleged = "[挪威|GPE|NOR]指责[冰岛|GPE|ISL]向[马里|GPE|MLI]提供武器。"
    assert [event.type for event in find_events(alleged)] == ["ACCUSE"]
