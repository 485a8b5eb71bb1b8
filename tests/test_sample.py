"""The articles in `seeds/sample` and their gold: complete, in both scripts, with offsets that hold."""

import csv
import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kg import resources
from kg.language.script import detect_script, to_simplified
from kg.language.sentences import split_sentences
from kg.ontology import ontology
from kg.read import read_path
from kg.records import Document

_FORMATS = {".md": 11, ".html": 3, ".rss": 1, ".atom": 1, ".txt": 3}
_SAMPLE = Path(__file__).resolve().parents[1] / "seeds" / "sample"
_ARTICLES = sorted(p for p in _SAMPLE.iterdir() if p.is_file() and p.suffix in _FORMATS and p.name != "README.md")
_GOLD = sorted((_SAMPLE / "gold").glob("*.json"))

_gold_files = pytest.mark.parametrize("path", _GOLD, ids=lambda p: p.stem)


@cache
def _documents(path: Path) -> tuple[Document, ...]:
    outcomes = tuple(read_path(path))
    documents = tuple(o for o in outcomes if isinstance(o, Document))
    assert documents, f"{path.name}: {outcomes}"
    assert len(documents) == len(outcomes), f"{path.name}: {outcomes}"
    return documents


@cache
def _load(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def _article_of(gold: Path) -> Path:
    (article,) = (p for p in _ARTICLES if p.stem == gold.stem)
    return article


def _all_documents() -> list[Document]:
    return [document for path in _ARTICLES for document in _documents(path)]


def test_enough_articles_in_every_format() -> None:
    found = Counter(path.suffix for path in _ARTICLES)
    assert len(_ARTICLES) >= 16
    for suffix, least in _FORMATS.items():
        assert found[suffix] >= least, suffix


def test_a_third_of_the_files_is_traditional() -> None:
    scripts = Counter(detect_script(_documents(path)[0].text) for path in _ARTICLES)
    assert scripts["Hant"] * 3 >= len(_ARTICLES)
    assert scripts["Hans"] * 3 >= len(_ARTICLES)
    assert not scripts["mixed"]


def test_feeds_have_several_items() -> None:
    for path in _ARTICLES:
        if path.suffix in {".rss", ".atom"}:
            assert len(_documents(path)) >= 2, path.name


def test_every_document_is_known_by_an_address_that_belongs_to_nobody() -> None:
    documents = _all_documents()
    assert len({d.id for d in documents}) == len(documents)
    for document in documents:
        host = urlsplit(document.url or "").hostname or ""
        assert host.endswith((".example", "example.org")), document.path


def test_documents_have_title_and_day() -> None:
    for path in _ARTICLES:
        for document in _documents(path):
            assert document.title, path.name
            assert document.text.startswith(document.title), path.name
            if path.suffix != ".txt":
                assert document.published is not None
                assert document.published[:4] in {"2023", "2024"}, path.name


def test_cleaning_leaves_no_furniture() -> None:
    for path in _ARTICLES:
        for document in _documents(path):
            text = to_simplified(document.text)
            for trace in ("<", "http", "RSS", "版权", "©", "首页", "隐私", "Cookie", "相关新闻", "GMT"):
                assert trace not in text, (path.name, trace)


def test_readme_names_every_file() -> None:
    readme = (_SAMPLE / "README.md").read_text(encoding="utf-8")
    for path in _ARTICLES:
        assert f"| `{path.stem}` | {path.suffix[1:]} |" in readme, path.name
    marked = {m[1] for m in re.finditer(r"^\| `([^`]+)` .*● \|$", readme, re.M)}
    assert marked == {path.stem for path in _GOLD}


def test_gold_covers_scripts_types_and_status() -> None:
    golds = [_load(path) for path in _GOLD]
    assert len(golds) >= 10
    assert sum(detect_script(gold["text"]) == "Hant" for gold in golds) >= 4
    types = {event["type"] for gold in golds for event in gold["events"]}
    statuses = {event["status"] for gold in golds for event in gold["events"]}
    assert len(types) >= 12
    assert statuses == {"actual", "planned", "hypothetical", "negated"}


@_gold_files
def test_gold_is_of_the_text_that_is_read(path: Path) -> None:
    gold = _load(path)
    (document,) = _documents(_article_of(path))
    assert gold["text"] == document.text
    assert (gold["id"], gold["url"], gold["title"], gold["published"]) == (
        document.id,
        document.url,
        document.title,
        document.published,
    )
    assert [tuple(span) for span in gold["sentences"]] == split_sentences(gold["text"])


@_gold_files
def test_offsets_hold(path: Path) -> None:
    gold = _load(path)
    text: str = gold["text"]
    triggers = [trigger for event in gold["events"] for trigger in event["triggers"]]
    for part in (*gold["mentions"], *gold["times"], *triggers):
        assert text[part["start"] : part["end"]] == part["text"]
    for spans in (gold["mentions"], gold["times"]):
        ordered = sorted((s["start"], s["end"]) for s in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))
    for trigger in triggers:
        start, end = gold["sentences"][trigger["sentence"]]
        assert start <= trigger["start"] < trigger["end"] <= end


@_gold_files
def test_ids_resolve_and_types_are_of_the_ontology(path: Path) -> None:
    gold = _load(path)
    known = {entity["id"]: entity["type"] for entity in gold["entities"]}
    assert len(known) == len(gold["entities"])
    used = {m["entity"] for m in gold["mentions"]}
    for mention in gold["mentions"]:
        assert mention["label"] in ontology().labels
        assert (known[mention["entity"]] == "Person") == (mention["label"] == "PERSON")
    assert len({event["id"] for event in gold["events"]}) == len(gold["events"])
    for event in gold["events"]:
        assert event["type"] in ontology().events
        assert event["status"] in ontology().statuses
        assert event["actors"]
        assert event["triggers"]
        used |= {*event["actors"], *event["recipients"], *event["locations"]}
        assert not {known[i] for i in event["locations"]} & {"Person", "Organization"}
    for relation in gold["relations"]:
        used |= {relation["subject"], relation["object"]}
        assert bool(relation["title"]) == (relation["type"] == "HOLDS_OFFICE")
        allowed = ontology().relations[relation["type"]]
        assert known[relation["subject"]] in allowed.subjects
        assert known[relation["object"]] in allowed.objects
        assert to_simplified(relation["title"] or "") == (relation["title"] or "")
        start, end = gold["sentences"][relation["sentence"]]
        assert start < end
    assert used == set(known)


@_gold_files
def test_annotation_and_gold_agree(path: Path) -> None:
    gold = _load(path)
    sections: dict[str, list[str]] = {}
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            section = sections.setdefault(line[1:], [])
        elif line.strip() and not line.startswith("#"):
            section.append(line)
    assert [line.split(" | ")[0] for line in sections["entities"]] == [e["id"] for e in gold["entities"]]
    for name in ("mentions", "times"):
        items = [item for line in sections[name] for item in line.split(": ", 1)[1].split(" ; ")]
        surfaces = [re.sub(r"#\d$", "", item.rpartition("=")[0]) for item in items]
        assert surfaces == [part["text"] for part in gold[name]]
    events = [[field.strip() for field in line.split("|")] for line in sections["events"]]
    assert [e[:4] for e in events] == [[e["id"], e["type"], e["status"], e["date"] or ""] for e in gold["events"]]
    assert len(sections["relations"]) == len(gold["relations"])


@_gold_files
def test_a_person_is_marked_wherever_the_name_stands(path: Path) -> None:
    gold = _load(path)
    marked = {(m["start"], m["end"]) for m in gold["mentions"]}
    for surface in {m["text"] for m in gold["mentions"] if m["label"] == "PERSON"}:
        for match in re.finditer(re.escape(surface), gold["text"]):
            assert any(start <= match.start() and match.end() <= end for start, end in marked), surface


def test_persons_who_act_are_in_no_gazetteer() -> None:
    path = resources.seeds() / "gazetteer" / "persons.csv"
    if not path.is_file():
        pytest.skip("no gazetteer of persons")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    real: set[str] = set()
    for row in csv.DictReader(lines):
        real |= {n for column in ("name", "names", "latin", "name_en") for n in (row.get(column) or "").split("|") if n}
    assert real
    for gold in map(_load, _GOLD):
        persons = {e["id"] for e in gold["entities"] if e["type"] == "Person"}
        names = {to_simplified(m["text"]) for m in gold["mentions"] if m["entity"] in persons}
        names |= {e[key] for e in gold["entities"] if e["id"] in persons for key in ("name", "name_en") if e[key]}
        assert not names & real
