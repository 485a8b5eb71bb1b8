"""A graph that every canned query has an answer on: the articles of the stores' tests, and seven more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.queries import Result, queries, run
from kg.records import Entity, Record
from kg.store import Store, Writer

Everything = Callable[[Store], Mapping[str, Result]]

_MORE = (
    Entity("person:周言", "Person", "周言", state="CHN"),
    Entity("org:海事总署", "Organization", "海事总署", state="CHN"),
    Entity("org:群岛论坛", "Organization", "群岛论坛"),
)


def _said(
    sentence: str, type_: str, trigger: str, actors: Sequence[str], recipients: Sequence[str], day: str, **more: Any
) -> dict[str, Any]:
    about = {"type": type_, "trigger": trigger, "actors": actors, "recipients": recipients, "day": day}
    return {"sentence": sentence, **about, **more}


@pytest.fixture(scope="session")
def library(articles: Mapping[str, Record], write_article: Callable[..., Record]) -> Sequence[Record]:
    """All articles."""

    def article(name: str, source: str, published: str, *said: Mapping[str, Any]) -> Record:
        return write_article(name, source, f"{published}T03:00:00Z", *said, more=_MORE)

    spokesman = [
        ("HOLDS_OFFICE", "person:周言", "org:海事总署", "发言人"),
        ("PART_OF", "org:海事总署", "CHN", None),
    ]
    members = [("MEMBER_OF", "JPN", "org:群岛论坛", None), ("MEMBER_OF", "PHL", "org:群岛论坛", None)]
    return [
        *articles.values(),
        article(
            "spokesman",
            "海峡日报",
            "2024-04-22",
            _said("周言谴责美国。", "ACCUSE", "谴责", ["person:周言"], ["USA"], "2024-04-21"),
            {"sentence": "周言是中国海事总署发言人。", "relations": spokesman},
        ),
        article(
            "denial",
            "观察电台",
            "2024-03-07",
            _said("中国没有袭击菲律宾。", "ASSAULT", "袭击", ["CHN"], ["PHL"], "2024-03-04", status="negated"),
            _said("中国驳斥菲律宾。", "REJECT", "驳斥", ["CHN"], ["PHL"], "2024-03-06"),
        ),
        article(
            "list",
            "海峡日报",
            "2024-05-21",
            _said("美国制裁中国。", "SANCTION", "制裁", ["USA"], ["CHN"], "2024-05-20"),
        ),
        article(
            "relief",
            "观察电台",
            "2024-02-11",
            _said("日本向菲律宾提供帐篷。", "AID", "提供", ["JPN"], ["PHL"], "2024-02-10"),
            {"sentence": "日本和菲律宾都是群岛论坛的成员。", "relations": members},
        ),
        article(
            "fishing",
            "海峡日报",
            "2023-06-03",
            _said("日本批评菲律宾。", "ACCUSE", "批评", ["JPN"], ["PHL"], "2023-06-02"),
        ),
        article(
            "forum",
            "观察电台",
            "2023-07-02",
            _said("中国与日本举行会谈。", "CONSULT", "会谈", ["CHN", "JPN"], [], "2023-07-01"),
        ),
        article(
            "drill",
            "海峡日报",
            "2023-08-06",
            _said("中国威胁日本。", "THREATEN", "威胁", ["CHN"], ["JPN"], "2023-08-05"),
        ),
    ]


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def filled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    open_empty: Callable[[str, Path], Store],
    library: Sequence[Record],
) -> Iterator[Store]:
    """A store with all articles, of either engine; not to be written to."""
    with open_empty(request.param, tmp_path_factory.mktemp("graph") / "graph") as store:
        Writer(store).ingest(library)
        yield store
        if request.param == "neo4j":
            Writer(store).clear()


@pytest.fixture
def ask(filled: Store) -> Callable[..., Result]:
    """Asks a canned query."""

    def asked(name: str, /, **parameters: Any) -> Result:
        return run(filled, name, parameters)

    return asked


@pytest.fixture(scope="session")
def everything() -> Everything:
    """The answers to every query, each with as few parameters as it takes, and with as many entities as it takes."""
    fitting = {
        "a": "菲律宾",
        "b": "美国",
        "entity": "菲律宾",
        "state": "中国",
        "who": "林健一",
        "body": "日本",
        "name": "国",
        "by": "美国",
        "against": "中国",
        "giver": "日本",
        "receiver": "菲律宾",
        "visitor": "林健一",
        "host": "菲律宾",
        "earlier_until": "2023",
        "since": "2024",
    }

    def asked(store: Store) -> Mapping[str, Result]:
        fitting["event"] = run(store, "visits").rows[0]["id"]
        found = {}
        for name, query in queries().items():
            needed = {p.name: fitting[p.name] for p in query.parameters if p.required}
            entities = {p.name: fitting[p.name] for p in query.parameters if p.is_entity}
            found[name] = run(store, name, needed)
            found[f"{name} about somebody"] = run(store, name, {**needed, **entities})
        return found

    return asked
