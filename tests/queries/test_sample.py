"""The example of every query, asked of the sample articles as a newcomer would ask it."""

import shlex
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from kg import resources
from kg.cli import main
from kg.queries import queries, run
from kg.store import Store, open_store
from kg.store.embedded import available

# Ids of events are made of the articles, and the sample has no event that one outlet tells and another denies.
_NOT_IN_THE_SAMPLE = {"evidence", "event-sources", "contradictions"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if not available():
        pytest.skip("no embedded engine for this machine")
    folder = tmp_path_factory.mktemp("sample") / "graph"
    result = CliRunner().invoke(main, ["ingest", "--graph", str(folder), str(resources.seeds() / "sample")])
    assert result.exit_code == 0, result.output
    with open_store(folder) as store:
        yield store


def _given(example: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in shlex.split(example)[4::2])


@pytest.mark.parametrize("name", sorted(queries().keys() - _NOT_IN_THE_SAMPLE))
def test_the_example_has_an_answer(sample: Store, name: str) -> None:
    assert run(sample, name, _given(queries()[name].example)).rows


def test_an_event_of_one_answer_is_asked_about_in_the_next(sample: Store) -> None:
    told = run(sample, "sources", {"who": "朝鲜"}).rows
    for name in ("evidence", "event-sources"):
        assert {row["source"] for row in run(sample, name, {"event": told[0]["id"]}).rows} >= {told[0]["source"]}
