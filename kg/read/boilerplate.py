"""Which lines and elements of a page are no part of the article: `seeds/boilerplate.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import SeedError
from kg.language.script import to_simplified
from kg.ontology import load_toml


@dataclass(frozen=True)
class Boilerplate:
    """Compiled rules; `selector` is one CSS selector for all elements that go, `likely` for those that may go."""

    selector: str
    likely: str
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
            selector=", ".join(data["selectors"]),
            likely=", ".join(data["likely"]),
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
