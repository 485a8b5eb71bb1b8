"""Names, their titles, their company and their markers."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.events.clauses import brackets, clauses
from kg.events.grammar import grammar
from kg.events.phrases import PhraseReader

CASES = [  # sentence, (function, heads) of each phrase
    ("[日本|GPE|JPN]首相[山下正夫|PERSON|yamashita]到了。", [("", ["yamashita"])]),
    ("[日本|GPE|JPN][防卫省|ORG|mod]说。", [("", ["mod"])]),
    ("[台湾|GPE|TWN]的[陆委会|ORG|mac]说。", [("", ["mac"])]),
    ("[美|GPE|USA][日|GPE|JPN][韩|GPE|KOR]到了。", [("", ["USA", "JPN", "KOR"])]),
    ("[德国|GPE|DEU]、[法国|GPE|FRA]以及[波兰|GPE|POL]到了。", [("", ["DEU", "FRA", "POL"])]),
    (
        "[德国|GPE|DEU]外长[林一平|PERSON|lin]与[法国|GPE|FRA]防长[王大明|PERSON|wang]到了。",
        [("", ["lin", "wang"])],
    ),
    ("对[德国|GPE|DEU]好。", [("toward", ["DEU"])]),
    ("与来访的[德国|GPE|DEU]人谈。", [("with", ["DEU"])]),
    ("在有争议的[克什米尔|LOC|kashmir]地区。", [("place", ["kashmir"])]),
    ("遭到[德国|GPE|DEU]反对。", [("agent", ["DEU"])]),
    ("在[首尔|GPE|seoul]与[林一平|PERSON|lin]谈。", [("place", ["seoul"]), ("with", ["lin"])]),
    ("在[林一平|PERSON|lin]访问期间。", [("", ["lin"])]),
    ("共同[德国|GPE|DEU]。", [("", ["DEU"])]),
    ("[林一平|PERSON|lin]（[Lin|PERSON|lin]）到了。", [("", ["lin"])]),
    ("[法国|GPE|FRA]驻[德国|GPE|DEU]大使[林一平|PERSON|lin]到了。", [("", ["lin"])]),
    ("与驻[德国|GPE|DEU]大使[林一平|PERSON|lin]谈。", [("with", ["lin"])]),
    ("[欧盟|ORG|eu]外交与安全政策高级代表[林一平|PERSON|lin]到了。", [("", ["lin"])]),
    ("[法国|GPE|FRA]政府与总理[林一平|PERSON|lin]到了。", [("", ["FRA", "lin"])]),
    ("[法国|GPE|FRA]反对党议员[林一平|PERSON|lin]到了。", [("", ["lin"])]),
    ("对退役上校[林一平|PERSON|lin]好。", [("toward", ["lin"])]),
    ("针对退役上校[林一平|PERSON|lin]好。", [("toward", ["lin"])]),
    ("对此总统[林一平|PERSON|lin]很高兴。", [("", ["lin"])]),
    ("[德国|GPE|DEU]会见总统[林一平|PERSON|lin]。", [("", ["DEU"]), ("", ["lin"])]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_phrases(read_marked: Callable[[str], Any], marked: str, expected: list[tuple[str, list[str]]]) -> None:
    got = read_marked(marked)
    meeting = got.text.find("会见")
    triggers = [(meeting, meeting + 2)] if meeting >= 0 else []
    found = PhraseReader(got.text, grammar()).read((0, len(got.text)), got.names, triggers)
    assert [(phrase.function, list(phrase.entities)) for phrase in found] == expected


def test_clauses_go_on_behind_brackets() -> None:
    text = "他（新任，北京）说，好。"
    assert [text[a:b] for a, b in clauses(text, (0, len(text)))] == ["他（新任，北京）说", "好"]
    assert [text[a:b] for a, b in brackets(text, (0, len(text)))] == ["新任，北京"]


def test_a_bracket_that_never_closes_ends_with_the_sentence() -> None:
    text = "他（新任，北京说"
    assert [text[a:b] for a, b in brackets(text, (0, len(text)))] == ["新任，北京说"]
