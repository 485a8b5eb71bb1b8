"""RSS and Atom files: every entry is a document."""

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from kg.errors import ReadError
from kg.read.clean import article_lines, blocks, compose, parse, printable, squeeze, strip_furniture
from kg.read.identity import document_id, usable_url
from kg.read.outlets import source_of, strip_signature
from kg.records import Document

_HEAD = 3000
_ROOT = re.compile(r"<(rss|feed|rdf:RDF|channel)[\s>]", re.I)
_PROLOG = re.compile(r"\A\s*(<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\]\s*)?>|<\?[^>]*\?>|\s)*", re.S | re.I)


def is_feed(text: str) -> bool:
    """Whether the root of an XML text is that of a feed."""
    head = text[:_HEAD].lstrip("\ufeff")
    prolog = _PROLOG.match(head)
    return _ROOT.match(head, prolog.end() if prolog else 0) is not None


def _published(entry: Any) -> str | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _body(entry: Any) -> str:
    """The longest of the full texts; the description only where there is none."""
    contents = [str(c.get("value") or "") for c in entry.get("content") or ()]
    full = max(contents, key=len, default="")
    return full if full.strip() else str(entry.get("summary") or "")


def _paragraphs(markup: str) -> list[str]:
    if "<" not in markup:
        return article_lines(filter(None, map(squeeze, printable(markup).split("\n"))))
    root = parse(markup)
    strip_furniture(root)
    return article_lines(blocks(root))


def read_feed(data: bytes, path: str = "") -> Iterator[Document]:
    """The entries of a feed in their order; one without any text is left out.

    The library never sees a name or an address, only bytes: nothing is fetched, no other file opened.

    Raises:
        ReadError: It is no feed, or it has no entry with text.
    """
    try:
        feed = feedparser.parse(BytesIO(data))
    except Exception as error:  # the library has no errors of its own: whatever breaks it, the file is at fault
        raise ReadError(f"not a readable feed: {error!r}") from error
    site = squeeze(str(feed.feed.get("title") or "")) or None
    found = 0
    for entry in feed.entries:
        url = usable_url(str(entry.get("link") or "")) or usable_url(str(entry.get("id") or ""))
        title = strip_signature(" ".join(_paragraphs(str(entry.get("title") or ""))), url) or None
        paragraphs = _paragraphs(_body(entry))
        text = compose(title, paragraphs)
        if not text:
            continue
        found += 1
        yield Document(
            text=text,
            id=document_id(url, text),
            url=url,
            title=title,
            source=source_of(url) or site,
            published=_published(entry),
            path=path or None,
        )
    if not found:
        why = feed.get("bozo_exception")
        raise ReadError(f"a feed without entries{f': {why}' if why else ''}".replace("\n", " "))
