"""What `seeds/gazetteer/expressions.toml` and `bodies.csv` say, checked and made fast to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.components.gazetteer_data import Gazetteer, gazetteer, read_rows, split_list
from kg.errors import SeedError
from kg.ontology import load_toml


@dataclass(frozen=True)
class Body:
    """A kind of body that every State has (see `bodies.csv`); `name` goes behind the State's name."""

    kind: str
    name: str
    alone: bool
    default: str


class Lexicon:
    """A set of expressions with a value each, found by the first two characters, longest first.

    A dictionary over two characters keeps the scan linear in Python: most positions cost one look-up.
    """

    def __init__(self, items: Mapping[str, Any]) -> None:
        index: dict[str, list[str]] = {}
        for surface in items:
            index.setdefault(surface[:2], []).append(surface)
        self.values = dict(items)
        self.index = {k: tuple(sorted(v, key=lambda s: (-len(s), s))) for k, v in index.items()}
        self.longest = max(map(len, items), default=0)

    def at(self, text: str, start: int) -> list[str]:
        """The expressions that begin at a position, longest first; single characters included."""
        found = [s for s in self.index.get(text[start : start + 2], ()) if text.startswith(s, start)]
        if text[start : start + 1] in self.index:
            found.append(text[start])
        return found


@dataclass(frozen=True)
class Rules:
    """The rules in force. Every expression is in simplified characters, every id is in the gazetteer."""

    characters: Mapping[str, str]
    run_characters: str
    run_further: str
    separators: str
    list_ends: str
    counted: Mapping[str, str]
    no_body: str
    run_not: frozenset[str]
    not_after: Mapping[str, tuple[str, ...]]
    compounds: Mapping[str, tuple[str, ...]]
    before: Mapping[str, str]
    after: Mapping[str, str]
    stop: Lexicon
    unstop: tuple[str, ...]
    closed: tuple[str, ...]
    titles: tuple[str, ...]
    no_titles: tuple[str, ...]
    offices: str
    followers: Mapping[str, str]
    city: str
    place_ends: tuple[str, ...]
    company_ends: tuple[str, ...]
    other_names: tuple[str, ...]
    quoted_ends: tuple[str, ...]
    organization_ends: tuple[str, ...]
    organization_not: tuple[str, ...]
    organization_generic: frozenset[str]
    never: frozenset[str]
    never_ends: tuple[str, ...]
    person_titles: tuple[str, ...]
    ships: tuple[str, ...]
    latin_titles: frozenset[str]
    media_ends: tuple[str, ...]
    mission_link: str
    mission_names: Mapping[str, str]
    headline_bodies: tuple[str, ...]
    headline: tuple[str, ...]
    committee: str
    committee_not: frozenset[str]
    person_bodies: tuple[str, ...]
    missions: tuple[str, ...]
    local: Lexicon
    ordinals: tuple[str, ...]
    facilities: tuple[str, ...]
    apart: frozenset[str]
    bodies: Lexicon
    surname_adverbs: tuple[str, ...]
    surname_next: tuple[str, ...]
    surname_before: tuple[str, ...]
    governments: frozenset[str]
    always_state: frozenset[str]
    place_before: tuple[str, ...]
    place_not_before: tuple[str, ...]
    state_strong: tuple[str, ...]
    links: tuple[str, ...]
    place_after: tuple[str, ...]
    state_before: tuple[str, ...]
    state_after: tuple[str, ...]
    dots: str
    hyphens: str
    transliteration: frozenset[str]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    not_person: frozenset[str]

    def body(self, surface: str) -> Body | None:
        """The kind of body that a name like 国防部 means, or None."""
        found: Body | None = self.bodies.values.get(surface)
        return found


def load_bodies(path: Path) -> dict[str, Body]:
    """Surface → kind of body.

    Raises:
        SeedError: See `read_rows`; or a surface stands for two kinds.
    """
    found: dict[str, Body] = {}
    for number, row in read_rows(path):
        try:
            alone, behind = split_list(row["alone"]), split_list(row["behind"])
            name = (*alone, *behind)[0]
            for surface in (*alone, *behind):
                if surface in found:
                    raise SeedError(f"{path}:{number}: {surface} is already a name of {found[surface].kind}")
                found[surface] = Body(row["kind"], name, surface in alone, row["default"])
        except (KeyError, IndexError) as error:
            raise SeedError(
                f"{path}:{number}: a kind needs the columns kind, alone, behind, default and a name"
            ) from error
    return found


def _known(ids: Iterable[str], known: Gazetteer, path: Path, where: str) -> None:
    for entity in ids:
        if known.get(entity) is None:
            raise SeedError(f"{path}: {where}: unknown id {entity}")


def load_rules(folder: Path, known: Gazetteer) -> Rules:
    """Read and check the two files of a folder.

    Raises:
        SeedError: A key is missing, or an id is not in the gazetteer; names the file and the key.
    """
    path = folder / "expressions.toml"
    data = load_toml(path)
    try:
        characters, compounds = data["characters"], data["compounds"]
        _known(characters.values(), known, path, "characters")
        for surface, ids in compounds.items():
            _known(ids, known, path, f"compounds.{surface}")
            if len(ids) != len(surface):
                raise SeedError(f"{path}: compounds.{surface}: as many ids as characters, please")
        words, joined, cues, names = data["words"], data["composition"], data["metonyms"], data["transliteration"]
        _known(cues["governments"], known, path, "metonyms.governments")
        return Rules(
            characters=characters,
            run_characters=data["runs"]["characters"],
            run_further=data["runs"]["further"],
            separators=data["runs"]["separators"],
            list_ends=data["runs"]["list_ends"],
            counted=data["runs"]["counted"],
            no_body=data["runs"]["no_body"],
            run_not=frozenset(data["runs"]["not"]),
            not_after={k: tuple(v) for k, v in data["runs"]["not_after"].items()},
            compounds={k: tuple(v) for k, v in compounds.items()},
            before=data["before"],
            after=data["after"],
            stop=Lexicon(dict.fromkeys(words["stop"], True)),
            unstop=tuple(words["unstop"]),
            closed=(*words["none"], *words["longer"]),
            titles=tuple(words["titles"]),
            no_titles=tuple(words["no_titles"]),
            offices=words["offices"],
            followers=words["followers"],
            city=words["city"],
            place_ends=tuple(words["place_ends"]),
            company_ends=tuple(words["company_ends"]),
            other_names=tuple(words["other_names"]),
            quoted_ends=tuple(words["quoted_ends"]),
            organization_ends=tuple(words["organization_ends"]),
            organization_not=tuple(words["organization_not"]),
            organization_generic=frozenset(words["organization_generic"]),
            never=frozenset(words["never"]),
            never_ends=tuple(words["never_ends"]),
            person_titles=tuple(words["person_titles"]),
            ships=tuple(words["ships"]),
            latin_titles=frozenset(words["latin_titles"]),
            media_ends=tuple(words["media_ends"]),
            mission_names=joined["mission_names"],
            headline_bodies=tuple(joined["headline_bodies"]),
            headline=tuple(joined["headline"]),
            committee=joined["committee"],
            committee_not=frozenset(joined["committee_not"]),
            person_bodies=tuple(sorted(joined["person_bodies"], key=lambda s: (-len(s), s))),
            mission_link=joined["mission_link"],
            missions=tuple(sorted(joined["missions"], key=lambda s: (-len(s), s))),
            local=Lexicon(dict.fromkeys(joined["local"], True)),
            ordinals=tuple(joined["ordinals"]),
            facilities=tuple(sorted(joined["facilities"], key=lambda s: (-len(s), s))),
            apart=frozenset(joined["apart"]),
            bodies=Lexicon(load_bodies(folder / "bodies.csv")),
            surname_adverbs=tuple(data["surnames"]["adverbs"]),
            surname_next=tuple(data["surnames"]["next"]),
            surname_before=tuple(data["surnames"]["before"]),
            governments=frozenset(cues["governments"]),
            always_state=frozenset(cues["always"]),
            place_before=tuple(cues["place_before"]),
            place_not_before=tuple(cues["place_not_before"]),
            state_strong=tuple(cues["state_strong"]),
            links=tuple(cues["links"]),
            place_after=tuple(cues["place_after"]),
            state_before=tuple(cues["state_before"]),
            state_after=tuple(cues["state_after"]),
            dots=names["dots"],
            hyphens=names["hyphens"],
            transliteration=frozenset(names["characters"]),
            heads=tuple(names["heads"]),
            tails=tuple(names["tails"]),
            not_person=frozenset(names["not_person"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SeedError(f"{path}: missing or of the wrong kind: {error}") from error


@cache
def _cached(folder: Path) -> Rules:
    return load_rules(folder, gazetteer())


def rules() -> Rules:
    """The rules in force, loaded once a folder."""
    return _cached(resources.seeds() / "gazetteer")
