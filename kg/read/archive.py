"""The archive format: a comment with an instant, a title with its link, a rule, and the article as HTML.

```
<!--1694529543000-->
[标题](https://example.org/a)
------

<div>…</div>
```
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from kg.read.clean import article_lines, blocks, compose, parse, printable, squeeze, strip_furniture
from kg.read.identity import document_id, usable_url
from kg.read.outlets import outlet, source_of, strip_signature
from kg.records import Document

_COMMENT = re.compile(r"\s*<!--\s*(\d{9,14})\s*-->")
_TITLE = re.compile(r"\s*\[(?P<title>.*)\]\((?P<url>[^\s<>]*)\)[ \t]*(?:\n\s*-{3,}[ \t]*(?=\n|$)|(?=\n|$))")
_LEFT_OVER = re.compile(r"\bArray\s*(?=<)")
_DATELINES = (
    (re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})"), None),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"), ""),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?"), ""),
    (re.compile(r"\d\d/\d\d/\d{4} - \d\d:\d\d"), "%d/%m/%Y - %H:%M"),
)
# The comment says when the archive saw the article: hours after it came out. Days after it, the dateline counts.
_LATE = timedelta(hours=36)
_HEAD = 2000
_YEARS = range(1900, 2100)


def is_archive(text: str) -> bool:
    """Whether a text begins like an article of the archive."""
    head = text[:_HEAD]
    comment = _COMMENT.match(head)
    title = _TITLE.match(head, comment.end() if comment else 0)
    return title is not None and (comment is not None or "---" in title.group())


def _timestamp(digits: str) -> datetime | None:
    number = int(digits)
    try:
        return datetime.fromtimestamp(number / 1000 if number > 100_000_000_000 else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def dateline(line: str, url: str | None) -> datetime | None:
    """The instant, in UTC, of a line that is nothing but a date and a clock time; local to the outlet if it is silent.

    >>> dateline("12/10/2020 - 01:20", "https://www.rfi.fr/cn/1").isoformat()
    '2020-10-11T23:20:00+00:00'
    """
    for pattern, form in _DATELINES:
        if not pattern.fullmatch(line):
            continue
        try:
            if form is None:
                when = parsedate_to_datetime(line)
            else:
                when = datetime.strptime(line, form) if form else datetime.fromisoformat(line)
            if when.tzinfo is None:
                known = outlet(url)
                when = when.replace(tzinfo=known.zone if known else UTC)
            return when.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None


def _published(seen: datetime | None, lines: Iterable[str], url: str | None) -> str | None:
    printed = next((when for line in lines if (when := dateline(line, url))), None)
    when = printed if seen is None or (printed and seen - printed > _LATE) else seen
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when and when.year in _YEARS else None


def read_archive(text: str, path: str = "") -> Document:
    """The one article of a file.

    `published` is the instant of the comment; where the article's own dateline is more than 36 hours older, the
    archive saw it late and the dateline counts, as it does where there is no comment. Lines that hold a dateline alone
    are dropped, captions are paragraphs.
    """
    text = printable(text)
    comment = _COMMENT.match(text)
    start = comment.end() if comment else 0
    head = _TITLE.match(text, start)
    url = usable_url(head["url"]) if head else None
    title = strip_signature(squeeze(head["title"]), url) if head else ""
    root = parse(_LEFT_OVER.sub("", text[head.end() if head else start :]))
    strip_furniture(root)
    lines = list(blocks(root))
    kept = article_lines(line for line in lines if dateline(line, url) is None)
    body = compose(title or None, kept)
    return Document(
        text=body,
        id=document_id(url, body),
        url=url,
        title=title or None,
        source=source_of(url),
        published=_published(_timestamp(comment[1]) if comment else None, lines[:8], url),
        path=path or None,
    )
