"""The figures as Markdown, and their places in the model card."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.scores import Figures

Results = Mapping[str, Figures]
NAMES, TREES, SCRIPTS = "names: ", "syntax: ", "scripts: "
_MEASURES = ("P", "R", "F")
_TREES = ("words", "UPOS", "UAS", "LAS", "UAS of given words", "LAS of given words")


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, ("--",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("| -- ", "|--").replace("--|--", "--|--") for cells in lines)


def _cells(figures: Figures, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{figures[name]:.1f}" if name in figures else "" for name in names)


def _labels(figures: Figures) -> str:
    return " · ".join(f"{name} {value:.1f}" for name, value in figures.items() if name not in _MEASURES)


def figures(results: Results) -> str:
    """The tables of what was measured: names, trees, the two scripts, the rest."""
    parts = []
    rows = [
        (name.removeprefix(NAMES), *_cells(of, _MEASURES), _labels(of))
        for name, of in results.items()
        if name.startswith(NAMES)
    ]
    if rows:
        parts.append(_table(("names", *_MEASURES, "F of each label"), rows))
    rows = [(name.removeprefix(TREES), *_cells(of, _TREES)) for name, of in results.items() if name.startswith(TREES)]
    if rows:
        parts.append(_table(("words and trees", *_TREES), rows))
    rows = []
    for name, of in results.items():
        if name.startswith(SCRIPTS):
            shown = {key: value for key, value in of.items() if key not in ("P", "R")}
            rows.append(
                (
                    name.removeprefix(SCRIPTS),
                    " · ".join(f"{key} {round(value, 1) + 0.0:+.1f}" for key, value in shown.items()),
                )
            )
    if rows:
        parts.append(_table(("traditional against simplified", "difference in points"), rows))
    rows = [
        (f"{name}, {key}", f"{value:,.0f}" if value > 100 else f"{value:.1f}")
        for name, of in results.items()
        if not name.startswith((NAMES, TREES, SCRIPTS))
        for key, value in of.items()
    ]
    if rows:
        parts.append(_table(("other", "measured"), rows))
    return "\n\n".join(parts)


def same_sets(path: Path) -> list[str]:
    """The sets of ours that published figures are put beside."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["published"]
    return [entry["same_set"] for entry in entries if "same_set" in entry]


def published(path: Path, results: Results) -> str:
    """What others have published, from a TOML file, beside ours on the same set where there is one.

    Raises:
        KeyError: An entry lacks a field.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["published"]
    rows = []
    for entry in entries:
        theirs = " · ".join(f"{name} {value}" for name, value in entry["figures"].items())
        ours = results.get(entry.get("same_set", ""), {})
        mine = " · ".join(f"{name} {ours[name]:.1f}" for name in entry["figures"] if name in ours)
        rows.append(
            (entry["system"], entry["set"], theirs, mine or "–", f"{entry['note']} [source]({entry['source']})")
        )
    return _table(("system", "measured on", "published", "ours", "what to know"), rows)


def fill(card: str, name: str, text: str) -> str:
    """The card with a text between the comments `<!-- name -->` and `<!-- end of name -->`.

    Raises:
        ValueError: The card has no such place.
    """
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not place.search(card):
        raise ValueError(f"the card has no place for {name}")
    return place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", card)
