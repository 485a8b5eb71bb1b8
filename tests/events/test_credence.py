"""How likely an event is one: the features of a candidate, and the model over them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.components.triggers import propose_events
from kg.errors import SeedError
from kg.events.casting import Told, candidates, cast_events
from kg.events.credence import Credence, credence, load_credence
from kg.events.evidence import evidence, view
from kg.events.factuality import factuality
from kg.events.grammar import grammar
from kg.events.lexicon import lexicon
from kg.events.settling import Settler
from kg.records import Event

Read = Callable[[str], Any]


def _told(got: Any) -> Told:
    events = propose_events(got.text, got.sentences, got.names, lexicon())
    return Told(got.text, got.sentences, got.names, got.entities, (), events)


def _features(read_marked: Read, text: str, number: int = 0) -> set[str]:
    told = _told(read_marked(text))
    candidate = list(candidates(told, lexicon(), grammar()))[number]
    seen = view(told.sentences, told.names, told.entities, told.events)
    return set(evidence(candidate, seen, "actual", 0.8))


def _events(read_marked: Read, text: str, model: Credence | None) -> list[Event]:
    got = read_marked(text)
    told = _told(got)
    spans = [event.trigger for event in told.events]
    settler = Settler(got.text, got.sentences, got.times, got.names, spans, date(2023, 5, 10), factuality())
    return cast_events(told, settler, lexicon(), grammar(), model)


def test_features_tell_word_parties_and_place(read_marked: Read) -> None:
    text = "[日本|GPE|JPN]谴责[伊朗|GPE|IRN]。\n[日本|GPE|JPN]谴责[法国|GPE|FRA]。"
    first, second = _features(read_marked, text), _features(read_marked, text, 1)
    assert {"word=谴责 type=ACCUSE", "actor=State type=ACCUSE", "support=1.0", "inner=False type=ACCUSE"} <= first
    assert "where=title" in first
    assert {"where=lead", "where=lead headline=True", "where=lead titled=True", "both titled=False"} <= second


def test_verbs_before_and_behind_count(read_marked: Read) -> None:
    text = "[日本|GPE|JPN]呼吁[伊朗|GPE|IRN]释放[林一平|PERSON|lin]。"
    assert "ahead=RETREAT type=REQUEST" in _features(read_marked, text)
    assert "behind=REQUEST type=RETREAT" in _features(read_marked, text, 1)


def test_white_space_in_a_feature_fits_in_a_table(read_marked: Read) -> None:
    found = _features(read_marked, "[日本|GPE|JPN]谴责\n[伊朗|GPE|IRN]。")
    assert "after=␣" in found
    assert not any("\n" in name for name in found)


def test_the_model_says_how_likely_and_the_grammar_which(read_marked: Read) -> None:
    text = "[日本|GPE|JPN]谴责[伊朗|GPE|IRN]。"
    (alone,) = _events(read_marked, text, None)
    (doubted,) = _events(read_marked, text, Credence({"always": -3.0, "type=ACCUSE": 1.0}))
    assert alone.confidence > 0.6
    assert doubted.confidence == 0.12
    assert (doubted.actors, doubted.recipients) == (alone.actors, alone.recipients)


def test_the_likeliest_mention_speaks_for_an_event(read_marked: Read) -> None:
    text = "[日本|GPE|JPN]谴责[伊朗|GPE|IRN]。\n[日本|GPE|JPN]谴责[伊朗|GPE|IRN]。"
    (event,) = _events(read_marked, text, Credence({"where=lead": 2.0}))
    assert (len(event.triggers), event.confidence) == (2, 0.88)


def test_the_model_in_force_believes_a_plain_reproach(read_marked: Read) -> None:
    (plain,) = _events(read_marked, "[日本|GPE|JPN]外务省强烈谴责[伊朗|GPE|IRN]。", credence())
    assert plain.confidence > 0.6


def test_odds_have_bounds_and_unknown_features_say_nothing() -> None:
    assert Credence({"a": 1e9}).of({"a": 1.0}) == pytest.approx(1.0)
    assert Credence({"a": -1e9}).of({"a": 1.0}) == pytest.approx(0.0)
    assert Credence({}).of({"b": 3.0}) == 0.5


def test_without_a_table_the_grammar_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SEEDS", str(tmp_path))
    assert credence() is None


@pytest.mark.parametrize("rows", ["feature,heavy\na,1", "feature,weight\na,heavy"])
def test_wrong_tables_are_named(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "credence.csv"
    path.write_text(f"# weights\n{rows}\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"credence\.csv:3: not a feature and its weight"):
        load_credence(path)
