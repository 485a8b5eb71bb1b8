"""A canned query as something to click on in Neo4j Browser.

Browser knows no names: it would have to be told ids, and each parameter by a command of its own. A favourite is
therefore one statement with the values to ask for on top, written as for `kg query`; the query itself stands in it
unchanged but for its parameters. After the rows of the query comes one with `graph` alone, which Browser draws.
"""

import itertools
import re
import shlex
from collections.abc import Mapping

from kg import resources
from kg.errors import QueryError
from kg.queries import Parameter, Query

_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_WORD = re.compile(r"\b(?:ASKED|TEXTS|FIRST_DAYS|LAST_DAYS|NAMES|GIVEN|BODY|COLUMNS|NOTE|COPIED|GRAPH|TOLD)\b")
# What stands in quotes is no parameter, whatever it looks like.
_REFERENCE = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|(?P<bound>(?:LIMIT|SKIP)\s+)?\$(?P<name>\w+)""")
# The values go through every WITH on their way to where they are used: the embedded engine forgets them else.
_WITH = re.compile(r"(?<!STARTS )(?<!ENDS )\bWITH (?:DISTINCT )?(?!\*)|\bCALL \((?=\w)")
_HINT = "// Write what to ask for between the quotes, in either script."


def _template(name: str) -> str:
    return (resources.cypher() / "browser" / f"{name}.cypher").read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    r"""A Cypher string.

    >>> _quoted("l'été \\ 夏")
    "'l\\'été \\\\ 夏'"
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _literal(parameter: Parameter, value: str) -> str:
    if parameter.type == "list":
        return f"[{', '.join(_quoted(item.strip()) for item in value.split(','))}]"
    return value if parameter.type in ("integer", "number", "boolean", "confidence") else _quoted(value)


def _examples(query: Query) -> dict[str, str]:
    """The values of the example in the header."""
    words = shlex.split(query.example)
    return dict(word.split("=", 1) for flag, word in itertools.pairwise(words) if flag == "-p")


def _body(query: Query, values: dict[str, str]) -> tuple[str, set[str]]:
    """The text with parameters replaced, and the names of those that cannot be taken from the top.

    After LIMIT and SKIP Cypher wants a literal.
    """
    bounds: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match.group()
        if match["bound"]:
            bounds.add(name)
            return f"{match['bound']}{values[name]}"
        return f"given.{name}"

    text = _REFERENCE.sub(replaced, query.text)
    needed = text.rfind("given.")
    carried = text
    if needed >= 0:
        carried = _WITH.sub(r"\g<0>given, ", text[:needed]).replace("CALL ()", "CALL (given)") + text[needed:]
    return carried, bounds - set(re.findall(r"(?<!LIMIT )(?<!SKIP )\$(\w+)", query.text))


def _graph(query: Query) -> str:
    columns = set(query.columns)
    kind = "none"
    if {"event", "id"} <= columns:
        kind = "step" if {"from", "to"} <= columns else "event"
    return _COMMENT.sub("", _template(kind)).strip()


def favourite(query: Query, asked_for: Mapping[str, str] | None = None) -> str:
    """The text of a favourite; its first line is the name that Browser shows.

    Args:
        query: Any canned query.
        asked_for: What to write on top, by parameter, as for `kg query`; else the values of the query's example, then
            its defaults.

    Raises:
        QueryError: The query has a column `graph` or uses the favourite's own variable `given`.
    """
    if "graph" in query.columns or re.search(r"\bgiven\b", query.text):
        raise QueryError(f"{query.path}: a favourite has names of its own, graph and given")
    values = {p.name: p.default or "" for p in query.parameters} | dict(
        _examples(query) if asked_for is None else asked_for
    )
    body, bounds = _body(query, values)
    shown = [p for p in query.parameters if p.name not in bounds]
    names = [p.name for p in shown if p.is_entity]
    texts = names + [p.name for p in shown if p.is_part_of_name]
    days = {kind: [p.name for p in shown if p.type == kind] for kind in ("first_day", "last_day")}
    asked = [f"{p.name}: {_literal(p, values[p.name])}" for p in shown]
    commas = ["," if i + 1 < len(asked) else "" for i in range(len(asked))]
    # A semicolon would end the statement for Browser, even in a comment.
    meanings = [f"  // {p.meaning.replace(';', ',')}" if p.meaning else "" for p in shown]
    given = [
        *(f"{name}: ids[{i}]" for i, name in enumerate(names)),
        *(f"{name}: keys[{i}]" for i, name in enumerate(texts) if i >= len(names)),
        *(f"{name}: {kind}s[{i}]" for kind, found in days.items() for i, name in enumerate(found)),
    ]
    note = _quoted("没有这个名称 no entity is called ")
    filled = {
        "ASKED": "\n  ".join(map("".join, zip(asked, commas, meanings, strict=True))),
        "TEXTS": _list(texts),
        "FIRST_DAYS": _list(days["first_day"]),
        "LAST_DAYS": _list(days["last_day"]),
        "NAMES": str(len(names)),
        "GIVEN": ", ".join(given) or "asked: null",
        "BODY": body.replace("\n", "\n    "),
        "COLUMNS": ", ".join(f"`{column}`" for column in query.columns),
        "NOTE": ", ".join(f"{'null' if i else f'{note} + name'} AS `{c}`" for i, c in enumerate(query.columns)),
        "COPIED": ", ".join(f"`{column}`: `{column}`" for column in query.columns),
        "GRAPH": _graph(query),
        "TOLD": ", ".join(f"row.`{column}` AS `{column}`" for column in query.columns),
    }
    frame = _template("favourite")
    text = _WORD.sub(lambda word: filled[word.group()], frame[frame.index("WITH {") :])
    return f"// {query.title} · {query.title_en}\n{_HINT}\n{text}"


def _list(names: list[str]) -> str:
    return f"[{', '.join(f'asked.{name}' for name in names)}]"
