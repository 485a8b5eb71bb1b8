"""From paths to documents: which reader a file needs, and what becomes of one that cannot be read."""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from pathlib import Path

from kg.errors import KgError, ReadError
from kg.read.archive import is_archive, read_archive
from kg.read.encoding import decode
from kg.read.feed import is_feed, read_feed
from kg.read.jsonl import is_jsonl, read_jsonl
from kg.read.outcome import Failed, Skipped
from kg.read.text import read_text
from kg.read.webpage import is_page, read_webpage
from kg.records import Document

_LINE_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".txt", *_LINE_SUFFIXES))
MAX_CHARS = 1_000_000
STDIN = Path("-")
# Markup and notes come to many bytes for each character of text; beyond this a file is not even opened.
_BYTES_PER_CHARACTER = 32
_LEAST_BYTES = 1 << 26
_JUNK_SHARE = 0.02

Outcome = Document | Skipped | Failed


def _is_article(path: Path) -> bool:
    wanted = path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.stem.upper() != "README"
    return wanted and not (path.is_fifo() or path.is_socket())  # nobody may ever write to it


def _folder_files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names))


def walk(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files to read: those named, whatever their suffix, and those of folders that have one of `SUFFIXES`.

    A folder is walked in sorted order, files before sub-folders, nothing hidden, no README (it is about the articles
    beside it), no pipe, no link to a folder followed.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from filter(_is_article, _folder_files(path))
        else:
            yield path


def ignored(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files in folders that `walk` leaves out: hidden ones, READMEs, and those with another suffix."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from filterfalse(_is_article, _folder_files(path))


def _one_line(reason: str) -> str:
    return " ".join(reason.split()) or "unknown reason"


def _is_junk(text: str) -> bool:
    """Whether a text holds more control and replacement characters than any article does."""
    sample = text[:100_000]
    bad = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f") or "\x7f" <= c <= "\x84" for c in sample)
    return bad > _JUNK_SHARE * len(sample)


def read_bytes(data: bytes, name: str = "", suffix: str = "") -> Iterator[Document | Failed]:
    """The documents of a file's content; what it is shows in the content, the suffix decides only for JSON Lines.

    Raises:
        ReadError: It is empty, no text, or nothing is left of it.
    """
    if not data.strip():
        raise ReadError("empty")
    if suffix in _LINE_SUFFIXES:
        yield from read_jsonl(data.split(b"\n"), name)
        return
    text, _ = decode(data)
    if _is_junk(text):
        raise ReadError("not text (binary)")
    if is_archive(text):
        yield read_archive(text, name)
    elif is_jsonl(text):
        yield from read_jsonl(text.split("\n"), name)
    elif is_feed(text):
        yield from read_feed(data, name)
    elif is_page(text):
        yield read_webpage(text, name)
    else:
        yield read_text(text, name)


def _content(path: Path, limit: int) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise ReadError("a folder")
    size = path.stat().st_size
    if size > limit:
        raise ReadError(f"{size} bytes, more than {limit}")
    return path.read_bytes()


def _documents(path: Path, max_chars: int) -> Iterator[Document | Failed]:
    if path != STDIN and path.suffix.lower() in _LINE_SUFFIXES:
        empty = True
        with path.open("rb") as lines:
            for outcome in read_jsonl(lines, str(path)):
                empty = False
                yield outcome
        if empty:
            raise ReadError("empty")
        return
    data = _content(path, max(_LEAST_BYTES, _BYTES_PER_CHARACTER * max_chars))
    yield from read_bytes(data, str(path), path.suffix.lower())


def read_path(path: Path | str, *, max_chars: int = MAX_CHARS) -> Iterator[Outcome]:
    """Everything that one file holds; `-` is standard input. Never raises for what a file is or holds.

    A document with more than `max_chars` characters is `Skipped`; what cannot be read is `Failed`, one for the file
    or one for each bad line of JSON Lines.
    """
    path = Path(path)
    try:
        for outcome in _documents(path, max_chars):
            if isinstance(outcome, Document) and len(outcome.text) > max_chars:
                yield Skipped(str(path), f"{len(outcome.text)} characters, more than {max_chars}")
            elif isinstance(outcome, Document) and not outcome.text.strip():
                yield Failed(str(path), "no text in it")
            else:
                yield outcome
    except ReadError as error:
        yield Failed(str(path), _one_line(str(error)))
    except FileNotFoundError:
        yield Failed(str(path), "no such file")
    except OSError as error:
        yield Failed(str(path), _one_line(error.strerror or str(error)))
    except KgError:
        raise  # the installation or the seeds are wrong: every other file would fail too
    except Exception as error:  # a parser that gave up: whatever breaks it, the file is at fault
        yield Failed(str(path), _one_line(f"broken markup: {type(error).__name__}: {error}"))


def read_all(paths: Iterable[Path | str], *, max_chars: int = MAX_CHARS) -> Iterator[Outcome]:
    """Everything that files and folders hold, in the order of `walk`."""
    for path in walk(paths):
        yield from read_path(path, max_chars=max_chars)
