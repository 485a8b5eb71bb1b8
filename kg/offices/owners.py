"""Finding the name that a title belongs to."""

from dataclasses import dataclass

from kg.language.script import to_simplified
from kg.offices.lexicon import Title
from kg.offices.scene import Scene
from kg.records import Mention

_FORMER = "前"
_OF = "的"


@dataclass(frozen=True)
class Owner:
    """What stands beside a title: the entity it belongs to ("" for none) and where the whole expression begins.

    `former` is whether 前 stands before it, `party` a party before it, `further` the entity named right before it,
    `joined_title` where the title begins if the name is its first word (国会 in 国会议员).
    """

    entity: str
    start: int
    former: bool = False
    party: str = ""
    further: str = ""
    joined_title: int | None = None


def _past_links(scene: Scene, position: int, low: int) -> int:
    """The position left of everything that may stand between a body and its title."""
    while True:
        before = position
        position = scene.skip_left(position, low)
        for pattern in (scene.words.before_charges, scene.words.before_links):
            match = pattern.search(scene.text, max(low, position - 24), position)
            if match:
                position = match.start()
                break
        if position == before:
            return position


def owner_left(scene: Scene, title: Title, low: int) -> Owner | None:
    """The name that a title belongs to and that stands before it; None where there is no name."""
    inside = next((m for m in scene.overlapping(title.start, title.start + 1) if m.start < title.start), None)
    if inside:  # 美国国防部 was taken for a name in 美国国防部长: the State in it owns the title
        return Owner(scene.state_of(inside.entity) if title.of_state else inside.entity, inside.start)
    mention = scene.ends.get(_past_links(scene, title.start, low))
    if mention is None or mention.start < low:
        return None
    first: int | None = None
    if mention.end == title.start and _is_region(scene, mention):
        # 国务院 亚太 助理国务卿: the region is the first word of the title, the body stands before it.
        body = scene.ends.get(_past_links(scene, mention.start, low))
        if body and body.start >= low and body.label in ("ORG", "GPE") and body.end - body.start > 1:
            first, mention = mention.start, body
    elif mention.end == title.start and title.of_legislator:
        whole = scene.words.title.fullmatch(scene.text, mention.start, title.end)
        first = mention.start if whole else None
    former = scene.words.before_former.search(scene.text, max(low, mention.start - 2), mention.start)
    start = former.start() if former else mention.start
    party = _party_left(scene, start, low)
    further = scene.ends.get(scene.skip_left(mention.start, low))
    while (before := scene.ends.get(scene.skip_left(start, low))) and before.label != "PERSON" and before.start >= low:
        start = before.start
    return Owner(mention.entity, start, former is not None, party, further.entity if further else "", first)


def _is_region(scene: Scene, mention: Mention) -> bool:
    known = scene.entry(mention.entity)
    return mention.label == "LOC" and (known is None or known.category in scene.words.wide_places)


def _party_left(scene: Scene, position: int, low: int) -> str:
    """The party whose name stands before `position`, with 籍 or 的 between them or nothing."""
    mention = scene.ends.get(_past_links(scene, position, low))
    return mention.entity if mention and mention.start >= low and scene.is_party(mention.entity) else ""


def owner_right(scene: Scene, position: int, high: int) -> tuple[Owner | None, int]:
    """The last of the names in a row at `position`, and where the title behind them begins."""
    former = scene.text[position : position + 1] == _FORMER and position + 1 in scene.starts
    start = position
    position += former
    last: Mention | None = None
    while (mention := scene.starts.get(position)) is not None and mention.label != "PERSON":
        last = mention
        position = scene.skip_right(mention.end, high)
        position += scene.text[position : position + 1] == _OF
        dropped = scene.words.dropped.match(scene.text, position, high)
        position = dropped.end() if dropped else position
    return (Owner(last.entity, start, former) if last else None), position


def body_named_alike(scene: Scene, title: Title) -> str:
    """The agency of the document whose name ends as the title begins: 台湾观光局 for 观光局长."""
    text = scene.text[title.start : title.end]
    if not text.endswith(scene.words.agency_heads) or len(text) < 3:
        return ""
    stem = text[:-1].lstrip(_FORMER)
    names = ((m.entity, to_simplified(m.text)) for m in scene.mentions if m.label == "ORG")
    return next((entity for entity, name in names if name.endswith(stem)), "")
