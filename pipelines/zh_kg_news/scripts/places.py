"""One kind of place, or of name, to our labels, by the lists of `labels.toml`."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.language.script import to_simplified

LABELS_FILE = Path(__file__).resolve().parents[1] / "labels.toml"
_ADMINISTRATIVE = ("市", "省", "县", "州", "区")


def countries(gazetteer: Path) -> frozenset[str]:
    """Names of countries and territories in simplified characters."""
    names: set[str] = set()
    for file in sorted((gazetteer / "cldr").glob("*.territories.json")):
        main = json.loads(file.read_text(encoding="utf-8"))["main"]
        for locale in main.values():
            for code, name in locale["localeDisplayNames"]["territories"].items():
                if code[:2].isalpha() and not code.startswith(("EU", "EZ", "UN", "QO")):
                    names.add(to_simplified(name))
    for file in sorted((gazetteer / "country_list").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        names.update(to_simplified(name) for name in (data.values() if isinstance(data, dict) else ()))
    return frozenset(names)


@dataclass(frozen=True)
class Places:
    """Decides between GPE, LOC and FAC, and what is no mention at all."""

    none: frozenset[str]
    organizations: frozenset[str]
    gpe: frozenset[str]
    single_loc: frozenset[str]
    single_gpe: frozenset[str]
    government: tuple[str, ...]
    suffixes: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, gazetteer: Path, observed: frozenset[str]) -> "Places":
        """Read the lists; `observed` are place names of the corpora in simplified characters."""
        data = tomllib.loads(LABELS_FILE.read_text(encoding="utf-8"))
        administrative = {name[:-1] for name in observed if len(name) > 2 and name.endswith(_ADMINISTRATIVE)}
        suffixes = sorted(
            ((ending, label) for label, endings in data["suffixes"].items() for ending in endings),
            key=lambda pair: (-len(pair[0]), pair),
        )
        return cls(
            none=frozenset(data["none"]),
            organizations=frozenset(data["organizations"]),
            gpe=frozenset(data["gpe"]) | countries(gazetteer) | frozenset(administrative & observed),
            single_loc=frozenset(data["single_loc"]),
            single_gpe=frozenset(data["single_gpe"]),
            government=tuple(data["government"]),
            suffixes=tuple(suffixes),
        )

    def label(self, name: str) -> str:
        """GPE, LOC, FAC or ORG of a place; empty where it is no mention."""
        name = to_simplified(name)
        if name in self.none:
            return ""
        if name in self.organizations:
            return "ORG"
        if name in self.gpe:
            return "GPE"
        if len(name) == 1:
            return "LOC" if name in self.single_loc else "GPE"
        return next((label for ending, label in self.suffixes if name.endswith(ending)), "GPE")

    def organization(self, name: str) -> tuple[str, int]:
        """Label of an organization's name and how many of its characters are the mention.

        >>> Places.load(...).organization("日本政府")  # doctest: +SKIP
        ('GPE', 2)
        """
        name = to_simplified(name)
        if name in self.none:
            return "", 0
        if name in self.gpe:
            return "GPE", len(name)
        for ending in self.government:
            place = name.removesuffix(ending)
            if place != name and place in self.gpe:
                return "GPE", len(place)
        return "ORG", len(name)
