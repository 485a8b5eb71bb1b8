"""Which lines and elements of a page are no part of the article: `seeds/boilerplate.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4.element import Tag

from kg import resources
from kg.errors import SeedError
from kg.language.script import to_simplified
from kg.ontology import load_toml


@dataclass(frozen=True)
class Elements:
    """Kinds of elements: by tag, by a part of class or id (for a tag, or for `*`), by attribute (None: any value)."""

    tags: frozenset[str]
    names: Mapping[str, re.Pattern[str]]
    attributes: Mapping[str, frozenset[str] | None]

    def match(self, tag: Tag) -> bool:
        """Whether an element is of one of these kinds."""
        if tag.name in self.tags:
            return True
        if not tag.attrs:
            return False
        for key, values in self.attributes.items():
            if key in tag.attrs and (values is None or tag.attrs[key] in values):
                return True
        labels = [str(tag.attrs.get("id") or ""), *map(str, tag.get_attribute_list("class"))]
        patterns = [p for p in (self.names.get("*"), self.names.get(tag.name)) if p]
        return any(p.search(label) for p in patterns for label in labels)

    def find(self, root: Tag) -> list[Tag]:
        """All elements of these kinds below `root`, in order."""
        return [tag for tag in root.find_all(True) if isinstance(tag, Tag) and self.match(tag)]


def _elements(kinds: list[str], attributes: list[str]) -> Elements:
    names: dict[str, list[str]] = {}
    for kind in kinds:
        tag, colon, part = kind.partition(":")
        if colon:
            names.setdefault(tag, []).append(("^" if part[0] == "^" else "") + re.escape(part.removeprefix("^")))
    values: dict[str, set[str] | None] = {}
    for attribute in attributes:
        key, equals, value = attribute.partition("=")
        if not equals:
            values[key] = None
        elif (known := values.setdefault(key, set())) is not None:
            known.add(value)
    return Elements(
        tags=frozenset(kind for kind in kinds if ":" not in kind),
        names={tag: re.compile("|".join(parts), re.IGNORECASE) for tag, parts in names.items()},
        attributes={key: None if v is None else frozenset(v) for key, v in values.items()},
    )


@dataclass(frozen=True)
class Boilerplate:
    """Compiled rules; `elements` go, `likely` ones may go."""

    elements: Elements
    likely: Elements
    lines: re.Pattern[str]
    starts: tuple[str, ...]
    start_limit: int
    sections: frozenset[str]
    not_titles: frozenset[str]
    headings: re.Pattern[str]
    page_numbers: re.Pattern[str]

    def is_line(self, line: str) -> bool:
        """Whether a whole line is furniture of the page: share links, credits, notes on copyright.

        >>> boilerplate().is_line("图像来源，Reuters"), boilerplate().is_line("双方在东京会谈。")
        (True, False)
        """
        plain = to_simplified(line)
        if len(plain) > self.start_limit:
            return False
        return plain.startswith(self.starts) or self.lines.fullmatch(plain) is not None

    def is_heading(self, line: str) -> bool:
        """Whether a typeset line begins as the heading of a section does.

        >>> boilerplate().is_heading("參、外部因素")
        True
        """
        return self.headings.match(to_simplified(line)) is not None

    def is_page_number(self, line: str) -> bool:
        """Whether a typeset line is nothing but the number of a page."""
        return self.page_numbers.fullmatch(to_simplified(line)) is not None

    def opens_links(self, line: str) -> bool:
        """Whether it is the heading of a list of links to other articles."""
        return to_simplified(line).strip(" :：>》-—") in self.sections


def _any_of(path: Path, expressions: list[str]) -> re.Pattern[str]:
    for expression in expressions:
        try:
            re.compile(expression)
        except re.error as error:
            raise SeedError(f"{path}: {expression}: {error}") from error
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))


def load_boilerplate(path: Path) -> Boilerplate:
    """Read and compile the rules.

    Raises:
        SeedError: The file or a key is missing, or an expression is wrong.
    """
    data = load_toml(path)
    try:
        return Boilerplate(
            elements=_elements(data["elements"], data["attributes"]),
            likely=_elements(data["likely"], []),
            lines=_any_of(path, data["lines"]),
            starts=tuple(data["starts"]),
            start_limit=int(data["start_limit"]),
            sections=frozenset(data["sections"]),
            not_titles=frozenset(data["not_titles"]),
            headings=_any_of(path, data["headings"]),
            page_numbers=_any_of(path, data["page_numbers"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SeedError(f"{path}: {error!r}") from error


@cache
def _cached(path: Path) -> Boilerplate:
    return load_boilerplate(path)


def boilerplate() -> Boilerplate:
    """The rules in force, loaded once."""
    return _cached(resources.seeds() / "boilerplate.toml")
