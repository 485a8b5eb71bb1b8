"""The contract of every file under `cypher/`: what a header promises, the query keeps."""

import re
import shlex
from pathlib import Path

import pytest

from kg import resources
from kg.confidence import default_bar
from kg.ontology import ontology
from kg.queries import Query, queries
from kg.resolve.projection import STRUCTURE
from kg.store.schema import KINDS, LINKED

_QUERIES = queries()
_FILES = sorted(resources.cypher().rglob("*.cypher"))


@pytest.fixture(params=sorted(_QUERIES))
def query(request: pytest.FixtureRequest) -> Query:
    return _QUERIES[request.param]


def test_every_file_is_a_query() -> None:
    names = {path.stem for path in resources.cypher().glob("*.cypher")}
    assert names - {"schema"} == _QUERIES.keys()
    assert len(_QUERIES) >= 20


def test_the_name_is_that_of_the_file(query: Query) -> None:
    assert query.name == query.path.stem


def test_the_title_is_in_both_languages(query: Query) -> None:
    assert re.search(r"[一-鿿]", query.title)
    assert re.fullmatch(r"[A-Z][ -~]+", query.title_en)


def test_declared_parameters_are_those_used(query: Query) -> None:
    declared = [parameter.name for parameter in query.parameters]
    assert len(declared) == len(set(declared))
    assert set(declared) == set(re.findall(r"\$(\w+)", query.text))


def test_the_example_can_be_asked(query: Query) -> None:
    words = shlex.split(query.example)
    assert words[:3] == ["kg", "query", query.name]
    assert set(words[3::2]) <= {"-p"}
    given = dict(word.split("=", 1) for word in words[4::2])
    declared = {parameter.name for parameter in query.parameters}
    assert given.keys() <= declared
    assert {parameter.name for parameter in query.parameters if parameter.required} <= given.keys()


def test_rows_are_sorted(query: Query) -> None:
    assert "ORDER BY" in query.text.rsplit("RETURN", 1)[1]


def test_columns_have_names_of_their_own(query: Query) -> None:
    assert all(re.fullmatch(r"[a-z_]+", column) for column in query.columns)
    assert len(query.columns) == len(set(query.columns))


def test_what_did_not_happen_is_shown_on_demand_only(query: Query) -> None:
    for parameter in query.parameters:
        if parameter.name == "status":
            assert parameter.default == ("planned" if query.name == "planned" else "actual")
            assert parameter.choices == ontology().statuses


# Questions that are about no event, or about one that is named.
_WITHOUT_BAR = {"entities", "offices", "office-chain", "evidence", "event-sources"}


def test_every_question_about_events_has_the_bar(query: Query) -> None:
    bars = [parameter for parameter in query.parameters if parameter.name == "min_confidence"]
    assert bool(bars) == (query.name not in _WITHOUT_BAR)
    for bar in bars:
        assert (bar.type, bar.default) == ("confidence", f"{default_bar():g}")
        assert "param min_confidence: confidence = bar" in query.path.read_text(encoding="utf-8"), (
            "no number of its own"
        )
    # An event or a short cut without a confidence is let through.
    compared = re.findall(r"coalesce\(\w\.confidence, 1\.0\) >= \$min_confidence\b", query.text)
    assert len(compared) == query.text.count(".confidence") == query.text.count("$min_confidence")
    assert bool(compared) == bool(bars)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(resources.cypher())))
def test_only_names_of_the_graph_are_used(path: Path) -> None:
    known = ontology()
    names = {*KINDS, *known.entities, *STRUCTURE, *known.relations, *known.events, LINKED}
    placeholders = {"KIND", "LABEL", "START", "END", "TYPE"} if path.parent.name in ("write", "read") else set()
    text = re.sub(r"//.*|'[^']*'", "", path.read_text(encoding="utf-8"))
    used = set(re.findall(r"[(\[\w]:([A-Z]\w*)", text)) | set(re.findall(r"\|([A-Z]\w*)", text))
    assert used <= names | placeholders


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(resources.cypher())))
def test_the_common_dialect_is_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for other in ("apoc.", "SHORTEST 1", "FULLTEXT", "FOREACH", "LOAD CSV", "USING INDEX"):
        assert other not in text
    assert not re.search(r"\bCALL (?!\()", text)


def test_lists_of_types_are_complete(query: Query) -> None:
    types = ontology().events
    conflict = {name for name, kind in types.items() if kind.score < 0}
    for found in re.findall(r"\[t:([A-Z]+\|[A-Z|]+)\]", query.text):
        assert set(found.split("|")) in (types.keys(), conflict)


def test_a_chain_may_pass_over_every_type_of_event() -> None:
    for name in ("trace", "temporal-path", "contacts", "changes", "allies"):
        assert "|".join(sorted(ontology().events)) in {
            "|".join(sorted(found.split("|"))) for found in re.findall(r"\[t:([A-Z|]+)\]", _QUERIES[name].text)
        }
    assert "[t:ACCUSE|" in _QUERIES["adversaries"].text
