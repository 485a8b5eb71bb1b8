"""Readers of the NER corpora: each gives sentences with character spans under the corpus's own labels.

Labels coming out: PER, LOC, ORG (to be mapped by `places`), or one of ours where the corpus is of our making.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Sentence:
    """A text with its names, and the places of which it is not known whether they are names."""

    text: str
    spans: tuple[Span, ...]
    unknown: tuple[tuple[int, int], ...] = ()


def _from_bio(units: Iterable[tuple[str, str]]) -> Sentence:
    """Pieces of text with B-X, I-X, O."""
    text, spans = "", list[Span]()
    for piece, tag in units:
        start, text = len(text), text + piece
        if tag.startswith("I-") and spans and spans[-1][1] == start and spans[-1][2] == tag[2:]:
            spans[-1] = (spans[-1][0], len(text), tag[2:])
        elif tag[:2] in ("B-", "I-"):
            spans.append((start, len(text), tag[2:]))
    return Sentence(text, tuple(spans))


def msra(archive: Path, member: str) -> Iterator[Sentence]:
    """MSRA: a character and its BIO tag a line, an empty line between sentences."""
    with zipfile.ZipFile(archive) as zipped, zipped.open(member) as raw:
        units: list[tuple[str, str]] = []
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            character, _, tag = line.rstrip("\n").partition("\t")
            if tag:
                units.append((character, tag))
            elif units:
                yield _from_bio(units)
                units = []
        if units:
            yield _from_bio(units)


def uner(path: Path) -> Iterator[Sentence]:
    """Universal NER: numbered words with BIO tags below a `# text` line."""
    text, position, spans = "", 0, list[Span]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# text = "):
            text, position, spans = line.removeprefix("# text = "), 0, []
        elif line and line[0].isdigit():
            _, word, tag, *_ = line.split("\t")
            at = text.find(word, position)
            if at < 0 or at - position > 1:  # a form that is not in the text: its tag cannot be placed
                continue
            position = at + len(word)
            if tag.startswith("I-") and spans and spans[-1][2] == tag[2:]:
                spans[-1] = (spans[-1][0], position, tag[2:])
            elif tag[:2] in ("B-", "I-"):
                spans.append((at, position, tag[2:]))
        elif not line and text:
            yield Sentence(text, tuple(spans))
            text = ""


_CLUENER = {
    "name": "PER", "address": "LOC", "scene": "SCENE", "organization": "ORG", "company": "ORG", "government": "ORG",
}  # fmt: skip


def cluener(path: Path) -> Iterator[Sentence]:
    """CLUENER: JSON Lines, inclusive ends; its positions, books, games and films are no names for us."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [
            (start, end + 1, _CLUENER[label])
            for label, names in item["label"].items()
            if label in _CLUENER
            for places in names.values()
            for start, end in places
        ]
        yield Sentence(item["text"], tuple(sorted(spans)))


def articles(folders: Iterable[Path]) -> list[Path]:
    """The annotated articles in some folders, in the order of their names."""
    return sorted((path for folder in folders for path in folder.glob("*.json")), key=lambda path: path.name)


def gold(path: Path, *, window: int = 1) -> Iterator[Sentence]:
    """An annotated article in pieces of `window` sentences; 0: the article in one piece. Labels are ours."""
    article = json.loads(path.read_text(encoding="utf-8"))
    sentences = article["sentences"]
    size = window or max(1, len(sentences))
    for i in range(0, len(sentences), size):
        start, end = sentences[i][0], sentences[min(i + size, len(sentences)) - 1][1]
        inside = [m for m in article["mentions"] if start <= m["start"] and m["end"] <= end]
        yield Sentence(
            article["text"][start:end], tuple((m["start"] - start, m["end"] - start, m["label"]) for m in inside)
        )


@dataclass(frozen=True)
class Unit:
    """A word of the People's Daily corpus; `group` numbers the bracket it stands in (-1: none)."""

    text: str
    tag: str
    group: int
    group_tag: str


_PFR_WORD = re.compile(r"(\[)?([^\s/\[\]]+|[\[\]/])/([A-Za-z]+)(?:\](\w+))?")


def pfr_paragraphs(archive: Path) -> Iterator[list[Unit]]:
    """People's Daily, January 1998: words with parts of speech, brackets resolved; one list a paragraph."""
    with zipfile.ZipFile(archive) as zipped:
        text = zipped.read(zipped.namelist()[0]).decode("gb18030")
    for line in text.splitlines():
        units: list[Unit] = []
        opened, group = -1, 0
        for match in _PFR_WORD.finditer(line.partition("  ")[2]):
            bracket, word, tag, closing = match.groups()
            if bracket:
                opened = len(units)
            units.append(Unit(word, tag, -1, ""))
            if closing and opened >= 0:
                units[opened:] = [Unit(u.text, u.tag, group, closing) for u in units[opened:]]
                opened, group = -1, group + 1
        if units:
            yield units


_SENTENCE_END = ("。", "！", "？", "；")


def pfr_sentences(archive: Path) -> Iterator[list[Unit]]:
    """The same cut at the ends of sentences."""
    for paragraph in pfr_paragraphs(archive):
        sentence: list[Unit] = []
        for unit in paragraph:
            sentence.append(unit)
            if unit.text in _SENTENCE_END and unit.group < 0:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


_REGION = "地区"


def pfr_names(units: list[Unit], single_gpe: frozenset[str], organizations: frozenset[str]) -> Sentence:
    """Names of a People's Daily sentence: outermost brackets, family and given name joined, abbreviations of states."""
    text, spans, i = "", list[Span](), 0
    while i < len(units):
        unit, start, j = units[i], len(text), i + 1
        if unit.group >= 0:
            while j < len(units) and units[j].group == unit.group:
                j += 1
            label = {"nt": "ORG", "ns": "LOC"}.get(unit.group_tag, "")
            if label == "LOC" and units[j - 1].text == _REGION and j - i == 2:
                label = ""
                spans.append((start, start + len(unit.text), "LOC"))
        elif unit.tag == "nr":
            label = "PER"
            if len(unit.text) == 1 and j < len(units) and units[j].tag == "nr" and units[j].group < 0:
                j += 1
        elif unit.tag == "j":
            label = "ORG" if unit.text in organizations else "LOC" if unit.text in single_gpe else ""
        else:
            label = {"nt": "ORG", "ns": "LOC"}.get(unit.tag, "")
        text += "".join(u.text for u in units[i:j])
        if label:
            spans.append((start, len(text), label))
        i = j
    return Sentence(text, tuple(spans))
