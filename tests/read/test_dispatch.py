import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError, SeedError
from kg.read import Failed, Skipped, ignored, read_all, read_bytes, read_path, walk
from kg.records import Document

_P = "石川外相周三在东京会见了到访的欧文，双方讨论了南海局势。"
_ARCHIVE = f"<!--1683711000000-->\n[会谈](https://www.dw.com/zh/1)\n------\n<p>{_P}</p>"
_PAGE = f"<!doctype html><html><head><title>会谈</title></head><body><p>{_P}</p></body></html>"
_RSS = (
    f"<rss version='2.0'><channel><item><title>甲</title><description>{_P}</description></item>"
    "<item><title>乙</title></item></channel></rss>"
)
_LINES = json.dumps({"text": _P}, ensure_ascii=False) + "\n{broken\n"


def _texts(path: Path) -> list[str]:
    return [o.text if isinstance(o, Document) else "!" for o in read_path(path)]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".xml", ""])
@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (_ARCHIVE, [f"会谈\n{_P}"]),
        (_PAGE, [f"会谈\n{_P}"]),
        (_RSS, [f"甲\n{_P}", "乙"]),
        (_LINES, [_P, "!"]),
        (f"会谈\n{_P}", [f"会谈\n{_P}"]),
    ],
)
def test_content_decides(tmp_path: Path, suffix: str, content: str, texts: list[str]) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(content, encoding="utf-8")
    assert _texts(path) == texts


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings_of_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_ARCHIVE.encode(encoding))
    assert _texts(path) == [f"会谈\n{_P}"]


def test_folder_is_walked_in_order_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", "c.pdf", "README.md", "sub/d.HTML", "sub/.git/e.md", "sub/f.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("会谈\n", encoding="utf-8")
    assert [str(p.relative_to(tmp_path)) for p in walk([tmp_path])] == ["a.txt", "b.md", "sub/d.HTML"]
    assert [p.name for p in ignored([tmp_path])] == [".hidden.md", "README.md", "c.pdf", "f.docx"]
    assert list(walk([tmp_path / "c.pdf"])) == [tmp_path / "c.pdf"]


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("会谈", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [p.name for p in walk([tmp_path])] == ["a.md"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"\0\1\2" * 50, "not text"),
        (b"\x01\x02\x03abc" * 20, "binary"),
        (b"<html><body></body></html>", "without text"),
        (b"<rss><channel/></rss>", "without entries"),
    ],
)
def test_failures_are_one_line_and_the_rest_goes_on(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "b.txt").write_text("会谈", encoding="utf-8")
    first, second = read_all([tmp_path])
    assert isinstance(first, Failed)
    assert reason in first.reason
    assert str(first).startswith(str(tmp_path / "a.txt") + ": ")
    assert "\n" not in str(first)
    assert isinstance(second, Document)


def test_missing_and_unreadable(tmp_path: Path) -> None:
    (outcome,) = read_path(tmp_path / "none.txt")
    assert outcome == Failed(str(tmp_path / "none.txt"), "no such file")
    (outcome,) = read_path(tmp_path)
    assert outcome == Failed(str(tmp_path), "a folder")
    (outcome,) = read_path("a\0b")
    assert isinstance(outcome, Failed)


def test_empty_lines_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n \n")
    (outcome,) = read_path(path)
    assert isinstance(outcome, Failed)


def test_too_long_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("会谈" * 51, encoding="utf-8")
    (outcome,) = read_path(path, max_chars=100)
    assert outcome == Skipped(str(path), "102 characters, more than 100")
    (outcome,) = read_path(path, max_chars=102)
    assert isinstance(outcome, Document)


@pytest.mark.parametrize(("content", "texts"), [(_LINES, [_P, "!"]), (_PAGE, [f"会谈\n{_P}"]), ("会谈", ["会谈"])])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert list(walk(["-"])) == [Path("-")]
    assert _texts(Path("-")) == texts


def _harmless(document: Document) -> bool:
    document.text.encode("utf-8")
    return not any(c < " " and c not in "\n\t\r" for c in document.text) and bool(document.text.strip())


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "<html>", "<rss>", "<!--1683711000000-->\n[a](b)\n------\n", '{"text": "', "<?xml?><feed>"]),
)
def test_any_bytes_give_documents_or_failures(data: bytes, head: str) -> None:
    try:
        outcomes = list(read_bytes(head.encode() + data, "x"))
    except ReadError as error:
        assert str(error)  # noqa: PT017 - either way is right
        return
    assert outcomes
    assert all(_harmless(o) if isinstance(o, Document) else o.reason for o in outcomes)


@given(st.text(max_size=300))
def test_any_text_is_read_alike_twice(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    first = list(read_path(path))
    assert first == list(read_path(path))
    assert len(first) >= 1


def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.txt").write_text(_P, encoding="utf-8")
    assert [path.name for path in walk([tmp_path])] == ["b.txt"]
    assert [path.name for path in ignored([tmp_path])] == ["a.md"]


def test_a_parser_that_breaks_costs_its_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Document:
        raise TypeError("unhashable")

    monkeypatch.setattr("kg.read.dispatch.read_webpage", broken)
    (tmp_path / "a.html").write_text(_PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(_P, encoding="utf-8")
    first, second = read_all([tmp_path])
    assert str(first) == f"{tmp_path}/a.html: broken markup: TypeError: unhashable"
    assert isinstance(second, Document)


def test_what_is_wrong_with_the_seeds_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Document:
        raise SeedError("boilerplate.toml: wrong")

    monkeypatch.setattr("kg.read.dispatch.read_text", broken)
    (tmp_path / "b.txt").write_text(_P, encoding="utf-8")
    with pytest.raises(SeedError):
        list(read_all([tmp_path]))
