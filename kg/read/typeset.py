"""Text whose lines were cut to a page width, as the text layer of a PDF: pages, notes and paragraphs found again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from kg.read.boilerplate import boilerplate
from kg.read.clean import squeeze

_RULE = re.compile(r"[ \t\u3000]{20,}|[\s_—–─-]*[_—–─-]{8,}\s*")
_NOTE = re.compile(r"(?P<number>\d{1,3}|[*＊†‡①-⑳]+)(?P<gap>[.．)）]?\s{1,4}|(?=[^\d\s年月日%.,，]))(?=\S)")
_TERMINAL = re.compile(r"[。！？!?…][”’」』）)\]]*\s*\d{0,3}$|[.][”’\"')\]]*\s*\d{0,3}$")
_BEFORE_MARK = "。，、；：！？」』）”’,.;!?)"
_GOES_ON = ("，", "、", ",", "；", ";", "-")
_LATIN_END = re.compile(r"[A-Za-z]$")
# At least so many lines, most of them near one width and cut inside a sentence, before a text counts as typeset.
_LINES = 8
_FULL = 0.8
_SHARE = 0.4
_HEADING_WIDTH = 0.6
_BUCKET = 4
_NARROWEST, _WIDEST = 20, 160
_INDENT = 2


@dataclass(frozen=True)
class _Line:
    """A line of the page: `gap` is the number of empty lines before it, `note` whether it stands in a note."""

    text: str
    gap: int
    note: bool = False


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _full_width(lines: Iterable[str]) -> int:
    """The width that most lines have, in columns of half a Chinese character."""
    buckets = Counter(_width(line.strip()) // _BUCKET for line in lines if len(line.strip()) > 1)
    best = max(sorted(buckets), key=lambda b: buckets[b] + buckets[b + 1], default=0)
    return (best + 1) * _BUCKET


def is_typeset(text: str) -> bool:
    """Whether the lines are cut to a width, so that sentences run on from line to line."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    full = _full_width(lines)
    if len(lines) < _LINES or not _NARROWEST <= full <= _WIDEST:
        return False
    cut = sum(abs(_width(line) - full) <= (1 - _FULL) * full and not _TERMINAL.search(line) for line in lines)
    return cut >= _SHARE * len(lines)


def _key(line: str) -> str:
    """A running head without its page number."""
    return re.sub(r"[\d\s]+", "", line)


def _pages(text: str) -> list[list[str]]:
    """Pages by form feeds, without page numbers and running heads at their top and bottom."""
    pages = [page.split("\n") for page in text.split("\f")]
    if len(pages) == 1:
        return pages
    ends: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        ends.update({_key(line) for line in (*filled[:2], *filled[-2:]) if len(_key(line)) > 1})
    repeated = {key for key, n in ends.items() if n >= 3 or (n >= 2 and len(pages) <= 4)}
    return [_trimmed(page, repeated) for page in pages]


def _trimmed(page: list[str], repeated: set[str]) -> list[str]:
    page = list(page)
    for index in (0, -1):
        for _ in range(3):
            while page and not page[index].strip():
                page.pop(index)
            if page and (boilerplate().is_page_number(page[index].strip()) or _key(page[index]) in repeated):
                page.pop(index)
    return page


def _lines(text: str) -> Iterator[_Line]:
    """Lines of all pages, those of notes marked.

    Notes stand at the foot of a page, below a rule (drawn or a row of spaces), and end with the page. Where the pages
    are not told apart, the page below begins with a line that is set off by a leading space and followed by an empty
    line in a text whose lines are all set apart by empty ones.
    """
    spaced = _usual_gap(text) > 0
    for page in _pages(text):
        in_notes, gap = False, 0
        for i, line in enumerate(page):
            if _RULE.fullmatch(line) and any(rest.strip() for rest in page[i + 1 :]):
                in_notes, gap = True, 0
            elif not line.strip():
                gap += 1
            else:
                after = page[i + 1] if i + 1 < len(page) else ""
                if in_notes and spaced and (gap > 0 or line[0].isspace()) and not after.strip():
                    in_notes = _NOTE.match(line) is not None and gap == 0
                yield _Line(line, gap, in_notes)
                gap = 0


def _usual_gap(text: str) -> int:
    """Empty lines that usually stand between two lines: 0, or 1 in a text with every second line empty."""
    runs = Counter(len(run) - 1 for run in re.findall(r"\n+", re.sub(r"[ \t]+(?=\n)", "", text)))
    return runs.most_common(1)[0][0] if runs else 0


def _indent(line: str) -> int:
    return _width(line) - _width(line.lstrip())


def _is_latin(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isascii() for c in letters) > 0.9 * len(letters)


def _join(lines: list[str], hyphenated: frozenset[str]) -> str:
    """Lines of one paragraph as one; a Latin word cut at the line's end loses its hyphen unless the text has it so."""
    text = ""
    for line in map(str.strip, lines):
        if text.endswith("-") and _LATIN_END.search(text[:-1]) and line[:1].islower():
            head, tail = re.split(r"[^A-Za-z-]", text)[-1], re.split(r"[^A-Za-z-]", line)[0]
            text = (text if (head + tail).lower() in hyphenated else text[:-1]) + line
        else:
            text = f"{text}\n{line}" if text else line
    return squeeze(text)


def _paragraphs(lines: list[_Line], usual: int) -> Iterator[list[str]]:
    """Groups of lines: a new one at an indent, a heading, a wider gap, behind a short last line, at another script."""
    if not lines:
        return
    full = _full_width(line.text for line in lines)
    margin = Counter(_indent(line.text) for line in lines).most_common(1)[0][0]
    group: list[str] = []
    for line in lines:
        text, previous = line.text, group[-1].strip() if group else ""
        ended = bool(_TERMINAL.search(previous))
        short = _width(previous) < _FULL * full
        heading = boilerplate().is_heading(text.strip()) and _width(text.strip()) < _HEADING_WIDTH * full
        under_heading = len(group) == 1 and _width(previous) < _HEADING_WIDTH * full and not previous.endswith(_GOES_ON)
        if group and (
            heading
            or (_indent(text) >= margin + _INDENT and (ended or short))
            or (line.gap > usual and (ended or short))
            or (short and ended)
            or under_heading
            or (_is_latin(text) != _is_latin(previous) and ended)
        ):
            yield group
            group = []
        group.append(text)
    yield group


def _notes(lines: list[_Line]) -> Iterator[list[str]]:
    """Groups of lines, one a note: each begins with its number (the next one after the last) or a sign."""
    group: list[str] = []
    expected = 0
    for line in lines:
        match = _NOTE.match(line.text.strip())
        number = int(match["number"]) if match and match["number"].isascii() and match["number"].isdigit() else None
        begins = match is not None and (number is None or number == expected + 1 or (expected == 0 and number > 0))
        if begins and group:
            yield group
            group = []
        if begins and number is not None:
            expected = number
        group.append(line.text)
    if group:
        yield group


def _without_marks(paragraphs: list[str], notes: list[str]) -> list[str]:
    """Paragraphs without the numbers that refer to notes: those found in order, each behind a sign."""
    text, position = "\n".join(paragraphs), 0
    for note in notes:
        match = _NOTE.match(note)
        if match and match["number"].isascii() and match["number"].isdigit():
            mark = re.compile(rf"(?<=[{_BEFORE_MARK}]){match['number']}(?![\d,.%年月日])").search(text, position)
            if mark:
                text, position = text[: mark.start()] + text[mark.end() :], mark.start()
    return text.split("\n")


def reflow(text: str) -> list[str]:
    """Paragraphs of a typeset text, whole again; page numbers and running heads gone, the notes at the end.

    Every other character of the text is kept, but for the numbers in the text that refer to notes. An abstract in
    another language is a paragraph of its own.
    """
    lines = list(_lines(text))
    hyphenated = frozenset(word.lower() for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)+", text))
    body = [line for line in lines if not line.note]
    usual = _usual_gap("\n".join("\n" * line.gap + line.text for line in body))
    notes = [_join(group, hyphenated) for group in _notes([line for line in lines if line.note])]
    found = _without_marks([_join(group, hyphenated) for group in _paragraphs(body, usual)], notes)
    return [paragraph for paragraph in (*found, *notes) if paragraph]
