"""Texts of annotated articles, out of somebody's own copies of the archives that they come from."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from bs4.element import PageElement, Tag

from kg.errors import KgError
from kg.read import MAX_CHARS, read_path
from kg.read.archive import dateline
from kg.read.clean import TEXT_NODES, parse
from kg.read.encoding import decode
from kg.records import Document
from scripts.standoff import Source

_BLOCKS = frozenset(("p", "div", "br", "hr", "li", "h1", "h2", "h3", "h4", "small", "blockquote", "img"))
_SILENT = frozenset(("script", "style", "iframe"))
_FEED = re.compile(r"https?://feedx\.")
_HEAD = re.compile(r"^\[(?P<title>.*)\]\(\S*\)[ \t]*(?:\n-{3,}[ \t]*)?$", re.MULTILINE)
_HEAD_LIMIT = 4000
_SPACES = re.compile("[ \t\xa0\u3000\u200b]+")
_DAY = re.compile(r"assets/\d{4}/\d{8}\.json")
_COMMIT = re.compile(r"\bcommit ([0-9a-f]{40})\b")
_LONGEST_WAIT = 120  # seconds; a clone may have to fetch a file first


@dataclass(frozen=True)
class Text:
    """A way to read an article."""

    title: str
    text: str
    url: str | None


def _inside(folder: Path, path: str) -> Path:
    """The file of a path that stays in the folder, links followed."""
    try:
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise KgError(f"{path!r} leads out of {folder}")
        if not file.is_file():
            raise KgError(f"{path!r} is not in {folder}")
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a name that no file can have
        raise KgError(f"{path!r}: {error}") from error
    return file


def _strings(root: Tag) -> Iterator[str]:
    """Strings of a tree in order, with a newline where a block begins or ends; without recursion, for any depth."""
    stack: list[PageElement | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node.name in _BLOCKS:
                yield "\n"
                stack.append("\n")
            if node.name not in _SILENT:
                stack.extend(reversed(node.contents))
        elif type(node) in (str, *TEXT_NODES):
            yield str(node)


def whole(markup: str) -> tuple[str, str] | None:
    """Title and text of an article of the archive with all that stands in it, as the annotated copies have it.

    `kg.read` leaves out links to other articles, sources of pictures and the like; here only datelines and the notices
    of feed and outlet go. Title and paragraphs are lines, none twice in a row, spaces single but in the title.
    """
    markup = markup.replace("\r\n", "\n")
    head = _HEAD.search(markup, 0, _HEAD_LIMIT)
    if head is None:
        return None
    root = parse(markup[head.end() :])
    for link in root.find_all("a", href=_FEED):
        notice = None if link.decomposed else link.find_parent("div")
        if notice:
            notice.decompose()
    lines = list[str]()
    for line in (_SPACES.sub(" ", line).strip() for line in "".join(_strings(root)).split("\n")):
        if line and line not in lines[-1:] and not line.startswith("©") and dateline(line, None) is None:
            lines.append(line)
    return head["title"], "\n".join((head["title"], *lines))


def news(source: Source, folder: Path) -> Iterator[Text]:
    """An article of the news archive, as `kg ingest` reads it, then with all that stands in it.

    Raises:
        KgError: It is not in the folder or cannot be read.
    """
    file = _inside(folder, source.path)
    outcome = next(read_path(file), None)
    if not isinstance(outcome, Document):
        raise KgError(f"{source.path!r}: {outcome.reason if outcome else 'no article'}")
    yield Text(outcome.title or "", outcome.text, source.url)
    if read := whole(decode(file.read_bytes())[0]):
        yield Text(*read, source.url)


def _git(clone: Path, *arguments: str) -> bytes:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(clone), *arguments],
            capture_output=True,
            check=False,
            timeout=_LONGEST_WAIT,
            stdin=subprocess.DEVNULL,
            env={**environment, "GIT_TERMINAL_PROMPT": "0"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KgError(f"git: {error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise KgError(f"git: {said[-1]}")
    return done.stdout


def revision(clone: Path, readme: Path) -> str:
    """The commit that a README names, if the clone has it, else HEAD.

    Raises:
        KgError: It is no clone, or there is no git.
    """
    _git(clone, "rev-parse", "--verify", "HEAD")
    named = _COMMIT.search(readme.read_text(encoding="utf-8")) if readme.is_file() else None
    if named is None:
        return "HEAD"
    try:
        _git(clone, "cat-file", "-e", f"{named[1]}^{{commit}}")
    except KgError:
        return "HEAD"
    return named[1]


@lru_cache(maxsize=4)
def _day(clone: Path, at: str, path: str) -> object:
    if not _DAY.fullmatch(path):
        raise KgError(f"{path!r} is no file of the archive")
    try:
        return json.loads(_git(clone, "cat-file", "blob", f"{at}:{path}"))
    except (ValueError, RecursionError) as error:
        raise KgError(f"{path!r}: not JSON: {error}") from error


def _sound(text: str) -> str:
    """Without the halves of characters that JSON can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def xwlb(source: Source, clone: Path, at: str) -> Iterator[Text]:
    """An item of the transcripts; `annotation/xwlb/README.md` says how its text is made.

    Raises:
        KgError: There is no such file or item at the revision `at`.
    """
    day = _day(clone, at, source.path)
    try:
        item = day["videoList"][(source.item or 0) - 1]  # type: ignore[index]  # whatever it is: see below
        detail = item["video_detail"]
        title, body = item.get("video_title") or detail["title"], detail["content"] or ""
        url = item.get("video_url")
        marked = re.sub(r"<[^>]+>", "", re.sub("</p>|<br ?/?>", "\n", body))
        title, marked = _sound(title.removeprefix("[视频]")), _sound(marked)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise KgError(f"{source.path!r}: no item {source.item}") from error
    if len(marked) > MAX_CHARS:
        raise KgError(f"{source.path!r}: item {source.item}: {len(marked)} characters, more than {MAX_CHARS}")
    lines = (line.strip() for line in re.sub("[ \t\u3000]+", " ", unescape(marked)).split("\n"))
    yield Text(title, "\n".join((title, *filter(None, lines))), _sound(url) if isinstance(url, str) else None)
