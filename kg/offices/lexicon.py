"""Titles, and the words around them: `seeds/offices.toml`, compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import SeedError
from kg.language.script import to_simplified
from kg.ontology import load_toml

_PLAIN = ("state", "ministerial", "legislator", "body", "place")
_GROUPS = ("state", "ministerial", "legislator", "body", "place", "scholar", "abroad", "descriptor")


@dataclass(frozen=True)
class Title:
    """A title found: its span, and the groups its last word belongs to (see the comments of the seed file)."""

    start: int
    end: int
    groups: frozenset[str]
    has_portfolio: bool

    @property
    def of_state(self) -> bool:
        """Whether it belongs to a State without one being named."""
        return (
            "state" in self.groups
            or "legislator" in self.groups
            or ("ministerial" in self.groups and self.has_portfolio)
        )

    @property
    def of_descriptor(self) -> bool:
        """Whether it is no office, only says what somebody is."""
        return self.groups == {"descriptor"}

    @property
    def of_legislator(self) -> bool:
        """Whether it makes the person a member of a parliament."""
        return "legislator" in self.groups


@dataclass(frozen=True)
class Lexicon:
    """Compiled expressions; those named `before_*` match at the end of a text, the others at a position."""

    heads: Mapping[str, tuple[str, ...]]
    title: re.Pattern[str]
    envoy: re.Pattern[str]
    ranks: re.Pattern[str]
    before_ranks: re.Pattern[str]
    before_links: re.Pattern[str]
    before_charges: re.Pattern[str]
    dropped: re.Pattern[str]
    before_dropped: re.Pattern[str]
    before_former: re.Pattern[str]
    joiners: re.Pattern[str]
    before_joiners: re.Pattern[str]
    holds: re.Pattern[str]
    before_holds: re.Pattern[str]
    holds_plainly: re.Pattern[str]
    clause: re.Pattern[str]
    adverbs: re.Pattern[str]
    not_held: re.Pattern[str]
    not_after: re.Pattern[str]
    not_behind: re.Pattern[str]
    before_list: re.Pattern[str]
    origin: re.Pattern[str]
    members: re.Pattern[str]
    joins: re.Pattern[str]
    before_groups: re.Pattern[str]
    before_capitals: re.Pattern[str]
    before_place_links: re.Pattern[str]
    party_suffixes: tuple[str, ...]
    body_suffixes: tuple[str, ...]
    not_body_suffixes: tuple[str, ...]
    short_suffixes: tuple[str, ...]
    unit_suffixes: tuple[str, ...]
    state_categories: frozenset[str]
    named_categories: frozenset[str]
    wide_places: frozenset[str]
    single_categories: frozenset[str]
    no_titles: tuple[str, ...]
    chair_titles: frozenset[str]
    chair_states: frozenset[str]
    agency_heads: tuple[str, ...]
    partisan_titles: tuple[str, ...]


_COUNT = "(?:[\\d一二两三四五六七八九十几多数]{1,4}个?)?"


def _any(words: Iterable[str]) -> str:
    """An alternation that prefers longer words."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def _check(path: Path, data: Mapping[str, Any]) -> None:
    for section, lists in data.items():
        for key, words in lists.items():
            for word in words:
                if not isinstance(word, str) or not word or to_simplified(word) != word:
                    raise SeedError(f"{path}: {section}.{key}: {word!r} is empty or not in simplified characters")


def load_lexicon(path: Path) -> Lexicon:
    """Read and compile the file.

    Raises:
        SeedError: It or a key is missing, or a word is not in simplified characters.
    """
    data = load_toml(path)
    try:
        _check(path, data)
        heads = {group: tuple(data["heads"][group]) for group in _GROUPS}
        composition, context = data["composition"], data["context"]
        kept, portfolio, joiner = (_any(composition[k]) for k in ("kept", "portfolios", "joiners"))
        tail = _any(composition["portfolio_tails"])
        field = f"(?:(?!的)[\\u4e00-\\u9fff]){{0,5}}?{_any(composition['fields'])}"
        plain = _any(word for group in _PLAIN for word in heads[group])
        dropped = f"(?:{_any(composition['dropped'])}|第[一二三四五六七八九十\\d]{{1,3}}[任届位])"
        joiners = _any(composition["title_joiners"])
        scholar = _any(heads["scholar"] + heads["descriptor"])
        title = (
            f"{kept}*(?:(?P<portfolio>(?:{portfolio}{tail}?{joiner}?)+)?{kept}*{plain}|(?:{field})?{kept}*{scholar})"
        )
        return Lexicon(
            heads=heads,
            title=re.compile(title),
            envoy=re.compile(f"{kept}*常?[驻对][^，。；：！？驻\\n]{{1,24}}?{tail}?{kept}*{_any(heads['abroad'])}"),
            ranks=re.compile(_any(context["ranks"])),
            before_ranks=re.compile(_any(context["ranks"]) + r"\Z"),
            before_links=re.compile(_any((*context["links"], *composition["dropped"])) + r"\Z"),
            before_charges=re.compile(_any(context["charges"]) + r"[^，。；：！？\n]{1,16}的\Z"),
            dropped=re.compile(dropped),
            before_dropped=re.compile(dropped + r"\Z"),
            before_former=re.compile("(?:前任?|原)\\Z"),
            joiners=re.compile(joiners),
            before_joiners=re.compile(joiners + r"\Z"),
            holds=re.compile(_any(context["holds"])),
            before_holds=re.compile(_any(w for w in context["holds"] if len(w) > 1) + r"\Z"),
            holds_plainly=re.compile(_any(context["holds_plainly"])),
            clause=re.compile("[^，。；：！？,;:!?]*"),
            adverbs=re.compile(_any(context["adverbs"])),
            not_held=re.compile(_any(context["not_held"])),
            not_after=re.compile(_any(context["not_after"])),
            not_behind=re.compile(_any(context["not_behind"])),
            before_list=re.compile(_any(context["lists"]) + r"\Z"),
            origin=re.compile(_any(data["membership"]["by_origin"])),
            members=re.compile(_any(data["membership"]["members"])),
            joins=re.compile(_any(data["membership"]["joins"])),
            before_groups=re.compile(_any(data["membership"]["groups"]) + _COUNT + r"\Z"),
            before_capitals=re.compile(_any(data["places"]["capitals"]) + r"\Z"),
            before_place_links=re.compile(_any(data["places"]["links"]) + r"\Z"),
            party_suffixes=tuple(data["membership"]["party_suffixes"]),
            body_suffixes=tuple(data["bodies"]["suffixes"]),
            not_body_suffixes=tuple(data["bodies"]["not_suffixes"]),
            short_suffixes=tuple(data["bodies"]["short_suffixes"]),
            unit_suffixes=tuple(data["bodies"]["units"]),
            state_categories=frozenset(data["bodies"]["part_of_state"]),
            named_categories=frozenset(data["bodies"]["named_for_state"]),
            wide_places=frozenset(data["places"]["not_in_states"]),
            single_categories=frozenset(data["bodies"]["one_of_each"]),
            no_titles=tuple(data["heads"]["none"]),
            chair_titles=frozenset(data["defaults"]["chair_title"]),
            chair_states=frozenset(data["defaults"]["chair_states"]),
            agency_heads=tuple(data["defaults"]["agency_heads"]),
            partisan_titles=tuple(data["defaults"]["partisan"]),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise SeedError(f"{path}: {error!r}") from error


@cache
def _cached(path: Path) -> Lexicon:
    return load_lexicon(path)


def lexicon() -> Lexicon:
    """The lexicon in force, loaded once."""
    return _cached(resources.seeds() / "offices.toml")
