"""A saved HTML page: what it says about itself, and the part of it that is the article."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from kg.errors import ReadError
from kg.read.boilerplate import boilerplate
from kg.read.clean import (
    BLOCKS,
    TEXT_NODES,
    article_lines,
    blocks,
    compose,
    is_link_list,
    parse,
    squeeze,
    strip_furniture,
)
from kg.read.identity import document_id, usable_url
from kg.read.outlets import outlet, publication, source_of, strip_signature
from kg.records import Document

_HEAD = 3000
_PAGE = re.compile(r"<(!doctype\s+html|html|head|body|article|main|title|meta|div|p|table)[\s>]", re.I)
_DATE_NAMES = (
    *("article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_time"),
    *("og:article:published_time", "og:published_time", "dc.date", "dc.date.issued", "dcterms.created"),
    "weibo:article:create_at",
)
_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "WebPage")
)
_TITLE_END = re.compile(r"\s*[-–—|｜_]\s*")
_CONTAINERS = ("article", "main", "section", "div", "table", "tbody", "tr", "td", "center", "form", "body")
# A block of running text: this many characters of its own, most of them outside links.
_RUNNING = 15
_LINK_SHARE = 0.5
# An element is the article when it holds nearly all the running text of the one around it.
_NEARLY_ALL = 0.85
# What by its name stands beside the article does so if it holds no more of the running text than this.
_MINOR = 0.3


@dataclass(frozen=True)
class PageFacts:
    """What a page says about itself; None where it is silent."""

    url: str | None
    title: str | None
    site: str | None
    published: str | None


def is_page(text: str) -> bool:
    """Whether a text is HTML."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and _PAGE.search(head) is not None


def _json_objects(value: Any) -> Iterator[dict[str, Any]]:
    queue = [value]
    while queue:
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(v for k, v in item.items() if k == "@graph")


def _linked_data(page: BeautifulSoup) -> dict[str, Any]:
    """The JSON-LD object of the article, or an empty one."""
    for script in page.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        for item in _json_objects(data):
            kinds = item.get("@type")
            named = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
            if named & _ARTICLE_TYPES and "headline" in item:
                return item
    return {}


def _string(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    return squeeze(value) or None if isinstance(value, str) else None


def _metas(page: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.find_all("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if isinstance(name, str) and isinstance(content, str) and content.strip():
            found.setdefault(name.lower(), squeeze(content))
    return found


def facts(page: BeautifulSoup) -> PageFacts:
    """Address, title, site and instant, from JSON-LD, `og:` and other metadata, `<link>`, `<time>` and `<title>`."""
    data, metas = _linked_data(page), _metas(page)
    link = page.find("link", rel="canonical")
    href = link.get("href") if isinstance(link, Tag) else None
    url = next(filter(None, map(usable_url, (href if isinstance(href, str) else None, metas.get("og:url")))), None)
    url = url or usable_url(_string(data.get("mainEntityOfPage"))) or usable_url(_string(data.get("url")))
    heading = page.find("h1")
    shown = page.title.get_text() if page.title else ""
    title = metas.get("og:title") or _string(data.get("headline")) or (heading and squeeze(heading.get_text())) or None
    title = title or squeeze(shown) or None
    site = metas.get("og:site_name") or _string(data.get("publisher"))
    times = [t.get("datetime") for t in page.find_all("time")] + [
        t.get("content") or t.get("datetime") for t in page.find_all(itemprop="datePublished")
    ]
    dates = [_string(data.get("datePublished")), *(metas.get(name) for name in _DATE_NAMES)]
    dates += [t for t in times if isinstance(t, str)]
    published = next(filter(None, (publication(d, url) for d in dates)), None)
    return PageFacts(url, _plain_title(title, site, url), site, published)


def _plain_title(title: str | None, site: str | None, url: str | None) -> str | None:
    if not title:
        return None
    title = strip_signature(title, url)
    parts = _TITLE_END.split(title)
    while len(parts) > 1 and site and parts[-1].casefold() == site.casefold():
        title = title[: title.rindex(parts.pop())].rstrip(" -–—|｜_")
    return title


def _running(page: Tag) -> Counter[int]:
    """Characters of running text in every element, by the object's identity.

    A block counts with its own text (not that of blocks inside it) if that is long enough and mostly outside links.
    """
    own: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    elements: dict[int, Tag] = {}
    for string in page.find_all(string=True):
        if type(string) not in TEXT_NODES or not (length := len(string.strip())):
            continue
        block = next((parent for parent in string.parents if parent.name in BLOCKS), None)
        if block is not None:
            elements[id(block)] = block
            own[id(block)] += length
            linked[id(block)] += length if string.find_parent("a") else 0
    total: Counter[int] = Counter()
    for key, tag in elements.items():
        if own[key] >= _RUNNING and linked[key] <= _LINK_SHARE * own[key]:
            total[key] += own[key]
            total.update(dict.fromkeys(map(id, tag.parents), own[key]))
    return total


def _strip_likely(root: Tag, running: Counter[int]) -> None:
    """Take out elements that by their names stand beside an article, unless much of the text is in them."""
    for tag in boilerplate().likely.find(root):
        if not tag.decomposed and running[id(tag)] <= _MINOR * running[id(root)]:
            tag.decompose()


def _is_article(tag: Tag) -> bool:
    return tag.name == "article" or tag.get("itemprop") == "articleBody"


def _tags(root: Tag) -> Iterator[Tag]:
    return (tag for tag in root.find_all(True) if isinstance(tag, Tag))


def _is_marked(tag: Tag) -> bool:
    return tag.name == "main" or tag.get("role") == "main" or _is_article(tag)


def _main_element(page: Tag) -> Tag:
    """The smallest element that holds nearly all the running text of the page."""
    body = page.find("body")
    best: Tag = body if isinstance(body, Tag) else page
    running = _running(best)
    _strip_likely(best, running)
    running = _running(best)
    marked = max(filter(_is_marked, _tags(best)), key=lambda tag: running[id(tag)], default=best)
    if running[id(marked)] >= running[id(best)] / 2:
        best = marked
    while not _is_article(best):
        children = best.find_all(_CONTAINERS, recursive=False)
        child = max((c for c in children if isinstance(c, Tag)), key=lambda tag: running[id(tag)], default=None)
        if child is None or running[id(child)] < max(1, _NEARLY_ALL * running[id(best)]):
            break
        best = child
    # A list of links or teasers that stands between the paragraphs, without running text of its own.
    for tag in best.find_all(_CONTAINERS):
        if isinstance(tag, Tag) and not tag.decomposed and not running[id(tag)] and is_link_list(tag):
            tag.decompose()
    return best


def read_webpage(markup: str, path: str = "") -> Document:
    """The article of a page.

    Raises:
        ReadError: No text is left when everything around the article is gone.
    """
    page = parse(markup)
    known = facts(page)
    strip_furniture(page)
    lines = article_lines(blocks(_main_element(page)))
    text = compose(known.title, lines)
    if not any(line != known.title for line in lines):
        raise ReadError("a page without text")
    named = outlet(known.url)
    return Document(
        text=text,
        id=document_id(known.url, text),
        url=known.url,
        title=known.title,
        source=named.name if named else known.site or source_of(known.url),
        published=known.published,
        path=path or None,
    )
