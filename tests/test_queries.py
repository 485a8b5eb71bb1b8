"""Parameters of canned queries, and names as a user writes them, without an engine."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.confidence import default_bar
from kg.errors import QueryError, SeedError
from kg.queries import find_entity, parse, queries, run, suggest
from kg.store import Row, Store, Write
from kg.store.schema import reading

_BEARERS = {
    "中国": [("CHN", "中国", 9)],
    "外交部": [("org:mfa@CHN", "中国外交部", 5), ("org:mfa@JPN", "日本外务省", 2)],
    "org:mfa@jpn": [("org:mfa@JPN", "日本外务省", 2)],
    "chn": [("CHN", "中国", 9)],
}


class _Names(Store):
    """Knows names alone; keeps what else it is asked."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        given = dict(parameters or {})
        if cypher == reading("bearers"):
            found = [bearer for key in given["keys"] for bearer in _BEARERS.get(key, [])]
            return [{"id": i, "name": name, "mentions": mentions} for i, name, mentions in found]
        if cypher == reading("naming"):
            return []
        if cypher == reading("names"):
            return [{"name": name} for name in _BEARERS]
        self.asked = given
        return []

    def transaction(self, writes: Iterable[Write]) -> None:
        raise NotImplementedError

    def execute(self, statement: str) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


@pytest.fixture
def names() -> _Names:
    return _Names()


@pytest.mark.parametrize("written", ["中国", "中國", "CHN", " 中 国 ", "ＣＨＮ"])
def test_a_name_in_either_script_or_an_id_is_the_entity(names: _Names, written: str) -> None:
    assert find_entity(names, written) == ("CHN", None)


def test_of_several_the_most_mentioned_is_meant_and_the_others_are_told(names: _Names) -> None:
    result = run(names, "timeline", {"entity": "外交部"})
    assert names.asked["entity"] == "org:mfa@CHN"
    assert result.notes == ("外交部: 中国外交部 (org:mfa@CHN) is meant; others of that name: 日本外务省 (org:mfa@JPN)",)
    assert find_entity(names, "org:mfa@JPN") == ("org:mfa@JPN", None)


def test_an_unknown_name_is_answered_with_similar_ones(names: _Names) -> None:
    with pytest.raises(QueryError, match=r"^nothing in the graph is called 外交部们; there is 中国外交部、日本外务省$"):
        run(names, "timeline", {"entity": "外交部们"})
    with pytest.raises(QueryError, match=r"^nothing in the graph is called xyzzy$"):
        find_entity(names, "xyzzy")
    assert suggest(names, "") == []


def test_values_come_as_text_or_as_they_are(names: _Names) -> None:
    run(names, "pair", {"a": "中国", "b": "CHN", "since": "2023-02", "until": "2024-02", "limit": "7"})
    as_text = names.asked
    run(names, "pair", {"a": "中国", "b": "CHN", "since": "2023-02-01", "until": "2024-02-29", "limit": 7})
    assert names.asked == as_text
    assert as_text == {
        "a": "CHN",
        "b": "CHN",
        "since": "2023-02-01",
        "until": "2024-02-29",
        "status": ["actual"],
        "min_confidence": default_bar(),
        "limit": 7,
    }


@pytest.mark.parametrize("given", ["0", "1", "0.45", ".45", "1.0", 0, 1, 0.45])
def test_a_bar_is_a_number_from_0_to_1(names: _Names, given: str | float) -> None:
    run(names, "planned", {"min_confidence": given})
    assert names.asked["min_confidence"] == float(given)


def test_the_bar_is_that_of_the_seeds(names: _Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (seeds := tmp_path / "seeds").mkdir()
    monkeypatch.setenv("KG_SEEDS", str(seeds))
    with pytest.raises(SeedError, match=r"confidence\.toml"):
        run(names, "planned")
    for number, text in enumerate(("bar = 1.5", "bar = '0.6'", "bar = true", "least = 0.6", "bar = nan")):
        (wrong := tmp_path / str(number)).mkdir()
        monkeypatch.setenv("KG_SEEDS", str(wrong))
        (wrong / "confidence.toml").write_text(text, encoding="utf-8")
        with pytest.raises(SeedError, match="bar must be a number from 0 to 1"):
            run(names, "planned")
    monkeypatch.setenv("KG_SEEDS", str(seeds))
    (seeds / "confidence.toml").write_text("bar = 0.35", encoding="utf-8")
    run(names, "planned")
    assert names.asked["min_confidence"] == 0.35


def test_anybody_is_no_name(names: _Names) -> None:
    run(names, "planned", {"status": "planned, hypothetical"})
    assert names.asked["who"] == "*"
    assert names.asked["status"] == ["planned", "hypothetical"]


def test_part_of_a_name_is_compared_as_names_are_kept(names: _Names) -> None:
    run(names, "entities", {"name": "Mc Donald·國"})
    assert names.asked["name"] == "mcdonald国"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("tarce", {}, "there is no query tarce; did you mean trace?"),
        ("trace", {"a": "中国"}, "trace needs b (id, name or alias), for example: kg query trace -p a=日本 -p b=中国"),
        ("trace", {"a": "中国", "b": ""}, "trace needs b (id, name or alias), for example: kg query trace -p a=日本"),
        ("trace", {"maxhops": 3}, "trace has no parameter maxhops; did you mean max_hops?"),
        ("trace", {"a": "CHN", "b": "CHN", "max_hops": "four"}, "max_hops must be a whole number from 0, not 'four'"),
        ("trace", {"a": "CHN", "b": "CHN", "max_hops": -1}, "max_hops must be a whole number from 0, not -1"),
        ("trace", {"a": 5, "b": "CHN"}, "a must be text, not 5"),
        *(
            ("planned", {"min_confidence": wrong}, f"min_confidence must be a number from 0 to 1, not {wrong!r}")
            for wrong in ("60", "high", "1.01", 2, -0.1, True, "nan", ".")
        ),
        (
            "timeline",
            {"entity": "CHN", "since": "2023-02-30"},
            "since must be a day such as 2023-09-12, 2023-09 or 2023",
        ),
        (
            "timeline",
            {"entity": "CHN", "until": "yesterday"},
            "until must be a day such as 2023-09-12, 2023-09 or 2023",
        ),
        (
            "timeline",
            {"entity": "CHN", "status": "real"},
            "status must be some of actual, planned, hypothetical, negated",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(names: _Names, name: str, given: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(names, name, given)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        "MATCH (n) RETURN n",
        "// 标题\n// name: x\n// returns: y\n// example: z",
        "// 标题 · Title\n// returns: y\n// example: z",
        "// 标题 · Title\n// name: x\n// param a: integre = 4\n// returns: y\n// example: z",
        "// 标题 · Title\n// name: x\n// param a\n// returns: y\n// example: z",
    ],
)
def test_a_header_that_cannot_be_read_names_its_file(tmp_path: Path, header: str) -> None:
    path = tmp_path / "own.cypher"
    path.write_text(header + "\nRETURN 1 AS one\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"own\.cypher"):
        parse(path)


def test_a_query_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.cypher"
    path.write_text(
        "// 自己的问题 · A question of one's own\n// name: own\n// param a: string\n"
        "// param b: number = 0.5 — a weight\n// returns: one row\n// example: kg query own -p a=x\n"
        "MATCH (n) WHERE n.id = $a\nRETURN n.id, {x: 1, y: [1, 2]} AS map, 'a, b' AS text, count(*) AS n\nORDER BY n\n",
        encoding="utf-8",
    )
    query = parse(path)
    assert (query.title, query.title_en) == ("自己的问题", "A question of one's own")
    assert [(p.name, p.type, p.default, p.meaning) for p in query.parameters] == [
        ("a", "string", None, ""),
        ("b", "number", "0.5", "a weight"),
    ]
    assert query.columns == ("n.id", "map", "text", "n")
    assert not query.text.startswith("//")


def test_there_are_queries() -> None:
    assert {"trace", "timeline", "pair", "evidence", "meetings", "visits", "offices"} <= queries().keys()
