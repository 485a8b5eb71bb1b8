"""Annotated documents out of annotations without text, with archives and annotations of our own."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.evaluate import load_gold
from kg.language.sentences import split_sentences

_ROOT = Path(__file__).resolve().parents[2]


def _script(name: str) -> Any:
    folder = str(_ROOT / "pipelines" / "zh_kg_news")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(f"scripts.{name}")


annotated, archives, placement, standoff, ner_sources = (
    _script(name) for name in ("annotated", "archives", "placement", "standoff", "ner_sources")
)

_URL = "https://www.rfi.fr/cn/1"
_PATH = "articles/rfi/1.md"
_TITLE = "巴西和智利签署渔业协议"
_BODY = (
    "巴西外交部长丹尼周一抵达圣地亚哥。智利外交部长莫塔到机场迎接丹尼，称赞巴西。",
    "双方周二签署协议。",
    "智利国内有人抗议这项协议，巴西没有回应。",
)
_LINES = """@entities
BRA | State | 巴西 | Brazil
CHL | State | 智利 | Chile
dani | Person | 丹尼
mota | Person | 莫塔 |
santiago | Location | 圣地亚哥 | Santiago
@mentions
0: 巴西=BRA:GPE ; 智利=CHL:GPE
1: 巴西=BRA:GPE ; 丹尼=dani:PERSON ; 圣地亚哥=santiago:GPE
2: 智利=CHL:GPE ; 莫塔=mota:PERSON ; 丹尼=dani:PERSON ; 巴西=BRA:GPE
4: 智利=CHL:GPE ; 巴西=BRA:GPE
@times
1: 周一=2023-01-02
3: 周二=2023-01-03
@events
E1 | AGREE | actual | 2023-01-03 | actors=BRA, CHL | recipients= | loc=santiago | 0:签署, 3:签署
E2 | PROTEST | actual |  | actors=CHL | recipients= | loc= | 4:抗议
@relations
HOLDS_OFFICE | dani | BRA | 外交部长 | 1
HOLDS_OFFICE | mota | CHL | 外交部长 | 2
"""


def _article(*paragraphs: str, title: str = _TITLE) -> str:
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    feed = '<br><hr><div>更多：<br><a href="https://feedx.net">https://feedx.net</a></div>'
    return f"<!--1672740000000-->\n[{title}]({_URL})\n------\n\n<div>{body}</div>{feed}\n"


def _text(*paragraphs: str) -> str:
    return "\n".join((_TITLE, *paragraphs))


def _ann(text: str, path: str = _PATH, lines: str = _LINES) -> str:
    digest = sha256(text.encode()).hexdigest()
    head = f"# published: 2023-01-03T10:00:00Z url: {_URL} text-sha256: {digest}"
    return f"# source: duty-machine/news {path}\n{head}\n{lines}"


def _ann_xwlb(text: str, item: int = 2, path: str = "assets/2023/20230103.json") -> str:
    digest = sha256(text.encode()).hexdigest()
    head = f"# published: 2023-01-03T12:00:00Z text-sha256: {digest}"
    return f"# source: china-data/xwlb {path}, item {item}\n{head}\n{_LINES}"


def _put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the script on `ann` and `out` in the temporary folder; its status, the count, the lines before it."""

    def call(*options: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["annotated", str(tmp_path / "ann"), str(tmp_path / "out"), *options])
        status = 0
        try:
            annotated.main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out.strip(), said.err.strip()

    return call


def _check(document: Any) -> None:
    """Every span of a document shows what it says, in the sentence that it says."""
    text, sentences = document["text"], document["sentences"]
    assert [tuple(s) for s in sentences] == split_sentences(text)
    for span in [*document["mentions"], *document["times"]]:
        assert text[span["start"] : span["end"]] == span["text"]
    for event in document["events"]:
        for trigger in event["triggers"]:
            start, end = sentences[trigger["sentence"]]
            assert start <= trigger["start"]
            assert trigger["end"] <= end
            assert text[trigger["start"] : trigger["end"]] == trigger["text"]


def test_annotated_text(tmp_path: Path, run: Run) -> None:
    _put(tmp_path / "news" / _PATH, _article(*_BODY))
    _put(tmp_path / "ann" / "R1.ann", _ann(_text(*_BODY)))
    status, counts, lines = run("--news", str(tmp_path / "news"))
    assert (status, lines) == (0, "")
    assert counts == "1 documents, 1 of them with the annotated text, 0 aligned; 0 skipped, 0 of archives not given"

    (document,) = load_gold([tmp_path / "out"])
    _check(document)
    assert document["text"] == _text(*_BODY)
    assert (document["id"], document["url"], document["title"]) == ("R1", _URL, _TITLE)
    assert document["published"] == "2023-01-03T10:00:00Z"
    assert document["mentions"][0] == {"start": 0, "end": 2, "text": "巴西", "label": "GPE", "entity": "BRA"}
    assert document["times"][1]["value"] == "2023-01-03"
    assert document["entities"][2] == {"id": "dani", "type": "Person", "name": "丹尼", "name_en": None}
    agree, protest = document["events"]
    assert agree["actors"] == ["BRA", "CHL"]
    assert agree["recipients"] == []
    assert agree["locations"] == ["santiago"]
    assert [t["sentence"] for t in agree["triggers"]] == [0, 3]
    assert protest["date"] is None
    assert document["relations"][1] == {
        "type": "HOLDS_OFFICE", "subject": "mota", "object": "CHL", "title": "外交部长", "sentence": 2,
    }  # fmt: skip
    pieces = list(ner_sources.gold(tmp_path / "out" / "R1.json"))
    assert len(pieces) == 5
    assert [pieces[2].text[a:b] for a, b, _ in pieces[2].spans] == ["智利", "莫塔", "丹尼", "巴西"]


def test_text_with_what_the_reader_leaves_out(tmp_path: Path, run: Run) -> None:
    links = '<ul><li><a href="https://www.rfi.fr/cn/2">巴西总统访问秘鲁</a></li></ul>'
    _put(tmp_path / "news" / _PATH, _article(links, *_BODY).replace("\n", "\r\n"))
    text = _text("巴西总统访问秘鲁", *_BODY)
    lines = "@entities\nPER | State | 秘鲁 | Peru\n@mentions\n1: 秘鲁=PER:GPE\n"
    _put(tmp_path / "ann" / "R1.ann", _ann(text, lines=lines))
    status, counts, said = run("--news", str(tmp_path / "news"))
    assert (status, said) == (0, "")
    assert counts.startswith("1 documents, 1 of them")
    document = json.loads((tmp_path / "out" / "R1.json").read_text(encoding="utf-8"))
    assert document["text"] == text
    assert document["mentions"][0]["text"] == "秘鲁"


def test_changed_text_is_aligned(tmp_path: Path, run: Run) -> None:
    new = "此前巴西代表团曾访问利马。"
    _put(tmp_path / "news" / _PATH, _article(_BODY[0], new, *_BODY[1:]))
    _put(tmp_path / "ann" / "R1.ann", _ann(_text(*_BODY)))
    status, counts, lines = run("--news", str(tmp_path / "news"))
    assert status == 0
    assert counts.startswith("1 documents, 0 of them with the annotated text, 1 aligned")
    assert "R1.ann: another text" in lines
    assert "2 of 6 sentences moved, 1 names unmarked" in lines
    document = json.loads((tmp_path / "out" / "R1.json").read_text(encoding="utf-8"))
    _check(document)
    assert [t["sentence"] for t in document["events"][0]["triggers"]] == [0, 4]
    assert [r["sentence"] for r in document["relations"]] == [1, 2]
    assert new in document["text"]
    assert all(not document["text"].index(new) <= m["start"] < document["text"].index(new) + len(new)
               for m in document["mentions"])  # fmt: skip


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (_article(*_BODY[:2]), "not all that is marked can be found"),
        (_article(_BODY[1], _BODY[0], _BODY[2]), "not all that is marked can be found"),
        ("", "empty"),
        (None, "is not in"),
    ],
    ids=["a paragraph is gone", "another order", "empty", "no file"],
)
def test_skipped(tmp_path: Path, run: Run, article: str | None, reason: str) -> None:
    (tmp_path / "news").mkdir()
    if article is not None:
        _put(tmp_path / "news" / _PATH, article)
    _put(tmp_path / "ann" / "R1.ann", _ann(_text(*_BODY)))
    status, counts, lines = run("--news", str(tmp_path / "news"))
    assert status == 1
    assert "0 documents" in counts
    assert "1 skipped" in counts
    assert "R1.ann: skipped: " in lines
    assert reason in lines
    assert "\n" not in lines
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "path", ["../secret.md", "articles/../../secret.md", "{}/secret.md", "link.md", "link/secret.md"]
)
def test_paths_stay_in_the_folder(tmp_path: Path, run: Run, path: str) -> None:
    _put(tmp_path / "secret.md", _article(*_BODY))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "articles").mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "link").symlink_to(tmp_path)
    _put(tmp_path / "ann" / "R1.ann", _ann(_text(*_BODY), path=path.format(tmp_path)))
    status, _, lines = run("--news", str(folder))
    assert status == 1
    assert "leads out of" in lines
    assert not (tmp_path / "out").exists()


def test_a_link_inside_the_folder_is_followed(tmp_path: Path, run: Run) -> None:
    _put(tmp_path / "news" / "articles" / "a.md", _article(*_BODY))
    (tmp_path / "news" / "articles" / "b.md").symlink_to("a.md")
    _put(tmp_path / "ann" / "R1.ann", _ann(_text(*_BODY), path="articles/b.md"))
    assert run("--news", str(tmp_path / "news"))[0] == 0


def _day(*bodies: tuple[str, str]) -> str:
    items = [
        {"video_title": title, "video_url": f"https://tv.cctv.com/{n}", "video_detail": {"title": "", "content": body}}
        for n, (title, body) in enumerate(bodies, 1)
    ]
    return json.dumps({"videoList": items}, ensure_ascii=False)


def _git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(folder), *identity, *arguments], capture_output=True, check=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone whose first commit has the annotated text, and whose second has an empty day."""
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "xwlb"
    body = f"<p><strong>{_BODY[0]}</strong></p><p>\u3000{_BODY[1]}<br/>{_BODY[2].replace('，', '&#65292;')}</p>"
    _put(folder / "assets/2023/20230103.json", _day(("[视频]别的", "<p>别的。</p>"), (f"[视频]{_TITLE}", body)))
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", "one")
    return folder


def _readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setattr(annotated, "_README", _put(tmp_path / "README.md", f"as of commit {named})."))


@pytest.mark.parametrize("bare", [False, True])
def test_transcripts(tmp_path: Path, run: Run, clone: Path, monkeypatch: pytest.MonkeyPatch, bare: bool) -> None:
    _readme(tmp_path, monkeypatch, _git(clone, "rev-parse", "HEAD"))
    _put(clone / "assets/2023/20230103.json", _day())
    _git(clone, "commit", "-qam", "two")
    if bare:
        _git(tmp_path, "clone", "-q", "--bare", str(clone), str(tmp_path / "bare"))
        clone = tmp_path / "bare"
    _put(tmp_path / "ann" / "xwlb" / "X20230103-02.ann", _ann_xwlb(_text(*_BODY)))
    status, counts, lines = run("--xwlb", str(clone))
    assert (status, lines) == (0, "")
    assert counts.startswith("1 documents, 1 of them")
    document = json.loads((tmp_path / "out" / "xwlb" / "X20230103-02.json").read_text(encoding="utf-8"))
    _check(document)
    assert document["text"] == _text(*_BODY)
    assert document["url"] == "https://tv.cctv.com/2"


def test_transcripts_at_head_where_the_commit_is_unknown(
    tmp_path: Path, run: Run, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _readme(tmp_path, monkeypatch, "0" * 40)
    _put(tmp_path / "ann" / "X1.ann", _ann_xwlb(_text(*_BODY)))
    assert run("--xwlb", str(clone))[0] == 0


@pytest.mark.parametrize(
    ("ann", "reason"),
    [
        (_ann_xwlb("", item=3), "no item 3"),
        (_ann_xwlb("", item=1), "not all that is marked"),
        (_ann_xwlb("", path="assets/2023/20230104.json"), "git: "),
        (_ann_xwlb("", path="assets/2023/../../secret.json"), "is no file of the archive"),
        (_ann_xwlb("", path="--output=x"), "is no file of the archive"),
    ],
    ids=["item", "other item", "day", "escape", "option"],
)
def test_transcripts_skipped(tmp_path: Path, run: Run, clone: Path, ann: str, reason: str) -> None:
    _put(tmp_path / "ann" / "X1.ann", ann)
    status, _, lines = run("--xwlb", str(clone))
    assert status == 1
    assert reason in lines
    assert "\n" not in lines


@pytest.mark.parametrize(
    "content", ["not JSON", "[]", '{"videoList": [1, 2]}', '{"videoList": {"1": 2}}', "[" * 100_000]
)
def test_broken_day(tmp_path: Path, run: Run, clone: Path, content: str) -> None:
    _put(clone / "assets/2023/20230103.json", content)
    _git(clone, "commit", "-qam", "two")
    _put(tmp_path / "ann" / "X1.ann", _ann_xwlb(""))
    status, counts, lines = run("--xwlb", str(clone))
    assert status == 1
    assert "1 skipped" in counts
    assert "20230103.json" in lines


def test_halves_of_characters_are_replaced(tmp_path: Path, run: Run, clone: Path) -> None:
    day = _day(("a", "a"), (_TITLE, "".join(f"<p>{p}</p>" for p in _BODY))).replace("没有", "\\ud800没有")
    _put(clone / "assets/2023/20230103.json", day)
    _git(clone, "commit", "-qam", "two")
    _put(tmp_path / "ann" / "X1.ann", _ann_xwlb(_text(*_BODY)))
    status, counts, _ = run("--xwlb", str(clone))
    assert status == 0
    assert "1 aligned" in counts


def test_archives_that_are_not_given_or_not_there(tmp_path: Path, run: Run) -> None:
    _put(tmp_path / "ann" / "X1.ann", _ann_xwlb(""))
    status, counts, lines = run()
    assert status == 1
    assert counts.endswith("0 skipped, 1 of archives not given")
    assert not lines
    status, _, lines = run("--xwlb", str(tmp_path / "nowhere"))
    assert status == 2
    assert "nowhere" in lines
    status, _, lines = run("--news", str(tmp_path / "nowhere"))
    assert status == 2
    assert "nowhere is no folder" in lines


def test_occurrences_are_counted_from_the_mark_before() -> None:
    text = "巴西批评巴西的邻国，邻国批评巴西。"
    lines = "@entities\nBRA | State | 巴西\n@mentions\n0: 巴西#2=BRA:GPE ; 邻国#2=BRA:GPE ; 巴西=BRA:GPE\n"
    document = placement.resolve(standoff.parse(_ann(text, lines=lines), "a"), text)
    assert [m["start"] for m in document["mentions"]] == [4, 10, 14]


def test_a_sentence_that_leaves_no_name_unmarked_is_preferred() -> None:
    lines = "@entities\nBRA | State | 巴西\nCHL | State | 智利\n@mentions\n1: 巴西=BRA:GPE\n3: 智利=CHL:GPE\n"
    annotation = standoff.parse(_ann("", lines=lines), "a")
    text = "会谈\n智利和巴西都派了人。\n巴西先发言。\n然后休息。\n智利作答。"
    found = placement.align(annotation, text, split_sentences(text))
    assert (found.places[1], found.places[3]) == (2, 4)
    assert found.unmarked == 2


def test_far_away_or_empty_texts_have_no_alignment() -> None:
    lines = "@entities\nBRA | State | 巴西\n@mentions\n200: 巴西=BRA:GPE\n"
    annotation = standoff.parse(_ann("", lines=lines), "a")
    assert placement.align(annotation, "会谈\n巴西先发言。", [(0, 2), (3, 9)]) is None
    assert placement.align(annotation, "", []) is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("# source: duty", "# source: some", "first two lines"),
        ("text-sha256: ", "text-sha256: x", "first two lines"),
        ("| State | 智利", "| Country | 智利", "line 5: unknown: 'Country'"),
        ("智利=CHL:GPE\n1:", "智利=PER:GPE\n1:", "line 10: unknown: 'PER'"),
        ("智利=CHL:GPE\n1:", "智利=CHL:GEO\n1:", "line 10: unknown: 'GEO'"),
        ("1: 周一", "一: 周一", "line 15: no sentence number"),
        ("周一=", "=", "line 15: no string"),
        ("| AGREE |", "| MEET |", "line 18: unknown: 'MEET'"),
        ("| actual |  |", "| maybe |  |", "line 19: unknown: 'maybe'"),
        ("actors=CHL", "actors=PER", "line 19: unknown: 'PER'"),
        (" | 4:抗议", "", "line 19: 7 columns"),
        ("| 外交部长 | 2", "| 外交部长 | two", "line 22: no sentence number"),
        ("@entities", "@others", "line 4: no section"),
    ],
)
def test_faulty_files(old: str, new: str, line: str) -> None:
    text = _ann("")
    assert old in text
    with pytest.raises(KgError, match=line):
        standoff.parse(text.replace(old, new, 1), "a")


def test_faulty_files_are_skipped(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "a.ann").write_bytes(b"\xff\xfe")
    _put(tmp_path / "ann" / "b.ann", "")
    _put(tmp_path / "ann" / "c.ann", _ann("", path="\x1b[2Jx.md"))
    _, counts, lines = run("--news", str(tmp_path))
    assert "3 skipped" in counts
    assert len(lines.splitlines()) == 3
    assert "\x1b" not in lines


def test_the_annotations_of_the_project_can_be_read() -> None:
    files = sorted((_ROOT / "annotation").rglob("*.ann"))
    assert len(files) > 100
    read = [standoff.load(path) for path in files]
    assert sum(len(a.mentions) for a in read) > 1000
    named = (_ROOT / "annotation" / "xwlb" / "README.md").read_text(encoding="utf-8")
    assert archives._COMMIT.search(named)
