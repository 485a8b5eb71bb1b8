"""Finding a title that ends or begins at a position."""

from kg.offices.lexicon import Title
from kg.offices.scene import Scene

# The longest title looked for, in characters: 前驻联合国教科文组织大使.
_LONGEST = 32
_HEAD_OF = "长"


def _title(scene: Scene, start: int, end: int, portfolio: str | None) -> Title:
    """The groups are those of every head that the title ends in: 国家安全顾问 is one, and so is 顾问."""
    text = scene.text[start:end]
    groups = frozenset(g for g, heads in scene.words.heads.items() if g != "abroad" and text.endswith(heads))
    return Title(start, end, groups, bool(portfolio))


def title_ending_at(scene: Scene, end: int, low: int) -> Title | None:
    """The longest title that ends exactly at `end` and covers no name, except the host in 驻…大使.

    >>> from kg.offices.scene import make_scene
    >>> title = title_ending_at(make_scene("前外交部长王五", [(0, 7)], [], []), 5, 0)
    >>> title and (title.start, title.end)
    (0, 5)
    """
    low = max(low, end - _LONGEST)
    names = scene.overlapping(low, end)
    for start in range(low, end):
        match = scene.words.envoy.fullmatch(scene.text, start, end)
        if match and _names_hosts_only(scene, start, end):
            return Title(start, end, frozenset(("abroad",)), True)
    if names and names[-1].end == end - 1 and names[-1].label == "ORG" and scene.text[end - 1] == _HEAD_OF:
        low, names = max(low, names[-1].start), []  # 国防部 was taken for a name in 国防部长
    if names and names[-1].end > end:
        return None
    for start in range(max(low, names[-1].end) if names else low, end):
        match = scene.words.title.fullmatch(scene.text, start, end)
        if match and not scene.text[max(0, start - 4) : end].endswith(scene.words.no_titles):
            return _title(scene, start, end, match["portfolio"])
    return None


def title_starting_at(scene: Scene, start: int, high: int) -> Title | None:
    """The longest title that begins exactly at `start` and covers no name, except the host in 驻…大使."""
    high = min(high, start + _LONGEST)
    envoy = scene.words.envoy.match(scene.text, start, high)
    if envoy and _names_hosts_only(scene, start, envoy.end()):
        return Title(start, envoy.end(), frozenset(("abroad",)), True)
    names = scene.overlapping(start, high)
    for end in range(min(high, names[0].start) if names else high, start, -1):
        match = scene.words.title.fullmatch(scene.text, start, end)
        if match:
            return _title(scene, start, end, match["portfolio"])
    return None


def _names_hosts_only(scene: Scene, start: int, end: int) -> bool:
    """Whether the names in an envoy's title are hosts: the first stands right behind 驻, and none is a person."""
    names = scene.overlapping(start, end)
    if any(m.label == "PERSON" or m.start < start or m.end > end for m in names):
        return False
    sign = min(i for i in (scene.text.find("驻", start, end), scene.text.find("对", start, end)) if i >= 0)
    if scene.text[sign] == "对":  # 对 is a common word: only before a name
        return bool(names) and names[0].start == sign + 1
    return not names or names[0].start == sign + 1
