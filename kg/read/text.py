"""Plain text: a line is a paragraph, unless the lines were cut to a width, as in the text layer of a PDF."""

import re
from datetime import UTC, datetime

from kg.errors import ReadError
from kg.language.script import to_simplified
from kg.read.boilerplate import boilerplate
from kg.read.clean import article_lines, compose, printable, squeeze
from kg.read.identity import document_id, usable_url
from kg.read.outlets import outlet, source_of
from kg.read.typeset import is_typeset, reflow
from kg.records import Document

_HEADING_MARK = re.compile(r"^#{1,6}\s+")
_TITLE_LIMIT = 60
_SENTENCE_END = ("。", "！", "；", "，", "：", "、", ",", ";", ":")
_ADDRESS = re.compile(r"https?://\S+")
# 海峡日报 2024年6月20日 10:30: a line of its own near the top.
_DATELINE = re.compile(
    r"(?:(?P<source>\D{2,20}?)\s+)?(?P<year>\d{4})[年/-](?P<month>\d{1,2})[月/-](?P<day>\d{1,2})日?"
    r"(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?)?"
)
# （群岛晨报马尼拉2024年4月8日电）: an agency's lead, which stays in the text.
_LEAD = re.compile(
    r"[（(【\[][^）)】\]\d]{2,24}(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?P<hour>)(?P<minute>)[^）)】\]]{0,8}[）)】\]]"
)
_PARTS = (("year", "0"), ("month", "0"), ("day", "0"), ("hour", "12"), ("minute", "0"))
_HEAD = 5


def _title(paragraphs: list[str]) -> str | None:
    """The first line, when it is short, no sentence, and more follows."""
    if len(paragraphs) < 2:
        return None
    first = paragraphs[0]
    if to_simplified(first) in boilerplate().not_titles:
        return None
    return first if len(first) <= _TITLE_LIMIT and not first.endswith(_SENTENCE_END) else None


def _published(dateline: re.Match[str], url: str | None) -> str | None:
    """The instant of a dateline in the outlet's own time (unknown: UTC); noon where it gives the day alone."""
    known = outlet(url)
    year, month, day, hour, minute = (int(dateline[key] or default) for key, default in _PARTS)
    try:
        when = datetime(year, month, day, hour, minute, tzinfo=known.zone if known else UTC)
    except ValueError:
        return None
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_text(text: str, path: str = "") -> Document:
    """The document of a text file.

    Among its first lines, one that is nothing but an address is the document's URL, and one that is nothing but a
    date, with the outlet's name before it or not, says when it was published; neither is part of the text. Without
    such a line the date in an agency's lead says it.

    Raises:
        ReadError: There is nothing to read in it.
    """
    text = printable(text)
    lines = [squeeze(_HEADING_MARK.sub("", line)) for line in text.split("\n")]
    head = [line for line in lines if line][:_HEAD]
    url = usable_url(next((line for line in head if _ADDRESS.fullmatch(line)), None))
    dateline = next((match for line in head[1:] if (match := _DATELINE.fullmatch(line))), None)
    if is_typeset(text):
        paragraphs = reflow(text)
    else:
        paragraphs = article_lines(line for line in lines if line and not (dateline and line == dateline.string))
    if not paragraphs:
        raise ReadError("no text in it")
    title = _title(paragraphs)
    body = compose(title, paragraphs[1:] if title else paragraphs)
    stated = dateline or next((match for line in head if (match := _LEAD.match(line))), None)
    printed = to_simplified(dateline["source"]) if dateline and dateline["source"] else None
    return Document(
        text=body,
        id=document_id(url, body),
        url=url,
        title=title,
        source=(known.name if (known := outlet(url)) else printed) or source_of(url),
        published=_published(stated, url) if stated else None,
        path=path or None,
    )
