import json

import pytest

from kg.read.jsonl import is_jsonl, read_jsonl
from kg.read.outcome import Failed
from kg.records import Document


def _lines(*objects: object) -> list[bytes]:
    return [json.dumps(o).encode() + b"\n" for o in objects]


def test_text_is_taken_as_it_is() -> None:
    text = " 会谈\u3000 \r\n\n東京\u200b  "
    (document,) = read_jsonl(
        _lines({"text": text, "id": 7, "url": "https://www.dw.com/zh/1", "published": "2023-05-10"})
    )
    assert isinstance(document, Document)
    assert document.text == text
    assert (document.id, document.source, document.published) == (
        "7",
        "德国之声",
        "2023-05-10T10:00:00Z",
    )  # noon in Berlin


def test_what_cannot_stay_keeps_its_place() -> None:
    (document,) = read_jsonl([b'{"text": "\\ud83d\\u0000\xe4\xbc\x9a", "title": "\\udc00"}'])
    assert isinstance(document, Document)
    assert document.text == "\ufffd 会"
    assert document.title == "\ufffd"


def test_bad_lines_name_file_and_line_and_the_rest_goes_on() -> None:
    lines = [
        b"\xef\xbb\xbf" + _lines({"text": "一"})[0],
        b"{\n",
        b"\n",
        b'["text"]\n',
        b'{"id": "x"}\n',
        b'{"text": 3}\n',
        b'{"text": " "}\n',
    ]
    lines += [b'{"text": "\xff"}\n', b'{"text": "x", "url": []}\n', b"[" * 100_000, *_lines({"text": "二"})]
    outcomes = list(read_jsonl(lines, "in.jsonl"))
    documents = [o.text for o in outcomes if isinstance(o, Document)]
    failures = [o for o in outcomes if isinstance(o, Failed)]
    assert documents == ["一", "二"]
    assert [f.path for f in failures] == [f"in.jsonl:{n}" for n in (2, 4, 5, 6, 7, 8, 9, 10)]
    assert "no text" in failures[2].reason
    assert all("\n" not in str(f) for f in failures)


def test_same_text_same_id_without_url() -> None:
    one, two, other = read_jsonl(_lines({"text": "会谈"}, {"text": "会谈"}, {"text": "磋商"}))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert isinstance(other, Document)
    assert one.id == two.id != other.id
    assert len(one.id) == 16


def test_sniffing() -> None:
    assert is_jsonl('\ufeff\n{"text": "x"}')
    assert is_jsonl('{"text": "x\n')
    assert not is_jsonl("{会谈}")
    assert not is_jsonl("[1]")


@pytest.mark.parametrize(
    ("stated", "instant"),
    [
        ("2023-09-12T22:39:03+08:00", "2023-09-12T14:39:03Z"),
        ("2023-09-12", "2023-09-12T12:00:00Z"),
        ("昨天", None),
        ("2023-02-30T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        (20230912, "2023-09-12T12:00:00Z"),
    ],
)
def test_publication_is_an_instant_or_the_line_is_refused(stated: object, instant: str | None) -> None:
    (outcome,) = read_jsonl(_lines({"text": "会谈", "published": stated}), "a.jsonl")
    if instant:
        assert isinstance(outcome, Document)
        assert outcome.published == instant
    else:
        assert str(outcome).startswith("a.jsonl:1: published is no date such as")
