"""Function words and role frames: reads and checks `seeds/roles.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import SeedError
from kg.ontology import load_toml

ROLES = ("actor", "recipient", "location")


@dataclass(frozen=True)
class Frame:
    """Which roles a name takes by its function in the clause (subject, object, toward, with, …).

    `through`: the object may stand behind a second trigger; `across`: in a later clause. `speaker`: the actor is the
    speaker. `authority`: the role that the State of the place takes where nobody else has it. `needs`: roles without
    which there is no event. `crowd`: who acts has no name; a city stands for its State. `parties`: how many take part.
    """

    roles: Mapping[str, tuple[str, ...]]
    through: bool = False
    across: bool = False
    speaker: bool = False
    authority: str = ""
    crowd: bool = False
    needs: tuple[str, ...] = ()
    parties: int = 1

    def of(self, function: str) -> tuple[str, ...]:
        """The roles of a function; none where the frame does not name it."""
        return self.roles.get(function, ())


@dataclass(frozen=True)
class Confidence:
    """The terms that are added to the log odds of a trigger's weight, and the confidence an event needs to stay."""

    base: float
    subject: float
    parties: float
    alone: float
    nested: float
    demanded: float
    threshold: float

    def of(self, weight: float, support: float, parties: int, expected: int, nested: bool, demanded: bool) -> float:
        """The confidence of an event, from 0 to 1, rounded to two decimals.

        `parties` is the number of actors and recipients, `expected` that of the frame.
        """
        weight = min(max(weight, 0.01), 0.97)
        odds = log(weight / (1 - weight)) + self.base + self.subject * support
        odds += self.parties * (parties > 1) + self.alone * (parties < expected)
        odds += self.nested * nested + self.demanded * demanded
        return round(1 / (1 + exp(-odds)), 2)


@dataclass(frozen=True)
class Grammar:
    """The word lists of `seeds/roles.toml`; `markers` maps a word to its function."""

    markers: Mapping[str, str]
    no_marker: tuple[str, ...]
    far_markers: tuple[str, ...]
    disposing: tuple[str, ...]
    modifiers: tuple[str, ...]
    coordinators: tuple[str, ...]
    titles: tuple[str, ...]
    title_length: int
    reporting: tuple[str, ...]
    reporting_before: tuple[str, ...]
    complement_verbs: tuple[str, ...]
    saying: tuple[str, ...]
    reciprocal: tuple[str, ...]
    introducing: tuple[str, ...]
    topic_nouns: tuple[str, ...]
    deed_nouns: tuple[str, ...]
    reasons: tuple[str, ...]
    no_company: tuple[str, ...]
    acting_after: tuple[str, ...]
    passives: tuple[str, ...]
    posted: tuple[str, ...]
    describing: tuple[str, ...]
    not_described: tuple[str, ...]
    separating: tuple[str, ...]
    reason_openers: tuple[str, ...]
    leading: tuple[str, ...]
    owning: tuple[str, ...]
    when_ends: tuple[str, ...]
    pronouns: Mapping[str, str]
    implied: Mapping[str, tuple[str, ...]]
    confidence: Confidence
    demanding: Mapping[str, tuple[str, ...]]
    demanding_across: tuple[str, ...]
    refusing: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, Frame]

    def frame(self, name: str) -> Frame:
        """A frame by its name.

        Raises:
            SeedError: There is none.
        """
        try:
            return self.frames[name]
        except KeyError:
            raise SeedError(f"seeds/roles.toml has no frame {name!r}, which a trigger names") from None


_OPTIONS = {f.name for f in fields(Frame)} - {"roles"}
_LISTS = tuple(f.name for f in fields(Grammar) if f.type == tuple[str, ...])


def _by_length(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def load_grammar(path: Path) -> Grammar:
    """Read `roles.toml`.

    Raises:
        SeedError: It is missing, not TOML, or a key is missing; names the file.
    """
    data = load_toml(path)
    try:
        frames = {}
        for name, spec in data["frames"].items():
            options: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in spec.items() if k in _OPTIONS
            }
            roles = {k: tuple(v) for k, v in spec.items() if k not in _OPTIONS}
            if wrong := sorted({role for values in roles.values() for role in values} - set(ROLES)):
                raise SeedError(f"{path}: frame {name}: {wrong[0]!r} is no role")
            frames[name] = Frame(roles, **options)
        return Grammar(
            markers={word: function for function, words in data["markers"].items() for word in words},
            pronouns={word: kind for kind, words in data["pronouns"].items() for word in words},
            implied={word: tuple(states) for word, states in data["implied"].items()},
            demanding={kind: tuple(others) for kind, others in data["demanding"].items()},
            confidence=Confidence(**data["confidence"]),
            refusing={kind: tuple(others) for kind, others in data["refusing"].items()},
            title_length=int(data["title_length"]),
            frames=frames,
            **{key: _by_length(data[key]) for key in _LISTS},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SeedError(f"{path}: {error}") from error


@cache
def _cached(path: Path) -> Grammar:
    return load_grammar(path)


def grammar() -> Grammar:
    """The grammar in force, loaded once."""
    return _cached(resources.seeds() / "roles.toml")
