from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError


def test_the_folders_are_found() -> None:
    assert (resources.seeds() / "ontology.toml").is_file()
    assert resources.cypher().is_dir()
    assert resources.pipeline().parts[-3:] == ("pipelines", "zh_kg_news", "model")


def test_other_seeds_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SEEDS", str(tmp_path))
    assert resources.seeds() == tmp_path
    monkeypatch.setenv("KG_SEEDS", str(tmp_path / "none"))
    with pytest.raises(KgError, match=r"KG_SEEDS names .*none, which is not a folder"):
        resources.seeds()
    monkeypatch.setenv("KG_SEEDS", "")
    assert (resources.seeds() / "ontology.toml").is_file()


def test_data_inside_the_package_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_SEEDS", raising=False)
    inside, beside = tmp_path / "_data", tmp_path / "checkout"
    for root in (inside, beside):
        (root / "seeds").mkdir(parents=True)
    monkeypatch.setattr(resources, "_ROOTS", (inside, beside))
    assert resources.seeds() == inside / "seeds"
    (inside / "seeds").rmdir()
    assert resources.seeds() == beside / "seeds"
    with pytest.raises(KgError, match="the installation is incomplete: no folder cypher/"):
        resources.cypher()
