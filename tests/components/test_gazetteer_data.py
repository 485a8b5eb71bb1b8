"""The seeds are whole, and a broken one is told with file and line."""

import shutil
from pathlib import Path

import pytest

from kg import resources
from kg.components.gazetteer_data import Gazetteer, gazetteer, load_gazetteer
from kg.components.gazetteer_rules import load_rules, rules
from kg.errors import SeedError
from kg.language.script import to_simplified


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The seeds in a folder that a test may spoil."""
    return Path(shutil.copytree(resources.seeds() / "gazetteer", tmp_path / "gazetteer"))


def _ids(surface: str) -> list[str]:
    return [entry.id for entry in gazetteer().named(surface)]


@pytest.mark.parametrize(
    ("surfaces", "entity"),
    [
        (("马克龙", "馬克宏", "馬克龍", "Emmanuel Macron"), "person:emmanuel-macron"),
        (("特朗普", "川普", "唐納·川普"), "person:donald-trump"),
        (("普京", "普丁", "蒲亭"), "person:vladimir-putin"),
        (("斯托尔滕贝格", "史托騰伯格"), "person:jens-stoltenberg"),
        (("老挝", "寮國"), "LAO"),
        (("新西兰", "紐西蘭"), "NZL"),
        (("朝鲜", "北韓", "北朝鲜", "朝鲜民主主义人民共和国"), "PRK"),
        (("台海", "臺灣海峽"), "loc:taiwan-strait"),
        (("悉尼", "雪梨"), "loc:sydney"),
        (("五角大楼", "五角大廈", "美国国防部"), "org:us-dod"),
        (("东盟", "東協", "ASEAN"), "org:asean"),
    ],
)
def test_wordings_of_the_mainland_taiwan_and_hong_kong_meet(surfaces: tuple[str, ...], entity: str) -> None:
    assert [_ids(surface) for surface in surfaces] == [[entity]] * len(surfaces)


def test_every_iso_territory_and_the_former_states_are_there() -> None:
    states = {e.id for e in gazetteer().entries.values() if e.type == "State"}
    iso = {s for s in states if len(s) == 3}
    assert len(iso - {"SUN", "YUG", "DDR", "CSK", "SCG"}) == 249
    assert {"PSE", "TWN", "HKG", "MAC", "XKX", "VAT", "SUN", "YUG", "DDR", "CSK", "qing"} <= states


def test_entries_agree_with_each_other() -> None:
    known = gazetteer()
    for entry in known.entries.values():
        assert entry.name
        assert to_simplified(entry.name) == entry.name
        assert entry.name_hant
        assert entry.label == {"State": "GPE", "Organization": "ORG", "Person": "PERSON"}.get(entry.type, entry.label)
        if entry.type == "State" and entry.capital:
            assert known.entries[entry.capital].metonym == entry.id
        if entry.type != "State":
            assert entry.id.startswith({"Organization": "org:", "Person": "person:", "Location": "loc:"}[entry.type])


def test_members_and_bodies() -> None:
    known = gazetteer()
    assert {"USA", "JPN", "org:eu"} <= set(known.entries["org:g7"].members)
    assert set(known.entries["org:aukus"].members) == {"AUS", "GBR", "USA"}
    body = known.body_of("defence-ministry", "TWN")
    assert body is not None
    assert body.id == "org:tw-mod"
    assert known.states_of("org:us-7th-fleet") == "USA"


def _broken(folder: Path, file: str, line: str) -> str:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        load_gazetteer(folder)
    message = str(caught.value)
    assert f"{file}:{len(path.read_text(encoding='utf-8').splitlines())}" in message
    return message


@pytest.mark.parametrize(
    ("file", "line", "problem"),
    [
        ("persons.csv", "person:xi-jinping,甲乙丙,,,,,,CHN", "already in"),
        ("persons.csv", "person:jia-yi,甲乙丙,,,,,,ZZZ", "unknown state ZZZ"),
        ("persons.csv", "person:jia-yi,馬甲乙,,,,,,CHN", "not in simplified"),
        ("persons.csv", "person:jia-yi,,,,,,,CHN", "empty"),
        ("persons.csv", "person:jia-yi,甲乙丙,,,,,,CHN,more", "9 fields"),
        ("organizations.csv", "org:jia,甲会,,,,,,,CHN,org:nobody,,ngo,", "unknown id org:nobody"),
        ("organizations.csv", "org:jia,甲部,,,,,,,TWN,,,ministry,defence-ministry", "already the defence-ministry"),
    ],
)
def test_a_broken_line_is_named(copy: Path, file: str, line: str, problem: str) -> None:
    assert problem in _broken(copy, file, line)


def test_a_missing_file_or_column_is_named(copy: Path) -> None:
    (copy / "persons.csv").write_text("# no header\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"persons\.csv: no header"):
        load_gazetteer(copy)
    (copy / "persons.csv").write_text("name,name_en\n甲乙,\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"persons\.csv:2: no column 'id'"):
        load_gazetteer(copy)
    (copy / "persons.csv").unlink()
    with pytest.raises(SeedError, match=r"persons\.csv"):
        load_gazetteer(copy)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"美" = "USA"', '"美" = "UUU"', "unknown id UUU"),
        ('"印巴" = ["IND", "PAK"]', '"印巴" = ["IND"]', "as many ids as characters"),
        ("[surnames]", "[family]", "missing or of the wrong kind"),
    ],
)
def test_broken_rules_are_named(copy: Path, old: str, new: str, problem: str) -> None:
    path = copy / "expressions.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError, match=problem):
        load_rules(copy, gazetteer())


def test_a_surface_of_two_kinds_of_body_is_named(copy: Path) -> None:
    path = copy / "bodies.csv"
    path.write_text(path.read_text(encoding="utf-8") + "other,国防部,,\n", encoding="utf-8")
    with pytest.raises(SeedError, match="already a name of defence-ministry"):
        load_rules(copy, gazetteer())


def test_another_folder_of_seeds_counts(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy / "persons.csv"
    path.write_text(path.read_text(encoding="utf-8") + "person:jia-yi,甲乙丙丁,,,,,,CHN\n", encoding="utf-8")
    monkeypatch.setenv("KG_SEEDS", str(copy.parent))
    other: Gazetteer = gazetteer()
    assert [e.id for e in other.named("甲乙丙丁")] == ["person:jia-yi"]
    assert rules().body("国防部") is not None
