"""The trigger lexicon: what an analyst may write, and what is refused."""

from pathlib import Path

import pytest

from kg.errors import SeedError
from kg.events.lexicon import lexicon, load_lexicon
from kg.ontology import ontology


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_type_has_triggers() -> None:
    rules = [rule for rules in lexicon().by_first.values() for rule in rules]
    assert {rule.type for rule in rules} == set(ontology().events)
    assert len({rule.word for rule in rules}) > 1000


def test_group_inherits_from_the_head_and_measured_replaces_weight(tmp_path: Path) -> None:
    found = load_lexicon(
        _folder(
            tmp_path,
            'type = "AID"\nframe = "act"\nweight = 0.3\n[[trigger]]\nwords = ["援助", "捐款"]\n'
            'measured = { "捐款" = 0.8 }\nunless_followed = ["者"]\n',
        )
    )
    rules = {rule.word: rule for rules in found.by_first.values() for rule in rules}
    assert (rules["援助"].weight, rules["捐款"].weight) == (0.3, 0.8)
    assert rules["援助"].conditions.unless_followed == ("者",)


def test_weight_zero_switches_a_word_off(tmp_path: Path) -> None:
    assert not load_lexicon(_folder(tmp_path, 'type = "AID"\n[[trigger]]\nwords = ["援助"]\nweight = 0\n')).by_first


def test_missing_folder_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "none").by_first == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('type = "HELP"\n[[trigger]]\nwords = ["援助"]\n', "HELP"),
        ('type = "AID"\n[[trigger]]\nwords = ["援助"]\nmode = "visit"\n', "visit"),
        ('type = "AID"\n[[trigger]]\nwords = ["援助"]\ncolour = "red"\n', "colour"),
        ('type = "AID"\n[[trigger]]\nwords = ["援助"]\nweight = 2\n', "援助"),
        ('type = "AID"\n[[trigger]]\nwords = ["援助"]\ntogether = "HELP"\n', "HELP"),
        ('type = "AID"\n[[trigger]]\nwords = ["~"]\n', "~"),
        ('type = "AID"\n[[trigger]]\nmode = "visit"\n', "visit"),
        ("type = AID", "words.toml"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SeedError, match=r"words\.toml") as caught:
        load_lexicon(_folder(tmp_path, text))
    assert named in str(caught.value)


def test_rule_of_a_surface_with_a_slot() -> None:
    (rule,) = {r.word: r for r in lexicon().rules("访华", "CONSULT")}.values()
    assert (rule.word, rule.mode) == ("访~", "visit")
    assert lexicon().rules("", "CONSULT") == ()
    assert lexicon().rules("访华", "AID") == ()
