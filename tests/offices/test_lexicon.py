from pathlib import Path

import pytest

from kg.errors import SeedError
from kg.offices.lexicon import lexicon, load_lexicon
from kg.resources import seeds


def test_several_hundred_heads() -> None:
    assert sum(map(len, lexicon().heads.values())) > 400


def test_word_in_traditional_characters_is_named(tmp_path: Path) -> None:
    path = tmp_path / "offices.toml"
    text = (seeds() / "offices.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('"总统",', '"總統",', 1), encoding="utf-8")
    with pytest.raises(SeedError, match="總統"):
        load_lexicon(path)


def test_missing_section_is_named(tmp_path: Path) -> None:
    path = tmp_path / "offices.toml"
    path.write_text('[heads]\nstate = ["总统"]\n', encoding="utf-8")
    with pytest.raises(SeedError, match=r"offices\.toml"):
        load_lexicon(path)
