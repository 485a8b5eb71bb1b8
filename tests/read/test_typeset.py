import re
from collections import Counter
from pathlib import Path

from kg.read import read_path
from kg.read.typeset import is_typeset, reflow
from kg.records import Document

_SENTENCES = [
    "南渡国与北沙国的关系在过去十年里经历了多次起伏，双方的贸易额却一直保持增长，这种现象引起了学者的注意。",
    "本文首先回顾两国建交以来的主要事件，接着分析影响双边关系的内部因素与外部因素，最后讨论未来可能的发展。",
    "值得注意的是，两国的国防部门从未中断往来，即使在领土争端最激烈的时期，也有将领互访的记录。",
]
_ENGLISH = (
    "Relations between the two countries have seen many ups and downs over the last decade while trade kept "
    "growing. This article looks at the causes of this long-term pattern and asks whether cooperation will last."
)


def _cut(text: str, width: int, indent: str = "") -> list[str]:
    text = indent + text
    return [text[i : i + width] for i in range(0, len(text), width)]


def _cut_latin(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _page(number: int, lines: list[str], notes: tuple[str, ...] = ()) -> str:
    rule = ["_" * 20] if notes else []
    return "\n".join(["南渡研究 第三期", "", *lines, *rule, *notes, "", f"- {number} -", ""])


def test_pages_with_running_heads_numbers_and_notes() -> None:
    paragraph = _cut(f"{_SENTENCES[0]}1{_SENTENCES[1]}", 24, "　　")
    notes = ("1 欧文，《南渡外交史》（东城：南渡出版社，2010），", "第12页。")
    pages = [
        _page(1, ["壹、前言", *paragraph[:3]], notes),
        _page(2, [*paragraph[3:], *_cut(_SENTENCES[2], 24, "　　")]),
        _page(3, [*_cut(_SENTENCES[0], 24, "　　"), *_cut(_SENTENCES[1], 24, "　　")]),
    ]
    text = "\f".join(pages)
    assert is_typeset(text)
    assert reflow(text) == [
        "壹、前言",
        _SENTENCES[0] + _SENTENCES[1],
        _SENTENCES[2],
        _SENTENCES[0],
        _SENTENCES[1],
        "1 欧文，《南渡外交史》（东城：南渡出版社，2010），第12页。",
    ]


def test_every_second_line_empty_and_an_english_abstract() -> None:
    chinese = "".join(_SENTENCES)
    lines = [*_cut(chinese, 30), *_cut_latin(_ENGLISH, 64), "貳、內部因素", *_cut(chinese, 30, "    ")]
    assert reflow("\n\n".join(lines)) == [chinese, _ENGLISH, "貳、內部因素", chinese]


def test_latin_words_cut_at_the_end_of_a_line() -> None:
    text = "\n".join(
        [
            "The two govern-",
            "ments spoke of a long-",
            "term plan; a long-term",
            "plan is what both want",
            "and it was said often.",
            *_cut("".join(_SENTENCES), 22),
        ]
    )
    assert "governments spoke of a long-term plan" in " ".join(reflow(text))


def test_ordinary_text_is_not_typeset() -> None:
    assert not is_typeset("\n".join(_SENTENCES * 4))
    assert not is_typeset("会谈\n结束")
    assert not is_typeset("")


def test_real_text_of_a_pdf(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    (document,) = read_path(path)
    assert isinstance(document, Document)
    paragraphs = document.text.split("\n")
    raw = path.read_text(encoding="utf-8")
    lost = Counter(re.sub(r"\s", "", raw)) - Counter(re.sub(r"\s", "", document.text))
    assert all(c.isdigit() for c in lost)
    assert (
        sum(p.startswith("Taiwan and Japan are acutely affected") and p.endswith("cooperation.") for p in paragraphs)
        == 1
    )
    assert [p.split()[0] for p in paragraphs[-73:]] == [str(n) for n in range(1, 74)]
    assert "楊永明也認為，「日本對台政策，向來便依附在其對華政策之下。」" in document.text
