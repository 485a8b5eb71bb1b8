"""Whether an event happened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SeedError
from kg.events.factuality import load_factuality
from kg.language.script import to_traditional
from kg.records import Event

CASES = [
    ("[林一平|PERSON|lin]访问[日本|GPE|JPN]。", "actual"),
    ("[林一平|PERSON|lin]将访问[日本|GPE|JPN]。", "planned"),
    ("[林一平|PERSON|lin]计划访问[日本|GPE|JPN]。", "planned"),
    ("[林一平|PERSON|lin]预定明天访问[日本|GPE|JPN]。", "planned"),
    ("[林一平|PERSON|lin]可能访问[日本|GPE|JPN]。", "hypothetical"),
    ("[林一平|PERSON|lin]没有访问[日本|GPE|JPN]。", "negated"),
    ("[林一平|PERSON|lin]否认曾会见[蔡文华|PERSON|tsai]。", "negated"),
    ("如果[俄罗斯|GPE|RUS]攻击[波兰|GPE|POL]，局势会恶化。", "hypothetical"),
    ("一旦开战，[印度|GPE|IND]就轰炸[巴基斯坦|GPE|PAK]。", "hypothetical"),
    ("外界担心[俄罗斯|GPE|RUS]入侵[波兰|GPE|POL]。", "hypothetical"),
    ("[德国|GPE|DEU]批评[伊朗|GPE|IRN]将关闭油井。", "actual"),
    ("[林一平|PERSON|lin]预定赴会，与[蔡文华|PERSON|tsai]会谈。", "planned"),
    ("[德国|GPE|DEU]没有把[伊朗|GPE|IRN]列为制裁对象。", "negated"),
    ("[林一平|PERSON|lin]启程，以便访问[日本|GPE|JPN]。", "planned"),
    # Words that only look like cues.
    ("[德国|GPE|DEU]将[伊朗|GPE|IRN]列入黑名单。", "actual"),
    ("[林一平|PERSON|lin]将军访问[日本|GPE|JPN]。", "actual"),
    ("未来几天前[林一平|PERSON|lin]访问了[日本|GPE|JPN]。", "actual"),
    ("恐怖组织首领[林一平|PERSON|lin]袭击[日本|GPE|JPN]。", "actual"),
]


@pytest.mark.parametrize(("marked", "status"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("convert", [str, to_traditional], ids=["hans", "hant"])
def test_status(
    find_events: Callable[..., list[Event]], convert: Callable[[str], str], marked: str, status: str
) -> None:
    assert find_events(convert(marked))[0].status == status


def test_a_cue_does_not_reach_across_another_trigger(find_events: Callable[..., list[Event]]) -> None:
    first, second = find_events("[林一平|PERSON|lin]没有会见[蔡文华|PERSON|tsai]却批评[中国|GPE|CHN]。")
    assert (first.status, second.status) == ("negated", "actual")


@pytest.mark.parametrize(
    "cue",
    [
        'status = "perhaps"\nscope = "near"\nwords = ["或"]',
        'status = "planned"\nscope = "page"\nwords = ["将"]',
        'status = "planned"\nscope = "near"\nwords = ["将"]\ncolour = "red"',
        'status = "planned"',
    ],
)
def test_a_wrong_cue_is_named(tmp_path: Path, cue: str) -> None:
    path = tmp_path / "status.toml"
    path.write_text(
        f"speech_types = []\ntelling = []\nrecurring = []\ncontinuing = []\n[[cue]]\n{cue}\n", encoding="utf-8"
    )
    with pytest.raises(SeedError, match=r"status\.toml"):
        load_factuality(path)
