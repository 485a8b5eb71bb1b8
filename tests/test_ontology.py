from pathlib import Path

import pytest

from kg import resources
from kg.errors import SeedError
from kg.ontology import load_ontology, load_toml, ontology

GOOD = """
statuses = ["actual"]
labels = ["GPE"]
[status_caption]
[entities]
State = { zh = "国家", labels = ["GPE"] }
[relations]
PART_OF = { zh = "隶属", subjects = ["State"], objects = ["State"] }
[events.AID]
zh = "援助"
en = "Aid"
quad = 2
score = 10
recipient = true
symmetric = false
modes = { loan = 4.5 }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ontology.toml"


def test_the_ontology_in_force_is_plover() -> None:
    known = ontology()
    assert len(known.events) == 16
    assert [t.quad for t in known.events.values()] == sorted(t.quad for t in known.events.values())
    assert known.events["CONSULT"].score_of("visit") == 4
    assert known.events["CONSULT"].score_of(None) == known.events["CONSULT"].score_of("other") == 2.5
    assert [name for name, kind in known.events.items() if kind.symmetric] == ["AGREE", "CONSULT", "COOPERATE"]
    assert (known.events["ACCUSE"].score, known.events["SANCTION"].quad) == (-3, 4)
    assert ontology() is known


def test_its_parts_fit_together() -> None:
    known = ontology()
    for kind in known.relations.values():
        assert {*kind.subjects, *kind.objects} <= set(known.entities)
    for labels in known.entities.values():
        assert set(labels) <= set(known.labels)
    assert set(known.status_caption) == set(known.statuses) - {"actual"}
    assert not set(known.events) & set(known.relations)


def test_a_good_file(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    known = load_ontology(file)
    assert known.events["AID"].score_of("loan") == 4.5
    assert known.relations["PART_OF"].objects == ("State",)
    assert known.entities == {"State": ("GPE",)}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("quad = 2", "quad = 5", "AID: quad must be 1 to 4"),
        ("score = 10", "score = 11", "AID: quad must be 1 to 4, scores -10 to 10"),
        ("loan = 4.5", "loan = -40", "AID: quad must be 1 to 4, scores -10 to 10"),
        ('en = "Aid"\n', "", "AID: .*'en'"),
        ('en = "Aid"', 'en = "Aid"\ncolour = "red"', "AID: .*colour"),
        ('subjects = ["State"], ', "", "PART_OF: 'subjects'"),
        ('statuses = ["actual"]', "", "statuses"),
        ("[events.AID]", "[events.AID", r"ontology\.toml: "),
    ],
)
def test_a_bad_file_names_the_entry(file: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError, match=fault):
        load_ontology(file)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(SeedError, match=r"ontology\.toml"):
        load_ontology(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SeedError, match=r"ontology\.toml"):
        load_toml(file)


def test_other_seeds_give_another_ontology(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(GOOD, encoding="utf-8")
    assert len(ontology().events) == 16
    monkeypatch.setenv("KG_SEEDS", str(file.parent))
    assert resources.seeds() == file.parent
    assert list(ontology().events) == ["AID"]
