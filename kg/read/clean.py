"""From markup or rough text to clean paragraphs."""

import re
import warnings
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from kg.read.boilerplate import boilerplate

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"),
        *(
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "img",
        ),
        *("legend", "li", "main", "ol", "p", "picture", "pre", "section", "small", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "time", "title", "tr", "ul"),
    )
)
TEXT_NODES = (NavigableString, CData)  # and not their children: comments, scripts, declarations
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "dt"))
# C0 and C1 controls but tab and line ends; lone surrogates; signs that show nothing (zero width, direction, BOM).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\xad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BROKEN_LINE = re.compile(r"[ \t]*\n\s*")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])\n|\n(?=[{_WIDE}])")
# A list is one of links to other pages when nearly all its text is in links.
_LINK_SHARE = 0.8


def printable(text: str) -> str:
    r"""Text without controls, lone surrogates and signs that show nothing; every line end is a newline.

    >>> printable("会\x00谈\r\n东\u200b京")
    '会谈\n东京'
    """
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def squeeze(line: str) -> str:
    """One line: line breaks inside it gone (a space between Latin words, nothing beside Chinese), spaces single."""
    joined = _BETWEEN_WIDE.sub("", _BROKEN_LINE.sub("\n", line.strip())).replace("\n", " ")
    return _SPACES.sub(" ", joined).strip()


def parse(markup: str) -> BeautifulSoup:
    """The tree of a page or of a piece of one, however broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # XML, an address, a file's name: all is text here
        return BeautifulSoup(printable(markup), "lxml")


def _text_length(tag: Tag) -> int:
    return len("".join(tag.get_text().split()))


def is_link_list(tag: Tag) -> bool:
    """Whether nearly all the text of an element stands in links."""
    total = _text_length(tag)
    links = sum(_text_length(a) for a in tag.find_all("a") if isinstance(a, Tag))
    return total > 0 and links >= _LINK_SHARE * total


def strip_furniture(root: Tag) -> None:
    """Take out of a tree what is never text of an article: scripts, navigation, share links, lists of related links."""
    rules = boilerplate()
    for tag in rules.elements.find(root):
        if not tag.decomposed:
            tag.decompose()
    for tag in root.find_all(["ul", "ol", "dl"]):
        if isinstance(tag, Tag) and not tag.decomposed and is_link_list(tag):
            previous = tag.find_previous_sibling()
            if isinstance(previous, Tag) and previous.name in _HEADINGS and rules.opens_links(previous.get_text()):
                previous.decompose()
            tag.decompose()


def _walk(root: Tag) -> Iterator[str | None]:
    """Strings of a tree in order, and None where a block begins or ends; without recursion, for any depth."""
    stack: list[PageElement | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            yield None
        elif isinstance(node, Tag):
            if node.name in BLOCKS:
                yield None
                stack.append(None)
            stack.extend(reversed(node.contents))
        elif type(node) in TEXT_NODES:
            yield str(node)


def blocks(root: Tag) -> Iterator[str]:
    """The text of a tree, one line for each block that has any."""
    line: list[str] = []
    for piece in (*_walk(root), None):
        if piece is not None:
            line.append(piece)
        elif line:
            text = squeeze("".join(line))
            line = []
            if text:
                yield text


def article_lines(lines: Iterable[str]) -> list[str]:
    """Lines that belong to an article: no furniture of the page, nothing twice in a row."""
    rules = boilerplate()
    kept: list[str] = []
    for line in lines:
        if not rules.is_line(line) and not rules.opens_links(line) and line not in kept[-1:]:
            kept.append(line)
    return kept


def compose(title: str | None, paragraphs: Iterable[str]) -> str:
    """The text of a document: the title first, then the paragraphs, without the title a second time."""
    rest = [p for p in paragraphs if p != title]
    return "\n".join([title, *rest] if title else rest)
