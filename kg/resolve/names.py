"""When two names are the same name."""

import re
import unicodedata
from functools import lru_cache

from kg.language.script import to_simplified
from kg.records import Entity

_IGNORED = re.compile(r"[\s·・‧•．.\-‐–—\x00-\x1f\x7f]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LATIN_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """A name without the differences that mean nothing: script, width, case, spaces, middle dots, hyphens.

    >>> normalise("伊曼紐爾・馬克宏") == normalise("伊曼纽尔·马克宏")
    True
    """
    folded = unicodedata.normalize("NFKC", to_simplified(unicodedata.normalize("NFKC", name))).casefold()
    return _IGNORED.sub("", folded) or folded.strip()


@lru_cache(maxsize=65_536)
def latin_words(name: str) -> tuple[str, ...]:
    """The words of a Latin name without accents, brackets and single initials; empty for a name in another script.

    >>> latin_words("José A. Martínez")
    ('jose', 'martinez')
    """
    bare = re.sub(r"[（(].*?[）)]", " ", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare).casefold() if not unicodedata.combining(c))
    if any(c.isalpha() and not c.isascii() for c in plain):
        return ()
    words: list[str] = _LATIN_WORD.findall(plain)
    return tuple(word for word in words if len(word) > 1) if len(words) > 1 else tuple(words)


def latin_names(entity: Entity) -> frozenset[str]:
    """Latin names strong enough to know the entity by in another document.

    A person needs two words (a surname alone is shared), a body or place two words or a long one (`MOD` is the
    ministry of many states). Aliases count for persons only: those of bodies are mostly abbreviations.
    """
    is_person = entity.type == "Person"
    candidates = [entity.name_en or "", entity.name, *(entity.aliases if is_person else ())]
    words = [latin_words(name) for name in candidates]
    return frozenset(" ".join(w) for w in words if len(w) > 1 or (w and not is_person and len(w[0]) > 5))


def is_fragment(entity: Entity) -> bool:
    """One character is all that is known: 陈 of one article is not 陈 of the next, nor is any other such name."""
    return len(normalise(entity.name)) == 1


def is_local(entity: Entity) -> bool:
    """Whether the id was made of type and name, so that it holds inside its document only.

    Ids of the gazetteer are slugs, in small Latin letters; a State's code has no type before it.

    >>> [is_local(Entity(i, "Organization", "TikTok")) for i in ("org:tiktok", "org:TikTok", "org:抖音", "JPN")]
    [False, True, True, False]
    """
    _, colon, rest = entity.id.partition(":")
    return bool(colon) and not _SLUG.fullmatch(rest)
