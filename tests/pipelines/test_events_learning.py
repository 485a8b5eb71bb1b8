"""The learner of how likely events are: a folder of scripts, read from its files."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kg.events.credence import credence, load_credence

_FOLDER = Path(__file__).parents[2] / "pipelines" / "zh_kg_events"
_SAMPLE = Path(__file__).parents[2] / "seeds" / "sample"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(_FOLDER))
    before = set(sys.modules)
    yield import_module
    for name in set(sys.modules) - before:
        if name in ("logistic", "examples", "train"):
            del sys.modules[name]


def test_weights_follow_the_examples(script: Any) -> None:
    logistic = script("logistic")
    made = [
        logistic.Example({"always": 1.0, "good" if i % 2 else "bad": 1.0, f"only {i}": 1.0}, bool(i % 2), str(i))
        for i in range(40)
    ]
    weights = logistic.fit(made, 1.0)
    assert sorted(weights) == ["always", "bad", "good"]
    assert weights["good"] > 1
    assert weights["bad"] < -1
    assert weights == logistic.fit(made, 1.0)


def test_a_model_is_learned_from_annotated_articles_and_kept(script: Any, tmp_path: Path) -> None:
    train = script("train")
    documents = script("examples").read([_SAMPLE])
    model = train.learned(documents)
    path = tmp_path / "credence.csv"
    path.write_text(train.table(model), encoding="utf-8")
    assert load_credence(path) == model
    assert model == train.learned(documents)
    rows = list(train.report(documents, []))
    assert sum("| grammar |" in row for row in rows) == sum("| model |" in row for row in rows) > 5


def test_the_model_in_force_is_one_that_the_learner_wrote() -> None:
    known = credence()
    assert known is not None
    assert {"always", "weight", "grammar"} <= known.weights.keys()
    assert len(known.weights) > 500
