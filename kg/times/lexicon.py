"""The words of time expressions, loaded from `seeds/times.toml` and made into pieces of regular expressions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeAlias

from kg import resources
from kg.errors import SeedError
from kg.ontology import load_toml

# What may stand between the tokens of one expression; bounded, so that no text makes a pattern run on.
SPACE = r"[ \t\u3000\xa0]{0,3}"

Table: TypeAlias = Mapping[str, Any]

# What the guards "^" and "$" stand for: the edge of a clause.
_EDGES = r"\s，。！？；：、,.!?;:「」『』“”‘’\"'《》()（）【】…—"
CLAUSE_START = rf"(?:(?<=[{_EDGES}])|(?<![\s\S]))"
CLAUSE_END = rf"(?=[{_EDGES}]|\Z)"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits.

    >>> any_of(["周", "星期", "上周"])
    '(?:上周|星期|周)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def _literal(word: str) -> str:
    return re.escape(word[:-1]) + CLAUSE_END if word.endswith("$") else re.escape(word)


def before(table: Table) -> str:
    """The lookbehinds that a table's `only_preceded_by` and `not_preceded_by` ask for."""
    only, never = table.get("only_preceded_by", ()), table.get("not_preceded_by", ())
    allowed = [CLAUSE_START if word == "^" else f"(?<={_literal(word)})" for word in only]
    single = "".join(re.escape(word) for word in never if len(word) == 1)
    pattern = f"(?:{'|'.join(allowed)})" if allowed else ""
    pattern += f"(?<![{single}])" if single else ""
    return pattern + "".join(f"(?<!{_literal(word)})" for word in never if len(word) > 1)


def behind(table: Table) -> str:
    """The lookaheads that a table's `only_followed_by` and `not_followed_by` ask for."""
    only, never = table.get("only_followed_by", ()), table.get("not_followed_by", ())
    pattern = f"(?={'|'.join(map(_literal, only))})" if only else ""
    return pattern + (f"(?!{'|'.join(map(_literal, never))})" if never else "")


def starting(words: Iterable[str]) -> str:
    """A lookahead for the first characters of words: what fails soonest comes first in a pattern."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"


def guarded(words: Iterable[str], table: Table) -> str:
    """One of the words, with the guards of a table around it."""
    words = list(words)
    return starting(words) + before(table) + any_of(words) + behind(table)


def inverted(values: Mapping[str, list[str]]) -> dict[str, str]:
    """Word → meaning, out of meaning → words."""
    return {word: meaning for meaning, words in values.items() for word in words}


def words_of(table: Table) -> list[str]:
    """The words of one table, of `words` and of `values`."""
    return [*table.get("words", ()), *inverted(table.get("values", {}))]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables of the file by name; `festivals` are the moveable ones: name → year → ISO day."""

    tables: Mapping[str, Any]
    festivals: Mapping[str, Mapping[int, str]]

    def parts(self, name: str) -> list[Table]:
        """A table, or the tables that share a name and differ in their guards."""
        table = self.tables[name]
        return list(table) if isinstance(table, list) else [table]

    def words(self, name: str) -> list[str]:
        """The words of a table, of `words` and of `values`."""
        return [word for part in self.parts(name) for word in words_of(part)]

    @cached_property
    def _meanings(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name in self.tables:
            for part in self.parts(name):
                if isinstance(part, Mapping) and "values" in part:
                    found.setdefault(name, {}).update(inverted(part["values"]))
        return found

    def values(self, name: str) -> Mapping[str, str]:
        """What the words of a table mean."""
        return self._meanings[name]

    def number(self, name: str, word: str) -> int:
        """What a word of a table of numbers means: how many years, months, days to add."""
        return int(self._meanings[name][word])

    def pattern(self, name: str) -> str:
        """One of a table's words, with its guards."""
        return "|".join(guarded(words_of(part), part) for part in self.parts(name))


def expanded(value: Any, numerals: Iterable[str]) -> Any:
    """A table, or a part of one, with every "#" among its words replaced by the digits and numerals it stands for."""
    if isinstance(value, dict):
        return {key: expanded(part, numerals) for key, part in value.items()}
    if isinstance(value, list):
        return [word for part in value for word in ([*numerals] if part == "#" else [expanded(part, numerals)])]
    return value


def numerals_of(tables: Table) -> list[str]:
    """All digits and numerals that count: 元 of 元月 does not."""
    table = tables["numerals"]
    chinese = [word for kind in ("digits", "powers", "tens") for word in inverted(table[kind])]
    return [*"0123456789", *chinese, tables["letters"]["two_of"]]


def load_lexicon(path: Path, festivals: Path) -> Lexicon:
    """Read the word file and the table of moveable festivals.

    Raises:
        SeedError: A file is missing or not what it should be; names the file and the entry.
    """
    tables = load_toml(path)
    try:
        tables = expanded(tables, numerals_of(tables))
    except (KeyError, TypeError, AttributeError) as error:
        raise SeedError(f"{path}: numerals: {error}") from error
    try:
        text = festivals.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(f"{festivals}: {error}") from error
    lines = [line.split(",") for line in text.split("\n") if line and not line.startswith("#")]
    moveable: dict[str, dict[int, str]] = {name: {} for name in lines[0][1:]}
    for line in lines[1:]:
        if len(line) != len(lines[0]) or not line[0].isdecimal():
            raise SeedError(f"{festivals}: not a row of {len(lines[0])} columns: {','.join(line)}")
        for name, day in zip(lines[0][1:], line[1:], strict=True):
            moveable[name][int(line[0])] = day
    return Lexicon(tables, moveable)


@cache
def _cached(folder: Path) -> Lexicon:
    return load_lexicon(folder / "times.toml", folder / "festivals.csv")


def lexicon() -> Lexicon:
    """The words in force, loaded once."""
    return _cached(resources.seeds())
