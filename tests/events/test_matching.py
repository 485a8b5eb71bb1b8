"""Where a trigger word is a trigger, and where it is not."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.events.lexicon import lexicon, load_lexicon
from kg.events.matching import find_triggers
from kg.language.script import to_traditional


def _words(read_marked: Callable[[str], Any], marked: str) -> list[tuple[str, str]]:
    got = read_marked(marked)
    return [(got.text[m.start : m.end], m.rule.type) for m in find_triggers(got.text, got.names, lexicon())]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[波兰|GPE|POL]拒绝承认该结果。", [("拒绝承认", "REJECT")]),
        ("[中国|GPE|CHN]外长访[德|GPE|DEU]。", [("访德", "CONSULT")]),
        ("[越南|GPE|VNM]对[台|GPE|TWN]军售。", [("对台军售", "AID")]),
        ("外交部提出严正抗议。", [("严正抗议", "ACCUSE")]),
        ("数千民众抗议。", [("抗议", "PROTEST")]),
        ("网络攻击来自黑客。", [("网络攻击", "COERCE")]),
        ("军队攻击村庄。", [("攻击", "ASSAULT")]),
    ],
)
def test_found(read_marked: Callable[[str], Any], marked: str, expected: list[tuple[str, str]]) -> None:
    assert _words(read_marked, marked) == expected
    assert [kind for _, kind in _words(read_marked, to_traditional(marked))] == [kind for _, kind in expected]


@pytest.mark.parametrize(
    "marked",
    [
        "他的支持者很多。",
        "反对党很强。",
        "抗议者走了。",
        "[国家安全会议|ORG|nsc]很重要。",
        "他写了《攻击与袭击》一书。",
        "导弹的攻击力很强。",
        "成功发射卫星。",
        "没有人访。",
        "",
    ],
)
def test_not_found(read_marked: Callable[[str], Any], marked: str) -> None:
    assert _words(read_marked, marked) == []


def test_triggers_do_not_overlap_and_the_fuller_word_wins(read_marked: Callable[[str], Any]) -> None:
    got = read_marked("[法国|GPE|FRA]呼吁[德国|GPE|DEU]支援[乌克兰|GPE|UKR]，并与[波兰|GPE|POL]达成停火协议。")
    found = find_triggers(got.text, got.names, lexicon())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [got.text[m.start : m.end] for m in found] == ["呼吁", "支援", "达成停火协议"]


def test_conditions(tmp_path: Path, read_marked: Callable[[str], Any]) -> None:
    (tmp_path / "aid.toml").write_text(
        'type = "AID"\n'
        '[[trigger]]\nwords = ["给"]\nif_followed_name = true\nif_after = ["药"]\n'
        '[[trigger]]\nwords = ["捐"]\nif_preceded_name = true\nif_sentence = ["粮"]\nunless_clause = ["不"]\n',
        encoding="utf-8",
    )
    words = load_lexicon(tmp_path)

    def count(marked: str) -> int:
        got = read_marked(marked)
        return len(find_triggers(got.text, got.names, words))

    assert count("他给[智利|GPE|CHL]，有药。") == 1
    assert count("他给他，有药。") == count("有药，他给[智利|GPE|CHL]。") == 0
    assert count("[智利|GPE|CHL]的捐，是粮。") == 1
    assert count("[智利|GPE|CHL]不捐，是粮。") == count("[智利|GPE|CHL]捐。") == 0
