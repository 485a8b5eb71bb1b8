"""Plain text: a line is a paragraph, unless the lines were cut to a width, as in the text layer of a PDF."""

import re

from kg.errors import ReadError
from kg.language.script import to_simplified
from kg.read.boilerplate import boilerplate
from kg.read.clean import article_lines, compose, printable, squeeze
from kg.read.identity import document_id, usable_url
from kg.read.outlets import source_of
from kg.read.typeset import is_typeset, reflow
from kg.records import Document

_HEADING_MARK = re.compile(r"^#{1,6}\s+")
_TITLE_LIMIT = 60
_SENTENCE_END = ("。", "！", "；", "，", "：", "、", ",", ";", ":")
_ADDRESS = re.compile(r"https?://\S+")


def _title(paragraphs: list[str]) -> str | None:
    """The first line, when it is short, no sentence, and more follows."""
    if len(paragraphs) < 2:
        return None
    first = paragraphs[0]
    if to_simplified(first) in boilerplate().not_titles:
        return None
    return first if len(first) <= _TITLE_LIMIT and not first.endswith(_SENTENCE_END) else None


def read_text(text: str, path: str = "") -> Document:
    """The document of a text file.

    A line that is nothing but an address, among the first three, is the document's URL.

    Raises:
        ReadError: There is nothing to read in it.
    """
    text = printable(text)
    lines = [squeeze(_HEADING_MARK.sub("", line)) for line in text.split("\n")]
    address = next((line for line in lines[:3] if _ADDRESS.fullmatch(line)), None)
    paragraphs = reflow(text) if is_typeset(text) else article_lines(line for line in lines if line)
    if not paragraphs:
        raise ReadError("no text in it")
    title = _title(paragraphs)
    body = compose(title, paragraphs[1:] if title else paragraphs)
    url = usable_url(address)
    return Document(
        text=body, id=document_id(url, body), url=url, title=title, source=source_of(url), path=path or None
    )
