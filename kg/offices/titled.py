"""Titles right before a name, and right behind it."""

from collections.abc import Iterator
from dataclasses import replace

from kg.offices.lexicon import Title
from kg.offices.office import Office, cut, resolve, says_no_more
from kg.offices.owners import Owner, owner_left
from kg.offices.scene import Scene
from kg.offices.titles import title_ending_at, title_starting_at
from kg.records import Mention

_FORMER = "前"
_OF = "的"
# How far a title may stand from the one joined to it.
_DISTANT = 16


def before_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """Titles that end at a name, and those joined to them: 香港前特首、现任中国政协副主席梁振英."""
    low = scene.sentence_at(person.start)[0]
    end = scene.skip_left(person.start, low)
    relative = False
    title = title_ending_at(scene, end, low)
    if title is None and (rank := cut(scene, scene.words.before_ranks, end, low)) < end:
        end = scene.skip_left(rank, low)
        title = title_ending_at(scene, end, low)
    if title is None and scene.text[end - 1 : end] == _OF:
        relative, title = True, title_ending_at(scene, end - 1, low)
    found: list[Office] = []
    while title:
        owner = owner_left(scene, title, low)
        if relative:
            owner = _held_relative(scene, title, owner, low)
            if owner is None:
                return
        edge = owner.start if owner else title.start
        if owner is None:
            owner = _joined_owner(scene, person, title, offices, low)
        office = resolve(scene, person, title, owner, [*offices, *found], low)
        if office:
            found.append(office)
            yield office
        title, relative = _joined_title(scene, edge, low)
        if title is None and owner is None:
            title = _distant_title(scene, edge, low)


def _joined_owner(scene: Scene, person: Mention, title: Title, offices: list[Office], low: int) -> Owner | None:
    """The body of the title joined before, 美国 国务卿甲 和 国防部长乙; not for somebody of another State."""
    edge = cut(scene, scene.words.before_dropped, title.start, low)
    join = cut(scene, scene.words.before_joiners, edge, low)
    if join == edge or not offices:
        return None
    last = offices[-1]
    mention = scene.ends.get(scene.skip_left(join, low))
    if mention is None or mention.entity != last.person.entity or not low <= last.span[1] <= edge:
        return None
    home = scene.state_of(person.entity)
    if home and scene.state_of(last.owner) not in ("", home):
        return None
    common = title.groups & last.title.groups
    if scene.type_of(last.owner) != "Organization":
        common -= {"body"}
    fits = (title.of_state and last.title.of_state) or common
    return Owner(last.owner, title.start) if fits and not title.of_legislator else None


def _joined_title(scene: Scene, edge: int, low: int) -> tuple[Title | None, bool]:
    """The title joined by 、 or 兼 or 的 before the expression that begins at `edge`, and whether it was 的."""
    edge = scene.skip_left(edge, low)
    edge = scene.skip_left(cut(scene, scene.words.before_dropped, edge, low), low)
    if scene.text[edge - 1 : edge] == _OF and edge > low:
        return title_ending_at(scene, edge - 1, low), True
    join = cut(scene, scene.words.before_joiners, edge, low)
    return (title_ending_at(scene, join, low), False) if join < edge else (None, False)


def _distant_title(scene: Scene, edge: int, low: int) -> Title | None:
    """The title before a 、 a few words further left, where what is between them is not understood."""
    comma = scene.text.rfind("、", max(low, edge - _DISTANT), edge)
    title = title_ending_at(scene, comma, low) if comma > low else None
    return title if title and owner_left(scene, title, low) else None


def _held_relative(scene: Scene, title: Title, owner: Owner | None, low: int) -> Owner | None:
    """The body in 担任协会会长的甲 or 在协会担任会长的甲; None without such a verb."""
    edge = cut(scene, scene.words.before_dropped, owner.start if owner else title.start, low)
    verb = cut(scene, scene.words.before_holds, edge, low)
    if verb == edge or scene.words.not_held.search(scene.text, max(low, verb - 6), verb):
        return None
    if owner is None and (body := scene.ends.get(scene.skip_left(verb, low))):
        return Owner(body.entity, body.start)
    return owner or Owner("", verb)


def listed(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """Names in a row behind one title that fits all: 前市长甲、乙; legislators likewise."""
    low = scene.sentence_at(person.start)[0]
    join = cut(scene, scene.words.before_list, person.start, low)
    if join == person.start or not offices:
        return
    last = offices[-1]
    before = scene.ends.get(scene.skip_left(join, low))
    if before is None or before.start < low or before.entity != last.person.entity or last.span[0] < low:
        return
    former = last.former or scene.text[last.title.start] == _FORMER
    if last.title.end <= last.person.start and (former or last.title.of_legislator):
        yield replace(last, person=person, span=(last.span[0], person.end), party="")


def _title_behind(scene: Scene, person: Mention) -> Title | None:
    """The title right behind a name or in the brackets behind it, if it is that person's."""
    high = scene.sentence_at(person.start)[1]
    bracket = scene.text[person.end : person.end + 1] in ("（", "(")
    title = title_starting_at(scene, person.end + bracket, high)
    if title is None and not bracket and (rank := scene.words.ranks.match(scene.text, person.end, high)):
        title = title_starting_at(scene, rank.end(), high)
    if title is None or scene.words.not_behind.match(scene.text, person.end):
        return None
    if bracket:
        return title if scene.text[title.end : title.end + 1] in ("）", ")") else None
    behind = scene.starts.get(title.end)
    of_another = behind is not None and behind.label == "PERSON"
    return None if of_another or scene.words.not_after.match(scene.text, title.end) else title


def behind_name(scene: Scene, person: Mention, offices: list[Office]) -> Iterator[Office]:
    """A title right behind a name: 蔡英文总统, 普京（总统）."""
    low = scene.sentence_at(person.start)[0]
    title = _title_behind(scene, person)
    if title is None:
        return
    described = title_ending_at(scene, person.start, low)
    edge = described.start if described and described.of_descriptor else person.start
    owner = owner_left(scene, replace(title, start=edge, end=edge), low)
    if owner and scene.type_of(owner.entity) == "Person":
        owner = None
    if owner is not None:
        owner = replace(owner, joined_title=None)
    elif any(o.person.entity == person.entity and _same(scene, o.title, title) for o in offices):
        return
    office = resolve(scene, person, title, owner, offices, low)
    if office:
        yield office


def _same(scene: Scene, one: Title, other: Title) -> bool:
    return says_no_more(scene.text[one.start : one.end], scene.text[other.start : other.end])
